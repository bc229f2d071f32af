//! Dates and hours as French people write them: « mardi 9 novembre 2027, de 10 h à 12 h 30 ».
//!
//! Rules: "Lexique des règles typographiques en usage à l’Imprimerie nationale": lower-case names, `1er`,
//! hours as « 10 h 05 » with non-breaking spaces.

use jiff::civil::{Date, Time, Weekday};
use jiff::{SignedDuration, Timestamp, Zoned};

use crate::schedule::{Period, Slot};
use crate::territory::Departement;
use crate::zone::Zone;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "lundi",
        Weekday::Tuesday => "mardi",
        Weekday::Wednesday => "mercredi",
        Weekday::Thursday => "jeudi",
        Weekday::Friday => "vendredi",
        Weekday::Saturday => "samedi",
        Weekday::Sunday => "dimanche",
    }
}

fn month(date: Date) -> &'static str {
    MONTHS[usize::try_from(date.month() - 1).unwrap_or(0)]
}

fn day_number(date: Date) -> String {
    if date.day() == 1 { "1er".into() } else { date.day().to_string() }
}

/// « 9 novembre 2027 ».
pub fn day(date: Date) -> String {
    format!("{}\u{a0}{} {}", day_number(date), month(date), date.year())
}

/// « mardi 9 novembre 2027 ».
pub fn full_day(date: Date) -> String {
    format!("{} {}", weekday(date.weekday()), day(date))
}

/// « 10 h », « 9 h 05 ».
pub fn hour(time: Time) -> String {
    if time.minute() == 0 {
        format!("{}\u{a0}h", time.hour())
    } else {
        format!("{}\u{a0}h\u{a0}{:02}", time.hour(), time.minute())
    }
}

/// « 9 novembre 2027 à 10 h 32 », as clocks show it in Paris.
pub fn moment(instant: Timestamp) -> String {
    let paris: Zoned = instant.to_zoned(Zone::PARIS.rules());
    format!("{} à {}", day(paris.date()), hour(paris.time()))
}

/// « mardi 9 novembre 2027, de 10 h à 12 h 30 », with the zone named when clocks do not show the hour of Paris.
pub fn slot(slot: &Slot, zone: Zone) -> String {
    let (start, end) = (slot.start_in(zone), slot.end_in(zone));
    let zone = zone_note(zone).map(|note| format!(" ({note})")).unwrap_or_default();
    if start.date() == end.date() {
        format!("{}, de {} à {}{zone}", full_day(start.date()), hour(start.time()), hour(end.time()))
    } else {
        let (from, to) = (full_day(start.date()), full_day(end.date()));
        format!("du {from}, {}, au {to}, {}{zone}", hour(start.time()), hour(end.time()))
    }
}

/// « du 4 au 30 novembre 2027 ».
pub fn period(period: Period) -> String {
    let (first, last) = (period.first(), period.last());
    if first == last {
        format!("le {}", day(first))
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        format!("du {} au {}", day_number(first), day(last))
    } else if first.year() == last.year() {
        format!("du {}\u{a0}{} au {}", day_number(first), month(first), day(last))
    } else {
        format!("du {} au {}", day(first), day(last))
    }
}

/// « 10 000 »: groups of three digits, a non-breaking space between them.
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let groups = std::iter::once(&digits[..first])
        .chain(digits.as_bytes()[first..].chunks(3).filter_map(|group| std::str::from_utf8(group).ok()));
    groups.filter(|group| !group.is_empty()).collect::<Vec<_>>().join("\u{a0}")
}

/// « moins d’une heure », « 36 heures », « 3 jours »: how long something has lasted.
pub fn age(lasted: SignedDuration) -> String {
    match lasted.as_hours() {
        ..1 => "moins d’une heure".into(),
        1 => "1\u{a0}heure".into(),
        hours @ 2..48 => format!("{hours}\u{a0}heures"),
        hours => format!("{}\u{a0}jours", hours / 24),
    }
}

/// « heure de La Réunion », for every zone but that of Paris.
pub fn zone_note(zone: Zone) -> Option<String> {
    if zone == Zone::PARIS {
        return None;
    }
    let place = match zone.name() {
        "Pacific/Marquesas" => "des îles Marquises",
        "Pacific/Gambier" => "des îles Gambier",
        name => match Departement::all().find(|departement| departement.zone() == name) {
            Some(departement) => return Some(format!("heure de {}", departement.name())),
            None => "locale",
        },
    };
    Some(format!("heure {place}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    #[test]
    fn dates_and_hours_read_aloud() {
        assert_eq!(full_day(date(2027, 11, 9)), "mardi 9\u{a0}novembre 2027");
        assert_eq!(day(date(2027, 8, 1)), "1er\u{a0}août 2027");
        assert_eq!(hour(time(9, 5, 0, 0)), "9\u{a0}h\u{a0}05");
        assert_eq!(
            moment("2027-09-03T08:32:00Z".parse().unwrap()),
            "3\u{a0}septembre 2027 à 10\u{a0}h\u{a0}32"
        );
    }

    #[test]
    fn numbers_are_in_groups_of_three() {
        let written = [7, 140, 2_000, 10_000, 1_234_567].map(number);
        assert_eq!(written, ["7", "140", "2\u{a0}000", "10\u{a0}000", "1\u{a0}234\u{a0}567"]);
    }

    #[test]
    fn an_age_is_in_hours_for_two_days_then_in_days() {
        let written =
            [0, 59, 60, 120, 47 * 60 + 59, 48 * 60, 100 * 60].map(|m| age(SignedDuration::from_mins(m)));
        let read = [
            "moins d’une heure",
            "moins d’une heure",
            "1 heure",
            "2 heures",
            "47 heures",
            "2 jours",
            "4 jours",
        ];
        assert_eq!(written.map(|age| age.replace('\u{a0}', " ")), read);
    }

    #[test]
    fn a_period_does_not_repeat_itself() {
        let written = |first, last| period(Period::new(first, last).unwrap());
        assert_eq!(written(date(2027, 11, 4), date(2027, 11, 30)), "du 4 au 30\u{a0}novembre 2027");
        assert_eq!(
            written(date(2027, 10, 1), date(2027, 11, 30)),
            "du 1er\u{a0}octobre au 30\u{a0}novembre 2027"
        );
        assert_eq!(written(date(2027, 11, 4), date(2027, 11, 4)), "le 4\u{a0}novembre 2027");
    }

    #[test]
    fn the_hour_of_reunion_is_said_to_be_so() {
        let reunion = Zone::of(&crate::territory::Commune::from_code("97411").unwrap().into());
        let ten = Slot::local(date(2027, 11, 9), time(10, 0, 0, 0), time(12, 30, 0, 0), reunion).unwrap();
        assert_eq!(
            slot(&ten, reunion),
            "mardi 9\u{a0}novembre 2027, de 10\u{a0}h à 12\u{a0}h\u{a0}30 (heure de La Réunion)"
        );
    }
}
