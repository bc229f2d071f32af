//! When: slots at given hours, or a period over which something is available.

use jiff::civil::{Date, Time};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::zone::Zone;

/// Most slots that one event can have.
pub const MOST_SLOTS: usize = 60;

/// A dated time range, as UTC instants; it ends after it starts and lasts at most 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Instants", into = "Instants")]
pub struct Slot {
    start: Timestamp,
    end: Timestamp,
}

#[derive(Serialize, Deserialize)]
struct Instants {
    start: Timestamp,
    end: Timestamp,
}

/// Why a slot is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// It ends before it starts, or at once.
    #[error("the slot ends before it starts")]
    EndsBeforeStart,
    /// It lasts more than a day.
    #[error("the slot lasts more than 24 hours")]
    TooLong,
    /// The clocks jump over that hour, or show it twice, on that day.
    #[error("that hour does not exist, or exists twice, on that day in that zone")]
    ClockChange,
}

impl Slot {
    /// A range between two instants.
    pub fn new(start: Timestamp, end: Timestamp) -> Result<Self, SlotError> {
        if end <= start {
            Err(SlotError::EndsBeforeStart)
        } else if end.duration_since(start).as_hours() >= 24 {
            Err(SlotError::TooLong)
        } else {
            Ok(Self { start, end })
        }
    }

    /// A range of hours of one day, as clocks show them in `zone`.
    pub fn local(date: Date, start: Time, end: Time, zone: Zone) -> Result<Self, SlotError> {
        let rules = zone.rules();
        let instant = |time: Time| {
            let ambiguous = rules.to_ambiguous_zoned(date.to_datetime(time));
            ambiguous.unambiguous().map(|zoned| zoned.timestamp()).map_err(|_| SlotError::ClockChange)
        };
        Self::new(instant(start)?, instant(end)?)
    }

    /// When it starts.
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// When it ends.
    pub fn end(&self) -> Timestamp {
        self.end
    }

    /// When it starts, as clocks show it in `zone`.
    pub fn start_in(&self, zone: Zone) -> Zoned {
        self.start.to_zoned(zone.rules())
    }

    /// When it ends, as clocks show it in `zone`.
    pub fn end_in(&self, zone: Zone) -> Zoned {
        self.end.to_zoned(zone.rules())
    }
}

impl TryFrom<Instants> for Slot {
    type Error = SlotError;
    fn try_from(instants: Instants) -> Result<Self, SlotError> {
        Self::new(instants.start, instants.end)
    }
}

impl From<Slot> for Instants {
    fn from(slot: Slot) -> Self {
        Self { start: slot.start, end: slot.end }
    }
}

/// One to sixty slots, in order of time, none twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Slot>", into = "Vec<Slot>")]
pub struct Slots(Vec<Slot>);

/// No slot at all, or more than [`MOST_SLOTS`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("one to {MOST_SLOTS} slots are expected")]
pub struct SlotsError;

impl Slots {
    /// The earliest.
    pub fn first(&self) -> Slot {
        self.0[0] // never empty: see `try_from`
    }

    /// All of them, in order of time.
    pub fn iter(&self) -> std::slice::Iter<'_, Slot> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Slots {
    type Item = &'a Slot;
    type IntoIter = std::slice::Iter<'a, Slot>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl TryFrom<Vec<Slot>> for Slots {
    type Error = SlotsError;
    fn try_from(mut slots: Vec<Slot>) -> Result<Self, SlotsError> {
        slots.sort_unstable();
        slots.dedup();
        if slots.is_empty() || slots.len() > MOST_SLOTS { Err(SlotsError) } else { Ok(Self(slots)) }
    }
}

impl From<Slots> for Vec<Slot> {
    fn from(slots: Slots) -> Self {
        slots.0
    }
}

/// From one civil date to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Dates", into = "Dates")]
pub struct Period {
    first: Date,
    last: Date,
}

#[derive(Serialize, Deserialize)]
struct Dates {
    first: Date,
    last: Date,
}

/// The period ends before it starts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the period ends before it starts")]
pub struct PeriodError;

impl Period {
    /// A period whose last day is not before its first.
    pub fn new(first: Date, last: Date) -> Result<Self, PeriodError> {
        if last < first { Err(PeriodError) } else { Ok(Self { first, last }) }
    }

    /// The first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day.
    pub fn last(self) -> Date {
        self.last
    }

    /// Whether the day is within.
    pub fn contains(self, day: Date) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

impl TryFrom<Dates> for Period {
    type Error = PeriodError;
    fn try_from(dates: Dates) -> Result<Self, PeriodError> {
        Self::new(dates.first, dates.last)
    }
}

impl From<Period> for Dates {
    fn from(period: Period) -> Self {
        Self { first: period.first, last: period.last }
    }
}

/// When an event takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Schedule {
    /// At given hours, which clocks show in `zone`.
    Slots {
        /// Where the clocks are.
        zone: Zone,
        /// The hours.
        slots: Slots,
    },
    /// Available at any hour over a period: a podcast, a training module.
    Period {
        /// The days.
        period: Period,
    },
}

impl Schedule {
    /// The first day, as the calendar shows it at the place.
    pub fn first_day(&self) -> Date {
        match self {
            Self::Slots { zone, slots } => slots.first().start_in(*zone).date(),
            Self::Period { period } => period.first(),
        }
    }

    /// The instant by which the programme is sorted: the first slot's start, or the period's first midnight in Paris.
    pub fn starts(&self) -> Timestamp {
        match self {
            Self::Slots { slots, .. } => slots.first().start(),
            Self::Period { period } => {
                Zone::PARIS.rules().to_ambiguous_zoned(period.first().at(0, 0, 0, 0)).compatible().map_or(
                    Timestamp::UNIX_EPOCH, // out of the calendar's range: an edition's dates never are
                    |zoned| zoned.timestamp(),
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::territory::Commune;
    use jiff::civil::{date, time};

    fn reunion() -> Zone {
        Zone::of(&Commune::from_code("97411").unwrap().into())
    }

    #[test]
    fn ten_in_reunion_is_six_utc() {
        let slot = Slot::local(date(2027, 11, 9), time(10, 0, 0, 0), time(12, 0, 0, 0), reunion()).unwrap();
        assert_eq!(slot.start().to_string(), "2027-11-09T06:00:00Z");
        assert_eq!(slot.start_in(reunion()).time(), time(10, 0, 0, 0));
    }

    #[test]
    fn the_same_hour_before_and_after_the_october_clock_change() {
        let before =
            Slot::local(date(2027, 10, 30), time(9, 0, 0, 0), time(10, 0, 0, 0), Zone::PARIS).unwrap();
        let after =
            Slot::local(date(2027, 10, 31), time(9, 0, 0, 0), time(10, 0, 0, 0), Zone::PARIS).unwrap();
        assert_eq!(after.start().duration_since(before.start()).as_hours(), 25);
    }

    #[test]
    fn an_hour_that_comes_twice_or_never_is_refused() {
        let twice = Slot::local(date(2027, 10, 31), time(2, 30, 0, 0), time(4, 0, 0, 0), Zone::PARIS);
        let never = Slot::local(date(2027, 3, 28), time(2, 30, 0, 0), time(4, 0, 0, 0), Zone::PARIS);
        assert_eq!((twice, never), (Err(SlotError::ClockChange), Err(SlotError::ClockChange)));
    }

    #[test]
    fn a_slot_ends_after_it_starts() {
        let slot = Slot::local(date(2027, 11, 9), time(12, 0, 0, 0), time(10, 0, 0, 0), Zone::PARIS);
        assert_eq!(slot, Err(SlotError::EndsBeforeStart));
    }

    #[test]
    fn slots_are_sorted_and_none_is_there_twice() {
        let at = |hour| {
            Slot::local(date(2027, 11, 9), time(hour, 0, 0, 0), time(hour + 1, 0, 0, 0), Zone::PARIS).unwrap()
        };
        let slots = Slots::try_from(vec![at(14), at(9), at(14)]).unwrap();
        assert_eq!(slots.iter().collect::<Vec<_>>(), [&at(9), &at(14)]);
        assert_eq!(Slots::try_from(vec![]), Err(SlotsError));
    }
}
