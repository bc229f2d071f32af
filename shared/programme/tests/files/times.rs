//! The same instants on the page and in every file, wherever the event takes place, before and after the clocks of Paris change.

use std::collections::BTreeMap;

use calcard::icalendar::ICalendarProperty;
use csv::ReaderBuilder;
use jiff::civil::{Date, DateTime, date, time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use model::attendance::Attendance;
use model::content::Content;
use model::publication::Publication;
use model::schedule::{Period, Slot};
use model::zone::Zone;
use programme::File;
use scraper::Html;
use serde_json::Value;

use crate::agenda::Read;
use crate::fixture::{
    all_files, in_reunion, material, online, place, programme_on, publication, slots, text,
};
use crate::pages::{all, text_of};

/// Postcode, commune, IANA zone, distance from UTC in hours on 29 October and on 9 November 2027, and how people are told of it.
/// Written from what the zones are, not computed.
type Where = (&'static str, &'static str, &'static str, [i8; 2], Option<&'static str>);

const PLACES: [Where; 8] = [
    ("97400", "97411", "Indian/Reunion", [4, 4], Some("heure de La Réunion")),
    ("97100", "97105", "America/Guadeloupe", [-4, -4], Some("heure de Guadeloupe")),
    ("98800", "98818", "Pacific/Noumea", [11, 11], Some("heure de Nouvelle-Calédonie")),
    ("97200", "97209", "America/Martinique", [-4, -4], Some("heure de Martinique")),
    ("97600", "97611", "Indian/Mayotte", [3, 3], Some("heure de Mayotte")),
    ("98714", "98735", "Pacific/Tahiti", [-10, -10], Some("heure de Polynésie française")),
    ("97500", "97502", "America/Miquelon", [-2, -3], Some("heure de Saint-Pierre-et-Miquelon")),
    ("75001", "75056", "Europe/Paris", [2, 1], None),
];

const DAYS: [Date; 2] = [date(2027, 10, 29), date(2027, 11, 9)];

/// At nine in the morning of both days, for an hour and a half.
fn event(number: u8, (postcode, commune, ..): Where) -> Publication {
    let place = place("Mairie", None, postcode, commune);
    let zone = Zone::of(&place.town);
    let morning =
        |day| Slot::local(day, time(9, 0, 0, 0), time(10, 30, 0, 0), zone).expect("an hour that exists once");
    let content = Content {
        title: format!("Ouverture à {commune}").try_into().unwrap(),
        schedule: slots(zone, DAYS.map(morning).to_vec()),
        attendance: Attendance::OnSite { places: place.into() },
        ..in_reunion()
    };
    publication(number, content)
}

/// An edition that begins before the clocks change.
fn files(events: &[Publication]) -> Vec<File> {
    let mut material = material(events, &[]);
    material.edition.period = Period::new(date(2027, 10, 25), date(2027, 11, 30)).unwrap();
    all_files(&programme_on(date(2027, 10, 20), &material))
}

fn instant(day: Date, hour: i8, minute: i8, distance: i8) -> Timestamp {
    Offset::constant(distance).to_timestamp(day.at(hour, minute, 0, 0)).unwrap()
}

/// `2027-11-09T09:00:00+04:00` as an instant, and as clocks show it.
fn read(text: &str) -> (Timestamp, DateTime) {
    let (local, _) = text.split_at(19);
    (text.parse().unwrap(), local.parse().unwrap())
}

fn json(files: &[File], end: &str) -> Value {
    serde_json::from_str(&text(files, end)).unwrap()
}

fn event_of(events: &Value, id: &str) -> Value {
    events.as_array().unwrap().iter().find(|event| event["id"] == id || event["uid"] == id).unwrap().clone()
}

#[test]
fn each_file_of_an_event_says_the_same_instants() {
    let events: Vec<_> = (1..).zip(PLACES).map(|(number, place)| event(number, place)).collect();
    let files = files(&events);
    let whole = Read::of(&text(&files, "2027/programme.ics"));
    for (event, (_, commune, name, distances, words)) in events.iter().zip(PLACES) {
        let id = event.id.to_string();
        let expected: Vec<[Timestamp; 2]> = DAYS
            .into_iter()
            .zip(distances)
            .map(|(day, distance)| [instant(day, 9, 0, distance), instant(day, 10, 30, distance)])
            .collect();
        let local = |day: Date| [day.at(9, 0, 0, 0), day.at(10, 30, 0, 0)];
        let both = |pairs: Vec<[String; 2]>, file: &str| {
            assert_eq!(pairs.len(), 2, "{file} of {commune}");
            for ((pair, instants), day) in pairs.iter().zip(&expected).zip(DAYS) {
                let read = [read(&pair[0]), read(&pair[1])];
                assert_eq!(read.map(|(instant, _)| instant), *instants, "{file} of {commune}");
                assert_eq!(read.map(|(_, local)| local), local(day), "{file} of {commune}");
            }
        };
        let pairs = |list: &Value, from: &str, to: &str| -> Vec<[String; 2]> {
            let one = |it: &Value| [&it[from], &it[to]].map(|text| text.as_str().unwrap().to_owned());
            list.as_array().unwrap().iter().map(one).collect()
        };

        // The page, in words and to search engines.
        let page = Html::parse_document(&text(&files, &format!("{}index.html", &event.path()[1..])));
        let said: String = all(&page, "dd").iter().map(|said| said.text().collect::<String>()).collect();
        let note = words.map(|words| format!(" ({words})")).unwrap_or_default();
        for day in ["Vendredi 29\u{a0}octobre 2027", "Mardi 9\u{a0}novembre 2027"] {
            let words = format!("{day}, de 9\u{a0}h à 10\u{a0}h\u{a0}30{note}");
            assert!(said.contains(&words), "{words} in {said}");
        }
        let head: Value =
            serde_json::from_str(&text_of(&page, "script[type='application/ld+json']")).unwrap();
        both(pairs(&head, "startDate", "endDate"), "the head");

        // Calendars: the event's, and the whole.
        let own = Read::of(&text(&files, &format!("{}evenement.ics", &event.path()[1..])));
        for calendar in [&own, &whole] {
            let slots = calendar.slots();
            let mine = slots.iter().filter(|slot| slot.said(&ICalendarProperty::Uid).starts_with(&id));
            assert_eq!(mine.map(|slot| [slot.from, slot.to]).collect::<Vec<_>>(), expected, "{commune}");
        }

        // Data.
        for (file, of) in [
            ("2027/programme.json", event_of(&json(&files, "2027/programme.json")["events"], &id)),
            ("a page of changes", event_of(&json(&files, "changements/2027-09-03.json")["events"], &id)),
        ] {
            assert_eq!(of["schedule"]["time_zone"], name);
            both(pairs(&of["schedule"]["slots"], "local_start", "local_end"), file);
            let utc = pairs(&of["schedule"]["slots"], "start", "end");
            let utc: Vec<[Timestamp; 2]> =
                utc.iter().map(|pair| [pair[0].parse().unwrap(), pair[1].parse().unwrap()]).collect();
            assert_eq!(utc, expected, "{file} of {commune}");
        }
        let agenda = event_of(&json(&files, "2027/openagenda.json")["events"], &id);
        assert_eq!(agenda["timezone"], name);
        both(pairs(&agenda["timings"], "begin", "end"), "openagenda.json");
        let map = event_of(&json(&files, "2027/programme.geojson")["features"], &id);
        assert_eq!(map["properties"]["time_zone"], name);
        assert_eq!(read(map["properties"]["starts_at"].as_str().unwrap()).0, expected[0][0]);
        assert_eq!(read(map["properties"]["ends_at"].as_str().unwrap()).0, expected[1][1]);

        // The table.
        let table = text(&files, "2027/programme.csv");
        let mut rows = ReaderBuilder::new().from_reader(table.trim_start_matches('\u{FEFF}').as_bytes());
        let columns = rows.headers().unwrap().clone();
        let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
        let rows: Vec<_> = rows.records().map(Result::unwrap).filter(|row| row[0] == id).collect();
        assert!(rows.iter().all(|row| row[at("time_zone")] == *name));
        let pair = |row: &csv::StringRecord| [row[at("starts_at")].into(), row[at("ends_at")].into()];
        both(rows.iter().map(pair).collect(), "programme.csv");
    }
}

/// What moves online keeps the hour at which it was announced, and the clocks that show it.
#[test]
fn what_moves_online_keeps_its_clocks() {
    let mut event = event(1, PLACES[0]);
    event.content.attendance = Attendance::Online { link: None };
    event.moved_online = true;
    let files = files(&[event]);
    assert_eq!(json(&files, "2027/openagenda.json")["events"][0]["timezone"], "Indian/Reunion");
    let table = text(&files, "2027/programme.csv");
    assert!(table.contains("Indian/Reunion") && !table.contains("Europe/Paris"), "{table}");
    assert!(text(&files, "2027/programme.ics").contains("DTSTART;TZID=Indian/Reunion:20271029T090000"));
}

/// Clocks show it twice; a calendar would take it for the first time.
#[test]
fn an_hour_that_comes_twice_is_said_in_utc() {
    let at = |text: &str| -> Timestamp { text.parse().unwrap() };
    let second = Slot::new(at("2027-10-31T01:30:00Z"), at("2027-10-31T03:00:00Z")).unwrap();
    let content = Content { schedule: slots(Zone::PARIS, vec![second]), ..online() };
    let calendar = text(&files(&[publication(1, content)]), "2027/programme.ics");
    for said in ["\r\nDTSTART:20271031T013000Z\r\n", "\r\nDTEND:20271031T030000Z\r\n"] {
        assert!(calendar.contains(said), "{calendar}");
    }
    assert_eq!(Read::of(&calendar).slots()[0].from, second.start());
}

/// A definition by its lines: `(onset, offset before, offset after, rule)`.
fn observances(definition: &str) -> Vec<BTreeMap<String, String>> {
    let mut all = Vec::new();
    for line in definition.lines() {
        match line {
            "BEGIN:STANDARD" | "BEGIN:DAYLIGHT" => all.push(BTreeMap::new()),
            _ => {
                let (name, value) = line.split_once(':').unwrap();
                if let Some(last) = all.last_mut() {
                    last.insert(name.to_owned(), value.to_owned());
                }
            }
        }
    }
    all
}

fn minutes(offset: &str) -> i64 {
    let (sign, digits) = offset.split_at(1);
    let minutes = digits[..2].parse::<i64>().unwrap() * 60 + digits[2..4].parse::<i64>().unwrap();
    if sign == "-" { -minutes } else { minutes }
}

/// When an observance begins in a year, by its rule.
fn onset(observance: &BTreeMap<String, String>, year: i16) -> Option<DateTime> {
    let first: DateTime = observance["DTSTART"].parse().unwrap();
    let Some(rule) = observance.get("RRULE") else { return (first.year() <= year).then_some(first) };
    let of = |name: &str| rule.split(';').find_map(|part| part.strip_prefix(name)).unwrap().to_owned();
    assert_eq!(of("FREQ="), "YEARLY");
    let day = of("BYDAY=");
    let which: i8 = day.strip_suffix("SU").expect("a Sunday").parse().unwrap();
    let month = date(year, of("BYMONTH=").parse().unwrap(), 1);
    let onset = month.nth_weekday_of_month(which, jiff::civil::Weekday::Sunday).unwrap();
    (year >= first.year()).then(|| onset.to_datetime(first.time()))
}

/// How far from UTC clocks are at a local time, by the definition alone (§3.6.5).
fn distance(definition: &str, local: DateTime) -> i64 {
    let all = observances(definition);
    let onsets = all.iter().flat_map(|it| {
        [local.year() - 1, local.year()].into_iter().filter_map(move |year| Some((onset(it, year)?, it)))
    });
    let (_, current) = onsets.filter(|(onset, _)| *onset <= local).max_by_key(|(onset, _)| *onset).unwrap();
    minutes(&current["TZOFFSETTO"])
}

/// Who knows no zone by its name has its definition, and comes to the same instants.
#[test]
fn what_a_calendar_says_of_zones_gives_the_same_instants() {
    let events: Vec<_> = (1..).zip(PLACES).map(|(number, place)| event(number, place)).collect();
    let calendar = text(&files(&events), "2027/programme.ics");
    for (_, _, name, distances, _) in PLACES {
        let start = calendar.find(&format!("BEGIN:VTIMEZONE\r\nTZID:{name}\r\n")).unwrap();
        let definition = calendar[start..].split("END:VTIMEZONE").next().unwrap().replace('\r', "");
        for (day, hours) in DAYS.into_iter().zip(distances) {
            assert_eq!(distance(&definition, day.at(9, 0, 0, 0)), i64::from(hours) * 60, "{name} on {day}");
        }
        // And on every day of two years, by the database of another hand than the definition's.
        let rules = TimeZone::get(name).unwrap();
        let noons = date(2027, 10, 29).series(jiff::Span::new().days(1)).take(700);
        for noon in noons.map(|day| day.at(12, 0, 0, 0)) {
            let zoned: Zoned = noon.to_zoned(rules.clone()).unwrap();
            assert_eq!(
                distance(&definition, noon) * 60,
                i64::from(zoned.offset().seconds()),
                "{name}, {noon}"
            );
        }
    }
}
