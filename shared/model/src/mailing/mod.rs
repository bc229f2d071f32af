//! The newsletter's issues: drafted each week, edited, sent to an audience that is frozen at launch.

mod audience;
mod calendar;
mod delivery;
mod gather;
mod issue;
mod lifecycle;
mod plan;
mod progress;
#[cfg(test)]
mod tests;

pub use audience::{Segment, bucket_count, is_for};
pub use calendar::{Week, draft_due, is_first_of_month};
pub use delivery::{Bucket, Buckets, CopyId, Delivery, READER_SHARDS, next_step, reader_shard};
pub use gather::{MOST_FEATURED, gather};
pub use issue::{Block, Card, Day, Issue, RegionNews};
pub use lifecycle::{Command, Deed, Entry, Refusal, State};
pub use plan::{Plan, Section};
pub use progress::{Health, Progress, Tally};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::edition::Year;
use crate::id::{EventId, MailingId};
use crate::text::{Line, Prose};

/// Most characters of a subject: more is cut by every mail client.
pub const SUBJECT_MAX: usize = 100;
/// Most characters of a preheader.
pub const PREHEADER_MAX: usize = 140;
/// Most characters of the editorial.
pub const EDITORIAL_MAX: usize = 5_000;

/// An issue of the newsletter: what it is made of, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailing {
    /// For ever.
    pub id: MailingId,
    /// Its edition.
    pub edition: Year,
    /// Rises by one with every change.
    pub version: u32,
    /// The Monday of the week that it is about.
    pub week: Date,
    /// Events published since then are new.
    pub news_since: Timestamp,
    /// What its editors write.
    pub words: Words,
    /// Its sections, in order.
    pub plan: Plan,
    /// The events at its head, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub featured: Vec<EventId>,
    /// Whom it is for.
    #[serde(default)]
    pub segment: Segment,
    /// Where it stands.
    pub state: State,
    /// Whether no other was launched before in the month of its launch: those who read once a month receive it.
    #[serde(default)]
    pub first_of_month: bool,
    /// Into how many parts its audience is frozen; none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buckets: Option<Buckets>,
    /// How many people its frozen audience counts; none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<u32>,
    /// What was done to it, oldest first.
    pub history: Vec<Entry>,
}

/// What the editors of an issue write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The subject.
    pub subject: Line<SUBJECT_MAX>,
    /// The line that mail clients show beside the subject.
    pub preheader: Line<PREHEADER_MAX>,
    /// The first words, in Markdown; none: no such section.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub editorial: Option<Prose<EDITORIAL_MAX>>,
}
