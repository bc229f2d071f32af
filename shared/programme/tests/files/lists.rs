//! Long lists: on several pages, none too heavy; and the words by which events are found.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use model::content::Content;
use model::publication::Publication;
use programme::{File, Stage};
use scraper::Html;

use crate::crowd::crowd;
use crate::everything::everything;
use crate::fixture::{files, podcast, publication, publications, text};
use crate::pages::{all, text_of};
use crate::selections::{ids, page};

const LIST: &str = "/2027/evenements/";

/// So many events, all at one hour of one day.
fn on_one_day(events: usize) -> Vec<Publication> {
    let one = crowd(1, 1).remove(0);
    let schedule = publications().remove(3).content.schedule;
    let number = |number: usize| {
        let id = model::id::EventId::derive(&[b"day", &number.to_be_bytes()]);
        Publication {
            id,
            content: Content { schedule: schedule.clone(), ..one.content.clone() },
            ..one.clone()
        }
    };
    (0..events).map(number).collect()
}

fn pages_of(files: &[File], list: &str) -> usize {
    let below = format!("{}page-", list.trim_start_matches('/'));
    1 + files.iter().filter(|file| file.path.starts_with(&below)).count()
}

#[test]
fn six_hundred_cards_are_one_page() {
    let files = files(&on_one_day(600));
    assert_eq!(pages_of(&files, LIST), 1);
    let page = page(&files, LIST);
    assert_eq!(ids(&page).len(), 600);
    assert!(all(&page, ".fr-pagination").is_empty());
    assert_eq!(all(&page, ".filters")[0].attr("data-pages"), Some("1"));
}

#[test]
fn one_more_is_on_a_second_page_where_the_day_goes_on() {
    let files = files(&on_one_day(601));
    let day = format!("{LIST}jours/2027-11-09/");
    for list in [LIST, day.as_str()] {
        assert_eq!(pages_of(&files, list), 2, "{list}");
        let (first, second) = (page(&files, list), page(&files, &format!("{list}page-2/")));
        assert_eq!((ids(&first).len(), ids(&second).len()), (600, 1));
        assert_eq!(text_of(&first, "h2[id^=jour]"), "Mardi 9\u{a0}novembre 2027");
        assert_eq!(text_of(&second, "h2[id^=jour]"), "Mardi 9\u{a0}novembre 2027 (suite)");
        for page in [&first, &second] {
            assert_eq!(text_of(page, ".day > p"), "601\u{a0}événements", "of the day, on both");
        }
        let next = all(&first, ".fr-pagination__link--next")[0].attr("href").unwrap().to_owned();
        assert_eq!(next, format!("{list}page-2/"));
        assert_eq!(all(&second, ".fr-pagination__link--prev")[0].attr("href"), Some(list));
        let current: Vec<String> =
            all(&second, ".fr-pagination [aria-current=page]").iter().map(|it| it.text().collect()).collect();
        assert_eq!(current, ["2"]);
        assert_ne!(text_of(&first, "title"), text_of(&second, "title"), "RGAA 8.6");
    }
    assert_eq!(Stage::of("2027/evenements/page-2/index.html"), Stage::Lists);
    assert_eq!(Stage::of("2027/evenements/jours/2027-11-09/page-2/index.html"), Stage::Selections);
    assert!(text(&files, "sitemap.xml").contains("/2027/evenements/page-2/</loc>"));
    // Only the first page of the whole is one that the script filters.
    assert!(all(&page(&files, &format!("{LIST}page-2/")), "[data-index]").is_empty());
}

#[test]
fn every_card_is_on_one_page_and_days_lead_to_where_they_begin() {
    let events = crowd(3, 1_300);
    let files = files(&events);
    let pages: Vec<Html> =
        (1..=pages_of(&files, LIST)).map(|number| page(&files, &programme_page(number))).collect();
    assert!(pages.len() >= 3, "{}", pages.len());
    let mut cards: BTreeMap<(String, String), usize> = BTreeMap::new();
    for page in &pages {
        for day in all(page, ".day") {
            let id = day.attr("aria-labelledby").unwrap().to_owned();
            for card in
                Html::parse_fragment(&day.html()).select(&scraper::Selector::parse("li[data-event]").unwrap())
            {
                *cards.entry((id.clone(), card.attr("data-event").unwrap().to_owned())).or_default() += 1;
            }
        }
    }
    assert!(cards.values().all(|times| *times == 1));
    let listed: std::collections::BTreeSet<&String> = cards.keys().map(|(_, event)| event).collect();
    assert_eq!(listed.len(), events.len());
    for (number, of) in (1..).zip(&pages) {
        for link in all(of, ".days a") {
            let (address, id) = link.attr("href").unwrap().split_once('#').unwrap();
            let there = if address.is_empty() { of } else { &page(&files, address) };
            let title: String = all(there, &format!("[id='{id}']"))[0].text().collect();
            assert!(!title.ends_with("(suite)"), "{id} from page {number}");
        }
    }
}

fn programme_page(number: usize) -> String {
    if number == 1 { LIST.to_owned() } else { format!("{LIST}page-{number}/") }
}

fn compressed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

/// What a phone is sent, style sheet and pictures aside.
#[test]
fn a_list_of_400_events_is_under_150_kilobytes() {
    let files = files(&crowd(2027, 400));
    let list = text(&files, "2027/evenements/index.html");
    assert!(all(&Html::parse_document(&list), ".fr-card").len() >= 400);
    let bytes = compressed(&list);
    assert!(bytes < 150_000, "{bytes} bytes, {} before compression", list.len());
}

/// The words that one types are folded by the script as these are.
#[test]
fn an_event_is_found_by_all_that_it_says() {
    let events = [publication(1, everything()), publication(2, podcast())];
    let index = text(&files(&events), "evenements/recherche.json");
    let index: BTreeMap<String, String> = serde_json::from_str(&index).unwrap();
    assert_eq!(index.len(), 2);
    let words: Vec<&str> = index[&events[0].id.to_string()].split(' ').collect();
    assert!(words.is_sorted() && words.windows(2).all(|pair| pair[0] != pair[1]));
    for word in [
        "simplifier",
        "accueil",
        "courriers",
        "prefecture",
        "saint",
        "denis",
        "reunion",
        "case",
        "universite",
        "atelier",
        "participation",
        "pratique",
    ] {
        assert!(words.contains(&word), "{word}");
    }
    assert!(!words.iter().any(|word| word.len() < 2));
    let others: Vec<&str> = index[&events[1].id.to_string()].split(' ').collect();
    assert!(others.contains(&"saison") && others.contains(&"podcast") && !others.contains(&"prefecture"));
}

/// What is not public is in no other file either: who registers at an address, whom one calls.
#[test]
fn no_address_of_a_person_can_be_searched() {
    let index = text(&files(&[publication(1, everything())]), "evenements/recherche.json");
    for word in ["0262", "exemple"] {
        assert!(!index.contains(word), "{word}");
    }
}
