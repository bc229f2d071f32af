//! A bulk order: one decision about many events, taken on a page that listed them, applied by the desk.

mod progress;

pub use progress::{Place, Progress};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::content::RevisionNumber;
use crate::edition::Year;
use crate::event::{Author, MESSAGE_MAX, Outcome};
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
}

impl Author for Order {
    fn moderator(&self) -> ModeratorId {
        self.moderator
    }

    fn moderator_name(&self) -> &Line<100> {
        &self.moderator_name
    }
}
