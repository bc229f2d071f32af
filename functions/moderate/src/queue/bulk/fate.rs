//! What has become of each event of an order, as its own history tells it.
//!
//! The desk asks what is left to do, and looks at the events ([`Order::progress`]). The page tells what was done, and goes
//! on telling it when an event has lived on since: it looks at the journal.

use model::event::{Actor, Deed, LogEntry};
use model::order::{Action, Order, Target};
use model::waiting::Waiting;

/// What has become of one event of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Still to be done, or to be undone.
    Waiting,
    /// Done.
    Done,
    /// Not done after all: undone with the order, or by itself.
    Undone,
    /// Not done: someone had decided before, or another revision had come.
    Overtaken,
    /// Done, and the order was undone too late for this one: the organiser has sent another revision meanwhile.
    Kept,
}

/// `waiting`: the event in the queue; `history`: what has happened to it since the order was given, oldest first. The
/// queue must have been read before the history: what has just left the one is then in the other.
pub(super) fn fate(order: &Order, target: &Target, waiting: Option<&Waiting>, history: &[&LogEntry]) -> Fate {
    let in_review = waiting.filter(|waiting| waiting.revision == target.revision);
    let undone = order.undone_at.is_some();
    let untouched = match (undone, in_review) {
        (true, _) => Fate::Undone,
        (false, Some(_)) => Fate::Waiting,
        (false, None) => Fate::Overtaken,
    };
    match &order.action {
        Action::Publish | Action::Reject { .. } => {
            let done = history.iter().position(
                |entry| matches!(&entry.deed, Deed::Decided { decision } if decision.order == Some(order.id)),
            );
            let Some(done) = done else { return untouched };
            let next = history[done + 1..].iter().map(|entry| &entry.deed).find(|deed| moves(deed));
            match next {
                Some(Deed::Undone) => Fate::Undone,
                Some(_) if undone => Fate::Kept,
                None if undone => Fate::Waiting,
                _ => Fate::Done,
            }
        }
        Action::Assign { to } => {
            let by_order = |entry: &LogEntry| matches!(&entry.actor, Actor::Moderator { moderator, .. } if *moderator == order.moderator);
            let done = history.iter().any(|entry| {
                by_order(entry) && matches!(&entry.deed, Deed::Assigned { to: now } if *now == Some(*to))
            });
            let is_theirs = in_review.is_some_and(|waiting| waiting.assigned == Some(*to));
            match (undone, is_theirs) {
                (false, true) => Fate::Done,
                (false, false) if done => Fate::Done,
                (true, true) if done && target.assigned != Some(*to) => Fate::Waiting,
                _ => untouched,
            }
        }
    }
}

/// Whether the deed changes where an event stands: the decision before it can no longer be undone.
fn moves(deed: &Deed) -> bool {
    matches!(deed, Deed::Edited | Deed::Decided { .. } | Deed::Undone | Deed::TakenBack)
}

#[cfg(test)]
#[path = "fate_tests.rs"]
mod tests;
