//! What the desk finds when an event comes into review, before a moderator is bothered.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::ModeratorId;
use crate::look_alike::LookAlike;
use crate::spam::Suspicion;

/// What the desk found, and whom it passed the event on to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screening {
    /// When.
    pub at: Timestamp,
    /// The moderators it came to.
    pub to: Vec<ModeratorId>,
    /// The events of the edition that look like it, the likest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub look_alikes: Vec<LookAlike>,
    /// What may make it an advertisement rather than an event.
    pub suspicion: Suspicion,
}
