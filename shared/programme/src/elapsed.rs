//! What is over on a day, as the date in Paris says it: whoever reads the programme in Papeete is not told too early.

use jiff::Timestamp;
use jiff::civil::Date;
use model::schedule::{Schedule, Slot};
use model::zone::Zone;

/// Whether nothing of it is left from that day on: the last slot has ended, or the period is over.
pub(crate) fn is_over(schedule: &Schedule, today: Date) -> bool {
    match schedule {
        Schedule::Slots { slots, .. } => {
            slots.iter().map(Slot::end).max().is_none_or(|end| has_come(end, today))
        }
        Schedule::Period { period } => period.last() < today,
    }
}

/// Whether a day has ended in its zone before that day begins in Paris.
pub(crate) fn has_ended(day: Date, zone: Zone, today: Date) -> bool {
    let end = day.tomorrow().ok().and_then(|next| midnight(next, zone));
    end.is_some_and(|end| has_come(end, today))
}

/// Whether an instant is not after the first of that day in Paris.
fn has_come(instant: Timestamp, today: Date) -> bool {
    midnight(today, Zone::PARIS).is_some_and(|midnight| instant <= midnight)
}

/// The first instant of a day; none out of the calendar's range.
fn midnight(day: Date, zone: Zone) -> Option<Timestamp> {
    let midnight = zone.rules().to_ambiguous_zoned(day.at(0, 0, 0, 0));
    midnight.compatible().map(|midnight| midnight.timestamp()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};
    use model::schedule::{Period, Slots};
    use model::territory::Commune;

    fn zone(commune: &str) -> Zone {
        Zone::of(&Commune::from_code(commune).unwrap().into())
    }

    #[test]
    fn an_event_is_over_once_the_day_in_paris_begins_after_its_last_slot() {
        let slot = |day, from, to, zone| {
            let (from, to) = (time(from, 0, 0, 0), time(to, 0, 0, 0));
            Slot::local(date(2027, 11, day), from, to, zone).unwrap()
        };
        let on = |zone, slots| Schedule::Slots { zone, slots: Slots::try_from(slots).unwrap() };
        let paris = on(Zone::PARIS, vec![slot(9, 10, 12, Zone::PARIS), slot(10, 10, 12, Zone::PARIS)]);
        let over = |schedule: &Schedule, day| is_over(schedule, date(2027, 11, day));
        assert_eq!([9, 10, 11].map(|day| over(&paris, day)), [false, false, true]);
        // In the evening of the 9th in Papeete it is the morning of the 10th in Paris.
        let papeete = zone("98735");
        let evening = on(papeete, vec![slot(9, 18, 20, papeete)]);
        assert_eq!([10, 11].map(|day| over(&evening, day)), [false, true]);
    }

    #[test]
    fn a_period_is_over_the_day_after_its_last() {
        let period = Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap();
        let over = |today| is_over(&Schedule::Period { period }, today);
        assert!(!over(date(2027, 11, 30)) && over(date(2027, 12, 1)));
    }

    #[test]
    fn a_day_ends_everywhere_before_it_is_said_to_have_ended() {
        let ended = |commune, day| has_ended(date(2027, 11, 2), zone(commune), date(2027, 11, day));
        for (commune, is_ended) in [("75056", [false, true, true]), ("98735", [false, false, true])] {
            assert_eq!([2, 3, 4].map(|day| ended(commune, day)), is_ended, "{commune}");
        }
        assert_eq!([2, 3].map(|day| ended("98818", day)), [false, true], "Nouméa");
    }
}
