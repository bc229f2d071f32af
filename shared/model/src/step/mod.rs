//! One step of an event's life with all that follows from it: what the table records in one transaction.

mod projection;

pub use projection::Projection;

use jiff::{SignedDuration, Timestamp};

use crate::content::{Content, Revision, RevisionNumber};
use crate::edition::Year;
use crate::event::{
    Actor, Author, CLOCKS_APART, Change, Command, Decision, Deed, Event, LogEntry, NOTE_MAX, Outcome,
    Refusal, decide,
};
use crate::id::{EventId, ModeratorId, OrderId, PersonId};
use crate::letter::{EventLetter, Letter, MailId, Purpose};
use crate::look_alike::Profile;
use crate::publication::Publication;
use crate::screening::Screening;
use crate::text::Prose;
use crate::waiting::Waiting;
use projection::{profile_of, publication_of, waiting_of};

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
    /// The mail of the decision that the step undoes: nobody must have begun to send it, and nobody ever will.
    pub unsaid: Option<MailId>,
    /// What the programme shows of the event.
    pub publication: Projection<Publication>,
    /// The event in the moderators' queue.
    pub waiting: Projection<Waiting>,
    /// What other events are compared with.
    pub profile: Projection<Profile>,
}

/// A moderator's decision, with all that goes with it.
#[derive(Debug, Clone)]
pub struct Ruling<'a> {
    /// Who.
    pub moderator: &'a dyn Author,
    /// What.
    pub outcome: Outcome,
    /// The revision with the moderator's corrections, if there are any.
    pub corrected: Option<Revision>,
    /// How long it can be undone: the organiser's mail waits meanwhile.
    pub window: SignedDuration,
    /// The bulk order it is part of.
    pub order: Option<OrderId>,
}

/// The contents that undoing needs.
#[derive(Debug, Clone, Copy)]
pub struct Undoing<'a> {
    /// That of the revision that counts again.
    pub current: &'a Content,
    /// That of the revision that the programme shows again, if it shows one.
    pub shown: Option<&'a Content>,
}

impl Step {
    /// A form has come in. `known`: the organiser has confirmed this address before in this edition.
    pub fn submit(
        id: EventId,
        edition: Year,
        organiser: PersonId,
        known: bool,
        revision: Revision,
        now: Timestamp,
    ) -> Self {
        let (after, change) = Event::submitted(id, edition, organiser, known, now);
        let purpose = if known { Purpose::Received } else { Purpose::ConfirmAddress };
        let letters = vec![Letter::Event(EventLetter::of(&after, purpose))];
        let actor = organiser_of(&after);
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
        Ok(Self::taken(event, &change, organiser_of, |_| vec![], content, now))
    }

    /// The organiser sends a new revision, made from revision `from`.
    pub fn edit(
        event: Event,
        from: RevisionNumber,
        revision: Revision,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Edit { from }, now)?;
        let received = |after: &Event| vec![Letter::Event(EventLetter::of(after, Purpose::Received))];
        let step = Self::taken(event, &change, organiser_of, received, &revision.content, now);
        Ok(Self { revision: Some(revision), ..step })
    }

    /// The desk has looked at the revision under review, and writes to `to_write` of those it came to.
    pub fn screen(
        event: Event,
        screening: Screening,
        to_write: &[ModeratorId],
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Screen { screening }, now)?;
        let review = |after: &Event| {
            let letter = |&moderator| Letter::Event(EventLetter::of(after, Purpose::Review { moderator }));
            to_write.iter().map(letter).collect()
        };
        Ok(Self::taken(event, &change, |_| Actor::Service, review, content, now))
    }

    /// A moderator decides on the revision they have read; the organiser's mail waits for the window.
    pub fn decide(
        event: Event,
        revision: RevisionNumber,
        ruling: Ruling<'_>,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let Ruling { moderator, outcome, corrected, window, order } = ruling;
        let told = outcome.is_told();
        let corrects = corrected.is_some();
        let command = Command::Decide { revision, moderator, outcome, corrects, window, order };
        let change = decide(&event, command, now)?;
        let letters = |after: &Event| {
            if told { vec![Letter::Event(EventLetter::of(after, Purpose::Decision))] } else { vec![] }
        };
        let content = corrected.as_ref().map_or(content, |revision| &revision.content);
        let step = Self::taken(event, &change, |_| by(moderator), letters, content, now);
        Ok(Self { revision: corrected, hold: window + CLOCKS_APART, ..step })
    }

    /// A moderator takes back the decision that brought about `version`; `asked_at` is when they asked for it.
    pub fn undo(
        event: Event,
        version: u32,
        moderator: &dyn Author,
        contents: Undoing<'_>,
        asked_at: Timestamp,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Undo { version, asked_at }, now)?;
        let unsaid = event.decision().and_then(|decision| mail_of(&event, decision));
        let step = Self::taken(event, &change, |_| by(moderator), |_| vec![], contents.current, now);
        let shown = contents.shown.unwrap_or(contents.current);
        let (before, after) = (step.before.as_ref(), &step.after);
        let publication = publication_of(before, after, shown);
        let profile = profile_of(before, after, shown);
        Ok(Self { unsaid, publication, profile, ..step })
    }

    /// A moderator takes back a request for changes that the organiser has been told of.
    pub fn take_back(
        event: Event,
        revision: RevisionNumber,
        moderator: &dyn Author,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::TakeBack { revision }, now)?;
        let told = |after: &Event| vec![Letter::Event(EventLetter::of(after, Purpose::TakenBack))];
        Ok(Self::taken(event, &change, |_| by(moderator), told, content, now))
    }

    /// A moderator entrusts a colleague with the decision (none: lets go); `tells` the colleague by a mail of its own.
    pub fn assign(
        event: Event,
        to: Option<ModeratorId>,
        moderator: &dyn Author,
        tells: bool,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Assign { to }, now)?;
        let letters = |after: &Event| {
            let by = moderator.moderator();
            let colleague = to.filter(|&to| tells && to != by);
            let purpose = |to| Purpose::Entrusted { moderator: to, by };
            colleague.map(|to| Letter::Event(EventLetter::of(after, purpose(to)))).into_iter().collect()
        };
        Ok(Self::taken(event, &change, |_| by(moderator), letters, content, now))
    }

    /// A moderator adds a note that only moderators see.
    pub fn note(
        event: Event,
        text: Prose<NOTE_MAX>,
        moderator: &dyn Author,
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Note { text }, now)?;
        Ok(Self::taken(event, &change, |_| by(moderator), |_| vec![], content, now))
    }

    fn taken(
        before: Event,
        change: &Change,
        actor: impl FnOnce(&Event) -> Actor,
        letters: impl FnOnce(&Event) -> Vec<Letter>,
        content: &Content,
        now: Timestamp,
    ) -> Self {
        let after = before.clone().apply(change, content.title.as_str(), now);
        let (actor, letters) = (actor(&after), letters(&after));
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
            unsaid: None,
            revision: None,
            publication: publication_of(before.as_ref(), &after, content),
            waiting: waiting_of(before.as_ref(), &after, content),
            profile: profile_of(before.as_ref(), &after, content),
            before,
            after,
        }
    }
}

/// The mail that tells of a decision, if one does: named after the version that the decision brought about.
fn mail_of(event: &Event, decision: &Decision) -> Option<MailId> {
    let letter = EventLetter { version: decision.version, ..EventLetter::of(event, Purpose::Decision) };
    decision.outcome.is_told().then(|| Letter::Event(letter).id())
}

fn organiser_of(event: &Event) -> Actor {
    Actor::Organiser { person: event.organiser.clone() }
}

fn by(author: &dyn Author) -> Actor {
    Actor::Moderator { moderator: author.moderator(), name: author.moderator_name().clone() }
}
