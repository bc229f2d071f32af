//! Where: on site, online, or both.

use serde::{Deserialize, Serialize};

use crate::territory::{Postcode, Town};
use crate::text::Line;
use crate::web_link::WebLink;
use crate::zone::Zone;

/// Most places of one event.
pub const MOST_PLACES: usize = 5;

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
    /// Where it is.
    pub town: Town,
}

/// One to five places, in one time zone: the first is the one that speaks for the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Place>", into = "Vec<Place>")]
pub struct Places(Vec<Place>);

/// Why places are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlacesError {
    /// None at all, or more than [`MOST_PLACES`].
    #[error("one to {MOST_PLACES} places are expected")]
    Count,
    /// Their clocks do not show the same time.
    #[error("the places are in two time zones")]
    Zones,
}

impl Places {
    /// The one that speaks for the event.
    pub fn first(&self) -> &Place {
        &self.0[0] // never empty: see `try_from`
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Place> {
        self.0.iter()
    }

    /// The first of them by another name: another room, another door of the same town.
    #[must_use]
    pub fn with_first_named(mut self, name: Line<140>) -> Self {
        self.0[0].name = name; // never empty: see `try_from`
        self
    }
}

impl<'a> IntoIterator for &'a Places {
    type Item = &'a Place;
    type IntoIter = std::slice::Iter<'a, Place>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Place> for Places {
    fn from(place: Place) -> Self {
        Self(vec![place])
    }
}

impl TryFrom<Vec<Place>> for Places {
    type Error = PlacesError;
    fn try_from(places: Vec<Place>) -> Result<Self, PlacesError> {
        if places.is_empty() || places.len() > MOST_PLACES {
            return Err(PlacesError::Count);
        }
        let zone = Zone::of(&places[0].town);
        let is_one_zone = places.iter().all(|place| Zone::of(&place.town) == zone);
        if is_one_zone { Ok(Self(places)) } else { Err(PlacesError::Zones) }
    }
}

impl From<Places> for Vec<Place> {
    fn from(places: Places) -> Self {
        places.0
    }
}

/// How one takes part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mode", rename_all = "kebab-case")]
pub enum Attendance {
    /// At the place.
    OnSite {
        /// Where.
        places: Places,
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
        places: Places,
        /// The public link; without it, it is sent to those who register.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<WebLink>,
    },
}

impl Attendance {
    /// The place that speaks for the event, if there is one.
    pub fn place(&self) -> Option<&Place> {
        self.places().next()
    }

    /// Every place.
    pub fn places(&self) -> std::slice::Iter<'_, Place> {
        match self {
            Self::OnSite { places } | Self::Hybrid { places, .. } => places.iter(),
            Self::Online { .. } => [].iter(),
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
        self.place().map_or(Zone::PARIS, |place| Zone::of(&place.town))
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
