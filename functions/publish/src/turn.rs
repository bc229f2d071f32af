//! What one batch publishes: each edition once, however many nudges name it.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use model::edition::{Edition, Year};

use crate::{Deps, PublishError, publish};

/// A round begins no edition later than this before the deadline: longer than any has ever taken.
const MARGIN: SignedDuration = SignedDuration::from_secs(10);

/// A batch in its turn. All of its nudges were sent before the table was read for the first of them.
pub(crate) struct Turn<'a> {
    deps: &'a Deps,
    deadline: Timestamp,
    /// The editions that were begun, and whether they ended well.
    done: Mutex<HashMap<Year, bool>>,
}

impl<'a> Turn<'a> {
    pub(crate) fn new(deps: &'a Deps, deadline: Timestamp) -> Self {
        Self { deps, deadline, done: Mutex::default() }
    }

    /// Publishes an edition, unless this batch has.
    pub(crate) async fn edition(&self, year: Year) -> Result<(), PublishError> {
        match self.known(year) {
            Some(true) => Ok(()),
            Some(false) => Err(PublishError::TriedAlready(year)),
            None => {
                self.remember(year, false); // unless it ends well: it may also panic
                let published = Box::pin(publish(self.deps, year)).await?; // boxed: its future is large
                self.remember(year, true);
                tracing::info!(
                    edition = year.get(),
                    events = published.events,
                    files.written = published.files.written,
                    files.unchanged = published.files.unchanged,
                    files.deleted = published.deleted,
                    "published"
                );
                Ok(())
            }
        }
    }

    /// Publishes every edition: pages say what is on today, past editions lead to the current one, and what a run left
    /// undone somewhere is done. An edition that fails holds back no other; the round then comes again.
    pub(crate) async fn round(&self) -> Result<(), PublishError> {
        let current = self.deps.store.current_edition().await?.map(|edition| edition.year);
        let editions = in_order(self.deps.store.editions().await?, current);
        let mut failed = Vec::new();
        for year in editions {
            let done = if self.deps.clock.now() + MARGIN < self.deadline {
                self.edition(year).await
            } else {
                Err(PublishError::NoTimeLeft)
            };
            if let Err(error) = done {
                tracing::warn!(edition = year.get(), %error, "the round goes on without this edition");
                failed.push(year);
            }
        }
        if failed.is_empty() { Ok(()) } else { Err(PublishError::Round(failed)) }
    }

    fn known(&self, year: Year) -> Option<bool> {
        self.done.lock().unwrap_or_else(PoisonError::into_inner).get(&year).copied()
    }

    fn remember(&self, year: Year, ok: bool) {
        self.done.lock().unwrap_or_else(PoisonError::into_inner).insert(year, ok);
    }
}

/// The current edition before the others, the latest first: on the day when it becomes the current one, its home is
/// there before their banners lead to it.
fn in_order(mut editions: Vec<Edition>, current: Option<Year>) -> Vec<Year> {
    editions.sort_by_key(|edition| (Some(edition.year) != current, std::cmp::Reverse(edition.year)));
    editions.into_iter().map(|edition| edition.year).collect()
}
