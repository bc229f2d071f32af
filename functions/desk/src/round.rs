//! The round, every five minutes: whatever is due by now, and whatever a lost nudge has left behind.
//!
//! Its parts are independent, and so are the events, orders and moderators of each: one that fails does not keep the
//! others from being done, and the next round is never far.

use std::fmt::Display;

use jiff::Timestamp;
use model::due;
use model::edition::Year;
use model::moderation::Moderator;
use model::waiting::Waiting;

use crate::glance::Glance;
use crate::{Deps, Error, digest, order, overdue, screen};

/// What a round looks at.
pub(crate) struct Scene {
    pub(crate) edition: Year,
    pub(crate) team: Vec<Moderator>,
    pub(crate) waiting: Vec<Waiting>,
    pub(crate) now: Timestamp,
}

/// Goes round once.
pub(crate) async fn go(deps: &Deps, deadline: Timestamp) -> Result<(), Error> {
    let Some(edition) = deps.store.current_edition().await? else { return Ok(()) };
    let scene = Scene {
        edition: edition.year,
        team: deps.store.team().await?,
        waiting: deps.store.waiting(edition.year).await?,
        now: deps.clock.now(),
    };
    Glance::of(&scene).tell();
    let parts = [
        ("passing on", pass_on(deps, &scene, deadline).await),
        ("mornings", digest::mornings(deps, &scene).await),
        ("bursts", digest::bursts(deps, &scene).await),
        ("reminders", overdue::reminders(deps, &scene).await),
        ("escalation", overdue::escalation(deps, &scene).await),
        ("orders", orders(deps, &scene, deadline).await), // the longest last
    ];
    let failed = runtime::round::failed(parts);
    if failed.is_empty() { Ok(()) } else { Err(Error::Round(failed.join(", "))) }
}

/// Events whose nudge was lost.
async fn pass_on(deps: &Deps, scene: &Scene, deadline: Timestamp) -> Result<(), Error> {
    each(due::unseen(&scene.waiting, scene.now), async |event| {
        deps.in_time(deadline)?;
        tracing::warn!(event.id = %event, "an event has waited for the desk");
        screen::screen(deps, event).await
    })
    .await
}

/// Orders that are not wholly applied, or not wholly undone.
async fn orders(deps: &Deps, scene: &Scene, deadline: Timestamp) -> Result<(), Error> {
    let open = deps.store.open_orders(scene.edition).await?;
    each(open, async |order| {
        deps.in_time(deadline)?;
        order::settle(deps, order, deadline).await
    })
    .await
}

/// Does all of them, whatever becomes of each, while there is time; tells the first failure.
pub(crate) async fn each<T: Copy + Display>(
    all: impl IntoIterator<Item = T>,
    act: impl AsyncFn(T) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut first = None;
    for one in all {
        match act(one).await {
            Ok(()) => {}
            Err(Error::OutOfTime) => return Err(Error::OutOfTime),
            Err(error) => {
                tracing::warn!(id = %one, %error, "a part of the round failed for one of many");
                first.get_or_insert(error);
            }
        }
    }
    first.map_or(Ok(()), Err)
}
