//! What has become of each event of an order: one rule for the desk, which does what is left, and for the order's page.
//!
//! The event's history tells what was done, and goes on telling it when the event has lived on since; where the event
//! stands in the queue tells what can still be done.

use super::{Action, Order, Target};
use crate::content::RevisionNumber;
use crate::event::{CLOCKS_APART, Deed, Event, LogEntry, State};
use crate::id::ModeratorId;
use crate::waiting::Waiting;

/// What has become of one event of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Still to be done, or to be undone.
    Waiting,
    /// Done.
    Done,
    /// Not done after all: undone with the order, or by itself.
    Undone,
    /// Not done: someone had decided before, or another revision had come.
    Overtaken,
    /// Done, and the order was undone too late for this one: it has lived on since.
    Kept,
}

/// Where an event stands in the moderators' queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The revision to decide on.
    pub revision: RevisionNumber,
    /// Who has been entrusted with it.
    pub assigned: Option<ModeratorId>,
}

impl Place {
    /// That of this event; none when it waits for no moderator.
    pub fn of(event: &Event) -> Option<Self> {
        let waits = event.state() == State::InReview;
        waits.then(|| Self { revision: event.revision(), assigned: event.standing.assigned })
    }
}

impl From<&Waiting> for Place {
    fn from(waiting: &Waiting) -> Self {
        Self { revision: waiting.revision, assigned: waiting.assigned }
    }
}

impl Order {
    /// What has become of an event of the order, from its place in the queue and its history since the order was given,
    /// oldest first. The place must have been read before the history: what has just left the one is then in the other.
    pub fn progress<'a>(
        &self,
        target: &Target,
        place: Option<Place>,
        history: impl IntoIterator<Item = &'a LogEntry>,
    ) -> Progress {
        let place = place.filter(|place| place.revision == target.revision);
        let mut history = history.into_iter();
        match self.action {
            Action::Publish | Action::Reject { .. } => self.decision(place, &mut history),
            Action::Assign { to } => self.assignment(to, target, place, &mut history),
        }
    }

    fn decision<'a>(
        &self,
        place: Option<Place>,
        history: &mut impl Iterator<Item = &'a LogEntry>,
    ) -> Progress {
        let is_ours =
            |deed: &Deed| matches!(deed, Deed::Decided { decision } if decision.order == Some(self.id));
        if !history.any(|line| is_ours(&line.deed)) {
            return self.untouched(place);
        }
        match (history.find(|line| moves(&line.deed)).map(|line| &line.deed), self.undone_at) {
            (Some(Deed::Undone), _) => Progress::Undone,
            (_, None) => Progress::Done,
            (Some(_), Some(_)) => Progress::Kept,
            (None, Some(_)) => Progress::Waiting, // for its undoing
        }
    }

    /// Entrusting leaves no mark of the order: it is the first time since that whoever gave the order entrusted `to`.
    fn assignment<'a>(
        &self,
        to: ModeratorId,
        target: &Target,
        place: Option<Place>,
        history: &mut impl Iterator<Item = &'a LogEntry>,
    ) -> Progress {
        let is_theirs = place.is_some_and(|place| place.assigned == Some(to));
        let assigned = |line: &'a LogEntry| match line.deed {
            Deed::Assigned { to } => Some((to, line.is_by(self.moderator))),
            _ => None,
        };
        // Two machines write these lines: theirs may be a little behind the order's.
        let mut assigned = history.filter(|line| line.at + CLOCKS_APART >= self.at).filter_map(assigned);
        let is_done = assigned.any(|line| line == (Some(to), true));
        match (is_done, self.undone_at) {
            (false, None) if is_theirs => Progress::Done, // it was theirs already
            (false, _) => self.untouched(place),
            (true, None) => Progress::Done,
            (true, Some(_)) if target.assigned == Some(to) => Progress::Undone,
            (true, Some(_)) => match assigned.next() {
                Some(since) if since == (target.assigned, true) => Progress::Undone,
                None if is_theirs => Progress::Waiting, // to be given back
                Some(_) | None => Progress::Kept,
            },
        }
    }

    /// That of an event which the order was not applied to.
    fn untouched(&self, place: Option<Place>) -> Progress {
        match (place, self.undone_at) {
            (Some(_), None) => Progress::Waiting,
            (Some(_), Some(_)) => Progress::Undone,
            (None, _) => Progress::Overtaken,
        }
    }
}

/// Whether the deed changes where an event stands: the decision before it can no longer be undone.
fn moves(deed: &Deed) -> bool {
    matches!(deed, Deed::Edited | Deed::Retracted | Deed::Decided { .. } | Deed::Undone | Deed::TakenBack)
}

#[cfg(test)]
#[path = "progress_tests.rs"]
mod tests;
