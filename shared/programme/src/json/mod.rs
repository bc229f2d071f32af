//! The programme as data: `<year>/programme.json`. Its shape is described in `docs/exports.md`; a field may be
//! added, none changes its meaning without a new `format`.

mod terms;
mod whereabouts;

use std::num::NonZeroU32;

use jiff::Timestamp;
use jiff::civil::Date;
use model::content::RevisionNumber;
use model::edition::Year;
use model::id::EventId;
use model::publication::Publication;
use model::text::Prose;
use model::web_link::WebLink;
use serde::Serialize;

use self::terms::{Accessibility, Contact, Organisation, Picture, Registration, Term};
use self::whereabouts::{Place, Schedule};
use crate::address;
use crate::licence::{LICENCE, Licence};
use crate::programme::Programme;
use crate::shown::Shown;

/// The shape, as a JSON Schema (draft 2020-12).
pub(crate) const SCHEMA: &str = include_str!("programme.schema.json");

/// The version of the shape.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    format: u32,
    licence: Licence,
    edition: Edition<'a>,
    events: Vec<Event<'a>>,
}

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

/// An event, in every file that has it whole.
#[derive(Serialize)]
pub(crate) struct Event<'a> {
    id: EventId,
    url: String,
    status: Term<'a>,
    news: Option<&'a str>,
    title: &'a str,
    summary: &'a str,
    description: &'a str,
    format: Term<'a>,
    themes: Vec<Term<'a>>,
    language: Term<'a>,
    mode: Term<'a>,
    moved_online: bool,
    schedule: Schedule,
    earlier_schedule: Option<Schedule>,
    place: Option<Place<'a>>,
    places: Vec<Place<'a>>,
    online_link: Option<&'a WebLink>,
    registration_link: Option<&'a WebLink>,
    registration: Option<Registration<'a>>,
    capacity: Option<NonZeroU32>,
    audience: Vec<Term<'a>>,
    accessibility: Accessibility<'a>,
    organisation: Organisation<'a>,
    contact: Option<Contact<'a>>,
    picture: Option<Picture<'a>>,
    sequence: u32,
    revision: RevisionNumber,
    published_at: Timestamp,
    updated_at: Timestamp,
}

/// The whole programme.
pub(crate) fn programme(programme: &Programme<'_>) -> Vec<u8> {
    let edition = programme.edition;
    let document = Document {
        schema: programme.url(&address::schema(edition.year)),
        format: FORMAT,
        licence: LICENCE,
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
    written(&document)
}

/// A document as a file: one that people can read, too.
pub(crate) fn written(document: &impl Serialize) -> Vec<u8> {
    // Only a map with keys that are not text could fail to become JSON; there is none.
    let mut text = serde_json::to_vec_pretty(document).unwrap_or_default();
    text.push(b'\n');
    text
}

impl<'a> Event<'a> {
    pub(crate) fn of(programme: &Programme<'_>, event: &'a Publication) -> Self {
        let (content, shown) = (&event.content, Shown::from(event));
        let (mode, language, registration) =
            (content.attendance.mode(), content.language, shown.registration());
        Self {
            id: event.id,
            url: programme.url(&event.path()),
            status: Term { code: event.status.code(), label: event.status.label() },
            news: event.news.as_ref().map(Prose::as_str),
            title: content.title.as_str(),
            summary: content.summary.as_str(),
            description: content.description.as_str(),
            format: Term { code: content.format.code(), label: content.format.label() },
            themes: content.themes.iter().map(Term::from).collect(),
            language: Term { code: language.code(), label: language.label() },
            mode: Term { code: mode.code(), label: mode.label() },
            moved_online: event.moved_online,
            schedule: Schedule::of(&content.schedule),
            earlier_schedule: event.earlier.as_ref().map(Schedule::of),
            place: content.attendance.place().map(Place::of),
            places: content.attendance.places().map(Place::of).collect(),
            online_link: shown.link(),
            registration_link: registration.and_then(|registration| registration.link.as_ref()),
            registration: registration.map(Registration::from),
            capacity: content.capacity,
            audience: content
                .audience
                .iter()
                .map(|one| Term { code: one.code(), label: one.label() })
                .collect(),
            accessibility: Accessibility::of(content),
            organisation: Organisation::of(content),
            contact: content.contact.as_ref().map(Contact::from),
            picture: content.picture.as_ref().map(|picture| Picture::of(programme, picture)),
            sequence: event.sequence,
            revision: event.revision,
            published_at: event.published_at,
            updated_at: event.updated_at,
        }
    }
}
