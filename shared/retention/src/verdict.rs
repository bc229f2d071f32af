//! What becomes of a row, and why.

use model::content::Revision;
use model::draft::Draft;
use model::event::{Event, LogEntry};
use model::mailing::Mailing;
use model::publication::Publication;
use model::subscriber::Subscriber;
use model::waiting::Waiting;
use serde::Serialize;

use crate::register::Term;

/// Why a row changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Its time has come.
    Due(Term),
    /// The event it belongs to is gone.
    Orphan,
    /// A person is erased.
    Erased,
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let term = match self {
            Self::Due(term) => serde_json::to_value(term).unwrap_or_default(),
            Self::Orphan => "orphan".into(),
            Self::Erased => "erased".into(),
        };
        f.write_str(term.as_str().unwrap_or_default())
    }
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict {
    /// It stays as it is.
    Keep,
    /// It goes.
    Remove(Why),
    /// It stays, without someone.
    Reword(Why, Box<Rewording>),
    /// A copy of an issue: it counts on, in nobody's place.
    Unname(Why),
}

/// What a row said, and what it says.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "each kind says itself: before, after")]
#[expect(clippy::large_enum_variant, reason = "a verdict keeps it in a box")]
pub enum Rewording {
    Event(Event, Event),
    Revision(Revision, Revision),
    Log(LogEntry, LogEntry),
    Mailing(Mailing, Mailing),
    Waiting(Waiting, Waiting),
    Publication(Publication, Publication),
    Draft(Draft, Draft),
    Subscriber(Subscriber, Subscriber),
}

/// A rewording that changes something, or nothing.
pub(crate) fn reworded(rewording: Rewording, why: Why) -> Verdict {
    if rewording.changes() { Verdict::Reword(why, Box::new(rewording)) } else { Verdict::Keep }
}

impl Rewording {
    fn changes(&self) -> bool {
        match self {
            Self::Event(before, after) => before != after,
            Self::Revision(before, after) => before != after,
            Self::Log(before, after) => before != after,
            Self::Mailing(before, after) => before != after,
            Self::Waiting(before, after) => before != after,
            Self::Publication(before, after) => before != after,
            Self::Draft(before, after) => before != after,
            Self::Subscriber(before, after) => before != after,
        }
    }
}
