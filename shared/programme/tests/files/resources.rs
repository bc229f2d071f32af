//! Podcasts and training modules: by format, as long as they are there.

use jiff::civil::{Date, date};
use model::content::Content;
use model::practical::Status;
use model::publication::Publication;
use model::schedule::{Period, Schedule};
use model::vocabulary::Format;
use programme::Stage;
use scraper::Html;

use crate::fixture::{hybrid, material, podcast, programme_on, publication, text};
use crate::pages::all;

fn resource(number: u8, title: &str, format: Format, from: i8, to: i8) -> Publication {
    let period = Period::new(date(2027, 11, from), date(2027, 11, to)).unwrap();
    let title = title.to_owned().try_into().unwrap();
    publication(number, Content { title, format, schedule: Schedule::Period { period }, ..podcast() })
}

fn page_on(today: Date, events: &[Publication]) -> String {
    let material = material(events, &[]);
    let lists: Vec<_> = programme_on(today, &material).files(Stage::Lists).collect();
    text(&lists, "2027/ressources/index.html")
}

/// Each heading, and each title under it.
fn outline(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    all(&page, "main h2, main h3").iter().map(|heading| heading.text().collect()).collect()
}

#[test]
fn they_are_by_format_those_that_end_first_before_and_what_is_over_last() {
    let mut events = vec![
        resource(1, "Jusqu’au 30", Format::Podcast, 4, 30),
        resource(2, "Jusqu’au 20", Format::Podcast, 15, 20),
        resource(3, "Un module", Format::ModuleDeFormation, 4, 30),
        resource(4, "Fini", Format::Podcast, 4, 8),
        resource(5, "Annulé", Format::Podcast, 4, 30),
        publication(6, hybrid()),
    ];
    events[4].status = Status::Cancelled;
    let expected = [
        "Podcasts",
        "Jusqu’au 20",
        "Jusqu’au 30",
        "Modules de formation",
        "Un module",
        "Ce qui n’est plus disponible",
        "Fini",
    ];
    assert_eq!(outline(&page_on(date(2027, 11, 9), &events)), expected);
    events.reverse();
    let page = page_on(date(2027, 11, 9), &events);
    assert_eq!(outline(&page), expected);
    assert!(page.contains("Disponible du 15 au 20\u{a0}novembre 2027"));
    let on_the_last_day = outline(&page_on(date(2027, 11, 8), &events));
    assert!(
        !on_the_last_day.contains(&"Ce qui n’est plus disponible".to_owned()),
        "the last day is one of them"
    );
}

#[test]
fn none_yet_is_no_dead_end() {
    let page = page_on(date(2027, 11, 9), &[publication(6, hybrid())]);
    insta::assert_snapshot!(&page[page.find("<main").unwrap()..page.find("</main>").unwrap()]);
}
