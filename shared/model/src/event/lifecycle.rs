//! The event's life as a pure state machine: `decide` says what changes, `Event::apply` changes it.

use jiff::Timestamp;

use super::{Decision, Event, Outcome, State};
use crate::content::RevisionNumber;
use crate::edition::Year;
use crate::id::{EventId, PersonId};
use crate::moderation::Moderator;

/// What someone asks of an event.
#[derive(Debug, Clone)]
pub enum Command<'a> {
    /// The organiser confirms the address and the revision they have read.
    Confirm {
        /// The revision that the page showed.
        revision: RevisionNumber,
    },
    /// A moderator decides on the revision they have read.
    Decide {
        /// The revision that the link was made for.
        revision: RevisionNumber,
        /// Who.
        moderator: &'a Moderator,
        /// What.
        outcome: Outcome,
    },
}

/// What happened to an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It came in; `in_review` says whether the address was already known to be the organiser's.
    Submitted {
        /// Whether it goes straight to the moderators.
        in_review: bool,
    },
    /// The organiser confirmed their address.
    Confirmed,
    /// A moderator decided.
    Decided(Decision),
}

/// Why a command is refused: the event is not, or no longer, where it would have to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has been confirmed before.
    #[error("the address has been confirmed before")]
    AlreadyConfirmed,
    /// Nobody has confirmed the organiser's address yet.
    #[error("the organiser has not confirmed yet")]
    NotConfirmed,
    /// A decision has been taken before.
    #[error("the event has been decided before")]
    AlreadyDecided,
    /// Another revision has come since.
    #[error("revision {current} has come since")]
    StaleRevision {
        /// The latest revision.
        current: RevisionNumber,
    },
}

/// What the command changes, if the event is where it has to be.
pub fn decide(event: &Event, command: Command<'_>, now: Timestamp) -> Result<Change, Refusal> {
    match command {
        Command::Confirm { .. } if event.state != State::Unconfirmed => Err(Refusal::AlreadyConfirmed),
        Command::Confirm { revision } => {
            current(event, revision)?;
            Ok(Change::Confirmed)
        }
        Command::Decide { revision, moderator, outcome } => {
            match event.state {
                State::Unconfirmed => return Err(Refusal::NotConfirmed),
                State::Published | State::Rejected => return Err(Refusal::AlreadyDecided),
                State::InReview => current(event, revision)?,
            }
            Ok(Change::Decided(Decision {
                outcome,
                revision,
                moderator: moderator.id,
                moderator_name: moderator.name.clone(),
                at: now,
            }))
        }
    }
}

fn current(event: &Event, revision: RevisionNumber) -> Result<(), Refusal> {
    if event.revision == revision { Ok(()) } else { Err(Refusal::StaleRevision { current: event.revision }) }
}

impl Event {
    /// A new event. An address confirmed once in an edition is not asked again (`in_review`).
    pub fn submitted(
        id: EventId,
        edition: Year,
        organiser: PersonId,
        in_review: bool,
        now: Timestamp,
    ) -> (Self, Change) {
        let change = Change::Submitted { in_review };
        let blank = Self {
            id,
            edition,
            organiser,
            state: State::Unconfirmed,
            version: 0,
            revision: RevisionNumber::FIRST,
            submitted_at: now,
            confirmed_at: None,
            decision: None,
        };
        (blank.apply(&change, now), change)
    }

    /// The event after the change.
    #[must_use]
    pub fn apply(mut self, change: &Change, now: Timestamp) -> Self {
        self.version += 1;
        match change {
            Change::Submitted { in_review: false } => self.state = State::Unconfirmed,
            Change::Submitted { in_review: true } => self.state = State::InReview,
            Change::Confirmed => {
                self.state = State::InReview;
                self.confirmed_at = Some(now);
            }
            Change::Decided(decision) => {
                self.state = match decision.outcome {
                    Outcome::Publish => State::Published,
                    Outcome::Reject { .. } => State::Rejected,
                };
                self.decision = Some(decision.clone());
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::EmailAddress;
    use crate::id::{ModeratorId, PersonKey};
    use crate::moderation::Scope;
    use crate::text::{Line, Prose};

    fn now() -> Timestamp {
        "2027-09-03T08:32:00Z".parse().unwrap()
    }

    fn organiser() -> PersonId {
        PersonId::of(&EmailAddress::parse("camille@exemple.gouv.fr").unwrap(), &PersonKey::new("key"))
    }

    fn submitted(in_review: bool) -> Event {
        Event::submitted(EventId::derive(&[b"e"]), Year::from(2027), organiser(), in_review, now()).0
    }

    fn moderator() -> Moderator {
        Moderator {
            id: ModeratorId::derive(&[b"m"]),
            name: Line::parse("Dominique Martin").unwrap(),
            email: EmailAddress::parse("dominique@exemple.gouv.fr").unwrap(),
            scope: Scope::National,
        }
    }

    fn decided(event: &Event, revision: u16, outcome: Outcome) -> Result<Event, Refusal> {
        let moderator = moderator();
        let command = Command::Decide { revision: revision.into(), moderator: &moderator, outcome };
        decide(event, command, now()).map(|change| event.clone().apply(&change, now()))
    }

    fn confirmed(event: &Event) -> Result<Event, Refusal> {
        let command = Command::Confirm { revision: event.revision };
        decide(event, command, now()).map(|change| event.clone().apply(&change, now()))
    }

    fn reject() -> Outcome {
        Outcome::Reject { reason: Prose::parse("Hors du thème.").unwrap() }
    }

    #[test]
    fn a_submitted_event_is_confirmed_then_published() {
        let event = submitted(false);
        assert_eq!((event.state, event.version), (State::Unconfirmed, 1));
        let event = confirmed(&event).unwrap();
        assert_eq!((event.state, event.version), (State::InReview, 2));
        let event = decided(&event, 1, Outcome::Publish).unwrap();
        assert_eq!((event.state, event.version), (State::Published, 3));
        assert_eq!(event.decision.unwrap().moderator_name.as_str(), "Dominique Martin");
    }

    #[test]
    fn a_known_address_goes_straight_to_the_moderators() {
        assert_eq!(submitted(true).state, State::InReview);
        assert_eq!(confirmed(&submitted(true)), Err(Refusal::AlreadyConfirmed));
    }

    #[test]
    fn nobody_decides_before_the_organiser_has_confirmed() {
        assert_eq!(decided(&submitted(false), 1, Outcome::Publish), Err(Refusal::NotConfirmed));
    }

    #[test]
    fn of_two_decisions_the_first_stands() {
        let rejected = decided(&submitted(true), 1, reject()).unwrap();
        assert_eq!(rejected.state, State::Rejected);
        assert_eq!(decided(&rejected, 1, Outcome::Publish), Err(Refusal::AlreadyDecided));
    }

    #[test]
    fn a_decision_on_an_older_revision_is_refused() {
        let edited = Event { revision: 2.into(), ..submitted(true) };
        assert_eq!(decided(&edited, 1, Outcome::Publish), Err(Refusal::StaleRevision { current: 2.into() }));
    }
}
