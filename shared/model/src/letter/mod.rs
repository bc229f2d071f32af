//! Single mails: what each is for.
//!
//! A letter is an intention, without address or text: `send` looks both up when it sends, and drops a
//! letter that events have overtaken.

mod desk;
mod mailing;
mod subscriber;

pub use desk::{DeskLetter, Occasion};
pub use mailing::{MailingLetter, MailingOccasion};
pub use subscriber::{SubscriberLetter, SubscriberOccasion};

use serde::{Deserialize, Serialize};

use crate::content::RevisionNumber;
use crate::event::{Event, Outcome, State};
use crate::id::{EventId, ModeratorId};

/// A mail to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "kebab-case")]
pub enum Letter {
    /// About one event.
    Event(EventLetter),
    /// About a moderator's work.
    Desk(DeskLetter),
    /// To a subscriber, about their subscription.
    Subscriber(SubscriberLetter),
    /// To an editor, about an issue of the newsletter.
    Mailing(MailingLetter),
}

/// A mail about one event, to its organiser or to a moderator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventLetter {
    /// About which event.
    pub event: EventId,
    /// About which revision.
    pub revision: RevisionNumber,
    /// The event's version that called for it.
    pub version: u32,
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
    /// To the organiser, whose address is known: we have it, a moderator will read it.
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
    /// To the organiser: what was decided.
    Decision,
    /// To the organiser: there is nothing to change after all.
    TakenBack,
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
            Self::Desk(letter) => letter.id(),
            Self::Subscriber(letter) => letter.id(),
            Self::Mailing(letter) => letter.id(),
        }
    }
}

impl EventLetter {
    /// A letter that the event's present version calls for.
    pub fn of(event: &Event, purpose: Purpose) -> Self {
        Self { event: event.id, revision: event.revision(), version: event.version, purpose }
    }

    fn id(&self) -> MailId {
        let Self { event, version, .. } = self;
        MailId(match &self.purpose {
            Purpose::ConfirmAddress => format!("{event}-{version}-confirm"),
            Purpose::Received => format!("{event}-{version}-received"),
            Purpose::Review { moderator } => format!("{event}-{version}-review-{moderator}"),
            Purpose::Entrusted { moderator, .. } => format!("{event}-{version}-entrusted-{moderator}"),
            Purpose::Decision => format!("{event}-{version}-decision"),
            Purpose::TakenBack => format!("{event}-{version}-taken-back"),
        })
    }

    /// Whether events have overtaken it: what it asks for is done, or what it says no longer holds.
    pub fn is_overtaken_by(&self, event: &Event) -> bool {
        let waits = event.state() == State::InReview && event.revision() == self.revision;
        match self.purpose {
            Purpose::ConfirmAddress => event.state() != State::Unconfirmed,
            Purpose::Received => false,
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
