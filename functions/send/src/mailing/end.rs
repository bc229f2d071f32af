//! How a slice ends, and what becomes of the issue then.

use jiff::{SignedDuration, Timestamp};
use model::id::MailingId;
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::{Command, Deed, Mailing};
use store::{MailingNudge, StoreError};

use crate::{Deps, Error};

/// How a slice ends.
#[derive(Debug)]
pub(super) enum End {
    /// Every copy is settled.
    NothingLeft,
    /// Another slice goes on.
    TimeIsUp,
    /// The issue is no longer being sent.
    Stopped,
    /// Too many bounces or complaints.
    Ill,
    /// The day's quota is spent.
    DaySpent,
    /// All that is left, a sender holds that is perhaps dead.
    Held,
    /// Something is wrong.
    Trouble(Error),
}

/// A day, as SES counts it.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// It has left: the editors get the figures.
pub(super) async fn finish(deps: &Deps, id: MailingId) -> Result<(), Error> {
    command(deps, id, Command::Finish, |_| Some(MailingOccasion::Report)).await
}

/// It stops by itself: the editors decide.
pub(super) async fn halt(deps: &Deps, id: MailingId) -> Result<(), Error> {
    command(deps, id, Command::Halt, |_| Some(MailingOccasion::Halted)).await
}

/// It waits for the day's quota: until the first of its copies of the last day are a day old. The editors are told once a
/// day.
pub(super) async fn park(deps: &Deps, id: MailingId) -> Result<(), Error> {
    let now = deps.clock.now();
    let tallies = deps.store.tallies(id).await?;
    let first = tallies.iter().map(|tally| tally.at).filter(|at| now.duration_since(*at) < DAY).min();
    let resumes_by = first.unwrap_or(now) + DAY;
    command(deps, id, Command::Park { resumes_by }, |mailing| {
        (!was_parked_of_late(mailing, now)).then_some(MailingOccasion::Parked)
    })
    .await
}

fn was_parked_of_late(mailing: &Mailing, now: Timestamp) -> bool {
    let parked = |entry: &&model::mailing::Entry| entry.deed == Deed::Parked;
    mailing.history.iter().filter(parked).any(|entry| now.duration_since(entry.at) < DAY)
}

/// Moves the issue, unless someone else has; `occasion`: what the editors are told.
async fn command(
    deps: &Deps,
    id: MailingId,
    command: Command,
    occasion: impl Fn(&Mailing) -> Option<MailingOccasion>,
) -> Result<(), Error> {
    let attempt = async || -> Result<(), Error> {
        let (before, team) = tokio::try_join!(deps.store.mailing(id), deps.store.team())?;
        let before = before.ok_or(Error::NoSuchMailing)?;
        let now = deps.clock.now();
        let Ok(after) = before.decide(command.clone(), None, now) else { return Ok(()) };
        let letters =
            occasion(&before).map(|occasion| MailingLetter::to_editors(&after, &team, occasion, now));
        let letters = letters.unwrap_or_default();
        Ok(deps.store.record_mailing(&after, letters, MailingNudge::None, now).await?)
    };
    store::insist(attempt, |error| matches!(error, Error::Store(error) if StoreError::is_conflict(error)))
        .await
}
