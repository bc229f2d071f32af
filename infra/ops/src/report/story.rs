//! What became of one proposal, from the lines of its history.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::event::{Decision, Deed, LogEntry, Outcome, State};
use model::id::EventId;

/// A proposal's life in short.
#[derive(Debug)]
pub(super) struct Story<'a> {
    pub(super) event: EventId,
    /// When the form was sent.
    pub(super) sent: Timestamp,
    /// Since when the team could read it: the address was confirmed.
    pub(super) read_since: Option<Timestamp>,
    /// The decisions that stand: not those that were undone.
    pub(super) decisions: Vec<&'a Decision>,
    /// Where it stands.
    pub(super) state: State,
    /// Whether its own people have taken it back.
    pub(super) retracted: bool,
}

impl<'a> Story<'a> {
    /// Every proposal of a journal.
    pub(super) fn all(journal: &'a [LogEntry]) -> Vec<Self> {
        let mut by_event: BTreeMap<EventId, Vec<&LogEntry>> = BTreeMap::new();
        for entry in journal {
            by_event.entry(entry.event).or_default().push(entry);
        }
        by_event.into_values().filter_map(Self::of).collect()
    }

    fn of(mut lines: Vec<&'a LogEntry>) -> Option<Self> {
        lines.sort_by_key(|line| line.version);
        let (first, last) = (lines.first()?, lines.last()?);
        let mut decisions: Vec<&Decision> = Vec::new();
        for line in &lines {
            match &line.deed {
                Deed::Decided { decision } => decisions.push(decision),
                Deed::Undone => drop(decisions.pop()),
                _ => {}
            }
        }
        let reviewed = lines.iter().find(|line| line.after != State::Unconfirmed);
        let withdrawn_by_team =
            decisions.last().is_some_and(|last| matches!(last.outcome, Outcome::Withdraw { .. }));
        Some(Self {
            event: first.event,
            sent: first.at,
            read_since: reviewed.filter(|line| line.after != State::Withdrawn).map(|line| line.at),
            decisions,
            state: last.after,
            retracted: last.after == State::Withdrawn && !withdrawn_by_team,
        })
    }

    /// The first decision that stands.
    pub(super) fn first_decision(&self) -> Option<&'a Decision> {
        self.decisions.first().copied()
    }

    /// Whether the team could read it.
    pub(super) fn was_readable(&self) -> bool {
        self.read_since.is_some()
    }

    /// Whether its organiser was asked for changes.
    pub(super) fn was_asked_for_changes(&self) -> bool {
        self.decisions.iter().any(|it| matches!(it.outcome, Outcome::RequestChanges { .. }))
    }

    /// Whether the team has corrected it by itself.
    pub(super) fn was_corrected(&self) -> bool {
        self.decisions.iter().any(|it| it.corrected.is_some())
    }
}
