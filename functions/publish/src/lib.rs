//! Function: renders the programme to the site bucket.
//!
//! A nudge says "this edition has changed" and no more. Each run reads the whole edition, renders all of it, writes
//! what differs from what the bucket has, then removes what the programme no longer has. So a nudge may come twice
//! or late, and a run that dies anywhere is healed by the next.
//!
//! **Never an older programme over a newer one.** A run lists the bucket first and reads the table second, and
//! each write replaces what was listed or nothing. A run that read before another wrote finds its writes in
//! conflict; a run that listed after another wrote reads a table at least as new as that one did.
//!
//! **Never a link to what is not there.** What is led to is written first: calendars, events' pages, issues, feeds, the
//! lists, the homes. Removals come last, pages before what they lead to.

mod publication;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use jiff::Timestamp;
use model::edition::Year;
use runtime::{Clock, batch};
use site::{Bucket, BucketError};
use store::{Nudge, Store, StoreError};

pub use publication::{Published, publish};

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
}

/// Publishes each edition that the batch names, once, however many nudges name it: all of them were sent before the
/// table was read.
///
/// The queue is FIFO only to fold and to take turns: nudges carry nothing whose order could matter. So a record fails
/// for its own sake (its body, its edition) and never takes with it those that come after it.
pub async fn handle(deps: &Deps, event: SqsEvent, deadline: Timestamp) -> SqsBatchResponse {
    let done: Mutex<HashMap<Year, bool>> = Mutex::default();
    let known = |edition| done.lock().unwrap_or_else(PoisonError::into_inner).get(&edition).copied();
    let remember = |edition, ok| {
        done.lock().unwrap_or_else(PoisonError::into_inner).insert(edition, ok);
    };
    batch::each(event, deadline, &deps.clock, async |nudge: Nudge| {
        let Nudge::Programme { edition } = nudge else { return Err(PublishError::NotOurs) };
        match known(edition) {
            Some(true) => Ok(()),
            Some(false) => Err(PublishError::TriedAlready(edition)),
            None => {
                remember(edition, false); // unless it ends well: it may also panic
                let published = Box::pin(publish(deps, edition)).await?; // boxed: its future is large
                remember(edition, true);
                tracing::info!(
                    edition = edition.get(),
                    events = published.events,
                    files.written = published.files.written,
                    files.unchanged = published.files.unchanged,
                    files.deleted = published.deleted,
                    "published"
                );
                Ok(())
            }
        }
    })
    .await
}
