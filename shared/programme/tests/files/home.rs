//! The edition's home: what is on, on which day, and the ways into the programme.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use model::content::Content;
use model::edition::Edition;
use model::material::Material;
use model::practical::Status;
use model::publication::{FEATURED_ON_HOME, Publication};
use model::zone::Zone;
use programme::{Programme, Setting, Stage, document};
use proptest::prelude::*;
use scraper::Html;

use crate::fixture::{
    BASE_URL, edition, hybrid, in_reunion, issues, material, online, place, podcast, programme_on,
    publication, publications, slot, slots,
};
use crate::pages::{all, text_of};
use crate::texts::contents;

fn home_on(today: Date, events: &[Publication]) -> String {
    let material = material(events, &issues());
    let home = programme_on(today, &material).files(Stage::Home).next().unwrap();
    String::from_utf8(home.body).unwrap()
}

fn november(day: i8) -> Date {
    date(2027, 11, day)
}

/// The part of the home under a heading of its second level, if it has it.
fn part(home: &str, heading: &str) -> Option<String> {
    let parts = home.split("<h2").skip(1).map(|part| &part[part.find('>').unwrap() + 1..]);
    parts.into_iter().find(|part| part.starts_with(heading)).map(ToOwned::to_owned)
}

/// An event at nine in the morning of these days, in a zone.
fn at_nine(number: u8, title: &str, days: &[i8], zone: Zone) -> Publication {
    let schedule = slots(zone, days.iter().map(|day| slot(*day, 9, 10, zone)).collect());
    publication(number, Content { title: title.to_owned().try_into().unwrap(), schedule, ..hybrid() })
}

fn zone_of(postcode: &str, commune: &str) -> Zone {
    Zone::of(&place("Mairie", None, postcode, commune).town)
}

/// Nouméa is ten hours ahead of Paris, Papeete eleven behind: at nine in the morning of the 9th there, it is the evening of the
/// 8th in Paris, or the evening of the 9th.
#[test]
fn today_is_the_date_at_the_place_whatever_the_hour_in_paris() {
    let zones =
        [Zone::PARIS, zone_of("97400", "97411"), zone_of("98800", "98818"), zone_of("98713", "98735")];
    let late = slots(zone_of("98713", "98735"), vec![slot(9, 20, 22, zone_of("98713", "98735"))]);
    let mut events: Vec<_> =
        (1..).zip(zones).map(|(number, zone)| at_nine(number, "À neuf heures", &[9], zone)).collect();
    events.push(publication(9, Content { schedule: late, ..hybrid() })); // already the 10th in Paris
    let today = |day| part(&home_on(november(day), &events), "Aujourd’hui, mardi");
    assert_eq!(today(9).unwrap().matches("<li>").count(), 5);
    assert_eq!((today(8), today(10)), (None, None));
    let tomorrow = part(&home_on(november(8), &events), "Cette semaine").unwrap();
    assert!(tomorrow.contains("Mardi 9\u{a0}novembre") && tomorrow.contains("Voir les 5\u{a0}événements"));
}

#[test]
fn the_week_goes_on_to_sunday_and_not_a_day_further() {
    // Monday 8 to Sunday 14, then Monday 15.
    let events: Vec<_> = (8..=15)
        .map(|day| at_nine(u8::try_from(day).unwrap(), &format!("Le {day}"), &[day], Zone::PARIS))
        .collect();
    let days = |today| {
        let week = part(&home_on(today, &events), "Cette semaine").unwrap_or_default();
        let page = Html::parse_fragment(&week);
        all(&page, "h3.fr-h6").iter().map(|h3| h3.text().collect::<String>()).collect::<Vec<_>>()
    };
    let named = ["Mardi 9", "Mercredi 10", "Jeudi 11", "Vendredi 12", "Samedi 13", "Dimanche 14"];
    let named = named.map(|day| format!("{day}\u{a0}novembre"));
    assert_eq!(days(november(8)), named);
    assert_eq!(days(november(13)), named[5..]);
    assert_eq!(days(november(14)), [""; 0]);
    assert_eq!(days(november(7)), [""; 0], "a Sunday: the week that follows is another");
}

#[test]
fn the_first_and_the_last_day_are_within_the_month_and_their_neighbours_are_not() {
    let events = [at_nine(1, "Ouverture", &[4], Zone::PARIS), at_nine(2, "Clôture", &[30], Zone::PARIS)];
    let home = |today| home_on(today, &events);
    let eve = home(november(3));
    assert!(eve.contains("<strong>Le mois commence demain.</strong>") && !eve.contains("Aujourd’hui"));
    assert!(home(date(2027, 10, 23)).contains("Le mois commence dans 12\u{a0}jours."));
    assert!(home(date(2027, 1, 1)).contains("Le mois commence dans 307\u{a0}jours."));
    assert!(part(&home(november(4)), "Aujourd’hui, jeudi").unwrap().contains("Ouverture"));
    assert!(part(&home(november(30)), "Aujourd’hui, mardi").unwrap().contains("Clôture"));
    let after = home(date(2027, 12, 1));
    assert!(part(&after, "Merci").unwrap().contains("les 2\u{a0}événements de cette édition"));
    for gone in
        ["Aujourd’hui", "Cette semaine", "À la une", "Comment participer", "/proposer", "À tout moment"]
    {
        assert!(!after.split("<main").nth(1).unwrap().contains(gone), "{gone}");
    }
}

#[test]
fn a_day_without_an_event_says_when_the_next_is() {
    let mut events =
        vec![at_nine(1, "Lundi", &[15], Zone::PARIS), at_nine(2, "Annulé", &[9, 14], Zone::PARIS)];
    events[1].status = Status::Cancelled;
    let today = part(&home_on(november(9), &events), "Aujourd’hui</h2>").unwrap();
    assert!(today.contains("Aucun événement n’a lieu aujourd’hui. Le prochain rendez-vous&nbsp;: <a href=\"/2027/evenements/jours/2027-11-15/\">lundi 15\u{a0}novembre</a>"), "{today}");
    assert!(part(&home_on(november(9), &events), "Cette semaine").is_none());
    let last = part(&home_on(november(16), &events), "Aujourd’hui</h2>").unwrap();
    assert!(last.contains("Aucun événement n’a lieu aujourd’hui.</p>"), "{last}");
}

#[test]
fn a_full_day_shows_a_few_and_leads_to_all() {
    let mut events: Vec<_> = (1..=9).map(|number| at_nine(number, "Encore un", &[9], Zone::PARIS)).collect();
    events[0].status = Status::Cancelled;
    let today = part(&home_on(november(9), &events), "Aujourd’hui").unwrap();
    assert_eq!(today.matches("<li>").count(), 6);
    assert!(!today.contains(&events[0].path()), "what is cancelled is not among them");
    assert!(today.contains(
        "href=\"/2027/evenements/jours/2027-11-09/\">Voir les 9\u{a0}événements du mardi 9\u{a0}novembre"
    ));
    let others = part(&home_on(november(8), &events), "Cette semaine").unwrap();
    assert_eq!(others.matches("<li>").count(), 2);
}

#[test]
fn what_the_team_has_picked_is_shown_next_first_never_what_is_cancelled_or_over() {
    let days = [20, 12, 5, 16, 18, 22, 24, 26, 28];
    let mut events: Vec<_> = (1..)
        .zip(days)
        .map(|(number, day)| at_nine(number, &format!("Le {day}"), &[day], Zone::PARIS))
        .collect();
    events.push(publication(40, podcast()));
    for event in &mut events {
        event.featured = true;
    }
    events[3].status = Status::Cancelled;
    let picked = |today, events: &[Publication]| {
        let part = part(&home_on(today, events), "À la une").unwrap_or_default();
        let page = Html::parse_fragment(&part);
        all(&page, ".fr-card__title").iter().map(|title| title.text().collect::<String>()).collect::<Vec<_>>()
    };
    let expected = ["Le 12", "Le 18", "Le 20", "Le 22", "Le 24", "Le 26"];
    assert_eq!(expected.len(), FEATURED_ON_HOME);
    assert_eq!(picked(november(9), &events), expected);
    events.reverse();
    assert_eq!(picked(november(9), &events), expected, "in whatever order they come");
    assert_eq!(picked(november(3), &events)[0], "Le 5");
    assert_eq!(picked(november(27), &events), ["Le 28", podcast().title.as_str()]);
    assert_eq!(picked(date(2027, 12, 1), &events), [""; 0]);
    let eve = part(&home_on(november(3), &events), "Les premiers rendez-vous");
    assert!(eve.is_none(), "all of them are at the head already");
}

#[test]
fn the_map_has_the_links_and_the_numbers_of_the_list() {
    let mut events = publications();
    let in_noumea = place("Mairie", None, "98800", "98818");
    events.push(publication(
        20,
        Content {
            attendance: model::attendance::Attendance::OnSite { places: in_noumea.into() },
            ..in_reunion()
        },
    ));
    let page = Html::parse_document(&home_on(november(9), &events));
    let links = |css: &str| {
        let written = |link: &scraper::ElementRef<'_>| {
            let text: String =
                link.attr("aria-label").map_or_else(|| link.text().collect(), ToOwned::to_owned);
            let number: usize =
                text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap();
            (link.attr("href").unwrap().to_owned(), number)
        };
        all(&page, css).iter().map(written).collect::<Vec<_>>()
    };
    let list = links("[aria-label='Les régions'] a");
    assert_eq!(links("svg.map a"), list);
    let expected = [("bretagne", 1), ("ile-de-france", 2), ("la-reunion", 1), ("nouvelle-caledonie", 1)];
    assert_eq!(list, expected.map(|(name, events)| (format!("/2027/evenements/regions/{name}/"), events)));
    assert_eq!(all(&page, "svg.map > path.map-0").len(), 18 - 3, "every other region is drawn");
    let written =
        all(&page, "svg.map a > text").iter().map(|text| text.text().collect::<String>()).collect::<Vec<_>>();
    assert_eq!(written, ["1", "2", "1", "NC", "1"]);
}

#[test]
fn the_programmes_to_print_are_offered_where_they_are() {
    let material = material(&publications(), &[]);
    let offered = |keys: &[String]| {
        let documents: BTreeSet<String> = keys.iter().cloned().collect();
        let setting = Setting { base_url: BASE_URL, today: november(9), documents: &documents };
        let home = Programme::new(&material, setting).files(Stage::Home).next().unwrap();
        part(&String::from_utf8(home.body).unwrap(), "Le programme à imprimer")
    };
    assert_eq!(offered(&[]), None);
    let year = edition().year;
    let region = document::of_region(year, model::territory::Region::BRETAGNE);
    let both = offered(&[document::whole(year), region.clone()]).unwrap();
    assert!(
        both.contains(&format!("href=\"/{}\"", document::whole(year)))
            && both.contains(&format!("href=\"/{region}\""))
    );
    assert!(!offered(&[region]).unwrap().contains(&document::whole(year)));
    // One of a region whose last event has left is still there, and about to go.
    assert_eq!(
        offered(&[document::of_region(year, model::territory::Region::from_code("93").unwrap())]),
        None
    );
}

#[test]
fn the_home_of_a_full_month_is_light() {
    let mut events = Vec::new();
    for number in 0..=250_u8 {
        let day = i8::try_from(number % 27).unwrap() + 4;
        let title = format!("Événement {number}, au titre plutôt long pour qu’il se coupe en deux");
        let mut event = at_nine(number, &title, &[day], Zone::PARIS);
        event.featured = number % 10 == 0;
        events.push(event);
    }
    let home = home_on(november(8), &events);
    assert!(home.len() < 60_000, "{} bytes before compression", home.len());
    let map = &home[home.find("<svg").unwrap()..home.find("</svg>").unwrap()];
    assert!(map.len() < 25_000, "{} bytes", map.len());
}

#[test]
fn parts_to_read() {
    let mut events = publications();
    events[4].featured = true;
    events[5].status = Status::Full;
    let home = home_on(november(9), &events);
    insta::assert_snapshot!("home_today", part(&home, "Aujourd’hui").unwrap());
    insta::assert_snapshot!("home_featured", part(&home, "À la une").unwrap());
    insta::assert_snapshot!("home_after", part(&home_on(date(2027, 12, 6), &events), "Merci").unwrap());
}

proptest! {
    #[test]
    fn whatever_is_typed_is_text_on_the_home(content in contents()) {
        let home = home_on(november(9), &[publication(1, content.clone())]);
        let page = Html::parse_document(&home);
        prop_assert!(page.errors.is_empty(), "{:?}", page.errors);
        prop_assert_eq!(text_of(&page, ".agenda-title"), content.title.as_str());
        let plain = Html::parse_document(&home_on(november(9), &[publication(1, online())]));
        prop_assert_eq!(all(&page, "*").len(), all(&plain, "*").len());
    }
}

/// The menu leads to the form all the same, which says why it is closed and whom to ask.
#[test]
fn an_edition_that_is_closed_invites_nobody_to_propose() {
    let invitations = |edition: Edition, events: &[Publication]| {
        let material = Material { events: events.to_vec(), ..Material::of(edition) };
        let programme = programme_on(november(3), &material);
        let pages = [Stage::Lists, Stage::Home].into_iter().flat_map(|stage| programme.files(stage));
        let pages = pages.filter(|file| file.path.ends_with("html"));
        let pages: Vec<_> =
            pages.map(|page| Html::parse_document(str::from_utf8(&page.body).unwrap())).collect();
        assert!(pages.len() >= 3, "home, list and podcasts");
        pages.iter().map(|page| all(page, "main a[href=\"/proposer\"]").len()).sum::<usize>()
    };
    let closed = || edition().closed(Timestamp::UNIX_EPOCH).unwrap();
    for events in [vec![], vec![publication(1, hybrid())]] {
        assert!(invitations(edition(), &events) > 0);
        assert_eq!(invitations(closed(), &events), 0);
    }
}
