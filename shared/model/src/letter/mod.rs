//! Single mails: what each is for.
//!
//! A letter is an intention, without address or text: `send` looks both up when it sends, and drops a
//! letter that events have overtaken.

mod desk;
mod mailing;
mod organiser;
mod subscriber;

pub use desk::{DeskLetter, Occasion};
pub use mailing::{MailingLetter, MailingOccasion};
pub use organiser::{OrganiserLetter, OrganiserOccasion};
pub use subscriber::{SubscriberLetter, SubscriberOccasion};

use serde::{Deserialize, Serialize};

use crate::content::RevisionNumber;
use crate::event::{Event, Outcome, Seat, State};
use crate::id::{EventId, ModeratorId};

/// A mail to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "kebab-case")]
pub enum Letter {
    /// About one event.
    Event(EventLetter),
    /// To an organiser, about no event in particular.
    Organiser(OrganiserLetter),
    /// About a moderator's work.
    Desk(DeskLetter),
    /// To a subscriber, about their subscription.
    Subscriber(SubscriberLetter),
    /// To an editor, about an issue of the newsletter.
    Mailing(MailingLetter),
}

/// A mail about one event, to someone of its team or to a moderator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLetter {
    /// About which event.
    pub event: EventId,
    /// About which revision.
    pub revision: RevisionNumber,
    /// The event's version that called for it.
    pub version: u32,
    /// To whom of the event's team; of no account in a mail to a moderator.
    #[serde(default, skip_serializing_if = "Seat::is_organiser")]
    pub seat: Seat,
    /// Why.
    #[serde(flatten)]
    pub purpose: Purpose,
}

/// Why one writes about an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "purpose", rename_all = "kebab-case")]
pub enum Purpose {
    /// To the organiser: confirm your address.
    ConfirmAddress,
    /// To the team, whose address is known: we have it, a moderator will read it.
    Received,
    /// To a moderator: please decide.
    Review {
        /// To whom.
        moderator: ModeratorId,
    },
    /// To a moderator: a colleague entrusts you with the decision.
    Entrusted {
        /// To whom.
        moderator: ModeratorId,
        /// By whom.
        by: ModeratorId,
    },
    /// To the team: what was decided.
    Decision,
    /// To the team: there is nothing to change after all.
    TakenBack,
    /// To a colleague: you answer for this event, too.
    Invited,
    /// To the team: one of you has taken it back.
    Retracted,
    /// To the team: this is what one of you says of it from now on.
    PracticalChange,
}

/// A mail's identifier, always the same for the same letter, so that none can be created twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MailId(String);

impl MailId {
    pub(crate) fn new(id: String) -> Self {
        Self(id)
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for MailId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Letter {
    /// Its identifier; letters, digits and dashes only, as an SES message tag allows.
    pub fn id(&self) -> MailId {
        match self {
            Self::Event(letter) => letter.id(),
            Self::Organiser(letter) => letter.id(),
            Self::Desk(letter) => letter.id(),
            Self::Subscriber(letter) => letter.id(),
            Self::Mailing(letter) => letter.id(),
        }
    }
}

impl EventLetter {
    /// A letter that the event's present version calls for: to its organiser, or to a moderator.
    pub fn of(event: &Event, purpose: Purpose) -> Self {
        let revision = match purpose {
            Purpose::PracticalChange => event.shown().unwrap_or(event.revision()), // whatever is under review
            _ => event.revision(),
        };
        Self { event: event.id, revision, version: event.version, seat: Seat::ORGANISER, purpose }
    }

    /// The same letter to each of its team.
    pub fn to_team(event: &Event, purpose: &Purpose) -> Vec<Self> {
        event.seats().map(|seat| Self { seat, ..Self::of(event, purpose.clone()) }).collect()
    }

    /// The identifier of a team's copy of a letter that the version of an event has called for.
    pub fn copy_of(event: EventId, version: u32, seat: Seat, purpose: Purpose) -> MailId {
        Self { event, revision: RevisionNumber::FIRST, version, seat, purpose }.id()
    }

    fn id(&self) -> MailId {
        let Self { event, version, .. } = self;
        let id = match &self.purpose {
            Purpose::ConfirmAddress => format!("{event}-{version}-confirm"),
            Purpose::Received => format!("{event}-{version}-received"),
            Purpose::Review { moderator } => format!("{event}-{version}-review-{moderator}"),
            Purpose::Entrusted { moderator, .. } => format!("{event}-{version}-entrusted-{moderator}"),
            Purpose::Decision => format!("{event}-{version}-decision"),
            Purpose::TakenBack => format!("{event}-{version}-taken-back"),
            Purpose::Invited => format!("{event}-{version}-invited"),
            Purpose::Retracted => format!("{event}-{version}-retracted"),
            Purpose::PracticalChange => format!("{event}-{version}-practical"),
        };
        MailId(if self.seat.is_organiser() { id } else { format!("{id}-s{}", self.seat) })
    }

    /// Whether events have overtaken it: what it asks for is done, or what it says no longer holds.
    pub fn is_overtaken_by(&self, event: &Event) -> bool {
        let is_to_team = !matches!(self.purpose, Purpose::Review { .. } | Purpose::Entrusted { .. });
        if is_to_team && event.person_at(self.seat).is_none() {
            return true; // who had this place has left
        }
        let waits = event.state() == State::InReview && event.revision() == self.revision;
        match self.purpose {
            Purpose::ConfirmAddress => event.state() != State::Unconfirmed,
            Purpose::Received | Purpose::Invited => false,
            Purpose::Retracted => event.state() != State::Withdrawn,
            Purpose::PracticalChange => {
                event.overlay.as_ref().is_none_or(|overlay| overlay.version != self.version)
            }
            Purpose::Review { .. } | Purpose::TakenBack => !waits,
            Purpose::Entrusted { moderator, .. } => !waits || event.standing.assigned != Some(moderator),
            Purpose::Decision => event.decision().is_none_or(|decision| {
                let answered = matches!(decision.outcome, Outcome::RequestChanges { .. })
                    && event.state() != State::ChangesRequested;
                decision.version != self.version || answered
            }),
        }
    }
}
