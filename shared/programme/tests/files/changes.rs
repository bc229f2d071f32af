//! What has changed, day by day: who reads the pages from the day on which they last came has what there is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::content::Content;
use model::material::{Departed, Material};
use model::publication::Publication;
use model::zone::Zone;
use programme::{File, Stage};
use proptest::prelude::*;
use serde_json::Value;

use crate::agenda::departed;
use crate::fixture::{BASE_URL, in_reunion, material, programme, publication, publications, text};
use crate::schema::Validator;

fn feeds(material: &Material) -> Vec<File> {
    let programme = programme(material);
    [Stage::Feeds, Stage::Lists]
        .into_iter()
        .flat_map(|stage| programme.files(stage).collect::<Vec<_>>())
        .collect()
}

fn json(files: &[File], path: &str) -> Value {
    serde_json::from_str(&text(files, path)).unwrap()
}

fn index(files: &[File]) -> Value {
    json(files, "2027/changements/index.json")
}

/// A copy of the programme: its events by their identifier.
type Copy = BTreeMap<String, Value>;

fn copy(files: &[File]) -> Copy {
    let events = json(files, "2027/programme.json")["events"].take();
    let of = |event: &Value| (event["id"].as_str().unwrap().to_owned(), event.clone());
    events.as_array().unwrap().iter().map(of).collect()
}

/// What `docs/exports.md` says that a reader does, who last read on that day.
fn replayed(mut copy: Copy, files: &[File], since: Date) -> Copy {
    for entry in index(files)["pages"].as_array().unwrap() {
        let day: Date = entry["day"].as_str().unwrap().parse().unwrap();
        if day < since {
            continue;
        }
        let path = entry["url"].as_str().unwrap().strip_prefix(BASE_URL).unwrap();
        let page = json(files, &path[1..]);
        assert_eq!((&page["day"], &page["latest"]), (&entry["day"], &entry["latest"]));
        for event in page["events"].as_array().unwrap() {
            copy.insert(event["id"].as_str().unwrap().to_owned(), event.clone());
        }
        for event in page["departed"].as_array().unwrap() {
            copy.remove(event["id"].as_str().unwrap());
        }
    }
    copy
}

fn in_paris(at: Timestamp) -> Date {
    Zone::PARIS.date(at)
}

fn hour(number: u16) -> Timestamp {
    let first: Timestamp = "2027-09-01T10:00:00Z".parse().unwrap();
    first + SignedDuration::from_hours(i64::from(number))
}

fn titled(number: u8, title: &str) -> Publication {
    let content = Content { title: title.to_owned().try_into().unwrap(), ..in_reunion() };
    publication(number, content)
}

/// An event's life: published, changed, perhaps gone, at hours of two months.
#[derive(Debug, Clone)]
struct Life {
    published: u16,
    changed: Vec<u16>,
    gone: Option<u16>,
}

fn lives() -> impl Strategy<Value = Vec<Life>> {
    let life = (0u16..1_400, prop::collection::vec(1u16..200, 0..4), prop::option::weighted(0.3, 1u16..200));
    let life = life.prop_map(|(published, later, gone)| {
        let mut at = published;
        let changed: Vec<_> = later
            .into_iter()
            .map(|more| {
                at += more;
                at
            })
            .collect();
        Life { published, changed, gone: gone.map(|more| at + more) }
    });
    prop::collection::vec(life, 0..12)
}

/// The programme as it was at an hour.
fn as_of(lives: &[Life], now: u16) -> Material {
    let mut shown = material(&[], &[]);
    for (number, life) in (1u8..).zip(lives) {
        let changes: Vec<_> = life.changed.iter().filter(|at| **at <= now).collect();
        let sequence = u32::try_from(changes.len()).unwrap();
        let event = Publication {
            sequence,
            published_at: hour(life.published),
            updated_at: hour(changes.last().map_or(life.published, |at| **at)),
            ..titled(number, &format!("Événement {number}, version {sequence}"))
        };
        match life.gone {
            Some(gone) if gone <= now => shown.departed.push(Departed {
                id: event.id,
                edition: event.edition,
                slug: event.slug,
                sequence: sequence + 1,
                departed_at: hour(gone),
                schedule: event.content.schedule,
            }),
            _ if life.published <= now => shown.events.push(event),
            _ => {}
        }
    }
    shown
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Whenever the copy was made, and whatever has happened since.
    #[test]
    fn the_pages_from_any_day_on_bring_a_copy_of_that_day_to_the_present(lives in lives(), then in 0u16..2_000, more in 0u16..1_000) {
        let old = feeds(&as_of(&lives, then));
        let new = feeds(&as_of(&lives, then + more));
        prop_assert_eq!(replayed(copy(&old), &new, in_paris(hour(then))), copy(&new));
        prop_assert_eq!(replayed(Copy::new(), &new, Date::MIN), copy(&new), "from nothing");
    }

    #[test]
    fn each_event_is_on_one_page_that_of_its_day(lives in lives()) {
        let now = as_of(&lives, 2_000);
        let files = feeds(&now);
        let index = index(&files);
        let days: Vec<_> = index["pages"].as_array().unwrap().iter().map(|page| page["day"].as_str().unwrap()).collect();
        prop_assert!(days.is_sorted_by(|a, b| a < b));
        let sum = |what: &str| index["pages"].as_array().unwrap().iter().map(|page| page[what].as_u64().unwrap()).sum::<u64>();
        prop_assert_eq!(sum("events"), now.events.len() as u64);
        prop_assert_eq!(sum("departed"), now.departed.len() as u64);
        let mut latest: Vec<_> = now.events.iter().map(|event| event.updated_at).collect();
        latest.extend(now.departed.iter().map(|event| event.departed_at));
        let latest = latest.into_iter().max().map(|at| at.to_string());
        prop_assert_eq!(index["latest"].as_str(), latest.as_deref());
        for event in &now.events {
            let page = json(&files, &format!("changements/{}.json", in_paris(event.updated_at)));
            let is_it = |it: &Value| it["id"] == event.id.to_string();
            prop_assert_eq!(page["events"].as_array().unwrap().iter().filter(|it| is_it(it)).count(), 1);
        }
    }
}

/// Half past eleven in the evening is the day after in Paris.
#[test]
fn a_day_is_that_of_paris() {
    let mut event = titled(1, "Tard");
    event.updated_at = "2027-10-20T22:30:00Z".parse().unwrap();
    let gone = departed(2, in_reunion(), "2027-10-20T21:59:59Z");
    let material = Material { departed: vec![gone], ..material(&[event], &[]) };
    let files = feeds(&material);
    let days: Vec<_> =
        index(&files)["pages"].as_array().unwrap().iter().map(|page| page["day"].clone()).collect();
    assert_eq!(days, ["2027-10-20", "2027-10-21"]);
}

#[test]
fn a_tombstone_has_its_page_and_its_date_and_no_word() {
    let gone = departed(9, in_reunion(), "2027-10-20T08:00:00Z");
    let (id, path) = (gone.id, gone.path());
    let files = feeds(&Material { departed: vec![gone], ..material(&[], &[]) });
    let page = json(&files, "changements/2027-10-20.json");
    let expected = serde_json::json!([
        { "id": id.to_string(), "url": format!("{BASE_URL}{path}"), "departed_at": "2027-10-20T08:00:00Z" }
    ]);
    assert_eq!((&page["departed"], &page["events"]), (&expected, &serde_json::json!([])));
    assert_eq!(page["licence"]["name"], "Licence Ouverte 2.0");
}

#[test]
fn index_and_pages_are_what_the_schema_says() {
    let mut all = material(&publications(), &[]);
    all.departed = vec![departed(9, in_reunion(), "2027-10-20T08:00:00Z")];
    let validator = Validator::of_changes();
    for material in [material(&[], &[]), all] {
        let files = feeds(&material);
        let of_changes = files
            .iter()
            .filter(|file| file.path.contains("/changements/") && !file.path.ends_with("schema.json"));
        let mut read = 0;
        for file in of_changes {
            let value: Value = serde_json::from_slice(&file.body).unwrap();
            assert_eq!(validator.complaint(&value), None, "{}", file.path);
            assert_eq!(value["$schema"], format!("{BASE_URL}/2027/changements/changements.schema.json"));
            read += 1;
        }
        assert_eq!(read, 1 + index(&files)["pages"].as_array().unwrap().len());
    }
    let mut wrong = index(&feeds(&material(&[titled(1, "Un")], &[])));
    wrong["pages"][0]["day"] = "20 octobre".into();
    assert!(validator.complaint(&wrong).is_some());
}
