//! What the pages say in words, beyond the dates of `model::french`.

use std::num::NonZeroU32;

use jiff::Zoned;
use model::attendance::{Attendance, Place};
use model::french::{full_day, hour, number, period, slot, zone_note};
use model::picture::Picture;
use model::schedule::{Schedule, Slot};
use model::vocabulary::Disability;
use model::zone::Zone;

/// With its first letter in upper case: « Mardi 9 novembre 2027 ».
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// « 1 événement », « 12 événements »; zero is singular in French.
pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", number(count), if count < 2 { one } else { many })
}

/// Every date of an event: « mardi 9 novembre 2027, de 10 h à 12 h ».
pub(crate) fn dates(schedule: &Schedule) -> Vec<String> {
    match schedule {
        Schedule::Slots { zone, slots } => slots.iter().map(|one| slot(one, *zone)).collect(),
        Schedule::Period { period: during } => vec![format!("disponible {}", period(*during))],
    }
}

/// The same, each one a line of its own: « Mardi 9 novembre 2027, de 10 h à 12 h ».
pub(crate) fn moments(schedule: &Schedule) -> Vec<String> {
    dates(schedule).iter().map(|date| capitalised(date)).collect()
}

/// The hours of one day: « De 9 h à 10 h et de 14 h à 15 h (heure de La Réunion) ».
pub(crate) fn hours(slots: &[&Slot], zone: Zone) -> String {
    let ranges: Vec<_> = slots.iter().map(|slot| range(&slot.start_in(zone), &slot.end_in(zone))).collect();
    let note = zone_note(zone).map(|note| format!(" ({note})")).unwrap_or_default();
    capitalised(&format!("{}{note}", enumerated(&ranges)))
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
    let mut towns: Vec<String> = Vec::new();
    for town in attendance.places().map(town) {
        if !towns.contains(&town) {
            towns.push(town);
        }
    }
    if towns.len() > 2 {
        let others = format!("{}\u{a0}autres communes", towns.len() - 1);
        towns.truncate(1);
        towns.push(others);
    }
    if attendance.mode().has_link() {
        towns.push("en ligne".into());
    }
    capitalised(&enumerated(&towns))
}

/// « A », « A et B », « A, B et C ».
pub(crate) fn enumerated(items: &[String]) -> String {
    match items.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} et {last}", rest.join(", ")),
        _ => items.concat(),
    }
}

/// « Rennes (Ille-et-Vilaine) », but « Paris ».
pub(crate) fn town(place: &Place) -> String {
    let (name, departement) = (place.town.name(), place.town.departement());
    if name == departement.name() { name.to_owned() } else { format!("{name} ({})", departement.name()) }
}

/// « 1 200 places ».
pub(crate) fn seats(capacity: NonZeroU32) -> String {
    let seats = usize::try_from(capacity.get()).unwrap_or(usize::MAX);
    format!("{}\u{a0}{}", number(seats), if seats == 1 { "place" } else { "places" })
}

/// Who made a picture.
pub(crate) fn credit(picture: &Picture) -> String {
    format!("Crédit\u{a0}: {}", picture.credit)
}

/// For whom something is provided, in plain words.
pub(crate) fn provided_for(disability: Disability) -> &'static str {
    match disability {
        Disability::Hearing => "Prévu pour les personnes sourdes ou malentendantes",
        Disability::Visual => "Prévu pour les personnes aveugles ou malvoyantes",
        Disability::Psychic => "Prévu pour les personnes qui ont un handicap psychique",
        Disability::Motor => "Prévu pour les personnes qui ont un handicap moteur",
        Disability::Intellectual => "Prévu pour les personnes qui ont un handicap intellectuel",
    }
}

/// The address on one line: « Préfecture, 3 avenue X, 35000 Rennes ».
pub(crate) fn full_address(place: &Place) -> String {
    let address = place.address.as_ref().map(|address| format!(", {address}")).unwrap_or_default();
    format!("{}{address}, {} {}", place.name, place.postcode, place.town.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};
    use model::attendance::Places;
    use model::territory::{Commune, Departement, Postcode, Town};

    #[test]
    fn hours_of_a_day_read_aloud() {
        let reunion = Zone::of(&Commune::from_code("97411").unwrap().into());
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

    #[test]
    fn several_places_are_named_by_their_towns_each_once() {
        let at = |town: Town| Place {
            name: "Mairie".to_owned().try_into().unwrap(),
            address: None,
            postcode: Postcode::parse("35000").unwrap(),
            town,
        };
        let listed = |code| at(Commune::from_code(code).unwrap().into());
        let departement = Departement::from_code("35").unwrap();
        let named = at(Town::Named { name: "Val-Neuf".to_owned().try_into().unwrap(), departement });
        let (rennes, paris) = (listed("35238"), listed("75056"));
        let places = |places: &[&Place]| {
            Places::try_from(places.iter().copied().cloned().collect::<Vec<_>>()).unwrap()
        };
        let on_site = |them: &[&Place]| whereabouts(&Attendance::OnSite { places: places(them) });
        assert_eq!(on_site(&[&rennes, &rennes]), "Rennes (Ille-et-Vilaine)");
        assert_eq!(on_site(&[&paris, &named]), "Paris et Val-Neuf (Ille-et-Vilaine)");
        assert_eq!(
            on_site(&[&named, &rennes, &paris]),
            "Val-Neuf (Ille-et-Vilaine) et 2\u{a0}autres communes"
        );
        let hybrid = Attendance::Hybrid { places: places(&[&paris, &rennes]), link: None };
        assert_eq!(whereabouts(&hybrid), "Paris, Rennes (Ille-et-Vilaine) et en ligne");
        assert_eq!(whereabouts(&Attendance::Online { link: None }), "En ligne");
    }
}
