//! What the pages say in words, beyond the dates of `model::french`.

use jiff::Zoned;
use model::attendance::{Attendance, Place};
use model::french::{full_day, hour, period, slot, zone_note};
use model::schedule::{Schedule, Slot};
use model::zone::Zone;

/// With its first letter in upper case: « Mardi 9 novembre 2027 ».
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// « 1 événement », « 12 événements »; zero is singular in French.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count}\u{a0}{}", if count < 2 { one } else { many })
}

/// Every moment of an event, each one a line: « Mardi 9 novembre 2027, de 10 h à 12 h ».
pub(crate) fn moments(schedule: &Schedule) -> Vec<String> {
    match schedule {
        Schedule::Slots { zone, slots } => slots.iter().map(|one| capitalised(&slot(one, *zone))).collect(),
        Schedule::Period { period: during } => vec![format!("Disponible {}", period(*during))],
    }
}

/// The hours of one day: « De 9 h à 10 h et de 14 h à 15 h (heure de La Réunion) ».
pub(crate) fn hours(slots: &[&Slot], zone: Zone) -> String {
    let ranges: Vec<_> = slots.iter().map(|slot| range(&slot.start_in(zone), &slot.end_in(zone))).collect();
    let note = zone_note(zone).map(|note| format!(" ({note})")).unwrap_or_default();
    let ranges = match ranges.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} et {last}", rest.join(", ")),
        _ => ranges.concat(),
    };
    capitalised(&format!("{ranges}{note}"))
}

fn range(start: &Zoned, end: &Zoned) -> String {
    let next_day = if start.date() == end.date() { "" } else { " le lendemain" };
    format!("de {} à {}{next_day}", hour(start.time()), hour(end.time()))
}

/// « Mardi 9 novembre 2027 ».
pub(crate) fn day_title(day: jiff::civil::Date) -> String {
    capitalised(&full_day(day))
}

/// « Mardi 9 novembre », where the year goes without saying.
pub(crate) fn short_day_title(day: jiff::civil::Date) -> String {
    let title = day_title(day);
    title.strip_suffix(&format!(" {}", day.year())).map(ToOwned::to_owned).unwrap_or(title)
}

/// Where, in a few words: « Saint-Denis (La Réunion) et en ligne ».
pub(crate) fn whereabouts(attendance: &Attendance) -> String {
    match attendance {
        Attendance::OnSite { place } => town(place),
        Attendance::Online { .. } => "En ligne".into(),
        Attendance::Hybrid { place, .. } => format!("{} et en ligne", town(place)),
    }
}

/// « Rennes (Ille-et-Vilaine) », but « Paris ».
pub(crate) fn town(place: &Place) -> String {
    let (commune, departement) = (place.commune.name(), place.commune.departement());
    if commune == departement.name() {
        commune.to_owned()
    } else {
        format!("{commune} ({})", departement.name())
    }
}

/// The address on one line: « Préfecture, 3 avenue X, 35000 Rennes ».
pub(crate) fn full_address(place: &Place) -> String {
    let address = place.address.as_ref().map(|address| format!(", {address}")).unwrap_or_default();
    format!("{}{address}, {} {}", place.name, place.postcode, place.commune)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};
    use model::territory::Commune;

    #[test]
    fn hours_of_a_day_read_aloud() {
        let reunion = Zone::of(Commune::from_code("97411").unwrap());
        let at = |from, to| {
            Slot::local(date(2027, 11, 9), time(from, 0, 0, 0), time(to, 30, 0, 0), reunion).unwrap()
        };
        let (early, noon, late) = (at(9, 10), at(12, 13), at(14, 15));
        assert_eq!(hours(&[&early], Zone::PARIS), "De 6\u{a0}h à 7\u{a0}h\u{a0}30");
        assert_eq!(
            hours(&[&early, &noon, &late], reunion),
            "De 9\u{a0}h à 10\u{a0}h\u{a0}30, de 12\u{a0}h à 13\u{a0}h\u{a0}30 et de 14\u{a0}h à 15\u{a0}h\u{a0}30 \
             (heure de La Réunion)"
        );
    }

    #[test]
    fn a_night_ends_the_day_after() {
        let night =
            Slot::new("2027-11-09T21:00:00Z".parse().unwrap(), "2027-11-10T01:00:00Z".parse().unwrap());
        assert_eq!(hours(&[&night.unwrap()], Zone::PARIS), "De 22\u{a0}h à 2\u{a0}h le lendemain");
    }

    #[test]
    fn zero_and_one_are_singular() {
        assert_eq!(counted(0, "événement", "événements"), "0\u{a0}événement");
        assert_eq!(counted(2, "événement", "événements"), "2\u{a0}événements");
    }
}
