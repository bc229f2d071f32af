//! The time zones in which the Republic lives.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::territory::{Town, zones};

/// Named, so that serde's derive does not take the name for something borrowed from its input.
type IanaName = &'static str;

/// An IANA time zone of a French territory; Europe/Paris for what takes place online.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub struct Zone(IanaName);

/// No French territory lives in that zone.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no French territory lives in the time zone {0:?}")]
pub struct UnknownZone(String);

impl Zone {
    /// Metropolitan France, schedules, and whatever takes place online only.
    pub const PARIS: Self = Self("Europe/Paris");

    /// The zone in which a town lives.
    pub fn of(town: &Town) -> Self {
        Self(town.commune().map_or_else(|| town.departement().zone(), |commune| commune.zone()))
    }

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The rules of the zone, from the database bundled in the binary.
    pub fn rules(self) -> TimeZone {
        // The names come from `territory`, whose tests look each of them up in the bundled database.
        TimeZone::get(self.0).unwrap_or(TimeZone::UTC)
    }

    /// The civil date there at an instant.
    pub fn date(self, at: Timestamp) -> Date {
        at.to_zoned(self.rules()).date()
    }
}

impl TryFrom<String> for Zone {
    type Error = UnknownZone;
    fn try_from(name: String) -> Result<Self, UnknownZone> {
        zones().find(|zone| *zone == name).map(Self).ok_or(UnknownZone(name))
    }
}

impl From<Zone> for &'static str {
    fn from(zone: Zone) -> &'static str {
        zone.0
    }
}
