//! The events that an event's page leads to.

use std::collections::HashMap;

use jiff::civil::{Date, date};
use model::content::Content;
use model::id::EventId;
use model::practical::Status;
use model::publication::Publication;
use model::theme::Theme;
use model::zone::Zone;
use programme::Stage;
use proptest::prelude::*;
use scraper::Html;

use crate::fixture::{
    hybrid, in_reunion, material, online, place, podcast, programme_on, publication, slot, slots,
};
use crate::pages::all;

/// The events to which each event's page leads, in order.
fn related(events: &[Publication], today: Date) -> HashMap<EventId, Vec<EventId>> {
    let by_path: HashMap<_, _> = events.iter().map(|event| (event.path(), event.id)).collect();
    let material = material(events, &[]);
    let files: Vec<_> = programme_on(today, &material).files(Stage::Events).collect();
    let of = |event: &Publication| {
        let path = format!("{}index.html", &event.path()[1..]);
        let file = files.iter().find(|file| file.path == path).unwrap();
        let page = Html::parse_document(std::str::from_utf8(&file.body).unwrap());
        let links = all(&page, "section[aria-labelledby=a-decouvrir] .fr-card__title a");
        (event.id, links.iter().map(|link| by_path[link.attr("href").unwrap()]).collect())
    };
    events.iter().map(of).collect()
}

fn on_a_theme(theme: usize, content: Content) -> Content {
    Content { themes: vec![Theme::usual()[theme].clone()], ..content }
}

fn on_the(day: i8, content: Content) -> Content {
    Content { schedule: slots(Zone::PARIS, vec![slot(day, 9, 10, Zone::PARIS)]), ..content }
}

const EVE: Date = date(2027, 11, 3);

#[test]
fn a_theme_counts_most_then_the_place_then_the_day() {
    let events = [
        on_a_theme(0, on_the(9, hybrid())),
        on_the(9, online()),
        on_the(20, hybrid()),
        on_a_theme(0, on_the(20, online())),
        on_a_theme(0, on_the(20, hybrid())),
        on_a_theme(1, podcast()),
    ];
    let events: Vec<_> = (1..).zip(events).map(|(number, content)| publication(number, content)).collect();
    let ids = |places: &[usize]| places.iter().map(|at| events[*at].id).collect::<Vec<_>>();
    assert_eq!(related(&events, EVE)[&events[0].id], ids(&[4, 3, 2, 1, 5]));
}

#[test]
fn the_same_region_is_nearer_than_another() {
    let at = |number, postcode: &str, commune: &str| {
        let places = place("Mairie", None, postcode, commune).into();
        let attendance = model::attendance::Attendance::OnSite { places };
        publication(number, Content { attendance, ..on_the(8 + i8::try_from(number).unwrap(), hybrid()) })
    };
    // Rennes; then Lyon, Quimper, Lille, Fougères.
    let events = [
        at(1, "35000", "35238"),
        at(2, "69001", "69123"),
        at(3, "29000", "29232"),
        at(4, "59000", "59350"),
        at(5, "35300", "35115"),
    ];
    let ids = [4, 2, 1].map(|at| events[at].id);
    assert_eq!(related(&events, EVE)[&events[0].id], ids, "made up to three with the next one");
}

#[test]
fn those_to_come_are_preferred_and_those_that_are_over_are_better_than_nothing() {
    let themed = |number, day| publication(number, on_a_theme(0, on_the(day, online())));
    let events: Vec<_> =
        (1..=5).map(|number| themed(number, 4 + 2 * i8::try_from(number).unwrap())).collect();
    let ids = |places: &[usize]| places.iter().map(|at| events[*at].id).collect::<Vec<_>>();
    // On 6, 8, 10, 12 and 14 November.
    let of_third = |day| related(&events, date(2027, 11, day))[&events[2].id].clone();
    assert_eq!(of_third(3), ids(&[1, 3, 0, 4]));
    assert_eq!(of_third(9), ids(&[3, 4, 1]), "two to come, and the nearest of the others");
    assert_eq!(of_third(30), ids(&[1, 3, 0]));
}

#[test]
fn an_event_alone_leads_to_none() {
    let events = [publication(1, in_reunion())];
    assert_eq!(related(&events, EVE)[&events[0].id], []);
    let material = material(&events, &[]);
    let page = programme_on(EVE, &material).files(Stage::Events).next().unwrap();
    assert!(!String::from_utf8(page.body).unwrap().contains("À découvrir aussi"));
}

fn any_event() -> impl Strategy<Value = Content> {
    let base = prop::sample::select(vec![in_reunion(), hybrid(), online(), podcast()]);
    (base, prop::option::of(1..28i8), prop::collection::btree_set(0..8usize, 0..3)).prop_map(
        |(content, day, themes)| {
            let content = match day {
                Some(day) => on_the(day, content),
                None => content,
            };
            Content { themes: themes.into_iter().map(|at| Theme::usual()[at].clone()).collect(), ..content }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn never_itself_never_one_that_does_not_take_place_never_more_than_six_whatever_the_order(
        events in prop::collection::vec((any_event(), prop::sample::select(&Status::ALL[..])), 1..20),
        today in (1..30i8).prop_map(|day| date(2027, 11, day)),
    ) {
        let event = |(number, (content, status)): (u8, &(Content, Status))| {
            Publication { status: *status, ..publication(number, content.clone()) }
        };
        let mut events: Vec<_> = (0..).zip(&events).map(event).collect();
        let found = related(&events, today);
        let takes_place: HashMap<_, _> = events.iter().map(|event| (event.id, event.takes_place())).collect();
        let candidates = takes_place.values().filter(|takes_place| **takes_place).count();
        for (id, others) in &found {
            prop_assert!(!others.contains(id) && others.len() <= 6);
            prop_assert!(others.iter().all(|other| takes_place[other]));
            let mut once = others.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), others.len());
            prop_assert!(others.len() >= 3.min(candidates - usize::from(takes_place[id])));
        }
        events.reverse();
        prop_assert_eq!(related(&events, today), found);
    }
}
