//! The programme as data: `<year>/programme.json`. Its shape is described in `docs/exports.md`; a field may be
//! added, none changes its meaning without a new `format`.

use jiff::Timestamp;
use jiff::civil::Date;
use model::attendance;
use model::content::RevisionNumber;
use model::edition::Year;
use model::id::EventId;
use model::publication::Publication;
use model::schedule;
use model::web_link::WebLink;
use model::zone::Zone;
use serde::Serialize;

use crate::address;
use crate::linked_data::local;
use crate::programme::Programme;

/// The version of the shape.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    licence: Licence,
    edition: Edition<'a>,
    events: Vec<Event<'a>>,
}

#[derive(Serialize)]
struct Licence {
    name: &'static str,
    url: &'static str,
}

const OPEN_LICENCE: Licence =
    Licence { name: "Licence Ouverte 2.0", url: "https://www.etalab.gouv.fr/licence-ouverte-open-licence/" };

#[derive(Serialize)]
struct Edition<'a> {
    year: Year,
    ordinal: u16,
    name: &'a str,
    operator: &'a str,
    first_day: Date,
    last_day: Date,
    url: String,
}

#[derive(Serialize)]
struct Event<'a> {
    id: EventId,
    url: String,
    title: &'a str,
    summary: &'a str,
    description: &'a str,
    format: Term,
    mode: Term,
    schedule: Schedule,
    place: Option<Place<'a>>,
    online_link: Option<&'a WebLink>,
    registration_link: Option<&'a WebLink>,
    audience: Vec<Term>,
    organisation: Organisation<'a>,
    sequence: u32,
    revision: RevisionNumber,
    published_at: Timestamp,
    updated_at: Timestamp,
}

/// A value of a closed list.
#[derive(Serialize)]
struct Term {
    code: &'static str,
    label: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Schedule {
    Slots { time_zone: Zone, slots: Vec<Slot> },
    Period { first_day: Date, last_day: Date },
}

#[derive(Serialize)]
struct Slot {
    start: Timestamp,
    end: Timestamp,
    local_start: String,
    local_end: String,
}

#[derive(Serialize)]
struct Place<'a> {
    name: &'a str,
    address: Option<&'a str>,
    postcode: &'a str,
    commune: Territory,
    departement: Territory,
    region: Territory,
}

#[derive(Serialize)]
struct Territory {
    insee_code: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct Organisation<'a> {
    name: &'a str,
    kind: Term,
}

/// The whole programme.
pub(crate) fn programme(programme: &Programme<'_>) -> Vec<u8> {
    let edition = programme.edition;
    let document = Document {
        format: FORMAT,
        licence: OPEN_LICENCE,
        edition: Edition {
            year: edition.year,
            ordinal: edition.ordinal,
            name: edition.name.as_str(),
            operator: edition.operator.as_str(),
            first_day: edition.period.first(),
            last_day: edition.period.last(),
            url: programme.url(&address::home(edition.year)),
        },
        events: programme.events.iter().map(|event| Event::of(programme, event)).collect(),
    };
    // Only a map with keys that are not text could fail to become JSON; there is none.
    let mut text = serde_json::to_vec_pretty(&document).unwrap_or_default();
    text.push(b'\n');
    text
}

impl<'a> Event<'a> {
    fn of(programme: &Programme<'_>, event: &'a Publication) -> Self {
        let content = &event.content;
        let (mode, kind) = (content.attendance.mode(), content.organisation.kind);
        Self {
            id: event.id,
            url: programme.url(&event.path()),
            title: content.title.as_str(),
            summary: content.summary.as_str(),
            description: content.description.as_str(),
            format: Term { code: content.format.code(), label: content.format.label() },
            mode: Term { code: mode.code(), label: mode.label() },
            schedule: Schedule::of(&content.schedule),
            place: content.attendance.place().map(Place::of),
            online_link: content.attendance.link(),
            registration_link: content.registration.as_ref(),
            audience: content
                .audience
                .iter()
                .map(|one| Term { code: one.code(), label: one.label() })
                .collect(),
            organisation: Organisation {
                name: content.organisation.name.as_str(),
                kind: Term { code: kind.code(), label: kind.label() },
            },
            sequence: event.sequence,
            revision: event.revision,
            published_at: event.published_at,
            updated_at: event.updated_at,
        }
    }
}

impl Schedule {
    fn of(schedule: &schedule::Schedule) -> Self {
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
    fn of(place: &'a attendance::Place) -> Self {
        let departement = place.commune.departement();
        let region = departement.region();
        Self {
            name: place.name.as_str(),
            address: place.address.as_ref().map(model::text::Line::as_str),
            postcode: place.postcode.as_str(),
            commune: Territory { insee_code: place.commune.code(), name: place.commune.name() },
            departement: Territory { insee_code: departement.code(), name: departement.name() },
            region: Territory { insee_code: region.code(), name: region.name() },
        }
    }
}
