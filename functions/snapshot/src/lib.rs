//! Function: writes the dated export of the current edition.
//!
//! ```text
//! snapshots/2027/2027-11-09/5f2a90c1d37e/…      the files, under a digest of them all
//! snapshots/2027/2027-11-09/manifest.json       which digest is this date's, and every file's SHA-256
//! snapshots/2027/latest.json                    which date is the latest
//! ```
//!
//! **A reader never sees half of one, or a mix of two.** Readers come by the pointer, then the manifest.
//!
//! 1. *Files.* Their folder is named after their content (`docs/decisions/0002-snapshots-are-content-addressed.md`):
//!    two runs that render the same write the same bytes to the same keys; two that render otherwise, because an
//!    event was published in between, write to different folders. No file is ever replaced by another.
//! 2. *Manifest*, once all its files are there, and only if the date has none: the first writer wins, and what it
//!    named is this date's snapshot for good. A crash before leaves files that nothing leads to; the next run of the
//!    date finds those that it needs. A run that comes second takes the manifest that is there.
//! 3. *Pointer*, once the manifest is there, under the condition that it is what was read, and only to a later date.
//!    A crash before leaves the pointer on the date before, whole; the next run of the same date, or the next
//!    night's, moves it on. A late or repeated run of an older date never moves it back.
//!
//! So at each moment the pointer names a date whose manifest and files are all there, and will not change.

mod export;
mod manifest;
mod pointer;

use jiff::civil::Date;
use model::edition::Year;
use model::zone::Zone;
use runtime::Clock;
use serde::{Deserialize, Serialize};
use site::{Bucket, BucketError, Written};
use store::{Store, StoreError};

use export::Export;
pub use manifest::{Counts, FORMAT, FileEntry, Manifest, folder, key, root, sha256};
pub use pointer::{Pointer, pointer_key};

/// What the function needs.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// The site's bucket.
    pub bucket: Bucket,
    /// The site's address, without a slash at the end.
    pub base_url: String,
    /// Says the date.
    pub clock: Clock,
}

/// The input: `{}`, what EventBridge Scheduler sends by itself, or a date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Request {
    /// For an operator who makes up for a night that failed: its date. The content is that of today: the manifest's
    /// `taken_at` says so.
    #[serde(default)]
    pub date: Option<Date>,
}

/// What a run did: no content, so that it can be logged and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// The date's snapshot is there: written now, or found.
    Taken {
        /// Its edition.
        edition: Year,
        /// Its date.
        date: Date,
        /// The digest of its files.
        root: String,
        /// Whether this run's manifest is the one that stands.
        first: bool,
        /// Files that this run wrote.
        written: usize,
        /// Files that were there.
        unchanged: usize,
        /// Whether `latest.json` was moved to it.
        is_latest: bool,
    },
    /// No edition is open, so there is nothing to export.
    NoEdition,
}

/// Why there is no snapshot.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The bucket.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// A manifest or a pointer in the bucket is not one of ours; trying again cannot help.
    #[error("{key} cannot be read")]
    Unreadable {
        /// Which object.
        key: String,
        /// The cause.
        #[source]
        source: serde_json::Error,
    },
    /// The edition has gone since it was found to be the current one.
    #[error("there is no edition {0}")]
    NoSuchEdition(Year),
    /// A date that has not come: it would hold the pointer until it does.
    #[error("{0} is still to come")]
    Future(Date),
    /// Others have moved the pointer each time. The snapshot itself is there.
    #[error("{0} kept changing")]
    PointerContended(String),
}

/// Takes the snapshot of a date, or finds that it has been taken; then makes sure that the pointer leads to it or to
/// a later one.
pub async fn handle(deps: &Deps, request: Request) -> Result<Outcome, SnapshotError> {
    let now = deps.clock.now();
    let today = Zone::PARIS.date(now);
    let date = request.date.unwrap_or(today);
    if date > today {
        return Err(SnapshotError::Future(date));
    }
    let Some(edition) = deps.store.current_edition().await? else {
        tracing::warn!("no edition is open: nothing to export");
        return Ok(Outcome::NoEdition);
    };
    let year = edition.year;
    let (taken, export) = match manifest::find(&deps.bucket, year, date).await? {
        Some(taken) => (taken, Export::default()),
        None => export::take(deps, year, date, now).await?,
    };
    let is_latest = pointer::advance(&deps.bucket, &taken).await?;
    let Export { files: Written { written, unchanged }, first } = export;
    let Manifest { root, .. } = taken.manifest;
    tracing::info!(
        edition = year.get(),
        date = %date,
        root,
        manifest.first = first,
        files.written = written,
        files.unchanged = unchanged,
        is_latest,
        "snapshot taken"
    );
    Ok(Outcome::Taken { edition: year, date, root, first, written, unchanged, is_latest })
}
