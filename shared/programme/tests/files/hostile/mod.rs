//! A million texts that attack: each comes back to the letter wherever it is written, and none is more than a text.
//!
//! A programme of many events has another text in every field that takes one, so that one rendering tries more than a thousand.
//! Beside it stands a programme of the same shape whose every text is a word: what is not the same in both was typed.

mod whole;

use model::attendance::{Attendance, Place};
use model::material::Material;
use model::publication::Publication;
use model::registration::Contact;
use model::territory::Town;
use model::text::{Line, Prose};
use programme::{File, Stage};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use scraper::Html;
use serde_json::Value;

use self::whole::{in_calendars, in_data, in_the_feed, in_the_table, on_its_page};
use crate::everything::everything;
use crate::fixture::{material, programme, publication, text};
use crate::pages::all;
use crate::texts::typed;

/// How many texts an event has.
const FIELDS: usize = 16;

/// A word for whatever a field refuses.
const WORD: &str = "mot";

/// The typed texts, one after the other, each cut to what its field takes.
struct Typed<'a> {
    texts: std::slice::Iter<'a, String>,
    taken: usize,
}

impl Typed<'_> {
    fn cut(&mut self, most: usize) -> String {
        let typed = self.texts.next().expect("as many as fields");
        typed.chars().take(most).collect()
    }

    fn line<const MAX: usize>(&mut self) -> Line<MAX> {
        let line = Line::parse(&self.cut(MAX)).ok();
        self.taken += usize::from(line.is_some());
        line.unwrap_or_else(|| Line::parse(WORD).unwrap())
    }

    /// In one line, where each one more would be a line of the page.
    fn prose<const MAX: usize>(&mut self) -> Prose<MAX> {
        let line: Line<MAX> = self.line();
        Prose::parse(line.as_str()).unwrap()
    }
}

/// An event that says these texts, in every field that takes one.
fn event(number: u8, typed: &mut Typed<'_>) -> Publication {
    let mut content = everything();
    content.title = typed.line();
    content.summary = typed.line();
    content.description = Prose::parse(&typed.cut(2_000)).unwrap_or_else(|_| Prose::parse(WORD).unwrap());
    content.themes[0].label = typed.line();
    let mut places: Vec<Place> = content.attendance.places().cloned().collect();
    places[0].name = typed.line();
    places[0].address = Some(typed.line());
    places[1].name = typed.line();
    let Town::Named { name, .. } = &mut places[1].town else { unreachable!() };
    *name = typed.line();
    let link = content.attendance.link().cloned();
    content.attendance = Attendance::Hybrid { places: places.try_into().unwrap(), link };
    content.accessibility.details = Some(typed.prose());
    content.accessibility.contact = Some(typed.line());
    content.organisation.name = typed.line();
    content.organisation.partners[1] = typed.line();
    content.contact = content.contact.map(|contact| Contact { name: Some(typed.line()), ..contact });
    let picture = content.picture.as_mut().unwrap();
    (picture.alt, picture.credit) = (Some(typed.line()), typed.line());
    let news = Some(typed.prose());
    Publication { news, ..publication(number, content) }
}

/// The texts that must be wherever the whole of an event is, but those of the description.
fn lines(event: &Publication) -> Vec<&str> {
    let content = &event.content;
    let places = content.attendance.places().flat_map(|place| {
        [Some(place.name.as_str()), place.address.as_ref().map(Line::as_str), Some(place.town.name())]
    });
    let accessibility = &content.accessibility;
    let contact = content.contact.as_ref().and_then(|contact| contact.name.as_ref());
    let others = [
        Some(content.title.as_str()),
        Some(content.summary.as_str()),
        Some(content.themes[0].label.as_str()),
        accessibility.details.as_ref().map(Prose::as_str),
        accessibility.contact.as_ref().map(Line::as_str),
        Some(content.organisation.name.as_str()),
        Some(content.organisation.partners[1].as_str()),
        contact.map(Line::as_str),
        content.picture.as_ref().map(|picture| picture.credit.as_str()),
        event.news.as_ref().map(Prose::as_str),
    ];
    places.chain(others).flatten().collect()
}

/// The pages and files in which an event is whole.
struct Rendered {
    pages: Vec<Html>,
    files: Vec<File>,
}

impl Rendered {
    fn of(material: &Material, events: &[Publication]) -> Self {
        let programme = programme(material);
        let rendered: Vec<_> = programme.files(Stage::Events).collect();
        let page = |event: &Publication| {
            let page = Html::parse_document(&text(&rendered, &format!("{}index.html", &event.path()[1..])));
            assert!(page.errors.is_empty(), "{:?}", page.errors);
            page
        };
        Self { pages: events.iter().map(page).collect(), files: programme.files(Stage::Feeds).collect() }
    }

    fn json(&self, end: &str) -> Value {
        serde_json::from_str(&text(&self.files, end)).unwrap()
    }
}

/// The elements of a page and the names of their attributes, but those that the lines of the description make.
fn bones(page: &Html) -> Vec<(String, Vec<String>)> {
    let elements = all(page, ":not(div.long-text > p, div.long-text > p > br)");
    let names = |element: &scraper::ElementRef<'_>| {
        let mut names: Vec<_> = element.value().attrs().map(|(name, _)| name.to_owned()).collect();
        names.sort_unstable();
        names
    };
    elements.iter().map(|element| (element.value().name().to_owned(), names(element))).collect()
}

/// Tries them; says how many the fields took.
fn attack(texts: &[String]) -> usize {
    let mut typed = Typed { texts: texts.iter(), taken: 0 };
    let events: Vec<_> =
        (0..u8::try_from(texts.len() / FIELDS).unwrap()).map(|number| event(number, &mut typed)).collect();
    let words = vec![WORD.to_owned(); texts.len()];
    let mut plain = Typed { texts: words.iter(), taken: 0 };
    let plain: Vec<_> = events.iter().zip(0..).map(|(_, number)| event(number, &mut plain)).collect();
    let rendered = Rendered::of(&material(&events, &[]), &events);
    let harmless = Rendered::of(&material(&plain, &[]), &plain);
    for ((event, page), harmless) in events.iter().zip(&rendered.pages).zip(&harmless.pages) {
        on_its_page(event, page, harmless);
    }
    in_calendars(&events, &text(&rendered.files, "2027/programme.ics"));
    in_the_table(&events, &text(&rendered.files, "2027/programme.csv"));
    in_the_feed(&events, &rendered);
    in_data(&events, &rendered);
    typed.taken
}

/// As many texts as a programme of so many events says.
fn texts(runner: &mut TestRunner, events: usize) -> Vec<String> {
    let strategy = typed();
    (0..events * FIELDS).map(|_| strategy.new_tree(runner).unwrap().current()).collect()
}

/// So many renderings; what is tried is the same every time.
fn attacks(renderings: usize, events: usize) -> usize {
    let mut runner = TestRunner::deterministic();
    (0..renderings).map(|_| attack(&texts(&mut runner, events))).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]
    /// Other texts every time, few enough events to see what failed.
    #[test]
    fn whatever_is_typed_in_every_field_comes_back(texts in prop::collection::vec(typed(), 5 * FIELDS)) {
        attack(&texts);
    }
}

#[test]
fn ten_thousand_hostile_texts_are_texts() {
    assert!(attacks(8, 100) > 10_000);
}

#[test]
#[ignore = "a million texts take minutes: run by make test-long"]
fn a_million_hostile_texts_are_texts() {
    assert!(attacks(720, 100) > 1_000_000);
}
