//! The edition that takes proposals.

use jiff::Timestamp;
use model::edition::Edition;
use model::zone::Zone;
use store::StoreError;

use crate::Deps;

/// The current edition, if it takes none.
pub(crate) type Closed = Option<Edition>;

/// The current edition, while it takes proposals.
pub(crate) async fn open(deps: &Deps) -> Result<Result<Edition, Closed>, StoreError> {
    let now = deps.clock.now();
    let current = deps.store.current_edition().await?;
    Ok(match current {
        Some(edition) if is_open(&edition, now) => Ok(edition),
        closed => Err(closed),
    })
}

/// Whether an edition takes proposals: until its last day in Paris, or until it is closed.
pub(crate) fn is_open(edition: &Edition, now: Timestamp) -> bool {
    edition.takes_proposals(Zone::PARIS.date(now))
}
