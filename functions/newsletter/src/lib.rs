//! The newsletter's own work: who asks for it, the week's draft, the audience of an issue that is to leave.
//!
//! Each message is a nudge: the table says what is left to do, and a message that comes twice finds nothing to do.

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use jiff::Timestamp;
use runtime::{Clock, batch};
use store::{Nudge, Store, StoreError};

/// What the function works with.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// The time.
    pub clock: Clock,
}

/// Why a nudge is not settled yet; it comes back, and after its last try waits in the dead-letter queue.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The nudge is another function's.
    #[error("the nudge is not for this function")]
    NotForThis,
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Settles a batch of nudges.
pub async fn handle(deps: &Deps, event: SqsEvent, deadline: Timestamp) -> SqsBatchResponse {
    let settle = async |_nudge: Nudge| Err::<(), _>(Error::NotForThis);
    batch::each(event, deadline, &deps.clock, settle).await
}
