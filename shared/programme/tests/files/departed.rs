//! An event that has left the programme: its address stays, and says so without any of its words.

use jiff::Timestamp;
use jiff::civil::date;
use model::content::Content;
use model::edition::Edition;
use model::material::{Departed, Material};
use model::publication::{Listing, Publication};
use proptest::prelude::*;
use scraper::Html;

use crate::fixture::{
    BASE_URL, all_files, in_reunion, issues, material, programme, publication, publications, text,
};
use crate::pages::{all, text_of};

/// What is left of an event that leaves that day in November.
pub(crate) fn departed(event: &Publication) -> Departed {
    let left: Timestamp = "2027-11-02T09:15:00Z".parse().unwrap();
    let listing = Listing { sequence: event.sequence, ..Listing::first(None, "", event.published_at) };
    Departed::of(event.clone(), &listing.changed(None, left))
}

/// The programme of the fixture, without the event of La Réunion, which has left it.
fn without_it() -> (Publication, Material) {
    let (left, events): (Vec<_>, Vec<_>) =
        publications().into_iter().partition(|event| event.content.title == in_reunion().title);
    let departed = left.iter().map(departed).collect();
    (left[0].clone(), Material { departed, ..material(&events, &issues()) })
}

fn page_of(event: &Departed, edition: Edition) -> String {
    let material = Material { departed: vec![event.clone()], ..Material::of(edition) };
    text(&all_files(&programme(&material)), &format!("{}index.html", &event.path()[1..]))
}

fn main_of(page: &str) -> &str {
    let start = page.find("<main").unwrap();
    &page[start..page.find("</main>").unwrap()]
}

#[test]
fn its_address_stays_and_says_since_when_it_has_left() {
    let (event, material) = without_it();
    let files = all_files(&programme(&material));
    let page = text(&files, &format!("{}index.html", &event.path()[1..]));
    insta::assert_snapshot!(main_of(&page));
    let page = Html::parse_document(&page);
    assert!(page.errors.is_empty(), "{:?}", page.errors);
    assert_eq!(all(&page, "meta[name=robots][content=noindex]").len(), 1);
    let listed =
        "link[rel=canonical], meta[property], meta[name='twitter:card'], meta[name=description], script";
    assert!(all(&page, listed).is_empty());
}

#[test]
fn nothing_but_its_address_and_its_calendar_is_left_anywhere() {
    let (event, material) = without_it();
    let path = event.path();
    let words = [event.content.title.as_str(), event.content.summary.as_str(), "rue des Messageries"];
    // The archive of the newsletter is what was sent.
    for file in all_files(&programme(&material)).iter().filter(|file| !file.path.contains("/lettres")) {
        let body = String::from_utf8_lossy(&file.body);
        for word in words {
            assert!(!body.contains(word), "{word} in {}", file.path);
        }
        let is_a_page = file.content_type.starts_with("text/html");
        if is_a_page && !file.path.contains(&event.id.to_string()) || file.path.ends_with("sitemap.xml") {
            assert!(!body.contains(&path), "{} leads there", file.path);
        }
    }
}

#[test]
fn an_event_that_is_in_both_lists_is_in_the_programme() {
    let event = publication(1, in_reunion());
    let departed = vec![departed(&event)];
    let material = Material { departed, ..material(std::slice::from_ref(&event), &[]) };
    let files = all_files(&programme(&material));
    let own = |end: &str| files.iter().filter(|file| file.path.ends_with(end)).count();
    assert_eq!(own(&format!("{}-{}/index.html", event.slug, event.id)), 1);
    let page = text(&files, &format!("{}index.html", &event.path()[1..]));
    assert!(page.contains(event.content.title.as_str()));
}

/// Whoever has left an edition of the past is told where the current one is, as on its other pages.
#[test]
fn the_page_of_a_past_edition_leads_to_the_current_one() {
    let event = departed(&publication(1, in_reunion()));
    let current = Edition { year: 2028.into(), ..crate::fixture::edition() };
    let material = Material {
        departed: vec![event.clone()],
        current: Some(current.year),
        others: vec![current],
        ..Material::of(crate::fixture::edition())
    };
    let page = text(&all_files(&programme(&material)), &format!("{}index.html", &event.path()[1..]));
    assert_eq!(all(&Html::parse_document(&page), ".fr-notice a[href='/']").len(), 1);
}

proptest! {
    /// Whatever has left, and in whatever order the table says it: each address is served once, as an event's page or as
    /// that of one that has left.
    #[test]
    fn every_address_that_was_once_in_the_programme_is_served(
        shown in prop::collection::vec(any::<bool>(), 6),
        reversed in any::<bool>(),
    ) {
        let all = publications();
        let mut material = material(&[], &issues());
        for (event, shown) in all.iter().zip(&shown) {
            if *shown { material.events.push(event.clone()) } else { material.departed.push(departed(event)) }
        }
        let files = all_files(&programme(&material));
        if reversed {
            material.events.reverse();
            material.departed.reverse();
            prop_assert_eq!(&all_files(&programme(&material)), &files);
        }
        for (event, shown) in all.iter().zip(&shown) {
            let path = format!("{}index.html", event.path().trim_start_matches('/'));
            let served: Vec<_> = files.iter().filter(|file| file.path == path).collect();
            prop_assert_eq!(served.len(), 1, "{}", path);
            let page = Html::parse_document(std::str::from_utf8(&served[0].body).unwrap());
            prop_assert_eq!(text_of(&page, "h1") != "Cet événement n’est plus au programme", *shown);
        }
    }
}

/// Its slug is made of its title's words, but nothing else can come from what was typed.
#[test]
fn nothing_typed_reaches_the_page() {
    let content =
        Content { title: "<script>alert(1)</script>".to_owned().try_into().unwrap(), ..in_reunion() };
    let event = departed(&publication(1, content));
    let page = page_of(&event, crate::fixture::edition());
    assert!(!page.contains("alert(1)") && !page.contains(BASE_URL), "no address of its own either");
    assert_eq!(event.schedule.first_day(), date(2027, 11, 9));
    assert!(!page.contains("9\u{a0}novembre"), "its date is for calendars");
}
