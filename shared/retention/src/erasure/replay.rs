//! After a restore: whoever was erased since the day that the table goes back to is erased again.

use jiff::{SignedDuration, Timestamp};
use model::id::PersonKey;
use serde::Serialize;
use store::Store;

use super::Erasure;
use crate::RetentionError;
use crate::person::{Erased, People};

/// How long before the moment that a table goes back to an erasure is done again: it may have been under way.
pub const MARGIN: SignedDuration = SignedDuration::from_hours(24);

/// What doing the erasures again has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Replayed {
    /// Erasures of the register that were done again.
    pub erasures: usize,
    /// Those that the restored table knows already.
    pub known: usize,
    /// Rows removed and reworded.
    #[serde(flatten)]
    pub erased: Erased,
}

/// Erases again, from a table that was restored as it was at `restored_to`, whoever the register says was erased after that.
///
/// Doing it twice changes nothing. Earlier erasures are left alone: the table has them, and a person may have come back by
/// themselves since.
pub async fn replay(
    store: &Store,
    key: &PersonKey,
    erasures: &[Erasure],
    restored_to: Timestamp,
) -> Result<Replayed, RetentionError> {
    let due: Vec<_> = erasures.iter().filter(|erasure| restored_to < erasure.at + MARGIN).cloned().collect();
    let mut replayed =
        Replayed { erasures: due.len(), known: erasures.len() - due.len(), ..Replayed::default() };
    if !due.is_empty() {
        replayed.erased = People::new(store, key, due).erase(|_| ()).await?;
    }
    Ok(replayed)
}
