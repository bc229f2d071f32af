//! One step of an event's life with all that follows from it: what the table records in one transaction.

use jiff::{SignedDuration, Timestamp};

use crate::content::{Content, Revision, RevisionNumber};
use crate::edition::Year;
use crate::event::{Change, Command, Decision, Event, LogEntry, Outcome, Refusal, State, decide};
use crate::id::{EventId, PersonId};
use crate::letter::{Letter, Purpose, letters_after};
use crate::moderation::Moderator;
use crate::publication::Publication;

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
    /// What the programme shows from now on, if that changes.
    pub publication: Option<Publication>,
}

impl Step {
    /// A form has come in. `known`: the organiser has confirmed this address before in this edition.
    pub fn submit(
        id: EventId,
        edition: Year,
        organiser: PersonId,
        known: bool,
        revision: Revision,
        team: &[Moderator],
        now: Timestamp,
    ) -> Self {
        let (after, change) = Event::submitted(id, edition, organiser, known, now);
        let step = Self::of(None, &change, after, &revision.content, team, now);
        Self { revision: Some(revision), ..step }
    }

    /// The organiser confirms the address and the revision they have read.
    pub fn confirm(
        event: Event,
        revision: RevisionNumber,
        content: &Content,
        team: &[Moderator],
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Confirm { revision }, now)?;
        let after = event.clone().apply(&change, now);
        Ok(Self::of(Some(event), &change, after, content, team, now))
    }

    /// A moderator decides on the revision they have read; the organiser's mail waits for `hold`.
    pub fn decide(
        event: Event,
        revision: RevisionNumber,
        moderator: &Moderator,
        outcome: Outcome,
        content: &Content,
        hold: SignedDuration,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let change = decide(&event, Command::Decide { revision, moderator, outcome }, now)?;
        let after = event.clone().apply(&change, now);
        Ok(Self { hold, ..Self::of(Some(event), &change, after, content, &[], now) })
    }

    /// Whether the event now waits for a moderator and nobody has been written to: the team has nobody for it.
    pub fn waits_for_nobody(&self) -> bool {
        let asks = |letter: &Letter| matches!(letter.purpose, Purpose::Review { .. });
        self.after.state == State::InReview && !self.letters.iter().any(asks)
    }

    fn of(
        before: Option<Event>,
        change: &Change,
        after: Event,
        content: &Content,
        team: &[Moderator],
        now: Timestamp,
    ) -> Self {
        let publication = match change {
            Change::Decided(Decision { outcome: Outcome::Publish, revision, .. }) => {
                Some(Publication::first(after.id, after.edition, *revision, content.clone(), now))
            }
            _ => None,
        };
        Self {
            log: LogEntry::of(before.as_ref(), change, &after, now),
            letters: letters_after(change, &after, content, team),
            hold: SignedDuration::ZERO,
            revision: None,
            publication,
            before,
            after,
        }
    }
}
