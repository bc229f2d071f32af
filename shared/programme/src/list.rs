//! The list: each day in the order in which clocks show the hours where events take place, then what is available
//! at any hour.

use std::collections::BTreeMap;

use askama::Template;
use jiff::civil::{Date, Time};
use model::edition::Edition;
use model::id::EventId;
use model::publication::Publication;
use model::schedule::{Schedule, Slot};
use model::zone::Zone;
use web::Section;

use crate::card::Card;
use crate::french::{counted, day_title, hours, short_day_title};
use crate::programme::Programme;
use crate::sheet::Sheet;
use crate::{address, linked_data};

#[derive(Template)]
#[template(path = "list.html")]
struct List<'a> {
    edition: &'a Edition,
    events: usize,
    days: Vec<Day<'a>>,
    at_any_hour: Vec<Card<'a>>,
}

struct Day<'a> {
    date: Date,
    cards: Vec<Card<'a>>,
}

/// An event's slots of one day.
struct Entry<'a> {
    event: &'a Publication,
    zone: Zone,
    slots: Vec<&'a Slot>,
}

/// The page.
pub(crate) fn page(programme: &Programme<'_>) -> String {
    let edition = programme.edition;
    let list = List {
        edition,
        events: programme.events.len(),
        days: days(&programme.events),
        at_any_hour: programme
            .events
            .iter()
            .filter(|event| matches!(event.content.schedule, Schedule::Period { .. }))
            .map(|event| Card::dated(event))
            .collect(),
    };
    let description = format!(
        "Tous les événements de l’édition {}, {}, jour par jour.",
        edition.year,
        model::french::period(edition.period)
    );
    Sheet {
        title: &format!("Programme {}", edition.year),
        description: &description,
        section: Section::Programme,
        path: &address::list(edition.year),
        head: &linked_data::feeds(edition),
        main: &list.render().unwrap_or_default(), // formats strings only: it has nothing to fail on
    }
    .html(programme)
}

fn days<'a>(events: &[&'a Publication]) -> Vec<Day<'a>> {
    let mut days: BTreeMap<Date, BTreeMap<(Time, EventId), Entry<'a>>> = BTreeMap::new();
    for event in events {
        let Schedule::Slots { zone, slots } = &event.content.schedule else { continue };
        let mut of_days: BTreeMap<Date, Vec<&Slot>> = BTreeMap::new();
        for slot in slots {
            of_days.entry(slot.start_in(*zone).date()).or_default().push(slot);
        }
        for (date, slots) in of_days {
            let first = slots[0].start_in(*zone).time(); // a day is there because of a slot
            let entry = Entry { event, zone: *zone, slots };
            days.entry(date).or_default().insert((first, event.id), entry);
        }
    }
    let day = |(date, entries): (Date, BTreeMap<_, Entry<'a>>)| Day {
        date,
        cards: entries
            .into_values()
            .map(|entry| Card::at(entry.event, hours(&entry.slots, entry.zone)))
            .collect(),
    };
    days.into_iter().map(day).collect()
}

impl List<'_> {
    fn period(&self) -> String {
        model::french::period(self.edition.period)
    }

    fn counted(&self) -> String {
        counted(self.events, "événement", "événements")
    }
}

impl Day<'_> {
    fn title(&self) -> String {
        day_title(self.date)
    }

    fn short_title(&self) -> String {
        short_day_title(self.date)
    }

    fn counted(&self) -> String {
        counted(self.cards.len(), "événement", "événements")
    }
}
