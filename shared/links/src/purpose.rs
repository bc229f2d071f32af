//! What links are for.

use crate::subject::Subject;

/// What a link is for. Each purpose has its own subkey and its own path in the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The organiser confirms their address.
    Confirm,
    /// A moderator decides on a revision.
    Moderate,
    /// The organiser corrects their event.
    Edit,
    /// A moderator sees what waits for them in an edition.
    Queue,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 4] = [Self::Confirm, Self::Moderate, Self::Edit, Self::Queue];

    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Confirm => 1,
            Self::Moderate => 2,
            Self::Edit => 3,
            Self::Queue => 4,
        }
    }

    /// The path under which the site answers to such links.
    pub fn path(self) -> &'static str {
        match self {
            Self::Confirm => "/confirmer/",
            Self::Moderate => "/moderer/",
            Self::Edit => "/corriger/",
            Self::Queue => "/moderation/",
        }
    }

    /// Whether a link for this purpose can be about `subject`.
    pub(crate) fn fits(self, subject: Subject) -> bool {
        match self {
            Self::Confirm | Self::Moderate | Self::Edit => matches!(subject, Subject::Event { .. }),
            Self::Queue => matches!(subject, Subject::Edition(_)),
        }
    }
}
