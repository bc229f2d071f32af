//! What a restore says: before, and afterwards.

use std::fmt::{Display, Formatter, Result};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::compare::Difference;
use super::copy::Summary;
use super::settings::{Setting, State};
use super::settle::Settled;
use crate::in_paris;

/// Rows that a run reads in a second, measured on a local cloud and taken down to what a new on-demand table gives.
const ROWS_A_SECOND: u64 = 10_000;

/// Rows that a new on-demand table takes in a second, of a kilobyte each.
const WRITES_A_SECOND: u64 = 4_000;

/// What a restore would do.
#[derive(Debug, Serialize)]
pub(super) struct Planned {
    /// The table whose content would be put into the stack's.
    pub(super) from: String,
    /// The instant whose state that is.
    pub(super) at: Option<Timestamp>,
    /// What differs.
    #[serde(flatten)]
    pub(super) difference: Difference,
}

/// What a restore has done.
#[derive(Debug, Serialize)]
pub(super) struct Restored {
    /// The table whose content the stack's has now: it is kept.
    pub(super) from: String,
    /// The stack's table.
    pub(super) table: Summary,
    /// Until when the service stood.
    pub(super) stopped_at: Timestamp,
    /// What followed; nothing when an earlier run had done it.
    pub(super) settled: Option<Settled>,
    /// The table's settings.
    pub(super) settings: Vec<Setting>,
    /// How to take it back.
    pub(super) undo: Undo,
}

/// How to take a restore back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Undo {
    /// The instant to come back to.
    pub(super) at: Option<Timestamp>,
    /// Or the backup.
    pub(super) backup: Option<String>,
}

impl Planned {
    /// How long the service would stand: three readings, and what is to be written.
    fn time(&self) -> SignedDuration {
        let seconds = 5 * self.difference.rows / ROWS_A_SECOND + self.difference.writes() / WRITES_A_SECOND;
        SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX))
    }
}

impl Display for Planned {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self { from, difference, .. } = self;
        let at = self.at.map_or_else(|| "an unknown time".to_owned(), in_paris);
        writeln!(f, "{from} holds {} rows as of {at}", difference.rows)?;
        if difference.writes() == 0 {
            writeln!(f, "nothing differs: the table is like that already")?;
        } else {
            writeln!(
                f,
                "{:<24}{:>11}{:>11}{:>11}{:>11}",
                "kind", "come back", "go back", "are lost", "stay"
            )?;
        }
        for (kind, it) in &difference.kinds {
            let kind = if kind.is_empty() { "(not ours)" } else { kind };
            writeln!(f, "{kind:<24}{:>11}{:>11}{:>11}{:>11}", it.back, it.changed, it.lost, it.kept)?;
        }
        if !difference.lost_events.is_empty() {
            let all = difference.kinds.get("event").map_or(0, |it| it.lost);
            writeln!(f, "events that would be lost ({all}): {}", difference.lost_events.join(" "))?;
        }
        if difference.unreadable > 0 {
            let unreadable = difference.unreadable;
            writeln!(
                f,
                "{unreadable} rows of the present table cannot be read: what they say of people who left, or of mails that were sent, is not kept"
            )?;
        }
        let minutes = self.time().as_secs() / 60 + 1;
        write!(
            f,
            "the service would stand for about {minutes} min, besides the time that what runs takes to end"
        )
    }
}

impl Display for Restored {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self { from, table, .. } = self;
        writeln!(f, "the table is like {from}: {} rows, digest {}", table.rows, table.digest)?;
        if let Some(settled) = &self.settled {
            let it = &settled.erasures;
            writeln!(
                f,
                "erasures: {} of the register done again, {} known to the restored table",
                it.erasures, it.known
            )?;
            for issue in &settled.issues {
                writeln!(f, "newsletter: « {} » ({}) is {}", issue.subject, issue.id, issue.state)?;
            }
            if settled.issues.iter().any(|issue| issue.state == "paused") {
                writeln!(
                    f,
                    "  mip mailings resume lets an issue go on; if the present table was lost and copies may have left since, mip mailings cancel instead"
                )?;
            }
        }
        for Setting { name, state, next } in &self.settings {
            let state = match state {
                State::Well => "well",
                State::Repaired => "was not set; it is now",
                State::Wrong => "NOT SET",
                State::Unknown => "not known",
            };
            let next = next.as_ref().map(|next| format!(": {next}")).unwrap_or_default();
            writeln!(f, "{name}: {state}{next}")?;
        }
        writeln!(f, "{}", self.undo)?;
        write!(
            f,
            "the service runs; mip doctor looks at the rest. {from} is kept and costs its storage: aws dynamodb delete-table --table-name {from}"
        )
    }
}

impl Display for Undo {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self { at: Some(at), .. } => write!(f, "to take it back: mip restore --at {at}"),
            Self { backup: Some(arn), .. } => write!(f, "to take it back: mip restore --from-backup {arn}"),
            Self { .. } => write!(f, "there is no way back: there is neither recovery nor a backup"),
        }
    }
}
