//! Function: sets the PDF programmes, of the whole month and of each region, and the events' cards for social networks.
//!
//! ```text
//! documents/2027/programme.pdf                 the whole
//! documents/2027/programme-bretagne.pdf        what takes place in a region
//! documents/2027/cartes/7k3qx9mb2fht.png       an event's card
//! documents/2027/sources.json                  what each of them was set from
//! ```
//!
//! To set a document takes a thousand times as long as to render a page. So it is not done where a decision is waited
//! for: every quarter of an hour a round sets those whose words have changed (`docs/decisions/0023-documents-are-set-apart.md`).
//!
//! **A round that finds nothing changed costs next to nothing.** It looks at the ETag of `<year>/programme.json`, which
//! changes whenever an event does, at what is in the folder, and at what set it ([`print::made_by`]); it reads no event.
//!
//! **A document that the typesetter refuses holds back nothing.** The others are set. The round fails, and once more when
//! Lambda makes it again, so that it lies among the dead letters; then the document is left alone until its words or what
//! sets it change.
//!
//! **Never an older document over a newer one.** As in `publish`: the bucket is listed first and the table read second,
//! and each write replaces what was listed, or nothing.
//!
//! **Never a link to what is not there.** A document is written before the pages lead to it: `publish` looks at what is
//! there, and is nudged when something has come. It is `publish` too that removes the documents of events and regions
//! that have gone, once its pages lead to them no more.

mod edition;
mod sources;

use jiff::Timestamp;
use model::edition::Year;
use print::{Document, PrintError};
use runtime::Clock;
use serde::{Deserialize, Serialize};
use site::{Bucket, BucketError};
use store::{Store, StoreError};

/// What the function needs.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// The site's bucket.
    pub bucket: Bucket,
    /// SQS.
    pub sqs: aws_sdk_sqs::Client,
    /// The address of `publish`'s queue.
    pub programme_queue: String,
    /// The site's address, without a slash at the end.
    pub base_url: String,
    /// For the deadline.
    pub clock: Clock,
    /// What sets a document: [`Document::set`].
    pub set: fn(&Document) -> Result<Vec<u8>, PrintError>,
}

/// The input: `{}`, or whatever else EventBridge Scheduler sends. A round is a round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Request {}

/// What a round did: no content, so that it can be logged and answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Round {
    /// Documents that were set, and are there.
    pub set: usize,
    /// Documents that are there as they should be.
    pub unchanged: usize,
    /// Documents that the next round will set: there was no time left.
    pub left: usize,
    /// Documents that the typesetter refuses, as earlier rounds have told: none of them is tried again.
    pub refused: usize,
}

/// Why a round did not end well.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TypesetError {
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bucket.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// A document's words.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// The record of what was set.
    #[error("the record cannot be written")]
    Record(#[from] serde_json::Error),
    /// SQS did not take the nudge.
    #[error("the queue did not take the message: {0}")]
    Queue(String),
    /// The edition has gone since it was listed.
    #[error("there is no edition {0}")]
    NoSuchEdition(Year),
    /// The typesetter refuses some documents; the others are there.
    #[error("{0} documents of {1} cannot be set")]
    Refused(usize, Year),
    /// Some editions failed; the log says why.
    #[error("{0} editions failed")]
    Round(usize),
}

/// Brings the documents of every edition to what the table says, the latest edition first. One that fails holds back no
/// other; the round then fails, and comes again.
pub async fn handle(deps: &Deps, deadline: Timestamp) -> Result<Round, TypesetError> {
    let mut round = Round::default();
    let mut failed = 0;
    for edition in deps.store.editions().await?.iter().rev() {
        match Box::pin(edition::bring(deps, edition.year, deadline)).await {
            Ok(done) => {
                round.set += done.set;
                round.unchanged += done.unchanged;
                round.left += done.left;
                round.refused += done.refused;
            }
            Err(error) => {
                tracing::error!(edition = edition.year.get(), %error, "the round goes on without this edition");
                failed += 1;
            }
        }
    }
    tracing::info!(
        documents.set = round.set,
        documents.unchanged = round.unchanged,
        documents.left = round.left,
        documents.refused = round.refused,
        "round done"
    );
    if failed == 0 { Ok(round) } else { Err(TypesetError::Round(failed)) }
}
