//! The round, every five minutes: whatever is due by now, and whatever a lost nudge has left behind.
//!
//! Its parts are independent, and so are the issues of each: one that fails does not keep the others from being done, and the
//! next round is never far.

use jiff::Timestamp;
use model::edition::Edition;
use model::id::MailingId;
use model::mailing::Mailing;
use model::moderation::Moderator;

use crate::{Deps, Error, draft, stalled};

/// What a round looks at.
pub(crate) struct Scene {
    pub(crate) edition: Edition,
    /// The issues of the edition, and those of the one before, which may still be leaving.
    pub(crate) mailings: Vec<Mailing>,
    pub(crate) team: Vec<Moderator>,
    pub(crate) now: Timestamp,
}

/// Goes round once.
pub(crate) async fn go(deps: &Deps) -> Result<(), Error> {
    let Some(edition) = deps.store.current_edition().await? else { return Ok(()) };
    let now = deps.clock.now();
    let mut mailings = deps.store.mailings(edition.year).await?;
    mailings.extend(deps.store.mailings((edition.year.get() - 1).into()).await?);
    let team = deps.store.team().await?;
    let scene = Scene { edition, mailings, team, now };
    let parts = [
        ("draft", draft::draft(deps, &scene).await),
        ("scheduled", stalled::scheduled(deps, &scene).await),
        ("freezing", stalled::freezing(deps, &scene).await),
        ("sending", stalled::sending(deps, &scene).await),
        ("parked", stalled::parked(deps, &scene).await),
        ("archive", stalled::unarchived(deps, &scene).await),
    ];
    let failed = runtime::round::failed(parts);
    if failed.is_empty() { Ok(()) } else { Err(Error::Round(failed.join(", "))) }
}

/// Does all of them, whatever becomes of each; tells the first failure.
pub(crate) async fn each(
    mailings: impl IntoIterator<Item = MailingId>,
    act: impl AsyncFn(MailingId) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut first = None;
    for mailing in mailings {
        if let Err(error) = act(mailing).await {
            tracing::warn!(mailing.id = %mailing, %error, "a part of the round failed for one issue");
            first.get_or_insert(error);
        }
    }
    first.map_or(Ok(()), Err)
}
