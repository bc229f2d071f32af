//! Two editions, 2024 and 2027: the one that has had its time says so, asks for nothing, and lets the other be found.

use jiff::civil::date;
use model::edition::Edition;
use model::material::Material;
use model::publication::Publication;
use model::schedule::{Period, Schedule, Slot, Slots};
use model::zone::Zone;
use programme::{File, Stage};
use scraper::Html;

use crate::fixture::{all_files, edition, hybrid, issues, podcast, programme_on, publication, text};
use crate::pages::{all, text_of};

fn of_2024() -> Edition {
    let period = Edition::usual_period(2024.into()).unwrap();
    Edition { year: 2024.into(), ordinal: 11, period, ..edition() }
}

/// An event at a given hour and a podcast, in 2024.
fn events() -> Vec<Publication> {
    let slot = Slot::local(
        date(2024, 11, 12),
        jiff::civil::time(10, 0, 0, 0),
        jiff::civil::time(12, 0, 0, 0),
        Zone::PARIS,
    );
    let slots = Slots::try_from(vec![slot.unwrap()]).unwrap();
    let mut at_ten = hybrid();
    at_ten.schedule = Schedule::Slots { zone: Zone::PARIS, slots };
    let mut to_follow = podcast();
    to_follow.schedule =
        Schedule::Period { period: Period::new(date(2024, 11, 4), date(2024, 11, 30)).unwrap() };
    let mut events = vec![publication(1, at_ten), publication(2, to_follow)];
    for event in &mut events {
        event.edition = 2024.into();
    }
    events
}

fn past(current: i16) -> Material {
    let mut issues = issues();
    for (_, issue) in &mut issues {
        issue.edition = 2024.into();
    }
    Material {
        others: vec![edition()],
        current: Some(current.into()),
        events: events(),
        issues,
        ..Material::of(of_2024())
    }
}

fn pages(material: &Material) -> Vec<File> {
    let programme = programme_on(date(2027, 11, 9), material);
    let stages = Stage::ALL.into_iter().filter(|stage| *stage != Stage::Site);
    let files = stages.flat_map(|stage| programme.files(stage).collect::<Vec<_>>());
    files.filter(|file| file.content_type.starts_with("text/html")).collect()
}

fn canonical(page: &str) -> Option<String> {
    let page = Html::parse_document(page);
    all(&page, "link[rel=canonical]").first().and_then(|link| link.attr("href")).map(ToOwned::to_owned)
}

fn main_of(page: &str) -> &str {
    &page[page.find("<main").unwrap()..page.find("</main>").unwrap()]
}

#[test]
fn each_page_of_a_past_edition_says_so_first_and_leads_to_the_current() {
    let pages = pages(&past(2027));
    assert!(pages.len() > 10);
    for file in pages {
        let page = Html::parse_document(std::str::from_utf8(&file.body).unwrap());
        let notice = all(&page, "main .fr-container > *")[0];
        assert!(notice.attr("class").unwrap().contains("fr-notice--info"), "{}", file.path);
        let said: String = notice.text().collect();
        assert_eq!(said.trim(), "Vous consultez l’édition 2024. Voir l’édition 2027", "{}", file.path);
        assert_eq!(all(&page, ".fr-notice a")[0].attr("href"), Some("/"));
    }
}

#[test]
fn the_current_edition_and_one_that_is_to_come_say_nothing_of_the_kind() {
    let current = Material { others: vec![of_2024()], ..Material::of(edition()) };
    let to_come = Material { others: vec![of_2024()], current: Some(2024.into()), ..Material::of(edition()) };
    let alone = past(2024);
    for material in [current, to_come, alone] {
        for file in pages(&material) {
            assert!(!std::str::from_utf8(&file.body).unwrap().contains("fr-notice"), "{}", file.path);
        }
    }
}

#[test]
fn nothing_of_a_past_edition_invites_to_come_to_propose_or_to_subscribe() {
    for file in pages(&past(2027)) {
        let page = std::str::from_utf8(&file.body).unwrap();
        for invitation in
            ["/proposer", "/abonnement", "Comment participer", "vous invitent", "Trouver un événement"]
        {
            assert!(!main_of(page).contains(invitation), "{invitation} in {}", file.path);
        }
    }
    let home = text(&pages(&past(2027)), "2024/index.html");
    assert!(home.contains("Merci") && home.contains("2\u{a0}événements ont eu lieu"));
}

#[test]
fn search_engines_are_told_to_prefer_the_current_home_and_lists_and_to_keep_each_event_and_letter() {
    let files = pages(&past(2027));
    let is = |path: &str, address: &str| {
        assert_eq!(
            canonical(&text(&files, path)),
            Some(format!("https://mois.exemple.gouv.fr{address}")),
            "{path}"
        );
    };
    is("2024/index.html", "/");
    is("2024/evenements/index.html", "/2027/evenements/");
    is("2024/ressources/index.html", "/2027/ressources/");
    is("2024/lettres/index.html", "/2024/lettres/");
    is("2024/evenements/regions/bretagne/index.html", "/2024/evenements/regions/bretagne/");
    for event in events() {
        is(&format!("{}index.html", &event.path()[1..]), &event.path());
    }
    let (_, issue) = &past(2027).issues[0];
    is(&format!("{}index.html", &issue.path()[1..]), &issue.path());
}

#[test]
fn the_current_home_has_one_address_and_leads_to_the_editions_before_it() {
    let material = Material { others: vec![of_2024()], ..Material::of(edition()) };
    let files = all_files(&programme_on(date(2027, 11, 9), &material));
    for path in ["2027/index.html", "index.html"] {
        let home = files.iter().find(|file| file.path == path).unwrap();
        let home = std::str::from_utf8(&home.body).unwrap();
        assert_eq!(canonical(home).as_deref(), Some("https://mois.exemple.gouv.fr/"), "{path}");
        assert!(home.contains("<a href=\"/2024/\">Édition 2024</a>, du 4 au 30\u{a0}novembre 2024"));
    }
    let list = canonical(&text(&files, "2027/evenements/index.html"));
    assert_eq!(list.as_deref(), Some("https://mois.exemple.gouv.fr/2027/evenements/"));
    let of_2024 = text(&pages(&past(2027)), "2024/index.html");
    assert!(!of_2024.contains("éditions précédentes"), "2027 did not come before it");
    let page = Html::parse_document(&of_2024);
    assert_eq!(text_of(&page, "h1"), "Mois de l’innovation publique 2024");
}
