//! Calendars (iCalendar, RFC 5545).
//!
//! *Hours are those of the place*, with the zone's IANA name and its `VTIMEZONE`: see [`clock_rules`] and decision 21.
//!
//! *Nothing for an event that is available over a period.* A month-long banner across a calendar is not an
//! appointment; such events are in the list and in `programme.json`.
//!
//! *What does not take place* stays, as cancelled, so that who has it sees that: a client that subscribes may keep for ever
//! an entry that has vanished. So does the old date of an event that awaits another: the entry moves once it is said.
//!
//! *What has left the programme* stays too, as cancelled and without a word of its own: see [`Departed`].
//!
//! *Identifiers.* The first slot is `<id>@<host>`, the others `<id>-2@<host>`, `<id>-3@<host>`…: an event that gains
//! a date keeps the entry it had. `SEQUENCE` and `DTSTAMP` come from the publication, never from a clock.

use std::collections::BTreeMap;

use icalendar::{Calendar, Component, Event, EventLike, EventStatus, Property};
use jiff::{Timestamp, Zoned};
use model::content::Content;
use model::id::EventId;
use model::material::Departed;
use model::publication::Publication;
use model::schedule::{Schedule, Slot, Slots};
use model::zone::Zone;

use crate::french::{capitalised, full_address};
use crate::licence::LICENCE;
use crate::programme::Programme;
use crate::shown::Shown;
use crate::{address, clock_rules, facts};

/// Whether an event has something to put in a calendar.
pub(crate) fn has_slots(event: &Publication) -> bool {
    slots(&event.content.schedule).is_some()
}

fn slots(schedule: &Schedule) -> Option<(Zone, &Slots)> {
    match schedule {
        Schedule::Slots { zone, slots } => Some((*zone, slots)),
        Schedule::Period { .. } => None,
    }
}

/// An event's slots.
pub(crate) fn of_event(programme: &Programme<'_>, event: &Publication) -> Option<String> {
    has_slots(event).then(|| {
        let mut agenda = Agenda::new(event.content.title.as_str());
        agenda.add(programme, event);
        agenda.text()
    })
}

/// The slots that an event had before it left the programme.
pub(crate) fn of_departed(programme: &Programme<'_>, event: &Departed) -> Option<String> {
    slots(&event.schedule)?;
    let mut agenda = Agenda::new(DEPARTED);
    agenda.add_departed(programme, event);
    Some(agenda.text())
}

/// Every slot of the programme, to subscribe to.
pub(crate) fn of_programme(programme: &Programme<'_>) -> String {
    let edition = programme.edition;
    let mut agenda = Agenda::to_subscribe_to(&format!("{} {}", edition.name, edition.year));
    for event in &programme.events {
        agenda.add(programme, event);
    }
    for event in &programme.departed {
        agenda.add_departed(programme, event);
    }
    agenda.text()
}

/// Every slot of these events, under a name, to subscribe to.
pub(crate) fn of_selection(programme: &Programme<'_>, name: &str, events: &[&Publication]) -> String {
    let mut agenda = Agenda::to_subscribe_to(name);
    for event in events {
        agenda.add(programme, event);
    }
    agenda.text()
}

/// What is left of the title of an event that has left the programme.
const DEPARTED: &str = "Événement retiré du programme";

/// A calendar as it fills, with the zones of its entries, each from its earliest date on.
struct Agenda {
    calendar: Calendar,
    entries: String,
    zones: BTreeMap<&'static str, (Zone, Timestamp)>,
}

impl Agenda {
    fn new(name: &str) -> Self {
        let mut calendar = Calendar::empty();
        calendar.append_property(Property::new("VERSION", "2.0"));
        calendar.append_property(Property::new("PRODID", "-//Mois de l’innovation publique//Programme//FR"));
        calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
        calendar.append_property(Property::new("METHOD", "PUBLISH"));
        calendar.append_property(Property::new("X-WR-CALNAME", name));
        // For programs (RFC 9253 §8.2), and for people.
        let mut licence = Property::new("LINK", LICENCE.url);
        licence.add_parameter("LINKREL", "license").add_parameter("VALUE", "URI");
        calendar.append_property(licence);
        calendar.append_property(Property::new("X-WR-CALDESC", LICENCE.to_string()));
        Self { calendar, entries: String::new(), zones: BTreeMap::new() }
    }

    /// It says how often to look for news: `REFRESH-INTERVAL` (RFC 7986 §5.7) and the name that Outlook and Apple read.
    fn to_subscribe_to(name: &str) -> Self {
        let mut agenda = Self::new(name);
        let mut often = Property::new("REFRESH-INTERVAL", "PT1H");
        agenda.calendar.append_property(often.add_parameter("VALUE", "DURATION").done());
        agenda.calendar.append_property(Property::new("X-PUBLISHED-TTL", "PT1H"));
        agenda
    }

    fn add(&mut self, programme: &Programme<'_>, event: &Publication) {
        let entries = programme.calendar_entries.of(event.id, || {
            let shown = Shown::from(event);
            let page = programme.url(&event.path());
            entries(programme, &event.content.schedule, event.id, |entry, slot, zone| {
                changed(entry, event.sequence, event.updated_at)
                    .summary(&title(shown))
                    .description(&description(shown, slot, zone, &page))
                    .location(&location(shown))
                    .categories(categories(shown.content))
                    .url(&page);
                takes_place(entry, shown.takes_place());
            })
        });
        self.put(&event.content.schedule, &entries);
    }

    fn add_departed(&mut self, programme: &Programme<'_>, event: &Departed) {
        let page = programme.url(&event.path());
        let entries = entries(programme, &event.schedule, event.id, |entry, _, _| {
            changed(entry, event.sequence, event.departed_at)
                .summary(&format!("ANNULÉ\u{a0}– {DEPARTED}"))
                .description(&format!(
                    "Cet événement ne figure plus au programme.\nEn savoir plus\u{a0}: {page}"
                ))
                .url(&page);
            takes_place(entry, false);
        });
        self.put(&event.schedule, &entries);
    }

    /// Adds the entries of an event, and their zone.
    fn put(&mut self, schedule: &Schedule, entries: &str) {
        let Some((zone, slots)) = slots(schedule) else { return };
        self.entries.push_str(entries);
        let first = slots.first().start();
        let zone = self.zones.entry(zone.name()).or_insert((zone, first));
        zone.1 = zone.1.min(first);
    }

    /// The file. The library writes no `VTIMEZONE`: they are put before the first entry.
    fn text(self) -> String {
        let mut text = folded(&self.calendar.to_string());
        text.truncate(text.len() - END.len());
        for (zone, from) in self.zones.values() {
            text.push_str(&clock_rules::definition(*zone, *from));
        }
        text + &self.entries + END
    }
}

/// A calendar's first and last lines.
const BEGIN: &str = "BEGIN:VCALENDAR\r\n";
const END: &str = "END:VCALENDAR\r\n";

/// An entry for each slot, with what `say` says of it.
fn entries(
    programme: &Programme<'_>,
    schedule: &Schedule,
    event: EventId,
    say: impl Fn(&mut Event, &Slot, Zone),
) -> String {
    let Some((zone, slots)) = slots(schedule) else { return String::new() };
    let host = address::host(programme.setting.base_url);
    let mut calendar = Calendar::empty();
    for (number, slot) in (1u16..).zip(slots) {
        let uid = match number {
            1 => format!("{event}@{host}"),
            _ => format!("{event}-{number}@{host}"),
        };
        let mut entry = Event::new();
        entry.uid(&uid);
        for property in dates(slot, zone) {
            entry.append_property(property);
        }
        say(&mut entry, slot, zone);
        calendar.push(entry);
    }
    let text = folded(&calendar.to_string());
    let entries = text.strip_prefix(BEGIN).and_then(|text| text.strip_suffix(END));
    entries.unwrap_or_default().to_owned()
}

/// From when on it is so; never a clock's word.
fn changed(entry: &mut Event, sequence: u32, at: Timestamp) -> &mut Event {
    entry.sequence(sequence).add_property("DTSTAMP", utc(at)).add_property("LAST-MODIFIED", utc(at))
}

fn takes_place(entry: &mut Event, takes_place: bool) {
    entry
        .append_property(if takes_place { EventStatus::Confirmed } else { EventStatus::Cancelled })
        .add_property("TRANSP", if takes_place { "OPAQUE" } else { "TRANSPARENT" });
}

/// When a slot starts and ends, as clocks show it there. An hour that they show twice would be read as the first of the two:
/// it is said in UTC.
fn dates(slot: &Slot, zone: Zone) -> [Property; 2] {
    let dates = [("DTSTART", slot.start_in(zone)), ("DTEND", slot.end_in(zone))];
    let is_clear = |at: &Zoned| !zone.rules().to_ambiguous_zoned(at.datetime()).is_ambiguous();
    if dates.iter().all(|(_, at)| is_clear(at)) {
        dates.map(|(name, at)| {
            let mut local = Property::new(name, at.strftime("%Y%m%dT%H%M%S").to_string());
            local.add_parameter("TZID", zone.name()).done()
        })
    } else {
        dates.map(|(name, at)| Property::new(name, utc(at.timestamp())))
    }
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
