//! Issues whose time has come, and those that wait for a nudge that was lost.
//!
//! What is read for the round may be old by the time it is acted on: each issue is read again, and what is recorded is on
//! the condition that it has not changed since.

use jiff::{SignedDuration, Timestamp};
use model::mailing::{Command, Mailing, State, is_first_of_month};
use store::MailingNudge;

use crate::round::{Scene, each};
use crate::{Deps, Error, insist};

/// Without a sign of life for so long, an issue is nudged again.
const SILENCE: SignedDuration = SignedDuration::from_mins(5);

/// How long an issue waits for the day's quota before it is tried again.
const PARKED_FOR: SignedDuration = SignedDuration::from_mins(15);

/// Issues that leave by themselves at a time that has come.
pub(crate) async fn scheduled(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    let is_due = |state: &State| matches!(state, State::Scheduled { at } if *at <= scene.now);
    each(of(scene, is_due), async |id| {
        insist(async || {
            // Read anew: another of them may have been launched just before.
            let Some(mailing) = deps.store.mailing(id).await?.filter(|it| is_due(&it.state)) else {
                return Ok(());
            };
            let others = deps.store.mailings(mailing.edition).await?;
            let first_of_month = is_first_of_month(id, &others, scene.now);
            let launch = Command::Launch { first_of_month };
            record(deps, &mailing, launch, MailingNudge::Launch, scene.now).await
        })
        .await
    })
    .await
}

/// Issues whose audience should be frozen by now.
pub(crate) async fn freezing(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    let is_late = |state: &State| matches!(state, State::Freezing { since } if is_silent(*since, scene.now));
    each(of(scene, is_late), async |id| {
        tracing::warn!(mailing.id = %id, "an issue has waited to be frozen");
        Ok(deps.store.nudge_mailing(id, MailingNudge::Launch, scene.now).await?)
    })
    .await
}

/// Issues of which nothing has left for some time.
pub(crate) async fn sending(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    let since = |state: &State| match state {
        State::Sending { since } if is_silent(*since, scene.now) => Some(*since),
        _ => None,
    };
    each(of(scene, |state| since(state).is_some()), async |id| {
        let tallies = deps.store.tallies(id).await?;
        if tallies.iter().all(|tally| is_silent(tally.at, scene.now)) {
            tracing::warn!(mailing.id = %id, "an issue has stopped leaving");
            deps.store.nudge_mailing(id, MailingNudge::Send, scene.now).await?;
        }
        Ok(())
    })
    .await
}

/// Issues that wait for the quota of SES: `send` parks them again if it is still spent.
pub(crate) async fn parked(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    let is_due = |state: &State| matches!(state, State::Parked { since, .. } if scene.now.duration_since(*since) >= PARKED_FOR);
    each(of(scene, is_due), async |id| {
        insist(async || {
            let Some(mailing) = deps.store.mailing(id).await?.filter(|it| is_due(&it.state)) else {
                return Ok(());
            };
            record(deps, &mailing, Command::Unpark, MailingNudge::Send, scene.now).await
        })
        .await
    })
    .await
}

/// Issues that have left and that the web does not have.
pub(crate) async fn unarchived(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    let archive = deps.store.archive(scene.edition.year).await?;
    let has_left = |mailing: &&Mailing| {
        // One that was cancelled before its audience was frozen has not left.
        mailing.edition == scene.edition.year && mailing.state.is_frozen() && mailing.audience.is_some()
    };
    let left = scene.mailings.iter().filter(has_left).map(|mailing| mailing.id);
    each(left.filter(|id| archive.iter().all(|(_, issue)| issue.id != *id)), async |id| {
        let issue = deps.store.issue(id).await?.ok_or(Error::Missing("issue"))?;
        Ok(deps.store.archive_issue(&issue, scene.now).await?)
    })
    .await
}

fn of(scene: &Scene, is_meant: impl Fn(&State) -> bool) -> Vec<model::id::MailingId> {
    scene.mailings.iter().filter(|mailing| is_meant(&mailing.state)).map(|mailing| mailing.id).collect()
}

fn is_silent(since: Timestamp, now: Timestamp) -> bool {
    now.duration_since(since) > SILENCE
}

async fn record(
    deps: &Deps,
    mailing: &Mailing,
    command: Command,
    nudge: MailingNudge,
    now: Timestamp,
) -> Result<(), Error> {
    // Refused only when it is in another state, which was just looked at.
    let Ok(after) = mailing.decide(command, None, now) else { return Ok(()) };
    deps.store.record_mailing(&after, vec![], nudge, now).await?;
    tracing::info!(mailing.id = %mailing.id, state = after.state.code(), "an issue goes on");
    Ok(())
}
