//! An issue that is to leave: what it says and whom it goes to are frozen, then `send` takes over.
//!
//! Each step can be done again. One invocation has the issue in its hands at a time, so that no row is written once the
//! audience is counted; and it is counted from its rows, so that whoever came or went between two tries is counted right.

mod audience;

use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use model::id::MailingId;
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::{Command, Issue, Mailing, State, gather};
use store::MailingNudge;

use crate::{Deps, Error, insist};

/// How long an issue is held at most: as long as Lambda lets anything run.
const LONGEST_HOLD: SignedDuration = SignedDuration::from_mins(15);

/// Requests under way at once.
const AT_ONCE: usize = 32;

/// Does what is left of a launch, or as much of it as there is time for.
pub(crate) async fn launch(deps: &Deps, id: MailingId, deadline: Timestamp) -> Result<(), Error> {
    let now = deps.clock.now();
    let until = deadline.min(now + LONGEST_HOLD);
    if !deps.store.hold_mailing(id, until, now).await? {
        tracing::info!(mailing.id = %id, "another has the issue in its hands");
        return Ok(());
    }
    let done = held(deps, id, deadline).await;
    // Let go before the nudge, which another may take at once.
    deps.store.let_go_of_mailing(id, until).await?;
    if !done? {
        deps.store.nudge_mailing(id, MailingNudge::Launch, deps.clock.now()).await?;
        tracing::info!(mailing.id = %id, "an issue is not frozen yet, the rest comes next");
    }
    Ok(())
}

/// The same with the issue in one's hands; whether nothing is left to do.
async fn held(deps: &Deps, id: MailingId, deadline: Timestamp) -> Result<bool, Error> {
    let Some(mailing) = freezing(deps, id).await? else { return Ok(true) };
    let issue = issue(deps, &mailing).await?;
    let cut = insist(async || audience::cut(deps, id, deadline).await).await?;
    let Some(mailing) = cut else { return Ok(false) };
    if !audience::freeze(deps, &mailing, deadline).await? {
        return Ok(false);
    }
    let copies = count(deps, &mailing).await?;
    if insist(async || start(deps, id, copies).await).await? {
        deps.store.archive_issue(&issue, deps.clock.now()).await?;
    }
    Ok(true)
}

/// The issue, as long as it is being frozen: it may be cancelled meanwhile.
async fn freezing(deps: &Deps, id: MailingId) -> Result<Option<Mailing>, Error> {
    let mailing = deps.store.mailing(id).await?.ok_or(Error::Missing("issue"))?;
    Ok(Some(mailing).filter(|mailing| matches!(mailing.state, State::Freezing { .. })))
}

/// What the issue says, kept the first time: whoever opens it later reads what was sent.
async fn issue(deps: &Deps, mailing: &Mailing) -> Result<Issue, Error> {
    if let Some(kept) = deps.store.issue(mailing.id).await? {
        return Ok(kept);
    }
    let edition = deps.store.edition(mailing.edition).await?.ok_or(Error::Missing("edition"))?;
    let programme = deps.store.publications(mailing.edition).await?;
    let issue = gather(mailing, &edition, &programme, deps.clock.now());
    deps.store.keep_issue(&issue).await?;
    deps.store.issue(mailing.id).await?.ok_or(Error::Missing("issue"))
}

/// How many copies there are, by their rows.
async fn count(deps: &Deps, mailing: &Mailing) -> Result<u32, Error> {
    let buckets = mailing.buckets.into_iter().flat_map(|buckets| buckets.all().collect::<Vec<_>>());
    let counts = stream::iter(buckets).map(|bucket| deps.store.count_deliveries(mailing.id, bucket));
    let copies: usize =
        counts.buffer_unordered(AT_ONCE).try_fold(0, async |sum, count| Ok(sum + count)).await?;
    Ok(u32::try_from(copies).unwrap_or(u32::MAX))
}

/// Hands the issue over to `send` and tells the editors; false when it is not being frozen any more.
async fn start(deps: &Deps, id: MailingId, audience: u32) -> Result<bool, Error> {
    let Some(mailing) = freezing(deps, id).await? else { return Ok(false) };
    let now = deps.clock.now();
    let Ok(after) = mailing.decide(Command::Freeze { audience }, None, now) else { return Ok(false) };
    let team = deps.store.team().await?;
    let letters = MailingLetter::to_editors(&after, &team, MailingOccasion::Started, now);
    deps.store.record_mailing(&after, letters, MailingNudge::Send, now).await?;
    tracing::info!(mailing.id = %id, audience, "an issue leaves");
    Ok(true)
}
