//! What an organiser has said of an event since it was published: nobody comes in vain, nobody registers in vain.

use jiff::civil::date;
use model::attendance::Attendance;
use model::practical::Status;
use model::publication::Publication;
use model::text::Prose;
use model::zone::Zone;
use programme::{TitleLevel, published_article};
use scraper::Html;
use serde_json::Value;

use crate::calendar::{unescaped, values};
use crate::everything::everything;
use crate::fixture::{files, link, publication, slot, slots, text};
use crate::pages::{all, page_of, text_of};

const JOIN: &str = "https://visio.exemple.fr/simplifier";
const REGISTER: &str = "https://inscription.exemple.fr/simplifier";

pub(crate) fn said_to_be(status: Status) -> Publication {
    let news = Prose::parse("La salle est fermée.\n\nMerci de votre compréhension.").unwrap();
    Publication { status, news: Some(news), ..publication(1, everything()) }
}

pub(crate) fn put_off_to_the_twentieth() -> Publication {
    let mut event = said_to_be(Status::Postponed);
    let Some(zone) = event.content.attendance.place().map(|place| Zone::of(&place.town)) else {
        unreachable!()
    };
    let new = slots(zone, vec![slot(20, 10, 12, zone)]);
    event.earlier = Some(std::mem::replace(&mut event.content.schedule, new));
    event
}

/// Everything that is written of an event, but the words of its description.
fn written(event: &Publication) -> String {
    let files = files(std::slice::from_ref(event));
    files.iter().map(|file| std::str::from_utf8(&file.body).unwrap()).collect()
}

fn head(event: &Publication) -> Value {
    serde_json::from_str::<Value>(&text_of(&page_of(event), "script")).unwrap()[0].take()
}

fn status(event: &Publication) -> String {
    let status = head(event)["eventStatus"].as_str().unwrap().to_owned();
    status.trim_start_matches("https://schema.org/").to_owned()
}

fn calendar(event: &Publication) -> String {
    text(&files(std::slice::from_ref(event)), "evenement.ics")
}

fn list(event: &Publication) -> Html {
    Html::parse_document(&text(&files(std::slice::from_ref(event)), "evenements/index.html"))
}

fn data(event: &Publication) -> Value {
    let data = text(&files(std::slice::from_ref(event)), "programme.json");
    serde_json::from_str::<Value>(&data).unwrap()["events"][0].take()
}

#[test]
fn a_scheduled_event_can_be_joined_and_registered_for() {
    let written = written(&said_to_be(Status::Scheduled));
    assert!(written.contains(JOIN) && written.contains(REGISTER));
}

#[test]
fn a_cancelled_event_stays_and_leads_nowhere() {
    let event = said_to_be(Status::Cancelled);
    let written = written(&event);
    for door in [JOIN, REGISTER, "atelier+mois", "atelier%2Bmois", "0262 12 34 56"] {
        assert!(!written.contains(door), "{door}");
    }
    let page = page_of(&event);
    assert!(text_of(&page, "h1").starts_with("Annulé\u{a0}– Simplifier"));
    assert!(text_of(&page, "title").starts_with("Annulé\u{a0}– Simplifier"));
    assert_eq!(text_of(&page, ".fr-badge--error"), "Annulé");
    assert_eq!(text_of(&list(&event), ".fr-badge--error"), "Annulé");
    assert!(text_of(&list(&event), ".fr-card__title").starts_with("Annulé\u{a0}– "));
    let calendar = calendar(&event);
    assert_eq!(values(&calendar, "STATUS"), ["CANCELLED"; 2]);
    assert_eq!(values(&calendar, "TRANSP"), ["TRANSPARENT"; 2]);
    assert!(unescaped(&values(&calendar, "SUMMARY")[0]).starts_with("ANNULÉ\u{a0}– Simplifier"));
    assert_eq!(status(&event), "EventCancelled");
    assert_eq!(head(&event)["offers"], Value::Null);
    let data = data(&event);
    assert_eq!(data["status"]["code"], "cancelled");
    assert_eq!(data["title"], event.content.title.as_str());
    assert!(["registration", "registration_link", "online_link"].iter().all(|field| data[field].is_null()));
    insta::assert_snapshot!(
        "cancelled_article",
        published_article(&event, TitleLevel::H1, date(2027, 11, 1))
    );
}

#[test]
fn nothing_is_left_of_a_link_where_an_online_event_is_cancelled() {
    let mut event = said_to_be(Status::Cancelled);
    event.content.attendance = Attendance::Online { link: Some(link(JOIN)) };
    assert_eq!(unescaped(&values(&calendar(&event), "LOCATION")[0]), "En ligne");
    assert!(!written(&event).contains(JOIN));
}

#[test]
fn a_full_event_says_so_and_asks_nobody_to_register() {
    let event = said_to_be(Status::Full);
    let written = written(&event);
    assert!(written.contains(JOIN) && !written.contains(REGISTER));
    assert_eq!(text_of(&list(&event), ".fr-badge--warning"), "Complet");
    assert!(text_of(&page_of(&event), "dl").contains("Complet\u{a0}: il ne reste plus de place."));
    assert_eq!(values(&calendar(&event), "STATUS"), ["CONFIRMED"; 2]);
    assert_eq!(status(&event), "EventScheduled");
    assert_eq!(head(&event)["offers"]["availability"], "https://schema.org/SoldOut");
    assert_eq!(head(&event)["potentialAction"], Value::Null);
}

#[test]
fn an_event_put_off_to_no_date_yet_shows_no_old_date_as_if_it_held() {
    let event = said_to_be(Status::Postponed);
    let page = page_of(&event);
    let former: Vec<String> = all(&page, "dd s").iter().map(|date| date.text().collect()).collect();
    assert_eq!(former.len(), 2);
    assert_eq!(text_of(&page, "dd li"), "Date à venir");
    let list = list(&event);
    assert_eq!(text_of(&list, ".fr-icon-time-line"), "Date à venir");
    assert_eq!(text_of(&list, ".fr-badge--warning"), "Reporté");
    let calendar = calendar(&event);
    assert_eq!(values(&calendar, "STATUS"), ["CANCELLED"; 2]);
    assert!(unescaped(&values(&calendar, "SUMMARY")[0]).starts_with("REPORTÉ\u{a0}– Simplifier"));
    let description = unescaped(&values(&calendar, "DESCRIPTION")[0]);
    assert!(
        !description.contains("mardi 9") && description.contains("La salle est fermée."),
        "{description}"
    );
    assert_eq!(status(&event), "EventPostponed");
    insta::assert_snapshot!(
        "postponed_article",
        published_article(&event, TitleLevel::H1, date(2027, 11, 1))
    );
}

#[test]
fn an_event_put_off_to_another_date_is_there_on_that_date() {
    let event = put_off_to_the_twentieth();
    assert_eq!(values(&calendar(&event), "DTSTART;TZID=Indian/Reunion"), ["20271120T100000"]);
    assert_eq!(values(&calendar(&event), "STATUS"), ["CONFIRMED"]);
    assert_eq!(status(&event), "EventRescheduled");
    assert_eq!(head(&event)["previousStartDate"], "2027-11-09T10:00:00+04:00");
    assert_eq!(all(&page_of(&event), "dd s").len(), 2);
    assert_eq!(all(&list(&event), "#jour-2027-11-20").len(), 1);
    assert_eq!(all(&list(&event), "#jour-2027-11-09").len(), 0);
    assert_eq!(data(&event)["earlier_schedule"]["slots"].as_array().unwrap().len(), 2);
}

#[test]
fn a_date_that_still_holds_is_not_struck() {
    let mut event = put_off_to_the_twentieth();
    event.content.schedule = event.earlier.clone().unwrap();
    assert!(all(&page_of(&event), "dd s").is_empty());
}

#[test]
fn an_event_that_moves_online_says_so() {
    let mut event = said_to_be(Status::Scheduled);
    event.content.attendance = Attendance::Online { link: Some(link(JOIN)) };
    event.moved_online = true;
    assert_eq!(status(&event), "EventMovedOnline");
    assert_eq!(text_of(&page_of(&event), ".fr-alert--info"), "\nCet événement a désormais lieu en ligne.\n");
    assert_eq!(data(&event)["moved_online"], true);
}

/// What the home invites to takes place.
#[test]
fn the_home_counts_and_shows_what_takes_place() {
    let numbered = |number, status| Publication { status, ..publication(number, everything()) };
    let events = [
        numbered(1, Status::Scheduled),
        numbered(2, Status::Cancelled),
        numbered(3, Status::Postponed),
        numbered(4, Status::Full),
    ];
    let home = Html::parse_document(&text(&files(&events), "2027/index.html"));
    assert_eq!(all(&home, ".fr-card").len(), 2);
    let main = text_of(&home, "main");
    assert!(main.contains("3\u{a0}événements sont annoncés"), "{main}");
    let list = Html::parse_document(&text(&files(&events), "evenements/index.html"));
    assert_eq!(all(&list, "#jour-2027-11-09").len(), 1);
    assert_eq!(all(&list, ".fr-card").len(), 8);
}
