//! Steps of an organiser and their colleagues.

use jiff::Timestamp;

use super::{Step, to_team};
use crate::content::{Content, Revision, RevisionNumber};
use crate::edition::Year;
use crate::email::EmailAddress;
use crate::event::{Actor, Change, Command, Event, Refusal, Seat, Seating, State, decide};
use crate::id::{EventId, PersonId};
use crate::letter::{EventLetter, Letter, Purpose};
use crate::practical::Practical;
use crate::reception::Reception;

impl Step {
    /// A form has come in.
    pub fn submit(
        id: EventId,
        edition: Year,
        organiser: PersonId,
        reception: Reception,
        revision: Revision,
        now: Timestamp,
    ) -> Self {
        let known = reception == Reception::Known;
        let actor = by(&organiser);
        let (after, change) = Event::submitted(id, edition, organiser, known, now);
        let letters = match reception {
            Reception::Known => to_team(&after, &Purpose::Received),
            Reception::Ask => to_team(&after, &Purpose::ConfirmAddress),
            Reception::AskedEnough => vec![],
        };
        let step = Self::of(None, &change, after, actor, letters, &revision.content, now);
        Self { revision: Some(revision), ..step }
    }

    /// The organiser confirms the address and the revision they have read.
    pub fn confirm(
        event: Event,
        revision: RevisionNumber,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Confirm { revision }, now)?;
        let received = |after: &Event| to_team(after, &Purpose::Received);
        let actor = by(&event.organiser);
        Ok(Self::taken(event, &change, actor, received, content, now))
    }

    /// One of the team sends a new revision, made from revision `from`.
    pub fn edit(
        event: Event,
        person: &PersonId,
        from: RevisionNumber,
        revision: Revision,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Edit { from }, now)?;
        let received = |after: &Event| to_team(after, &Purpose::Received);
        let step = Self::taken(event, &change, by(person), received, &revision.content, now);
        Ok(Self { revision: Some(revision), ..step })
    }

    /// One of the team says something that holds at once; `shown` is the content of the revision that the programme
    /// shows, without what lies over it.
    pub fn practical(
        event: Event,
        person: &PersonId,
        practical: Practical,
        shown: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let practical = practical.beside(shown);
        let change = decide(&event, Command::Practical { practical }, now)?;
        let told = |after: &Event| to_team(after, &Purpose::PracticalChange);
        Ok(Self::taken(event, &change, by(person), told, shown, now))
    }

    /// One of the team takes back what has not come into the programme; `content` is that of the revision that counts. Nobody
    /// is written to at an address that was not confirmed.
    pub fn retract(
        event: Event,
        person: &PersonId,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Retract, now)?;
        let is_confirmed = event.state() != State::Unconfirmed;
        let told = |after: &Event| {
            if is_confirmed { to_team(after, &Purpose::Retracted) } else { vec![] }
        };
        Ok(Self::taken(event, &change, by(person), told, content, now))
    }

    /// One of the team invites a colleague, `invited`, at an address; `content` is that of the revision that counts.
    pub fn invite(
        event: Event,
        person: &PersonId,
        invited: (PersonId, EmailAddress),
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        Self::invited(event, by(person), invited, content, now)
    }

    /// Someone invites a colleague.
    pub(super) fn invited(
        event: Event,
        actor: Actor,
        (invited, address): (PersonId, EmailAddress),
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Invite { person: invited }, now)?;
        let seating = match &change {
            Change::Invited(colleague) => Some(Seating::Invited { colleague: colleague.clone(), address }),
            _ => None,
        };
        let letter = |after: &Event| {
            // A decision that can still be undone may have made another revision count: nobody is told of that one.
            let (revision, seat) = (after.told(now).revision, after.last_seat);
            let letter = EventLetter { revision, seat, ..EventLetter::of(after, Purpose::Invited) };
            vec![Letter::Event(letter)]
        };
        let step = Self::taken(event, &change, actor, letter, content, now);
        Ok(Self { seating, ..step })
    }

    /// One of the team takes a colleague out of it, or leaves it; `content` is that of the revision that counts.
    pub fn dismiss(
        event: Event,
        person: &PersonId,
        seat: Seat,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        Self::dismissed(event, by(person), Command::Dismiss { seat }, content, now)
    }

    /// Someone takes one of the team out of it.
    pub(super) fn dismissed(
        event: Event,
        actor: Actor,
        command: Command<'_>,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, command, now)?;
        let seating = match &change {
            Change::Dismissed(colleague) => Some(Seating::Dismissed { colleague: colleague.clone() }),
            _ => None,
        };
        let step = Self::taken(event, &change, actor, |_| vec![], content, now);
        Ok(Self { seating, ..step })
    }
}

fn by(person: &PersonId) -> Actor {
    Actor::Organiser { person: person.clone() }
}
