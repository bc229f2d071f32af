//! For whom an event is made accessible, and how.

use serde::{Deserialize, Serialize};

use crate::text::{Line, Prose};
use crate::vocabulary::Disability;

/// Most characters of what an organiser says of the accessibility of an event.
pub const DETAILS_MAX: usize = 1_000;

/// What an organiser says of the accessibility of an event; often nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accessibility {
    /// For whom something is provided, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provided_for: Vec<Disability>,
    /// Whom to tell of a need: an address, a number, a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Line<200>>,
    /// What is provided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<Prose<DETAILS_MAX>>,
}

impl Accessibility {
    /// Whether nothing is said.
    pub fn is_unsaid(&self) -> bool {
        *self == Self::default()
    }
}
