//! What an event is, for everyone to read: all of it is public, none of it private.

use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::accessibility::Accessibility;
use crate::attendance::Attendance;
use crate::organisation::{Organisation, Organiser};
use crate::picture::Picture;
use crate::registration::{Contact, Registration};
use crate::schedule::Schedule;
use crate::territory::{Departement, Region};
use crate::text::{Line, Prose};
use crate::theme::Theme;
use crate::vocabulary::{Audience, Format, Language};
use crate::web_link::WebLink;

/// Most characters of a title; OpenAgenda's limit.
pub const TITLE_MAX: usize = 140;
/// Most characters of a summary; OpenAgenda's limit of a description.
pub const SUMMARY_MAX: usize = 200;
/// Most characters of a description; OpenAgenda's limit of a long description.
pub const DESCRIPTION_MAX: usize = 10_000;

/// Most people that an organiser can expect.
pub const CAPACITY_MAX: u32 = 100_000;

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
    /// What it is about: themes of the edition, in its order; none where the edition has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<Theme>,
    /// In which language.
    #[serde(default, skip_serializing_if = "Language::is_usual")]
    pub language: Language,
    /// When.
    pub schedule: Schedule,
    /// Where.
    pub attendance: Attendance,
    /// For whom: at least one, in the order of the form.
    pub audience: Vec<Audience>,
    /// How many can take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<NonZeroU32>,
    /// How to register; none where nobody has to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<Registration>,
    /// For whom something is provided.
    #[serde(default, skip_serializing_if = "Accessibility::is_unsaid")]
    pub accessibility: Accessibility,
    /// By whom.
    pub organisation: Organisation,
    /// Whom the public can ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// What illustrates it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
}

impl Content {
    /// The département where it takes place, if it has a place.
    pub fn departement(&self) -> Option<Departement> {
        self.attendance.place().map(|place| place.town.departement())
    }

    /// The page where one registers, if there is one.
    pub fn registration_link(&self) -> Option<&WebLink> {
        self.registration.as_ref().and_then(|registration| registration.link.as_ref())
    }

    /// The regions where it takes place, each once: that of its first place first.
    pub fn regions(&self) -> Vec<Region> {
        let mut regions = Vec::new();
        for region in self.attendance.places().map(|place| place.town.region()) {
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
        regions
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
