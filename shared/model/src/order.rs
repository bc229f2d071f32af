//! A bulk order: one decision about many events, taken on a page that listed them, applied by the desk.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::content::RevisionNumber;
use crate::edition::Year;
use crate::event::{Event, MESSAGE_MAX, Outcome, State};
use crate::id::{EventId, ModeratorId, OrderId};
use crate::reason::Reason;
use crate::text::{Line, Prose};

/// Most events of one order: its item stays far below DynamoDB's 400 kB, its form below the body limit.
pub const MOST_TARGETS: usize = 1_000;

/// A bulk order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Which; the same form sent twice is the same order.
    pub id: OrderId,
    /// For which edition.
    pub edition: Year,
    /// Who.
    pub moderator: ModeratorId,
    /// Their name at the time.
    pub moderator_name: Line<100>,
    /// When.
    pub at: Timestamp,
    /// Until when it can be undone.
    pub undo_until: Timestamp,
    /// When it was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_at: Option<Timestamp>,
    /// What to do.
    #[serde(flatten)]
    pub action: Action,
    /// With which events: those that the page listed.
    pub targets: Vec<Target>,
}

/// What to do with the events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "kebab-case")]
pub enum Action {
    /// Publish them.
    Publish,
    /// Refuse them.
    Reject {
        /// From the edition's list.
        reason: Reason,
        /// As the organisers will read it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<Prose<MESSAGE_MAX>>,
    },
    /// Entrust a colleague with them.
    Assign {
        /// The colleague.
        to: ModeratorId,
    },
}

/// One event of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// Which event.
    pub event: EventId,
    /// The revision that the page listed.
    pub revision: RevisionNumber,
    /// Who was entrusted with it before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<ModeratorId>,
}

/// What has become of one event of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Still to be done.
    Waiting,
    /// Done.
    Done,
    /// Done, then undone; or never done because the order was undone first.
    Undone,
    /// Not done: someone had decided before, or another revision had come.
    Overtaken,
}

impl Order {
    /// Whether it can be undone at `now`.
    pub fn is_undoable(&self, now: Timestamp) -> bool {
        self.undone_at.is_none() && now < self.undo_until
    }

    /// The decision that it asks for; none when it entrusts someone.
    pub fn outcome(&self) -> Option<Outcome> {
        match &self.action {
            Action::Publish => Some(Outcome::Publish),
            Action::Reject { reason, message } => {
                Some(Outcome::Reject { reason: reason.clone(), message: message.clone() })
            }
            Action::Assign { .. } => None,
        }
    }

    /// What has become of an event of the order.
    pub fn progress(&self, target: &Target, event: &Event) -> Progress {
        let in_review = event.state() == State::InReview && event.revision() == target.revision;
        let done = match &self.action {
            Action::Publish | Action::Reject { .. } => {
                event.decision().is_some_and(|decision| decision.order == Some(self.id))
            }
            Action::Assign { to } => in_review && event.standing.assigned == Some(*to),
        };
        match (done, self.undone_at.is_some()) {
            (true, false) => Progress::Done,
            // The organiser has sent a new revision on top: there is nothing left to go back to.
            (true, true) if self.outcome().is_some() && event.replaced.is_none() => Progress::Overtaken,
            (true, true) => Progress::Waiting, // for its undoing
            (false, true) => Progress::Undone,
            (false, false) if in_review => Progress::Waiting,
            (false, false) => Progress::Overtaken,
        }
    }
}
