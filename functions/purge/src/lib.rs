//! Function: removes each night what is kept no longer, by the register of personal data (`shared/retention`).
//!
//! It walks through the whole table once. A walk that dies or runs out of time is made good by the next night's.

use jiff::{SignedDuration, Timestamp};
use retention::{Purged, RetentionError};
use runtime::Clock;
use serde::Deserialize;
use store::Store;

/// How long before its end the function stops taking another page: a page's rows are acted on within.
const RESERVE: SignedDuration = SignedDuration::from_secs(60);

/// What the function needs.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// Says the time.
    pub clock: Clock,
}

/// The input: `{}`, what EventBridge Scheduler sends by itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Request {}

/// Purges the table; `deadline`: when Lambda ends the function.
pub async fn handle(deps: &Deps, _request: Request, deadline: Timestamp) -> Result<Purged, RetentionError> {
    let is_late = || deps.clock.now() > deadline.saturating_sub(RESERVE).unwrap_or(deadline);
    let purged = retention::purge(&deps.store, deps.clock.now(), is_late).await?;
    let by_rule = |rules| serde_json::to_string(rules).unwrap_or_default();
    let tally = &purged.tally;
    tracing::info!(
        rows.read = tally.read,
        rows.removed = by_rule(&tally.removed),
        rows.reworded = by_rule(&tally.reworded),
        rows.changed_meanwhile = tally.changed_meanwhile,
        rows.unknown = tally.unknown,
        rows.unreadable = tally.unreadable,
        complete = purged.complete,
        "purged"
    );
    Ok(purged)
}
