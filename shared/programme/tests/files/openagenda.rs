//! The programme as OpenAgenda has it.

use model::attendance::Attendance;
use model::practical::Status;
use model::publication::Publication;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::everything::{everything, saying};
use crate::fixture::{files, link, online, podcast, publication, publications, text};
use crate::standing::{put_off_to_the_twentieth, said_to_be};
use crate::texts::{contents, typed};

fn document(events: &[Publication]) -> Value {
    serde_json::from_str(&text(&files(events), "2027/openagenda.json")).unwrap()
}

fn data(event: &Publication) -> Value {
    document(std::slice::from_ref(event))["events"][0].take()
}

#[test]
fn every_field_has_its_place() {
    let document = document(&[publication(1, everything())]);
    insta::assert_snapshot!("openagenda", serde_json::to_string_pretty(&document).unwrap());
}

#[test]
fn every_event_is_there_within_the_limits() {
    let document = document(&publications());
    assert_eq!(document["total"], publications().len());
    assert_eq!(document["licence"]["name"], "Licence Ouverte 2.0");
    for event in document["events"].as_array().unwrap() {
        for (field, most) in [("title", 140), ("description", 200), ("longDescription", 10_000)] {
            let text = event[field]["fr"].as_str().unwrap();
            assert!((1..=most).contains(&text.chars().count()), "{field}");
        }
        assert!(!event["timings"].as_array().unwrap().is_empty());
        assert_eq!(event["accessibility"].as_object().unwrap().len(), 5);
    }
}

#[test]
fn each_status_is_its_number() {
    let mut moved_online = said_to_be(Status::Scheduled);
    moved_online.content.attendance = Attendance::Online { link: Some(link("https://visio.exemple.fr/")) };
    moved_online.moved_online = true;
    for (event, number) in [
        (said_to_be(Status::Scheduled), 1),
        (put_off_to_the_twentieth(), 2),
        (moved_online, 3),
        (said_to_be(Status::Postponed), 4),
        (said_to_be(Status::Full), 5),
        (said_to_be(Status::Cancelled), 6),
    ] {
        assert_eq!(data(&event)["status"], number);
    }
}

#[test]
fn what_one_can_no_longer_do_is_not_there() {
    let cancelled = data(&said_to_be(Status::Cancelled));
    assert_eq!((&cancelled["registration"], &cancelled["onlineAccessLink"]), (&json!([]), &Value::Null));
    let full = data(&said_to_be(Status::Full));
    assert_eq!((&full["registration"], &full["conditions"]["fr"]), (&json!([]), &json!("Gratuit, complet")));
}

#[test]
fn what_is_available_over_a_period_has_a_timing_for_each_day() {
    let podcast = data(&publication(1, podcast()));
    let timings = podcast["timings"].as_array().unwrap();
    assert_eq!(timings.len(), 27);
    assert_eq!(
        timings[26],
        json!({ "begin": "2027-11-30T00:00:00+01:00", "end": "2027-11-30T23:59:00+01:00" })
    );
    assert_eq!((&podcast["attendanceMode"], &podcast["location"]), (&json!(2), &Value::Null));
}

#[test]
fn the_first_place_is_the_location_and_the_others_are_beside_it() {
    let event = data(&publication(1, everything()));
    assert_eq!(event["location"]["address"], "6 rue des Messageries, 97400 Saint-Denis");
    assert_eq!(event["otherLocations"][0]["city"], "Commune nouvelle");
    assert_eq!(event["otherLocations"][0]["insee"], Value::Null);
    assert_eq!(data(&publication(1, online()))["otherLocations"], json!([]));
}

proptest! {
    #[test]
    fn texts_come_back_to_the_letter(content in contents(), typed in typed()) {
        let event = data(&publication(1, content.clone()));
        prop_assert_eq!(&event["title"]["fr"], content.title.as_str());
        prop_assert_eq!(&event["description"]["fr"], content.summary.as_str());
        prop_assert_eq!(&event["longDescription"]["fr"], content.description.as_str());
        let Some(said) = saying(&typed) else { return Ok(()) };
        let place = said.content.attendance.place().unwrap();
        prop_assert_eq!(&data(&said)["location"]["name"], place.name.as_str());
    }
}
