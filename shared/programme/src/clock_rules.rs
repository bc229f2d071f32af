//! How clocks run in a zone, for a calendar: `VTIMEZONE` (RFC 5545 §3.6.5), from the database in the binary.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Weekday;
use jiff::tz::{Dst, Offset};
use model::zone::Zone;

/// Since when the clocks of a zone are said to run as they do, where they do not change within a year.
const ALWAYS: &str = "19700101T000000";

/// From when on clocks run otherwise, and how.
struct Onset {
    at: Timestamp,
    from: Offset,
    to: Offset,
    name: String,
    is_summer: bool,
}

/// The definition of a zone whose earliest date in the calendar is `from`: its lines, none of them typed by anybody.
///
/// Where clocks change, the two changes before that date are said with the rule by which they come every year, which is what
/// every client understands; where they do not, one offset.
pub(crate) fn definition(zone: Zone, from: Timestamp) -> String {
    let mut onsets = onsets(zone, from);
    onsets.reverse();
    let mut lines = format!("BEGIN:VTIMEZONE\r\nTZID:{}\r\n", zone.name());
    if onsets.is_empty() {
        let rules = zone.rules();
        let info = rules.to_offset_info(from);
        observance(&mut lines, "STANDARD", ALWAYS, None, [info.offset(), info.offset()], info.abbreviation());
    }
    for Onset { at, from, to, name, is_summer } in &onsets {
        let kind = if *is_summer { "DAYLIGHT" } else { "STANDARD" };
        let shown = from.to_datetime(*at); // as clocks show it until then
        let start = shown.strftime("%Y%m%dT%H%M%S").to_string();
        observance(&mut lines, kind, &start, Some(yearly(shown.date())), [*from, *to], name);
    }
    lines.push_str("END:VTIMEZONE\r\n");
    lines
}

/// The two changes before a date, the latest first; none where clocks do not change from then on.
fn onsets(zone: Zone, from: Timestamp) -> Vec<Onset> {
    let rules = zone.rules();
    if rules.following(from).next().is_none() {
        return Vec::new();
    }
    let just_after = from.saturating_add(1.second()).unwrap_or(from); // a change at that very instant is one before it
    let changes: Vec<_> = rules.preceding(just_after).take(3).collect();
    let pairs = changes.windows(2).map(|pair| Onset {
        at: pair[0].timestamp(),
        from: pair[1].offset(),
        to: pair[0].offset(),
        name: pair[0].abbreviation().to_owned(),
        is_summer: pair[0].dst() == Dst::Yes,
    });
    pairs.collect()
}

fn observance(
    lines: &mut String,
    kind: &str,
    start: &str,
    rule: Option<String>,
    [from, to]: [Offset; 2],
    name: &str,
) {
    let rule = rule.map(|rule| format!("RRULE:{rule}\r\n")).unwrap_or_default();
    // Into a String: it has nothing to fail on.
    let _ = write!(
        lines,
        "BEGIN:{kind}\r\nDTSTART:{start}\r\n{rule}TZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\nTZNAME:{name}\r\nEND:{kind}\r\n",
        distance(from),
        distance(to)
    );
}

/// `+0100`, `-0930`.
fn distance(offset: Offset) -> String {
    let seconds = offset.seconds();
    let minutes = seconds.unsigned_abs() / 60;
    format!("{}{:02}{:02}", if seconds < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}

/// Every year on the same Sunday of the month: the last, the first, the second…
fn yearly(day: jiff::civil::Date) -> String {
    let is_last = day.day() + 7 > day.days_in_month();
    let which = if is_last { -1 } else { (day.day() - 1) / 7 + 1 };
    format!("FREQ=YEARLY;BYMONTH={};BYDAY={which}{}", day.month(), weekday(day.weekday()))
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::territory::zones;

    fn zone(name: &str) -> Zone {
        Zone::try_from(name.to_owned()).unwrap()
    }

    fn defined(name: &str, from: &str) -> String {
        definition(zone(name), from.parse().unwrap()).replace('\r', "")
    }

    #[test]
    fn paris_changes_its_clocks_twice_a_year() {
        let expected = "BEGIN:VTIMEZONE
TZID:Europe/Paris
BEGIN:DAYLIGHT
DTSTART:20270328T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20271031T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
";
        assert_eq!(defined("Europe/Paris", "2027-11-09T08:00:00Z"), expected);
    }

    #[test]
    fn what_does_not_change_has_one_offset() {
        let expected = "BEGIN:VTIMEZONE
TZID:Indian/Reunion
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0400
TZOFFSETTO:+0400
TZNAME:+04
END:STANDARD
END:VTIMEZONE
";
        assert_eq!(defined("Indian/Reunion", "2027-11-09T08:00:00Z"), expected);
        assert!(defined("Pacific/Marquesas", "2027-11-09T08:00:00Z").contains("TZOFFSETTO:-0930\n"));
    }

    #[test]
    fn an_hour_that_begins_with_a_change_is_after_it() {
        let lines = defined("Europe/Paris", "2027-10-31T01:00:00Z");
        assert!(lines.contains("DTSTART:20271031T030000"), "{lines}");
        let lines = defined("Europe/Paris", "2027-10-31T00:59:59Z");
        assert!(lines.contains("DTSTART:20261025T030000"), "{lines}");
    }

    /// The rule is read off two changes of one year: it must give those of all the years around.
    #[test]
    fn the_rules_read_off_a_year_are_those_of_every_year() {
        for name in zones() {
            let mut rules: Vec<Vec<String>> = (2025..2060)
                .map(|year| {
                    let lines = defined(name, &format!("{year}-11-09T08:00:00Z"));
                    let mut rules: Vec<_> =
                        lines.lines().filter(|line| line.starts_with("RRULE")).map(str::to_owned).collect();
                    rules.sort();
                    rules
                })
                .collect();
            rules.dedup();
            assert_eq!(rules.len(), 1, "{name}: {rules:?}");
        }
    }
}
