//! What the form puts on the submissions queue: one message is one sent form.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::edition::Year;
use crate::id::EventId;
use crate::proposal::Proposal;

/// A sent form. The worker checks it again with the same rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// The event it becomes; the same form sent twice has the same one.
    pub event: EventId,
    /// For which edition.
    pub edition: Year,
    /// When the form was sent.
    pub sent_at: Timestamp,
    /// As typed.
    pub proposal: Proposal,
}
