//! What an event is, for everyone to read: all of it is public, none of it private.

use serde::{Deserialize, Serialize};

use crate::attendance::Attendance;
use crate::organisation::{Organisation, Organiser};
use crate::schedule::Schedule;
use crate::territory::{Departement, Region};
use crate::text::{Line, Prose};
use crate::vocabulary::{Audience, Format};
use crate::web_link::WebLink;

/// Most characters of a title; OpenAgenda's limit.
pub const TITLE_MAX: usize = 140;
/// Most characters of a summary; OpenAgenda's limit of a description.
pub const SUMMARY_MAX: usize = 200;
/// Most characters of a description; OpenAgenda's limit of a long description.
pub const DESCRIPTION_MAX: usize = 10_000;

/// The public content of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The title.
    pub title: Line<TITLE_MAX>,
    /// One sentence, for lists.
    pub summary: Line<SUMMARY_MAX>,
    /// Paragraphs.
    pub description: Prose<DESCRIPTION_MAX>,
    /// Its format.
    pub format: Format,
    /// When.
    pub schedule: Schedule,
    /// Where.
    pub attendance: Attendance,
    /// For whom: at least one, in the order of the form.
    pub audience: Vec<Audience>,
    /// Where to register.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<WebLink>,
    /// By whom.
    pub organisation: Organisation,
}

impl Content {
    /// The département where it takes place, if it has a place.
    pub fn departement(&self) -> Option<Departement> {
        self.attendance.place().map(|place| place.commune.departement())
    }

    /// The region where it takes place, if it has a place.
    pub fn region(&self) -> Option<Region> {
        self.departement().map(|departement| departement.region())
    }
}

/// One immutable version of an event: what is public and who answers for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// Public.
    pub content: Content,
    /// Private.
    pub organiser: Organiser,
}

/// A revision's number: 1, 2, 3…
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RevisionNumber(u16);

impl RevisionNumber {
    /// The first.
    pub const FIRST: Self = Self(1);

    /// As a number.
    pub fn get(self) -> u16 {
        self.0
    }

    /// The one after; none after 65,535.
    pub fn next(self) -> Option<Self> {
        self.0.checked_add(1).map(Self)
    }
}

impl From<u16> for RevisionNumber {
    fn from(number: u16) -> Self {
        Self(number)
    }
}

impl std::fmt::Display for RevisionNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
