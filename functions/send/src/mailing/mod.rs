//! Sends an issue: a slice of time for each nudge, which says no more than "look at this issue".

mod copy;
mod end;
mod health;
mod line;
mod pacer;
mod slice;

use std::sync::Mutex;

use jiff::{SignedDuration, Timestamp};
use mail::{Addresses, Copies};
use model::id::MailingId;
use model::mailing::State;
use store::MailingNudge;

pub use pacer::Pacer;

use crate::{Deps, Error};
use end::End;
use slice::Slice;

/// How long one nudge sends.
const SLICE: SignedDuration = SignedDuration::from_secs(20);

/// What the copies under way and what is written down at the end may take at worst.
const LAST_CALLS: SignedDuration = SignedDuration::from_secs(12);

/// Sends an issue for a slice of time, if it is being sent.
pub(crate) async fn go_on(deps: &Deps, id: MailingId, deadline: Timestamp) -> Result<(), Error> {
    let until = (deps.clock.now() + SLICE).min(deadline - LAST_CALLS);
    let mailing = deps.store.mailing(id).await?.ok_or(Error::NoSuchMailing)?;
    let (State::Sending { .. }, Some(buckets)) = (&mailing.state, mailing.buckets) else { return Ok(()) };
    let (issue, tallies) = tokio::try_join!(deps.store.issue(id), deps.store.tallies(id))?;
    let issue = issue.ok_or(Error::NoSuchMailing)?;
    let quota = deps.pacer.known_quota(deps.ses.quota().await)?;
    let addresses = Addresses { base_url: &deps.base_url, keys: &deps.keys, now: deps.clock.now() };
    let copies = Mutex::new(Copies::new(&issue, &deps.sender, addresses));
    let slice = Slice::new(deps, &copies, (id, buckets), tallies, quota, until);
    let (end, sent) = Box::pin(slice.run()).await;
    tracing::info!(mailing.id = %id, sent, ?end, "a slice of an issue has left");
    match end {
        End::NothingLeft => end::finish(deps, id).await,
        End::TimeIsUp => Ok(deps.store.nudge_mailing(id, MailingNudge::Send, deps.clock.now()).await?),
        End::Stopped => Ok(()),
        End::Ill => end::halt(deps, id).await,
        End::DaySpent => end::park(deps, id).await,
        End::Held => Err(Error::Later),
        End::Trouble(error) => Err(error),
    }
}
