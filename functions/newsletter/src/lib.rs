//! The newsletter's own work: who asks for it, the week's draft, the audience of an issue that is to leave, and every five
//! minutes whatever is due or was left behind.
//!
//! Each message is a nudge: the table says what is left to do, and a message that comes twice finds nothing to do.

mod asked;
mod draft;
mod launch;
mod round;
mod stalled;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use jiff::{SignedDuration, Timestamp};
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
    /// What the nudge is about is not in the table.
    #[error("the table has no such {0}")]
    Missing(&'static str),
    /// Parts of the round did not get through; the others did.
    #[error("these parts of the round failed: {0}")]
    Round(String),
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Time kept for the answer: nothing is begun later than this before the deadline.
const MARGIN: SignedDuration = SignedDuration::from_secs(10);

/// Settles a batch of nudges.
pub async fn handle(deps: &Deps, event: SqsEvent, deadline: Timestamp) -> SqsBatchResponse {
    let settle = async |nudge| match nudge {
        Nudge::SubscriptionAsked { person, window } => asked::settle(deps, &person, window).await,
        Nudge::Launch { mailing } => launch::launch(deps, mailing, deadline).await,
        Nudge::Round => round::go(deps).await,
        Nudge::Mail { .. }
        | Nudge::Programme { .. }
        | Nudge::Review { .. }
        | Nudge::Order { .. }
        | Nudge::LinkAsked { .. }
        | Nudge::EventLinksAsked { .. }
        | Nudge::Submission { .. }
        | Nudge::Mailing { .. } => Err(Error::NotForThis),
    };
    batch::each(event, deadline, &deps.clock, settle).await
}

impl Error {
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_conflict())
    }
}

impl Deps {
    /// Whether there is time to begin something.
    fn is_in_time(&self, deadline: Timestamp) -> bool {
        self.clock.now() + MARGIN < deadline
    }
}

/// Reads and decides again while others write in between, a bounded number of times.
async fn insist<T>(attempt: impl AsyncFn() -> Result<T, Error>) -> Result<T, Error> {
    store::insist(attempt, Error::is_conflict).await
}
