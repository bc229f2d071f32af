//! What has changed, day by day: `<year>/changements/<date>.json`, and `index.json`, which leads to them.
//!
//! Each event is on one page: that of the day, in Paris, on which it last changed, or left the programme. So who last read on
//! some day reads the pages from that day on and has all that has changed since: `docs/exports.md` says how. An event that
//! changes leaves its page for another's; a page that nothing is left on goes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use model::id::EventId;
use model::material::Departed;
use model::publication::Publication;
use model::zone::Zone;
use serde::Serialize;

use crate::address;
use crate::file::File;
use crate::json::{self, Event};
use crate::licence::{LICENCE, Licence};
use crate::programme::Programme;

/// The shape of both, as a JSON Schema (draft 2020-12).
pub(crate) const SCHEMA: &str = include_str!("changes.schema.json");

/// The version of the shape.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Index {
    #[serde(rename = "$schema")]
    schema: String,
    format: u32,
    licence: Licence,
    programme: String,
    latest: Option<Timestamp>,
    pages: Vec<Entry>,
}

/// What the index says of a page.
#[derive(Serialize)]
struct Entry {
    day: Date,
    url: String,
    latest: Timestamp,
    events: usize,
    departed: usize,
}

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "$schema")]
    schema: String,
    format: u32,
    licence: Licence,
    day: Date,
    latest: Timestamp,
    events: Vec<Event<'a>>,
    departed: Vec<Tombstone>,
}

/// An event that has left the programme.
#[derive(Serialize)]
struct Tombstone {
    id: EventId,
    url: String,
    departed_at: Timestamp,
}

/// What last changed on a day.
#[derive(Default)]
struct Day<'a> {
    latest: Timestamp,
    events: Vec<&'a Publication>,
    departed: Vec<&'a Departed>,
}

/// The pages, and their index.
pub(crate) fn files<'a>(programme: &'a Programme<'_>) -> Box<dyn Iterator<Item = File> + Send + 'a> {
    let year = programme.edition.year;
    Box::new(days(programme).into_iter().map(move |(date, day)| {
        File::json(address::file(&address::changes_of(year, date)), page(programme, date, &day))
    }))
}

/// What leads to them.
pub(crate) fn index_file(programme: &Programme<'_>) -> File {
    let index = index(programme, &days(programme));
    File::json(address::file(&address::changes(programme.edition.year)), index)
}

/// In order of time; what is on a page, in the order of the programme.
fn days<'a>(programme: &'a Programme<'_>) -> BTreeMap<Date, Day<'a>> {
    let mut days: BTreeMap<Date, Day<'a>> = BTreeMap::new();
    for event in &programme.events {
        on(&mut days, event.updated_at).events.push(event);
    }
    for event in &programme.departed {
        on(&mut days, event.departed_at).departed.push(event);
    }
    days
}

fn on<'d, 'a>(days: &'d mut BTreeMap<Date, Day<'a>>, at: Timestamp) -> &'d mut Day<'a> {
    let day = days.entry(Zone::PARIS.date(at)).or_default();
    day.latest = day.latest.max(at);
    day
}

fn index(programme: &Programme<'_>, days: &BTreeMap<Date, Day<'_>>) -> Vec<u8> {
    let year = programme.edition.year;
    let entry = |(date, day): (&Date, &Day<'_>)| Entry {
        day: *date,
        url: programme.url(&address::changes_of(year, *date)),
        latest: day.latest,
        events: day.events.len(),
        departed: day.departed.len(),
    };
    json::written(&Index {
        schema: programme.url(&address::changes_schema(year)),
        format: FORMAT,
        licence: LICENCE,
        programme: programme.url(&address::json(year)),
        latest: days.values().map(|day| day.latest).max(),
        pages: days.iter().map(entry).collect(),
    })
}

fn page(programme: &Programme<'_>, date: Date, day: &Day<'_>) -> Vec<u8> {
    json::written(&Page {
        schema: programme.url(&address::changes_schema(programme.edition.year)),
        format: FORMAT,
        licence: LICENCE,
        day: date,
        latest: day.latest,
        events: day.events.iter().map(|event| Event::of(programme, event)).collect(),
        departed: day
            .departed
            .iter()
            .map(|event| Tombstone {
                id: event.id,
                url: programme.url(&event.path()),
                departed_at: event.departed_at,
            })
            .collect(),
    })
}
