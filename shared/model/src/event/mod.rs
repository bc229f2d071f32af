//! An event and its life.

mod lifecycle;
mod log;

pub use lifecycle::{Change, Command, Refusal, decide};
pub use log::{Actor, LogEntry};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::content::RevisionNumber;
use crate::edition::Year;
use crate::id::{EventId, ModeratorId, PersonId};
use crate::text::{Line, Prose};

/// Where an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Submitted; nobody has confirmed the organiser's address yet.
    Unconfirmed,
    /// Waiting for a moderator.
    InReview,
    /// In the programme.
    Published,
    /// Refused by a moderator.
    Rejected,
}

/// An event: its state and the decision that brought it there. Its content is in its revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// For ever.
    pub id: EventId,
    /// Its edition.
    pub edition: Year,
    /// Who answers for it.
    pub organiser: PersonId,
    /// Where it stands.
    pub state: State,
    /// Rises by one with every change; a write names the version it has read.
    pub version: u32,
    /// The latest revision.
    pub revision: RevisionNumber,
    /// When the form was sent.
    pub submitted_at: Timestamp,
    /// When the organiser confirmed their address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Timestamp>,
    /// The last decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

/// What a moderator decided, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What.
    pub outcome: Outcome,
    /// On which revision.
    pub revision: RevisionNumber,
    /// Who.
    pub moderator: ModeratorId,
    /// Their name at the time, so that the page can say who decided for as long as the event lives.
    pub moderator_name: Line<100>,
    /// When.
    pub at: Timestamp,
}

/// Most characters of the reason of a refusal.
pub const REASON_MAX: usize = 2_000;

/// What a moderator can decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// Into the programme.
    Publish,
    /// Not into the programme; the organiser is told why.
    Reject {
        /// As the organiser will read it.
        reason: Prose<REASON_MAX>,
    },
}
