//! In what events are compared: where, when, how, what about, for whom.

/// What a reader can choose events by, in the order in which they are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Facet {
    Region,
    Departement,
    Day,
    Mode,
    Format,
    Theme,
    Audience,
}

impl Facet {
    /// The folder of its pages.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Region => "regions",
            Self::Departement => "departements",
            Self::Day => "jours",
            Self::Mode => "modes",
            Self::Format => "formats",
            Self::Theme => "themes",
            Self::Audience => "publics",
        }
    }

    /// What it is called in an address that combines several: `?region=bretagne&theme=numerique`.
    pub(crate) fn parameter(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Departement => "departement",
            Self::Day => "jour",
            Self::Mode => "mode",
            Self::Format => "format",
            Self::Theme => "theme",
            Self::Audience => "public",
        }
    }

    /// As people read it.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Region => "Région",
            Self::Departement => "Département",
            Self::Day => "Journée",
            Self::Mode => "Mode de participation",
            Self::Format => "Format",
            Self::Theme => "Thème",
            Self::Audience => "Public",
        }
    }
}
