//! What a subscriber wants to receive: all of it optional, all of it theirs to change.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::edition::Year;
use crate::territory::Region;
use crate::vocabulary::{Administration, Interest, Profession};

/// What a subscriber says of themselves and wants to read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Preferences {
    /// Where they work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub administration: Option<Administration>,
    /// What they do there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profession: Option<Profession>,
    /// The regions whose new events they are told of; none: they are told of the whole country.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub regions: BTreeSet<Region>,
    /// What they want to read about; none: everything.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub interests: BTreeSet<Interest>,
    /// How often.
    #[serde(default)]
    pub rhythm: Rhythm,
}

/// How often a subscriber wants to be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "rhythm", rename_all = "kebab-case")]
pub enum Rhythm {
    /// Each issue.
    #[default]
    EachIssue,
    /// The first issue of each month.
    Monthly,
    /// Nothing more before the next edition.
    UntilNextEdition {
        /// The edition during which nothing is sent.
        paused: Year,
    },
}

impl Rhythm {
    /// Whether an issue of this edition is for them; `first_of_month`: no issue was sent before in its month.
    pub fn wants(self, edition: Year, first_of_month: bool) -> bool {
        match self {
            Self::EachIssue => true,
            Self::Monthly => first_of_month,
            Self::UntilNextEdition { paused } => edition > paused,
        }
    }
}
