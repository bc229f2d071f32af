//! The days of a list: each in the order in which clocks show the hours where events take place, then what is available at
//! any hour.

use jiff::civil::{Date, Time};
use model::id::EventId;
use model::publication::Publication;
use model::schedule::{Schedule, Slot};

use crate::card::Card;
use crate::french::hours;

/// An event on one of its days, or on none: one card of a list.
#[derive(Clone)]
pub(crate) struct Entry<'a> {
    /// None for what is available at any hour.
    pub(crate) day: Option<Date>,
    start: Time,
    pub(crate) event: &'a Publication,
}

impl<'a> Entry<'a> {
    /// All those of these events, in the order of the list.
    pub(crate) fn all_of(events: &[&'a Publication]) -> Vec<Self> {
        let mut entries: Vec<Self> = events.iter().flat_map(|event| Self::of(event)).collect();
        entries.sort_by_cached_key(Self::order);
        entries
    }

    /// An event's, one for each day on which it has a slot.
    fn of(event: &'a Publication) -> Vec<Self> {
        let Schedule::Slots { zone, slots } = &event.content.schedule else {
            return vec![Self { day: None, start: Time::midnight(), event }];
        };
        let mut entries: Vec<Self> = Vec::new();
        for start in slots.iter().map(|slot| slot.start_in(*zone)) {
            let day = Some(start.date());
            if entries.last().is_none_or(|entry| entry.day != day) {
                entries.push(Self { day, start: start.time(), event });
            }
        }
        entries
    }

    /// Days before what has none; events that are available over a period as they are in the programme, by their first day.
    fn order(&self) -> (bool, Option<Date>, Time, Option<Date>, EventId) {
        let first_day = self.day.is_none().then(|| self.event.content.schedule.first_day());
        (self.day.is_none(), self.day, self.start, first_day, self.event.id)
    }

    /// The event with its hours of that day.
    pub(crate) fn card(&self) -> Card<'a> {
        self.hours().map_or_else(|| Card::dated(self.event), |hours| Card::at(self.event, hours))
    }

    /// Its hours of that day; none where it has no day.
    pub(crate) fn hours(&self) -> Option<String> {
        let (Some(day), Schedule::Slots { zone, slots }) = (self.day, &self.event.content.schedule) else {
            return None;
        };
        let of_day: Vec<&Slot> = slots.iter().filter(|slot| slot.start_in(*zone).date() == day).collect();
        Some(hours(&of_day, *zone))
    }
}
