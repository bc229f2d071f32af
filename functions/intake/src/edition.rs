//! The edition that takes proposals.

use jiff::Timestamp;
use model::edition::Edition;
use model::zone::Zone;
use store::StoreError;

use crate::Deps;

/// The current edition, while it takes proposals.
pub(crate) async fn open(deps: &Deps) -> Result<Option<Edition>, StoreError> {
    let now = deps.clock.now();
    Ok(deps.store.current_edition().await?.filter(|edition| is_open(edition, now)))
}

/// Whether an edition takes proposals: until its last day in Paris.
pub(crate) fn is_open(edition: &Edition, now: Timestamp) -> bool {
    now.to_zoned(Zone::PARIS.rules()).date() <= edition.period.last()
}
