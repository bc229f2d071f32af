//! Who: the organisation, public, and the organiser, private.

use serde::{Deserialize, Serialize};

use crate::email::EmailAddress;
use crate::text::Line;
use crate::vocabulary::OrganisationKind;

/// The body that proposes the event; public.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Its name.
    pub name: Line<140>,
    /// Its kind.
    pub kind: OrganisationKind,
}

/// The person who answers for the event; never published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organiser {
    /// First and last name.
    pub name: Line<100>,
    /// Where they are written to.
    pub email: EmailAddress,
}
