//! Calendars, read back by the rules of RFC 5545 written here a second time.

use model::attendance::Attendance;
use model::content::Content;
use proptest::prelude::*;

use crate::fixture::{files, hostile, podcast, publication, publications, several_slots, text};
use crate::texts::contents;

/// Content lines, unfolded (§3.1): they end with CR LF, none is longer than 75 octets.
fn lines(calendar: &str) -> Vec<String> {
    assert!(calendar.ends_with("\r\n"));
    let mut lines: Vec<String> = Vec::new();
    for line in calendar.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        match line.strip_prefix(' ') {
            Some(folded) => lines.last_mut().expect("a fold follows a line").push_str(folded),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// A text as it was before it was escaped (§3.3.11).
pub(crate) fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        assert!(!matches!(letter, ',' | ';'), "unescaped {letter} in {value}");
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(escaped @ ('\\' | ',' | ';')) => text.push(escaped),
                other => panic!("unknown escape {other:?} in {value}"),
            },
            _ => text.push(letter),
        }
    }
    text
}

/// The values of a property, in the order of the file.
pub(crate) fn values(calendar: &str, property: &str) -> Vec<String> {
    let start = format!("{property}:");
    lines(calendar).iter().filter_map(|line| line.strip_prefix(&start)).map(str::to_owned).collect()
}

/// What begins in a calendar with one slot in Paris.
const IN_PARIS: [&str; 5] = ["VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"];

fn calendar(content: Content) -> String {
    text(&files(&[publication(1, content)]), "2027/programme.ics")
}

proptest! {
    #[test]
    fn texts_come_back_to_the_letter(content in contents()) {
        let calendar = calendar(content.clone());
        prop_assert_eq!(unescaped(&values(&calendar, "SUMMARY")[0]), content.title.as_str());
        let description = unescaped(&values(&calendar, "DESCRIPTION")[0]);
        prop_assert_eq!(description.lines().next(), Some(content.summary.as_str()));
        prop_assert_eq!(values(&calendar, "BEGIN"), IN_PARIS);
    }

    #[test]
    fn a_place_comes_back_to_the_letter(typed in any::<String>()) {
        let Ok(name) = typed.try_into() else { return Ok(()) };
        let Attendance::Hybrid { places, .. } = hostile().attendance else { unreachable!() };
        let place = model::attendance::Place { name, address: None, ..places.first().clone() };
        let expected = format!("{}, 75001 Paris", place.name);
        let calendar = calendar(Content { attendance: Attendance::OnSite { places: place.into() }, ..hostile() });
        prop_assert_eq!(unescaped(&values(&calendar, "LOCATION")[0]), expected);
    }
}

#[test]
fn each_slot_is_an_entry_and_the_first_keeps_the_plain_identifier() {
    let event = publication(1, several_slots());
    let files = files(std::slice::from_ref(&event));
    let own = text(&files, "evenement.ics");
    let (id, host) = (event.id, "mois.exemple.gouv.fr");
    assert_eq!(
        values(&own, "UID"),
        [format!("{id}@{host}"), format!("{id}-2@{host}"), format!("{id}-3@{host}")]
    );
    assert_eq!(
        values(&own, "DTSTART;TZID=Europe/Paris"),
        ["20271109T090000", "20271109T140000", "20271118T090000"]
    );
    assert_eq!(values(&own, "DTSTAMP"), ["20270903T083210Z"; 3]);
    assert_eq!(values(&own, "UID"), values(&text(&files, "programme.ics"), "UID"));
}

#[test]
fn ten_in_reunion_is_ten_there() {
    let calendar = text(&files(&publications()), "programme.ics");
    let at = values(&calendar, "SUMMARY").iter().position(|title| title.starts_with("Simplifier")).unwrap();
    assert_eq!(values(&calendar, "DTSTART;TZID=Indian/Reunion"), ["20271109T100000"]);
    assert_eq!(values(&calendar, "DTEND;TZID=Indian/Reunion"), ["20271109T120000"]);
    let description = unescaped(&values(&calendar, "DESCRIPTION")[at]);
    assert!(description.contains("de 10\u{a0}h à 12\u{a0}h (heure de La Réunion)"), "{description}");
}

#[test]
fn what_is_available_all_month_is_in_no_calendar() {
    let files = files(&[publication(1, podcast())]);
    assert!(files.iter().all(|file| !file.path.ends_with("evenement.ics")));
    assert_eq!(values(&text(&files, "programme.ics"), "BEGIN"), ["VCALENDAR"]);
}
