//! Feeds, maps and heads of pages against the rules of their formats.

use std::collections::HashSet;

use geojson::{FeatureCollection, GeometryValue};
use model::attendance::{Attendance, Places};
use model::content::Content;
use model::practical::Status;
use model::publication::Publication;
use programme::Stage;
use scraper::Html;
use serde_json::{Value, json};

use crate::everything::everything;
use crate::fixture::{
    BASE_URL, hybrid, in_reunion, material, online, place, podcast, programme, publication, publications,
    text,
};
use crate::pages::text_of;
use crate::standing::{put_off_to_the_twentieth, said_to_be};

/// Of every kind.
fn events() -> Vec<Publication> {
    let mut all = publications();
    all.push(publication(20, everything()));
    let others = Status::ALL.map(said_to_be).into_iter().chain([put_off_to_the_twentieth()]);
    all.extend((30..).zip(others).map(|(number, event)| {
        let id = publication(number, podcast()).id;
        Publication { id, ..event }
    }));
    all
}

fn feeds(events: &[Publication], end: &str) -> String {
    let material = material(events, &[]);
    text(&programme(&material).files(Stage::Feeds).collect::<Vec<_>>(), end)
}

fn map(events: &[Publication]) -> Value {
    serde_json::from_str(&feeds(events, "2027/programme.geojson")).unwrap()
}

/// RFC 4287 §4.1: what a feed and an entry must have, and how often.
#[test]
fn the_feed_is_what_atom_asks() {
    let events = events();
    let feed = feed_rs::parser::parse(feeds(&events, "2027/evenements.atom").as_bytes()).unwrap();
    assert!(!feed.id.is_empty() && feed.title.is_some() && feed.updated.is_some());
    assert!(!feed.authors.is_empty(), "else each entry must have one");
    let rel = |name: &str| feed.links.iter().filter(|link| link.rel.as_deref() == Some(name)).count();
    assert_eq!((rel("self"), rel("alternate"), rel("license")), (1, 1, 1));
    let ids: HashSet<_> = feed.entries.iter().map(|entry| &entry.id).collect();
    assert_eq!(ids.len(), events.len());
    for entry in &feed.entries {
        assert!(entry.id.starts_with("tag:"), "an IRI");
        assert!(entry.title.as_ref().is_some_and(|title| !title.content.is_empty()));
        assert!(entry.updated.unwrap() >= entry.published.unwrap());
        assert_eq!(entry.links.iter().filter(|link| link.rel.as_deref() == Some("alternate")).count(), 1);
        assert!(entry.summary.is_some() && entry.content.as_ref().unwrap().body.is_some());
        assert!(entry.categories.iter().all(|category| !category.term.is_empty()));
    }
}

/// RFC 7946, by the words of the standard, then by the library's reading.
#[test]
fn the_map_is_what_geojson_asks() {
    let events = events();
    let map = map(&events);
    assert_eq!(map["type"], "FeatureCollection");
    assert_eq!(map["licence"]["name"], "Licence Ouverte 2.0");
    assert_eq!(map["sources"], json!(["GeoNames (CC BY 4.0)"]));
    for never in ["crs", "coordinates", "geometries", "geometry", "properties"] {
        assert!(map.get(never).is_none(), "§7.1: {never}");
    }
    let features = map["features"].as_array().unwrap();
    assert_eq!(features.len(), events.len());
    let on_earth = |position: &Value| {
        let [longitude, latitude] = [&position[0], &position[1]].map(|number| number.as_f64().unwrap());
        assert_eq!(position.as_array().unwrap().len(), 2);
        assert!((-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude));
    };
    for feature in features {
        assert_eq!(feature["type"], "Feature");
        assert!(feature["id"].is_string() && feature["properties"].is_object());
        let geometry = feature.get("geometry").expect("§3.2: null where there is none");
        let is_placed = !geometry.is_null();
        assert_eq!(feature["properties"]["precision"].as_str(), is_placed.then_some("commune"));
        match geometry["type"].as_str() {
            Some("Point") => on_earth(&geometry["coordinates"]),
            Some("MultiPoint") => geometry["coordinates"].as_array().unwrap().iter().for_each(on_earth),
            other => assert_eq!(other, None),
        }
    }
    let read: FeatureCollection = feeds(&events, "2027/programme.geojson").parse().unwrap();
    assert_eq!(read.features.len(), events.len());
}

/// Longitude first (§3.1.1).
#[test]
fn a_point_is_the_centre_of_its_commune() {
    let two_towns = Content {
        attendance: Attendance::OnSite {
            places: Places::try_from(vec![
                place("Mairie", None, "35000", "35238"),
                place("Autre salle", None, "35200", "35238"),
                place("Mairie", None, "75004", "75056"),
            ])
            .unwrap(),
        },
        ..hybrid()
    };
    let unknown = Content {
        attendance: Attendance::OnSite { places: place("Mairie", None, "01400", "01001").into() },
        ..in_reunion()
    };
    let of = |content: Content| map(&[publication(1, content)])["features"][0]["geometry"].take();
    assert_eq!(of(in_reunion()), json!({ "type": "Point", "coordinates": [55.45, -20.882] }));
    assert_eq!(
        of(two_towns),
        json!({ "type": "MultiPoint", "coordinates": [[-1.674, 48.111], [2.349, 48.853]] })
    );
    assert_eq!(of(unknown), Value::Null, "no centre is known");
    assert_eq!(of(online()), Value::Null);
    let first = of(everything());
    assert_eq!(first["type"], "Point", "the other is in no list");
    let read: FeatureCollection = feeds(&[publication(1, in_reunion())], "geojson").parse().unwrap();
    let geometry = read.features[0].geometry.as_ref().unwrap();
    assert!(
        matches!(&geometry.value, GeometryValue::Point { coordinates } if coordinates.as_slice() == [55.45, -20.882])
    );
}

#[test]
fn a_feature_says_what_a_map_shows() {
    let map = map(&[publication(20, everything())]);
    insta::assert_snapshot!("geojson", serde_json::to_string_pretty(&map).unwrap());
}

/// The properties that Google requires of an Event (name, startDate, location with its address), and what it says of those that
/// it recommends (developers.google.com/search/docs/appearance/structured-data/event).
#[test]
fn the_head_of_every_page_is_what_search_engines_ask() {
    const STATUSES: [&str; 5] =
        ["EventScheduled", "EventCancelled", "EventPostponed", "EventRescheduled", "EventMovedOnline"];
    let events = events();
    let material = material(&events, &[]);
    let programme = programme(&material);
    let pages: Vec<_> = programme.files(Stage::Events).collect();
    let mut slots = 0;
    for event in &events {
        let page = Html::parse_document(&text(&pages, &format!("{}index.html", &event.path()[1..])));
        let head: Value =
            serde_json::from_str(&text_of(&page, "script[type='application/ld+json']")).unwrap();
        for slot in head.as_array().unwrap() {
            slots += 1;
            assert_eq!((&slot["@context"], &slot["@type"]), (&json!("https://schema.org"), &json!("Event")));
            for required in ["name", "startDate", "description", "url"] {
                assert!(slot[required].as_str().is_some_and(|text| !text.is_empty()), "{required}: {slot}");
            }
            let full = |address: &Value| address.as_str().is_some_and(|it| it.starts_with("http"));
            let locations = slot["location"].as_array().unwrap();
            assert!(!locations.is_empty());
            for location in locations {
                match location["@type"].as_str().unwrap() {
                    "Place" => {
                        assert!(location["name"].is_string());
                        assert_eq!(location["address"]["@type"], "PostalAddress");
                        assert!(location["address"]["addressLocality"].is_string());
                        assert_eq!(location["address"]["addressCountry"], "FR");
                    }
                    other => assert_eq!((other, full(&location["url"])), ("VirtualLocation", true)),
                }
            }
            let is_date = |text: &Value| {
                let text = text.as_str().unwrap();
                text.parse::<jiff::civil::Date>().is_ok_and(|_| text.len() == 10)
                    || (text.len() == 25 && text.parse::<jiff::Timestamp>().is_ok())
            };
            assert!(is_date(&slot["startDate"]) && is_date(&slot["endDate"]), "{slot}");
            let status = slot["eventStatus"].as_str().unwrap().strip_prefix("https://schema.org/").unwrap();
            assert!(STATUSES.contains(&status), "{status}");
            assert_eq!(slot["previousStartDate"].is_string(), status == "EventRescheduled");
            let online = locations.iter().filter(|it| it["@type"] == "VirtualLocation").count();
            let mode = match (locations.len() - online, online) {
                (0, _) => "OnlineEventAttendanceMode",
                (_, 0) => "OfflineEventAttendanceMode",
                _ => "MixedEventAttendanceMode",
            };
            assert_eq!(slot["eventAttendanceMode"], format!("https://schema.org/{mode}"));
            assert!(slot["organizer"]["name"].is_string());
            for image in slot["image"].as_array().into_iter().flatten() {
                assert!(image.as_str().unwrap().starts_with(&format!("{BASE_URL}/images/")));
            }
            if let Some(offer) = slot.get("offers") {
                assert_eq!((&offer["price"], &offer["priceCurrency"]), (&json!(0), &json!("EUR")));
                assert!(full(&offer["url"]));
            }
        }
    }
    assert!(slots > events.len());
}
