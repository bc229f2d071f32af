//! The feed of the events, read back by another parser.

use feed_rs::model::{Feed, FeedType};
use model::practical::Status;
use model::publication::Publication;
use proptest::prelude::*;
use scraper::Html;

use crate::everything::saying;
use crate::fixture::{files, in_reunion, publication, publications, text};
use crate::pages::all;
use crate::standing::{put_off_to_the_twentieth, said_to_be};
use crate::texts::typed;

fn feed_of(events: &[Publication]) -> Feed {
    feed_rs::parser::parse(text(&files(events), "2027/evenements.atom").as_bytes()).expect("a feed")
}

fn title_of(event: Publication) -> String {
    feed_of(&[event]).entries[0].title.as_ref().unwrap().content.clone()
}

fn told_of(event: Publication) -> String {
    feed_of(&[event]).entries[0].content.as_ref().unwrap().body.clone().unwrap()
}

#[test]
fn feed() {
    insta::assert_snapshot!("events_atom", text(&files(&publications()), "2027/evenements.atom"));
}

#[test]
fn what_changed_last_comes_first() {
    let events = publications();
    let feed = feed_of(&events);
    assert_eq!(
        (feed.feed_type, feed.id.as_str()),
        (FeedType::Atom, "tag:mois.exemple.gouv.fr,2027:evenements")
    );
    assert_eq!(feed.language.as_deref(), Some("fr"));
    let licence = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/";
    assert_eq!(feed.rights.as_ref().unwrap().content, format!("Licence Ouverte 2.0 ({licence})"));
    assert!(feed.links.iter().any(|link| link.rel.as_deref() == Some("license") && link.href == licence));
    assert_eq!(feed.updated.unwrap().to_rfc3339(), "2027-10-20T15:00:00+00:00");
    let own = "https://mois.exemple.gouv.fr/2027/evenements.atom";
    assert!(feed.links.iter().any(|link| link.rel.as_deref() == Some("self") && link.href == own));
    let changed = &events[0];
    let first = &feed.entries[0];
    assert_eq!(first.id, format!("tag:mois.exemple.gouv.fr,2027:evenements/{}", changed.id));
    assert_eq!(first.links[0].href, format!("https://mois.exemple.gouv.fr{}", changed.path()));
    assert_eq!(first.updated.unwrap().timestamp(), changed.updated_at.as_second());
    assert_eq!(first.published.unwrap().timestamp(), changed.published_at.as_second());
    assert_eq!(first.categories[0].term, changed.content.format.label());
    assert_eq!(feed.entries.len(), events.len());
    assert!(feed.entries.is_sorted_by_key(|entry| std::cmp::Reverse(entry.updated)));
}

#[test]
fn the_oldest_leave_it_beyond_a_hundred() {
    let event = |number: u8| {
        let event = publication(number, in_reunion());
        let updated_at = event.updated_at + jiff::SignedDuration::from_mins(i64::from(number));
        Publication { updated_at, ..event }
    };
    let events: Vec<_> = (0..=100).map(event).collect();
    let feed = feed_of(&events);
    assert_eq!(feed.entries.len(), 100);
    assert!(feed.entries[0].id.ends_with(&events[100].id.to_string()));
    assert!(feed.entries.iter().all(|entry| !entry.id.ends_with(&events[0].id.to_string())));
}

#[test]
fn a_feed_without_an_event_is_a_feed() {
    let feed = feed_of(&[]);
    assert_eq!(
        (feed.entries.len(), feed.updated.unwrap().to_rfc3339().as_str()),
        (0, "2027-01-01T00:00:00+00:00")
    );
}

#[test]
fn what_does_not_take_place_stays_and_says_so() {
    assert!(title_of(said_to_be(Status::Cancelled)).starts_with("Annulé\u{a0}– Simplifier"));
    assert!(title_of(said_to_be(Status::Postponed)).starts_with("Reporté\u{a0}– Simplifier"));
    assert!(title_of(put_off_to_the_twentieth()).starts_with("Simplifier"));
    let put_off = told_of(said_to_be(Status::Postponed));
    assert!(!put_off.contains("Mardi 9") && put_off.contains("La salle est fermée."), "{put_off}");
    let moved = told_of(put_off_to_the_twentieth());
    assert!(moved.contains("Samedi 20") && moved.contains("(heure de La Réunion)"), "{moved}");
}

#[test]
fn the_home_and_the_list_say_where_it_is() {
    let files = files(&publications());
    for path in ["2027/index.html", "2027/evenements/index.html"] {
        let page = Html::parse_document(&text(&files, path));
        let css = "link[rel=alternate][type='application/atom+xml'][href='/2027/evenements.atom']";
        assert_eq!(all(&page, css).len(), 1, "{path}");
    }
}

proptest! {
    #[test]
    fn whatever_is_typed_is_a_feed_to_the_letter(typed in typed()) {
        let Some(mut event) = saying(&typed) else { return Ok(()) };
        let Ok(title) = typed.try_into() else { return Ok(()) };
        event.content.title = title;
        let feed = feed_of(std::slice::from_ref(&event));
        prop_assert_eq!(feed.entries.len(), 1);
        let entry = &feed.entries[0];
        prop_assert_eq!(entry.title.as_ref().unwrap().content.trim(), event.content.title.as_str().trim());
        prop_assert_eq!(entry.categories.len(), 3);
        prop_assert_eq!(&entry.categories[1].term, event.content.themes[0].label.as_str());
        let told = entry.content.as_ref().unwrap().body.as_deref().unwrap();
        prop_assert!(told.contains(event.news.as_ref().unwrap().as_str()), "{told}");
    }
}
