//! What is on: how far the month is, what takes place today and on the other days of the week.
//!
//! A slot is of the day on which it starts, as the calendar shows it at its place: what starts on 9 November in Nouméa is of the
//! 9th, while it is still the 8th in Paris; « today » is the date in Paris.

use askama::Template;
use jiff::civil::Date;
use model::edition::Year;
use model::publication::Publication;
use model::schedule::{Period, Schedule};

use crate::address;
use crate::days::Entry;
use crate::french::{counted, short_day_title, whereabouts};
use crate::selection::Value;
use crate::shown::{Badge, Shown};

/// How far the month is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moment {
    /// It starts in so many days.
    Before(i32),
    During,
    After,
}

impl Moment {
    pub(super) fn of(period: Period, today: Date) -> Self {
        if today < period.first() {
            Self::Before(today.until(period.first()).map_or(0, |span| span.get_days()))
        } else if today <= period.last() {
            Self::During
        } else {
            Self::After
        }
    }
}

/// What takes place on a day, in the order of its list: its first events, and the way to all.
#[derive(Template)]
#[template(path = "agenda.html")]
pub(super) struct Day<'a> {
    year: Year,
    date: Date,
    shown: Vec<Entry<'a>>,
    /// How many its page has: those that are cancelled are there too.
    events: usize,
}

/// The days of a programme on which something takes place.
pub(super) struct Agenda<'a> {
    year: Year,
    entries: Vec<Entry<'a>>,
}

impl<'a> Agenda<'a> {
    /// Of the days from today on.
    pub(super) fn from(today: Date, year: Year, events: &[&'a Publication]) -> Self {
        let mut entries = Entry::all_of(events);
        entries.retain(|entry| entry.day.is_some_and(|day| day >= today));
        Self { year, entries }
    }

    /// A day with so many of its events, if something takes place.
    pub(super) fn day(&self, date: Date, most: usize) -> Option<Day<'a>> {
        let of_day: Vec<_> = self.entries.iter().filter(|entry| entry.day == Some(date)).collect();
        let takes_place = |entry: &&&Entry<'a>| Shown::from(entry.event).takes_place();
        let shown: Vec<_> =
            of_day.iter().filter(takes_place).take(most).map(|entry| (*entry).clone()).collect();
        (!shown.is_empty()).then_some(Day { year: self.year, date, shown, events: of_day.len() })
    }

    /// The days after `today` and before the next Monday on which something takes place.
    pub(super) fn rest_of_week(&self, today: Date, most: usize) -> Vec<Day<'a>> {
        let days = today.series(jiff::Span::new().days(1)).skip(1);
        days.take_while(|day| day.weekday() != jiff::civil::Weekday::Monday)
            .filter_map(|day| self.day(day, most))
            .collect()
    }

    /// The first day after `today` on which something takes place.
    pub(super) fn next_day(&self, today: Date) -> Option<Day<'a>> {
        let takes_place = |entry: &&Entry<'a>| Shown::from(entry.event).takes_place();
        let later =
            self.entries.iter().filter(takes_place).filter_map(|entry| entry.day).find(|day| *day > today);
        self.day(later?, 1)
    }
}

/// The first day from `today` on, on which one can come: of something that is there over a period, its last.
pub(crate) fn next_date(schedule: &Schedule, today: Date) -> Option<Date> {
    match schedule {
        Schedule::Slots { zone, slots } => {
            slots.iter().map(|slot| slot.start_in(*zone).date()).find(|day| *day >= today)
        }
        Schedule::Period { period } => Some(period.last()).filter(|last| *last >= today),
    }
}

impl Day<'_> {
    pub(super) fn title(&self) -> String {
        short_day_title(self.date)
    }

    pub(super) fn address(&self) -> String {
        address::selection(self.year, Value::Day(self.date))
    }

    fn has_more(&self) -> bool {
        self.events > self.shown.len()
    }

    /// « Voir les 12 événements du mardi 9 novembre ».
    fn all(&self) -> String {
        let day = short_day_title(self.date).to_lowercase();
        format!("Voir les {} du {day}", counted(self.events, "événement", "événements"))
    }

    fn shown_as<'e>(entry: &Entry<'e>) -> Shown<'e> {
        Shown::from(entry.event)
    }

    fn badge(entry: &Entry<'_>) -> Option<Badge> {
        Shown::from(entry.event).badge()
    }

    /// « Atelier – Rennes (Ille-et-Vilaine) ».
    fn what_and_where(entry: &Entry<'_>) -> String {
        let content = &entry.event.content;
        format!("{}\u{a0}– {}", content.format.label(), whereabouts(&content.attendance))
    }
}
