//! One event of an order.

use jiff::{SignedDuration, Timestamp};
use model::content::{Content, RevisionNumber};
use model::event::{Event, Outcome, Refusal};
use model::id::{EventId, ModeratorId};
use model::order::{Action, Order, Place, Progress, Target};
use model::step::{Ruling, Step, Undoing};
use store::StoreError;

use crate::{Deps, Error};

/// Applies the order to one event, or takes it back; says where that leaves the event.
pub(super) async fn settle(deps: &Deps, order: &Order, target: &Target) -> Result<Progress, Error> {
    let event = deps.store.event(target.event).await?.ok_or(Error::Missing("event"))?;
    let history = deps.store.history(event.id).await?;
    match order.progress(target, Place::of(&event), &history) {
        Progress::Waiting => {}
        settled => return Ok(settled),
    }
    let now = deps.clock.now();
    let (step, after) = match (order.undone_at, order.outcome()) {
        (None, Some(outcome)) => {
            let content = content(deps, event.id, target.revision).await?;
            let ruling = ruling(order, outcome, now);
            (Step::decide(event, target.revision, ruling, &content, now), Progress::Done)
        }
        (None, None) => (assign(deps, event, colleague(order), order, now).await?, Progress::Done),
        (Some(at), Some(_)) => (undo(deps, event, order, at, now).await?, Progress::Undone),
        (Some(_), None) => (assign(deps, event, target.assigned, order, now).await?, Progress::Undone),
    };
    let recorded = match step {
        Ok(step) => deps.store.record(&step).await,
        Err(refusal) => {
            tracing::info!(order.id = %order.id, event.id = %target.event, %refusal, "events have overtaken an order");
            return Ok(Progress::Overtaken);
        }
    };
    match recorded {
        Ok(()) => Ok(after),
        Err(StoreError::TooLate) => {
            tracing::warn!(order.id = %order.id, event.id = %target.event, "an order is undone too late for an event");
            Ok(Progress::Kept)
        }
        Err(error) => Err(error.into()),
    }
}

/// The decision can be undone for as long as the order, and its mail waits for as long.
fn ruling(order: &Order, outcome: Outcome, now: Timestamp) -> Ruling<'_> {
    let window = now.duration_until(order.undo_until).max(SignedDuration::ZERO);
    Ruling { moderator: order, outcome, corrected: None, window, order: Some(order.id) }
}

fn colleague(order: &Order) -> Option<ModeratorId> {
    match order.action {
        Action::Assign { to } => Some(to),
        Action::Publish | Action::Reject { .. } => None,
    }
}

async fn assign(
    deps: &Deps,
    event: Event,
    to: Option<ModeratorId>,
    order: &Order,
    now: Timestamp,
) -> Result<Result<Step, Refusal>, Error> {
    let content = content(deps, event.id, event.revision()).await?;
    Ok(Step::assign(event, to, order, false, &content, now)) // one letter tells of them all
}

/// Takes back the order's decision.
async fn undo(
    deps: &Deps,
    event: Event,
    order: &Order,
    asked_at: Timestamp,
    now: Timestamp,
) -> Result<Result<Step, Refusal>, Error> {
    let ours = event.decision().filter(|decision| decision.order == Some(order.id));
    let (Some(replaced), Some(decision)) = (&event.replaced, ours) else {
        return Err(StoreError::Conflict.into()); // it was read before what its history tells: read it again
    };
    let version = decision.version;
    let current = content(deps, event.id, replaced.standing.revision).await?;
    let shown = match replaced.shown {
        Some(shown) => Some(content(deps, event.id, shown).await?),
        None => None,
    };
    // An order corrects nothing: what it had published is the revision that it had found.
    let contents = Undoing { current: &current, shown: shown.as_ref(), left: Some(&current) };
    Ok(Step::undo(event, version, order, contents, asked_at, now))
}

async fn content(deps: &Deps, event: EventId, revision: RevisionNumber) -> Result<Content, Error> {
    let revision = deps.store.revision(event, revision).await?.ok_or(Error::Missing("revision"))?;
    Ok(revision.content)
}
