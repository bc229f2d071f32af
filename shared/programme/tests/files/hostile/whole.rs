//! An event whose every text is hostile, in each file that has the whole of it.

use calcard::icalendar::{ICalendarComponentType, ICalendarProperty};
use csv::{ReaderBuilder, StringRecord};
use model::publication::Publication;
use model::text::Line;
use scraper::Html;
use serde_json::Value;

use super::{Rendered, bones, lines};
use crate::agenda::Read;
use crate::fixture::text;
use crate::pages::{all, text_of};

pub(super) fn on_its_page(event: &Publication, page: &Html, harmless: &Html) {
    assert_eq!(bones(page), bones(harmless), "{event:?}");
    assert_eq!(text_of(page, "h1"), event.content.title.as_str());
    let said: String = page.root_element().text().collect();
    for line in lines(event) {
        assert!(said.contains(line), "{line:?} in {said}");
    }
    let paragraphs: Vec<String> =
        all(page, "div.long-text > p").iter().map(|paragraph| paragraph.text().collect()).collect();
    let lines: Vec<_> = event.content.description.paragraphs().map(|lines| lines.concat()).collect();
    assert_eq!(paragraphs, lines);
    let alt = event.content.picture.as_ref().and_then(|picture| picture.alt.as_ref());
    assert_eq!(all(page, "figure img")[0].attr("alt"), alt.map(Line::as_str));
    let head: Value = serde_json::from_str(&text_of(page, "script[type='application/ld+json']")).unwrap();
    for slot in head.as_array().unwrap() {
        let content = &event.content;
        assert_eq!(slot["name"], content.title.as_str());
        assert_eq!(slot["description"], content.summary.as_str());
        assert_eq!(slot["organizer"]["name"], content.organisation.name.as_str());
        assert_eq!(slot["contributor"][1]["name"], content.organisation.partners[1].as_str());
        assert_eq!(slot["keywords"][1], content.themes[0].label.as_str());
        for (place, at) in content.attendance.places().zip(slot["location"].as_array().unwrap()) {
            assert_eq!(at["name"], place.name.as_str());
            assert_eq!(at["address"]["addressLocality"], place.town.name());
            assert_eq!(at["address"]["streetAddress"].as_str(), place.address.as_ref().map(Line::as_str));
        }
    }
}

pub(super) fn in_calendars(events: &[Publication], calendar: &str) {
    let calendar = Read::of(calendar);
    assert_eq!(calendar.count(&ICalendarComponentType::VEvent), events.len() * 2);
    assert_eq!(calendar.components(), 1 + 2 + events.len() * 2, "of one zone, which has one offset");
    for slot in calendar.slots() {
        let uid = slot.said(&ICalendarProperty::Uid);
        let event = events.iter().find(|event| uid.starts_with(&event.id.to_string())).unwrap();
        let content = &event.content;
        assert_eq!(slot.said(&ICalendarProperty::Summary), content.title.as_str());
        let description = slot.said(&ICalendarProperty::Description);
        assert!(description.starts_with(content.summary.as_str()), "{description}");
        assert!(description.contains(event.news.as_ref().unwrap().as_str()), "{description}");
        assert!(description.contains(content.organisation.name.as_str()), "{description}");
        let location = slot.said(&ICalendarProperty::Location);
        for place in content.attendance.places() {
            assert!(
                location.contains(place.name.as_str()) && location.contains(place.town.name()),
                "{location}"
            );
        }
        let categories = slot.said(&ICalendarProperty::Categories);
        let expected = content.themes.iter().map(|theme| theme.label.as_str());
        assert_eq!(categories.split('\t').skip(1).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
}

pub(super) fn in_the_table(events: &[Publication], table: &str) {
    let body = table.strip_prefix('\u{FEFF}').unwrap();
    assert_eq!(body.split_inclusive("\r\n").count(), 1 + events.len() * 2, "a row is a line");
    let mut reader = ReaderBuilder::new().from_reader(body.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let rows: Vec<StringRecord> = reader.records().map(Result::unwrap).collect();
    let at = |row: &StringRecord, name: &str| {
        row[columns.iter().position(|column| column == name).unwrap()].replace('\'', "")
    };
    for row in &rows {
        for cell in row {
            // A spreadsheet set up in French parts the line at semicolons.
            let after = cell.split(';').skip(1).map(|part| part.trim_start_matches(['"', ' ']));
            for part in std::iter::once(cell).chain(after) {
                assert!(!part.starts_with(['=', '+', '-', '@', '\t', '\r']), "{part:?} of {cell:?}");
            }
        }
        let event = events.iter().find(|event| row[0] == event.id.to_string()).unwrap();
        let content = &event.content;
        let picture = content.picture.as_ref().unwrap();
        for (column, typed) in [
            ("title", content.title.as_str()),
            ("summary", content.summary.as_str()),
            ("organisation", content.organisation.name.as_str()),
            ("contact_name", content.contact.as_ref().unwrap().name.as_ref().unwrap().as_str()),
            ("picture_credit", picture.credit.as_str()),
        ] {
            assert_eq!(at(row, column), typed.replace('\'', ""), "{column}");
        }
        for (column, count) in [("places", 2), ("addresses", 2), ("towns", 2), ("partners", 2), ("themes", 2)]
        {
            assert_eq!(at(row, column).split(" | ").count(), count, "{column} of {row:?}");
        }
    }
}

pub(super) fn in_the_feed(events: &[Publication], rendered: &Rendered) {
    let feed = feed_rs::parser::parse(text(&rendered.files, "2027/evenements.atom").as_bytes()).unwrap();
    assert_eq!(feed.entries.len(), events.len());
    for entry in &feed.entries {
        let event = events.iter().find(|event| entry.id.ends_with(&event.id.to_string())).unwrap();
        let content = &event.content;
        // The reader takes white space off the ends, of every kind.
        assert_eq!(entry.title.as_ref().unwrap().content, content.title.as_str().trim());
        assert_eq!(entry.summary.as_ref().unwrap().content, content.summary.as_str().trim());
        let told = entry.content.as_ref().unwrap().body.as_deref().unwrap();
        for line in [content.organisation.name.as_str(), event.news.as_ref().unwrap().as_str()] {
            assert!(told.contains(line.trim()), "{line} in {told}");
        }
        assert_eq!(entry.links.len(), 1);
    }
}

pub(super) fn in_data(events: &[Publication], rendered: &Rendered) {
    let find = |list: &Value, event: &Publication| -> Value {
        let id = event.id.to_string();
        list.as_array().unwrap().iter().find(|it| it["id"] == *id || it["uid"] == *id).unwrap().clone()
    };
    let data = &rendered.json("2027/programme.json")["events"];
    let changes = &rendered.json("changements/2027-09-03.json")["events"];
    let agenda = &rendered.json("2027/openagenda.json")["events"];
    let map = &rendered.json("2027/programme.geojson")["features"];
    for list in [data, changes, agenda, map] {
        assert_eq!(list.as_array().unwrap().len(), events.len());
    }
    for event in events {
        let content = &event.content;
        let (first, second) =
            (content.attendance.place().unwrap(), content.attendance.places().nth(1).unwrap());
        let told = find(data, event);
        assert_eq!(find(changes, event), told);
        for (field, typed) in [
            (&told["title"], content.title.as_str()),
            (&told["summary"], content.summary.as_str()),
            (&told["description"], content.description.as_str()),
            (&told["news"], event.news.as_ref().unwrap().as_str()),
            (&told["places"][0]["address"], first.address.as_ref().unwrap().as_str()),
            (&told["places"][1]["name"], second.name.as_str()),
            (&told["places"][1]["commune"]["name"], second.town.name()),
            (&told["themes"][0]["label"], content.themes[0].label.as_str()),
            (&told["organisation"]["partners"][1], content.organisation.partners[1].as_str()),
            (&told["accessibility"]["details"], content.accessibility.details.as_ref().unwrap().as_str()),
        ] {
            assert_eq!(field, typed);
        }
        let told = find(agenda, event);
        assert_eq!(told["title"]["fr"], content.title.as_str());
        assert_eq!(told["longDescription"]["fr"], content.description.as_str());
        assert_eq!(told["otherLocations"][0]["city"], second.town.name());
        let told = &find(map, event)["properties"];
        assert_eq!(told["title"], content.title.as_str());
        assert_eq!(told["organisation"], content.organisation.name.as_str());
        assert!(told["places"][0].as_str().unwrap().starts_with(first.name.as_str()));
    }
}
