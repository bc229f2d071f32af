//! Calendars (iCalendar, RFC 5545).
//!
//! *Instants in UTC, without `VTIMEZONE`.* No slot repeats, so nothing has to be computed from a zone's rules, and
//! every client shows a UTC instant right at the reader's own hour; a `VTIMEZONE` is where clients differ (some
//! ignore it and trust the `TZID` alone). The hour at the place, with its zone, is said in the description.
//!
//! *Nothing for an event that is available over a period.* A month-long banner across a calendar is not an
//! appointment; such events are in the list and in `programme.json`.
//!
//! *What does not take place* stays, as cancelled, so that who has it sees that: a client that subscribes may keep for ever
//! an entry that has vanished. So does the old date of an event that awaits another: the entry moves once it is said.
//!
//! *Identifiers.* The first slot is `<id>@<host>`, the others `<id>-2@<host>`, `<id>-3@<host>`…: an event that gains
//! a date keeps the entry it had. `SEQUENCE` and `DTSTAMP` come from the publication, never from a clock.

use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use jiff::Timestamp;
use model::content::Content;
use model::publication::Publication;
use model::schedule::{Schedule, Slot, Slots};
use model::zone::Zone;

use crate::french::{capitalised, full_address};
use crate::programme::Programme;
use crate::shown::Shown;
use crate::{address, facts};

/// Whether an event has something to put in a calendar.
pub(crate) fn has_slots(event: &Publication) -> bool {
    slots(event).is_some()
}

fn slots(event: &Publication) -> Option<(Zone, &Slots)> {
    match &event.content.schedule {
        Schedule::Slots { zone, slots } => Some((*zone, slots)),
        Schedule::Period { .. } => None,
    }
}

/// An event's slots.
pub(crate) fn of_event(programme: &Programme<'_>, event: &Publication) -> Option<String> {
    has_slots(event).then(|| {
        let mut calendar = empty(event.content.title.as_str());
        calendar.extend(entries(programme, event));
        folded(&calendar.to_string())
    })
}

/// Every slot of the programme, to subscribe to.
pub(crate) fn of_programme(programme: &Programme<'_>) -> String {
    let edition = programme.edition;
    let mut calendar = empty(&format!("{} {}", edition.name, edition.year));
    // How often to look for news: `REFRESH-INTERVAL` (RFC 7986 §5.7) and the name that Outlook and Apple read.
    calendar
        .append_property(Property::new("REFRESH-INTERVAL", "PT1H").add_parameter("VALUE", "DURATION").done());
    calendar.append_property(Property::new("X-PUBLISHED-TTL", "PT1H"));
    for event in &programme.events {
        calendar.extend(entries(programme, event));
    }
    folded(&calendar.to_string())
}

fn empty(name: &str) -> Calendar {
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Mois de l’innovation publique//Programme//FR"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.append_property(Property::new("X-WR-CALNAME", name));
    calendar
}

fn entries(programme: &Programme<'_>, event: &Publication) -> Vec<Event> {
    let Some((zone, slots)) = slots(event) else { return Vec::new() };
    let host = address::host(programme.setting.base_url);
    let page = programme.url(&event.path());
    let numbered = (1u16..).zip(slots);
    numbered
        .map(|(number, slot)| {
            let uid = match number {
                1 => format!("{}@{host}", event.id),
                _ => format!("{}-{number}@{host}", event.id),
            };
            let shown = Shown::from(event);
            Event::new()
                .uid(&uid)
                .sequence(event.sequence)
                .add_property("DTSTAMP", utc(event.updated_at))
                .add_property("LAST-MODIFIED", utc(event.updated_at))
                .add_property("DTSTART", utc(slot.start()))
                .add_property("DTEND", utc(slot.end()))
                .summary(&title(shown))
                .description(&description(shown, slot, zone, &page))
                .location(&location(shown))
                .categories(categories(shown.content))
                .url(&page)
                .append_property(status(shown))
                .add_property("TRANSP", if shown.takes_place() { "OPAQUE" } else { "TRANSPARENT" })
                .done()
        })
        .collect()
}

/// `20271109T060000Z`, to the second.
fn utc(instant: Timestamp) -> String {
    instant.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// The title, after the word that tells those who read nothing else.
fn title(shown: Shown<'_>) -> String {
    let title = &shown.content.title;
    if shown.is_cancelled() {
        format!("ANNULÉ\u{a0}– {title}")
    } else if shown.awaits_dates() {
        format!("REPORTÉ\u{a0}– {title}")
    } else {
        title.to_string()
    }
}

fn status(shown: Shown<'_>) -> EventStatus {
    if shown.takes_place() { EventStatus::Confirmed } else { EventStatus::Cancelled }
}

/// Its format and its themes.
fn categories(content: &Content) -> impl Iterator<Item = &str> {
    std::iter::once(content.format.label()).chain(content.themes.iter().map(|theme| theme.label.as_str()))
}

fn location(shown: Shown<'_>) -> String {
    let places: Vec<_> = shown.content.attendance.places().map(full_address).collect();
    match shown.link() {
        _ if !places.is_empty() => places.join(" / "),
        Some(link) => link.to_string(),
        None => "En ligne".into(),
    }
}

/// What one needs on the day, on lines of its own.
fn description(shown: Shown<'_>, slot: &Slot, zone: Zone, page: &str) -> String {
    let content = shown.content;
    let mut lines = vec![content.summary.to_string(), String::new()];
    lines.extend(shown.notices().into_iter().map(str::to_owned));
    if let Some(news) = shown.news {
        lines.extend(["Le mot de l’organisateur\u{a0}:".into(), news.to_string(), String::new()]);
    }
    if !shown.awaits_dates() {
        lines.push(capitalised(&model::french::slot(slot, zone)));
    }
    lines.extend(facts::on_the_day(shown));
    lines.push(format!("Organisé par\u{a0}: {}", content.organisation.name));
    lines.push(format!("En savoir plus\u{a0}: {page}"));
    lines.join("\n")
}

/// Folds lines anew at 75 octets (§3.1), between characters. The library leaves the last part of a folded line one
/// octet longer than that.
fn folded(calendar: &str) -> String {
    const MOST: usize = 75;
    let unfolded = calendar.replace("\r\n ", "");
    let mut folded = String::with_capacity(calendar.len());
    for line in unfolded.split_terminator("\r\n") {
        let mut length = 0;
        for letter in line.chars() {
            if length + letter.len_utf8() > MOST {
                folded.push_str("\r\n ");
                length = 1; // the space
            }
            folded.push(letter);
            length += letter.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}
