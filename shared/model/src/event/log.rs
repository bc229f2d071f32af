//! The append-only history of an event: who did what, when, on which revision.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Change, Event, Outcome, State};
use crate::content::RevisionNumber;
use crate::id::{EventId, ModeratorId, PersonId};
use crate::text::Prose;

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Actor {
    /// The organiser.
    Organiser {
        /// Without their address.
        person: PersonId,
    },
    /// A moderator.
    Moderator {
        /// Who.
        moderator: ModeratorId,
    },
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Of which event.
    pub event: EventId,
    /// The event's version that this line brought about; orders the history.
    pub version: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    #[serde(flatten)]
    pub actor: Actor,
    /// Where the event stood before; none for its first line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<State>,
    /// Where it stands after.
    pub after: State,
    /// On which revision.
    pub revision: RevisionNumber,
    /// Why, when a moderator said no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Prose<{ super::REASON_MAX }>>,
}

impl LogEntry {
    /// The line that tells the change from `before` to `after`.
    pub fn of(before: Option<&Event>, change: &Change, after: &Event, at: Timestamp) -> Self {
        let (actor, reason) = match change {
            Change::Submitted { .. } | Change::Confirmed => {
                (Actor::Organiser { person: after.organiser.clone() }, None)
            }
            Change::Decided(decision) => {
                let reason = match &decision.outcome {
                    Outcome::Publish => None,
                    Outcome::Reject { reason } => Some(reason.clone()),
                };
                (Actor::Moderator { moderator: decision.moderator }, reason)
            }
        };
        Self {
            event: after.id,
            version: after.version,
            at,
            actor,
            before: before.map(|event| event.state),
            after: after.state,
            revision: after.revision,
            reason,
        }
    }
}
