//! Function: renders the programme to the site bucket.
//!
//! A nudge says "this edition has changed" and no more. Each run reads the whole edition, renders all of it, writes
//! what differs from what the bucket has, then removes what the programme no longer has. So a nudge may come twice
//! or late, and a run that dies anywhere is healed by the next, which comes within the hour: every hour the scheduler
//! asks for a round of all editions, because pages also change with the date.
//!
//! **Never an older programme over a newer one.** A run lists the bucket first and reads the table second, and
//! each write replaces what was listed or nothing. A run that read before another wrote finds its writes in
//! conflict, and starts again; a run that listed after another wrote reads a table at least as new as that one did.
//!
//! **Never a link to what is not there.** What is led to is written first, stage after stage. Removals come last, in the
//! opposite order: once nothing that stays leads to them, and each before what it leads to.

mod publication;
mod turn;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use jiff::Timestamp;
use model::edition::Year;
use runtime::{Clock, batch};
use site::{Bucket, BucketError};
use store::{Nudge, Store, StoreError};

pub use publication::{Published, publish};
use turn::Turn;

/// What the function needs.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// The site's bucket.
    pub bucket: Bucket,
    /// The site's address, without a slash at the end.
    pub base_url: String,
    /// For the deadline, and the date on which the programme is read.
    pub clock: Clock,
}

/// Why an edition was not published.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bucket.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// The nudge names an edition that the table does not have.
    #[error("there is no edition {0}")]
    NoSuchEdition(Year),
    /// The nudge is for another function.
    #[error("this nudge is not for publish")]
    NotOurs,
    /// Another nudge of this batch has tried, in vain.
    #[error("edition {0} could not be published earlier in this batch")]
    TriedAlready(Year),
    /// The round did not come to an edition.
    #[error("the deadline is near")]
    NoTimeLeft,
    /// Some editions of the round were not published; the log says why.
    #[error("not published: {}", years(.0))]
    Round(Vec<Year>),
}

impl PublishError {
    /// Whether another run has written meanwhile.
    fn is_conflict(&self) -> bool {
        matches!(self, Self::Bucket(error) if error.is_conflict())
    }
}

fn years(years: &[Year]) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Publishes each edition that the batch names, once, however many nudges name it; on the scheduler's round, every
/// edition.
///
/// The queue is FIFO only to fold and to take turns: nudges carry nothing whose order could matter. So a record fails
/// for its own sake (its body, its edition) and never takes with it those that come after it.
pub async fn handle(deps: &Deps, event: SqsEvent, deadline: Timestamp) -> SqsBatchResponse {
    let turn = Turn::new(deps, deadline);
    batch::each(event, deadline, &deps.clock, async |nudge: Nudge| match nudge {
        Nudge::Programme { edition } => turn.edition(edition).await,
        Nudge::Round => turn.round().await,
        _ => Err(PublishError::NotOurs),
    })
    .await
}
