//! Who: the organisation, public, and the organiser, private.

use serde::{Deserialize, Serialize};

use crate::email::EmailAddress;
use crate::phone::Phone;
use crate::text::Line;
use crate::vocabulary::OrganisationKind;

/// The body that proposes the event; public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its name.
    pub name: Line<140>,
    /// Its kind.
    pub kind: OrganisationKind,
    /// With whom: other organisations, in the order in which they were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partners: Vec<Line<140>>,
}

/// Most partners of one event.
pub const MOST_PARTNERS: usize = 10;

/// The person who answers for the event; never published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organiser {
    /// First and last name.
    pub name: Line<100>,
    /// What they do there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Line<120>>,
    /// Where they are written to.
    pub email: EmailAddress,
    /// Where the team can call them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Phone>,
}
