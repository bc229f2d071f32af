//! When and where.

use jiff::Timestamp;
use jiff::civil::Date;
use model::attendance;
use model::schedule;
use model::zone::Zone;
use serde::Serialize;

use crate::linked_data::local;

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Schedule {
    Slots { time_zone: Zone, slots: Vec<Slot> },
    Period { first_day: Date, last_day: Date },
}

#[derive(Serialize)]
pub(super) struct Slot {
    start: Timestamp,
    end: Timestamp,
    local_start: String,
    local_end: String,
}

#[derive(Serialize)]
pub(super) struct Place<'a> {
    name: &'a str,
    address: Option<&'a str>,
    postcode: &'a str,
    commune: Territory<'a>,
    departement: Territory<'static>,
    region: Territory<'static>,
}

/// A territory of the official list; a town that is not in it has a name only.
#[derive(Serialize)]
struct Territory<'a> {
    insee_code: Option<&'static str>,
    name: &'a str,
}

impl Schedule {
    pub(super) fn of(schedule: &schedule::Schedule) -> Self {
        match schedule {
            schedule::Schedule::Slots { zone, slots } => Self::Slots {
                time_zone: *zone,
                slots: slots.iter().map(|slot| Slot::of(slot, *zone)).collect(),
            },
            schedule::Schedule::Period { period } => {
                Self::Period { first_day: period.first(), last_day: period.last() }
            }
        }
    }
}

impl Slot {
    fn of(slot: &schedule::Slot, zone: Zone) -> Self {
        Self {
            start: slot.start(),
            end: slot.end(),
            local_start: local(&slot.start_in(zone)),
            local_end: local(&slot.end_in(zone)),
        }
    }
}

impl<'a> Place<'a> {
    pub(super) fn of(place: &'a attendance::Place) -> Self {
        let (departement, region) = (place.town.departement(), place.town.region());
        Self {
            name: place.name.as_str(),
            address: place.address.as_ref().map(model::text::Line::as_str),
            postcode: place.postcode.as_str(),
            commune: Territory {
                insee_code: place.town.commune().map(|commune| commune.code()),
                name: place.town.name(),
            },
            departement: Territory { insee_code: Some(departement.code()), name: departement.name() },
            region: Territory { insee_code: Some(region.code()), name: region.name() },
        }
    }
}
