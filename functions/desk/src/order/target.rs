//! One event of an order.

use jiff::{SignedDuration, Timestamp};
use model::content::{Content, RevisionNumber};
use model::event::{Actor, Deed, Event, LogEntry, Outcome, Refusal};
use model::id::{EventId, ModeratorId};
use model::moderation::Moderator;
use model::order::{Action, Order, Progress, Target};
use model::step::{Ruling, Step, Undoing};

use crate::{Deps, Error};

/// Applies the order to one event, or takes it back; says where that leaves the event.
pub(super) async fn settle(
    deps: &Deps,
    order: &Order,
    target: &Target,
    moderator: &Moderator,
) -> Result<Progress, Error> {
    let event = deps.store.event(target.event).await?.ok_or(Error::Missing("event"))?;
    match order.progress(target, &event) {
        Progress::Waiting => {}
        settled => return Ok(settled),
    }
    // What was done and has been changed by hand since stays as it was changed, however often the nudge comes.
    let history = deps.store.history(event.id).await?;
    let now = deps.clock.now();
    let (step, after) = match (order.undone_at, order.outcome()) {
        (None, _) if is_applied(order, &history) => return Ok(Progress::Overtaken),
        (None, Some(outcome)) => {
            let content = content(deps, event.id, target.revision).await?;
            let ruling = ruling(order, outcome, moderator, now);
            (Step::decide(event, target.revision, ruling, &content, now), Progress::Done)
        }
        (None, None) => (assign(deps, event, colleague(order), moderator, now).await?, Progress::Done),
        (Some(at), Some(_)) => match undo(deps, event, moderator, at, now).await? {
            Some(step) => (step, Progress::Undone),
            None => return Ok(Progress::Overtaken),
        },
        (Some(at), None) if is_given_back(order, target, &history, at) => return Ok(Progress::Undone),
        (Some(_), None) => (assign(deps, event, target.assigned, moderator, now).await?, Progress::Undone),
    };
    match step {
        Ok(step) => deps.store.record(&step).await.map(|()| after).map_err(Error::from),
        Err(refusal) => {
            tracing::info!(order.id = %order.id, event.id = %target.event, %refusal, "events have overtaken an order");
            Ok(Progress::Overtaken)
        }
    }
}

/// The decision can be undone for as long as the order, and its mail waits for as long.
fn ruling<'a>(order: &Order, outcome: Outcome, moderator: &'a Moderator, now: Timestamp) -> Ruling<'a> {
    let window = now.duration_until(order.undo_until).max(SignedDuration::ZERO);
    Ruling { moderator, outcome, corrected: None, window, order: Some(order.id) }
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
    moderator: &Moderator,
    now: Timestamp,
) -> Result<Result<Step, Refusal>, Error> {
    let content = content(deps, event.id, event.revision()).await?;
    Ok(Step::assign(event, to, moderator, false, &content, now)) // one letter tells of them all
}

/// Takes back the order's decision; nothing when something has happened since.
async fn undo(
    deps: &Deps,
    event: Event,
    moderator: &Moderator,
    asked_at: Timestamp,
    now: Timestamp,
) -> Result<Option<Result<Step, Refusal>>, Error> {
    let (Some(replaced), Some(decision)) = (&event.replaced, event.decision()) else { return Ok(None) };
    let version = decision.version;
    let current = content(deps, event.id, replaced.standing.revision).await?;
    let shown = match replaced.shown {
        Some(shown) => Some(content(deps, event.id, shown).await?),
        None => None,
    };
    let contents = Undoing { current: &current, shown: shown.as_ref() };
    Ok(Some(Step::undo(event, version, moderator, contents, asked_at, now)))
}

async fn content(deps: &Deps, event: EventId, revision: RevisionNumber) -> Result<Content, Error> {
    let revision = deps.store.revision(event, revision).await?.ok_or(Error::Missing("revision"))?;
    Ok(revision.content)
}

/// Whether the order has been applied to the event before, whatever has become of it since.
fn is_applied(order: &Order, history: &[LogEntry]) -> bool {
    history.iter().any(|line| match &line.deed {
        Deed::Decided { decision } => decision.order == Some(order.id),
        Deed::Assigned { to } => {
            to.is_some() && *to == colleague(order) && line.at >= order.at && is_by(order, line)
        }
        _ => false,
    })
}

/// Whether the event has been given back to whom it was entrusted before the order.
fn is_given_back(order: &Order, target: &Target, history: &[LogEntry], undone_at: Timestamp) -> bool {
    let given_back = |line: &LogEntry| {
        line.deed == Deed::Assigned { to: target.assigned } && line.at >= undone_at && is_by(order, line)
    };
    target.assigned == colleague(order) || history.iter().any(given_back)
}

fn is_by(order: &Order, line: &LogEntry) -> bool {
    matches!(line.actor, Actor::Moderator { moderator, .. } if moderator == order.moderator)
}
