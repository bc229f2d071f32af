//! The desk does for the moderators what a secretariat would: it looks at an event that comes into review and passes it
//! on, applies bulk orders, sends personal links, and every five minutes goes round for digests, reminders and whatever
//! a lost message has left behind.
//!
//! Each message is a nudge: the table says what is left to do, and a message that comes twice finds nothing to do.

mod digest;
mod event_links;
mod glance;
mod link;
mod order;
mod overdue;
mod round;
mod screen;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use jiff::{SignedDuration, Timestamp};
use model::id::PersonKey;
use runtime::{Clock, batch};
use store::{Nudge, Store, StoreError};

/// What the function works with.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Tells who asks for their link.
    pub person_key: PersonKey,
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
    /// There is more to do than time: what is done is done, the rest comes next.
    #[error("the deadline is near")]
    OutOfTime,
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
        Nudge::Review { event } => screen::screen(deps, event).await,
        Nudge::Order { order } => order::settle(deps, order, deadline).await,
        Nudge::LinkAsked { person, window } => link::send(deps, &person, window).await,
        Nudge::EventLinksAsked { person, window } => event_links::send(deps, &person, window).await,
        Nudge::Round => Box::pin(round::go(deps, deadline)).await,
        Nudge::Mail { .. }
        | Nudge::Submission { .. }
        | Nudge::Programme { .. }
        | Nudge::SubscriptionAsked { .. }
        | Nudge::Launch { .. }
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
    fn in_time(&self, deadline: Timestamp) -> Result<(), Error> {
        if self.clock.now() + MARGIN < deadline { Ok(()) } else { Err(Error::OutOfTime) }
    }
}

/// Reads and decides again while others write in between, a bounded number of times.
async fn insist<T>(attempt: impl AsyncFn() -> Result<T, Error>) -> Result<T, Error> {
    store::insist(attempt, Error::is_conflict).await
}
