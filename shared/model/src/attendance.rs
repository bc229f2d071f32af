//! Where: on site, online, or both.

use serde::{Deserialize, Serialize};

use crate::territory::{Commune, Postcode};
use crate::text::Line;
use crate::web_link::WebLink;
use crate::zone::Zone;

/// A place with a door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// As people know it: "Préfecture de région", "Tiers-lieu La Fabrique".
    pub name: Line<140>,
    /// Number and street, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Line<200>>,
    /// As typed.
    pub postcode: Postcode,
    /// From the official list.
    pub commune: Commune,
}

/// How one takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "kebab-case")]
pub enum Attendance {
    /// At the place.
    OnSite {
        /// Where.
        place: Place,
    },
    /// From anywhere; without a link, it is sent to those who register.
    Online {
        /// The public link.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<WebLink>,
    },
    /// Both.
    Hybrid {
        /// Where.
        place: Place,
        /// The public link; without it, it is sent to those who register.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<WebLink>,
    },
}

impl Attendance {
    /// The place, if there is one.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::OnSite { place } | Self::Hybrid { place, .. } => Some(place),
            Self::Online { .. } => None,
        }
    }

    /// The public link, if there is one.
    pub fn link(&self) -> Option<&WebLink> {
        match self {
            Self::OnSite { .. } => None,
            Self::Online { link } | Self::Hybrid { link, .. } => link.as_ref(),
        }
    }

    /// Where the event's clocks are: at its place, else in Paris.
    pub fn zone(&self) -> Zone {
        self.place().map_or(Zone::PARIS, |place| Zone::of(place.commune))
    }

    /// The mode.
    pub fn mode(&self) -> Mode {
        match self {
            Self::OnSite { .. } => Mode::OnSite,
            Self::Online { .. } => Mode::Online,
            Self::Hybrid { .. } => Mode::Hybrid,
        }
    }
}

/// The three ways of taking part, as the form offers them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// At the place.
    OnSite,
    /// From anywhere.
    Online,
    /// Both.
    Hybrid,
}

impl Mode {
    /// In the order of the form.
    pub const ALL: [Self; 3] = [Self::OnSite, Self::Online, Self::Hybrid];

    /// As in the form.
    pub fn code(self) -> &'static str {
        match self {
            Self::OnSite => "on-site",
            Self::Online => "online",
            Self::Hybrid => "hybrid",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::OnSite => "Sur place",
            Self::Online => "En ligne",
            Self::Hybrid => "Sur place et en ligne",
        }
    }

    /// The mode of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.code() == code)
    }

    /// Whether there is a place.
    pub fn has_place(self) -> bool {
        self != Self::Online
    }

    /// Whether one can take part from afar.
    pub fn has_link(self) -> bool {
        self != Self::OnSite
    }
}
