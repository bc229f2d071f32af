//! One step of an event's life with all that follows from it: what the table records in one transaction.

#[cfg(test)]
mod departure_tests;
mod moderator;
mod operator;
mod organiser;
mod projection;
#[cfg(test)]
mod tests;

pub use moderator::{Ruling, Undoing};
pub use projection::Projection;

use jiff::{SignedDuration, Timestamp};

use crate::content::{Content, Revision};
use crate::event::{Actor, Change, Deed, Event, LogEntry, Seating};
use crate::letter::{EventLetter, Letter, MailId, Purpose};
use crate::look_alike::Profile;
use crate::material::Departed;
use crate::publication::Publication;
use crate::waiting::Waiting;
use projection::{departure_of, profile_of, publication_of, waiting_of};

/// A step: the event before and after, its line of history, and what must leave the table because of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Before; none for a new event.
    pub before: Option<Event>,
    /// After.
    pub after: Event,
    /// The new revision, if the step brings one.
    pub revision: Option<Revision>,
    /// The line of history.
    pub log: LogEntry,
    /// The mails to send.
    pub letters: Vec<Letter>,
    /// How long the mails wait, so that the step can be undone meanwhile.
    pub hold: SignedDuration,
    /// The mails of the decision that the step undoes: nobody must have begun to send them, and nobody ever will.
    pub unsaid: Vec<MailId>,
    /// What changes in the team.
    pub seating: Option<Seating>,
    /// What the programme shows of the event.
    pub publication: Projection<Publication>,
    /// What is left of the event once the programme shows it no longer.
    pub departure: Projection<Departed>,
    /// The event in the moderators' queue.
    pub waiting: Projection<Waiting>,
    /// What other events are compared with.
    pub profile: Projection<Profile>,
}

impl Step {
    fn taken(
        before: Event,
        change: &Change,
        actor: Actor,
        letters: impl FnOnce(&Event) -> Vec<Letter>,
        content: &Content,
        now: Timestamp,
    ) -> Self {
        let after = before.clone().apply(change, content.title.as_str(), now);
        let letters = letters(&after);
        Self::of(Some(before), change, after, actor, letters, content, now)
    }

    fn of(
        before: Option<Event>,
        change: &Change,
        after: Event,
        actor: Actor,
        letters: Vec<Letter>,
        content: &Content,
        now: Timestamp,
    ) -> Self {
        let mails = letters.iter().map(Letter::id).collect();
        Self {
            log: LogEntry::of(before.as_ref(), actor, Deed::of(change), &after, mails, now),
            letters,
            hold: SignedDuration::ZERO,
            unsaid: Vec::new(),
            seating: None,
            revision: None,
            publication: publication_of(before.as_ref(), &after, content),
            departure: departure_of(before.as_ref(), &after, content),
            waiting: waiting_of(before.as_ref(), &after, content),
            profile: profile_of(before.as_ref(), &after, content),
            before,
            after,
        }
    }
}

/// A letter's copies, to each of the event's team.
fn to_team(event: &Event, purpose: &Purpose) -> Vec<Letter> {
    EventLetter::to_team(event, purpose).into_iter().map(Letter::Event).collect()
}
