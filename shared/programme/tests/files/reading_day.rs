//! An event's page as it is read on a day: what one can still do, at what hour, and where.

use jiff::civil::{Date, date};
use model::attendance::Attendance;
use model::content::Content;
use model::practical::Status;
use model::publication::Publication;
use model::registration::Registration;
use model::text::Line;
use model::zone::Zone;
use programme::Stage;
use proptest::prelude::*;
use scraper::Html;

use crate::everything::everything;
use crate::fixture::{
    hybrid, in_reunion, link, material, online, place, podcast, programme_on, publication, slot, slots,
};
use crate::pages::{all, page_of, skeleton, text_of};
use crate::texts::typed;

fn page_on(today: Date, event: &Publication) -> Html {
    let material = material(std::slice::from_ref(event), &[]);
    let page = programme_on(today, &material).files(Stage::Events).next().unwrap();
    Html::parse_document(std::str::from_utf8(&page.body).unwrap())
}

fn november(day: i8) -> Date {
    date(2027, 11, day)
}

/// The button by which one registers: what it says and where it leads.
fn button(page: &Html) -> Option<(String, String)> {
    let buttons = all(page, "article a.fr-btn");
    let button = buttons.first()?;
    Some((button.text().collect(), button.attr("href").unwrap().to_owned()))
}

fn registering(registration: Registration, content: Content) -> Publication {
    publication(1, Content { registration: Some(registration), ..content })
}

fn by_all_ways() -> Registration {
    Registration {
        link: Some(link("https://inscription.exemple.fr/?a=1&b=\"2\"")),
        email: Some("atelier@exemple.gouv.fr".to_owned().try_into().unwrap()),
        phone: Some("0262 12 34 56".to_owned().try_into().unwrap()),
        deadline: Some(november(5)),
    }
}

#[test]
fn one_registers_by_a_button_the_page_first_then_a_mail_then_a_call() {
    let by = |registration| button(&page_on(november(1), &registering(registration, hybrid()))).unwrap();
    let all = by_all_ways();
    let without_page = Registration { link: None, ..by_all_ways() };
    let by_phone = Registration { email: None, ..without_page.clone() };
    let said = |label: &str, href: &str| (label.to_owned(), href.to_owned());
    assert_eq!(by(all), said("S’inscrire", "https://inscription.exemple.fr/?a=1&b=%222%22"));
    assert_eq!(by(without_page), said("S’inscrire par courriel", "mailto:atelier@exemple.gouv.fr"));
    assert_eq!(by(by_phone), said("S’inscrire par téléphone", "tel:0262123456"));
    assert_eq!(button(&page_on(november(1), &publication(1, hybrid()))), None, "whoever wants to comes");
}

#[test]
fn nobody_is_invited_to_register_for_what_is_full_or_cancelled_or_has_no_date() {
    for status in Status::ALL {
        let event = Publication { status, ..registering(by_all_ways(), hybrid()) };
        let can = status == Status::Scheduled;
        assert_eq!(button(&page_on(november(1), &event)).is_some(), can, "{status:?}");
    }
    let event = registering(by_all_ways(), hybrid());
    let put_off = Publication { earlier: Some(in_reunion().schedule), status: Status::Postponed, ..event };
    assert!(button(&page_on(november(1), &put_off)).is_some(), "its new date is known");
}

#[test]
fn a_deadline_that_has_passed_is_said_and_leads_nowhere() {
    let event = registering(by_all_ways(), hybrid());
    let last = page_on(november(5), &event);
    assert!(button(&last).is_some());
    assert!(text_of(&last, "dl").contains("Inscriptions jusqu’au vendredi 5\u{a0}novembre 2027 inclus"));
    let after = page_on(november(6), &event);
    assert_eq!(button(&after), None);
    let facts = text_of(&after, "dl");
    assert!(facts.contains("Les inscriptions sont closes depuis le vendredi 5\u{a0}novembre 2027 au soir."));
    assert!(all(&after, "article a[href^='https://inscription'], article a[href^=mailto]").is_empty());
    assert!(!facts.contains("sans inscription"));
}

/// On the evening of the last day in Pointe-à-Pitre, it is tomorrow in Paris.
#[test]
fn nobody_overseas_is_told_too_early_that_it_is_too_late() {
    let at = |postcode: &str, commune: &str| {
        let place = place("Mairie", None, postcode, commune);
        let zone = Zone::of(&place.town);
        let schedule = slots(zone, vec![slot(20, 9, 10, zone)]);
        registering(
            by_all_ways(),
            Content { schedule, attendance: Attendance::OnSite { places: place.into() }, ..hybrid() },
        )
    };
    let open = |event: &Publication| [5, 6, 7].map(|day| button(&page_on(november(day), event)).is_some());
    assert_eq!(open(&at("97110", "97120")), [true, true, false], "Pointe-à-Pitre");
    assert_eq!(open(&at("97400", "97411")), [true, false, false], "Saint-Denis de La Réunion");
    assert_eq!(open(&at("98800", "98818")), [true, false, false], "Nouméa");
}

#[test]
fn what_is_over_is_said_to_be_and_asks_for_nothing() {
    let event = Publication { status: Status::Full, ..registering(by_all_ways(), in_reunion()) };
    let before = page_on(november(9), &event);
    assert!(text_of(&before, ".fr-alert").contains("Cet événement est complet."));
    let after = page_on(november(10), &event);
    assert_eq!(text_of(&after, ".fr-alert--info").trim(), "Cet événement a eu lieu.");
    assert!(all(&after, ".fr-badge--warning").is_empty());
    assert!(!text_of(&after, "main").contains("Ajouter à mon agenda"));
    assert!(!text_of(&after, "dl").contains("Inscription"));
    let podcast = publication(1, podcast());
    assert!(all(&page_on(november(30), &podcast), ".fr-alert").is_empty());
    let after = page_on(date(2027, 12, 1), &podcast);
    assert_eq!(text_of(&after, ".fr-alert--info").trim(), "La période annoncée est terminée.");
}

#[test]
fn what_has_not_taken_place_is_never_said_to_have() {
    for status in [Status::Cancelled, Status::Postponed] {
        let event = Publication { status, ..publication(1, in_reunion()) };
        let page = page_on(november(30), &event);
        assert!(!text_of(&page, ".fr-alert").contains("a eu lieu"), "{status:?}");
    }
}

/// The first line of « Quand ».
fn when(content: Content) -> String {
    let page = page_of(&publication(1, content));
    text_of(&page, ".event-facts dd").trim().to_owned()
}

#[test]
fn each_slot_says_whose_hour_it_is_where_it_may_be_mistaken() {
    let at = |postcode: &str, commune: &str| {
        let place = place("Mairie", None, postcode, commune);
        let zone = Zone::of(&place.town);
        let schedule = slots(zone, vec![slot(9, 10, 12, zone), slot(10, 10, 12, zone)]);
        Content { schedule, attendance: Attendance::OnSite { places: place.into() }, ..hybrid() }
    };
    for (postcode, commune, whose) in [
        ("97400", "97411", "heure de La Réunion"),
        ("97110", "97120", "heure de Guadeloupe"),
        ("98800", "98818", "heure de Nouvelle-Calédonie"),
    ] {
        let said = when(at(postcode, commune));
        assert_eq!(said.matches(&format!("de 10\u{a0}h à 12\u{a0}h ({whose})")).count(), 2, "{said}");
    }
    assert_eq!(when(at("35000", "35238")).matches("heure").count(), 0, "nobody goes there by another clock");
    assert!(when(online()).ends_with("de 11\u{a0}h à 12\u{a0}h (heure de Paris)"));
    assert!(when(hybrid()).ends_with("(heure de Paris)"));
    assert_eq!(when(podcast()).matches("heure").count(), 0);
    assert!(when(everything()).ends_with("(heure de La Réunion)"), "it is there, whoever follows from afar");
}

#[test]
fn each_place_leads_to_a_map_of_its_own_by_its_address_or_else_its_name() {
    let page = page_of(&publication(1, everything()));
    let maps = all(&page, "a[href^='https://www.openstreetmap.org/']");
    let said: Vec<(String, _)> =
        maps.iter().map(|map| (map.text().collect(), map.attr("href").unwrap())).collect();
    let search = "https://www.openstreetmap.org/search?query=";
    assert_eq!(
        said,
        [
            (
                "Voir sur une carte\u{a0}: Préfecture de La Réunion".to_owned(),
                &*format!("{search}6+rue+des+Messageries%2C+97400+Saint-Denis"),
            ),
            (
                "Voir sur une carte\u{a0}: Case commune".to_owned(),
                &*format!("{search}Case+commune%2C+97433+Commune+nouvelle"),
            ),
        ]
    );
    assert!(maps.iter().all(|map| map.attr("rel") == Some("noopener")));
    let leads_nowhere = |page: Html| all(&page, "a[href*=openstreetmap]").is_empty();
    assert!(leads_nowhere(page_of(&publication(1, online()))));
    let cancelled = Publication { status: Status::Cancelled, ..publication(1, everything()) };
    assert!(leads_nowhere(page_of(&cancelled)));
    assert!(leads_nowhere(page_on(november(30), &publication(1, everything()))), "it is over");
}

proptest! {
    #[test]
    fn whatever_a_place_is_called_its_map_is_one_search_for_it(name in typed(), address in typed()) {
        let (Ok(name), Ok(address)) = (Line::parse(&name), Line::parse(&address)) else { return Ok(()) };
        let at = |address| {
            let place = model::attendance::Place { name: name.clone(), address, ..place("x", None, "35000", "35238") };
            publication(1, Content { attendance: Attendance::OnSite { places: place.into() }, ..hybrid() })
        };
        for (searched, event) in [(address.as_str(), at(Some(address.clone()))), (name.as_str(), at(None))] {
            let page = page_of(&event);
            let map = all(&page, "a[href*=openstreetmap]")[0];
            let url = url::Url::parse(map.attr("href").unwrap()).unwrap();
            prop_assert_eq!(url.host_str(), Some("www.openstreetmap.org"));
            prop_assert_eq!((url.path(), url.fragment()), ("/search", None));
            let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
            prop_assert_eq!(query, [("query".to_owned(), format!("{searched}, 35000 Rennes"))]);
            let label: String = map.text().collect();
            prop_assert_eq!(label, format!("Voir sur une carte\u{a0}: {}", name));
        }
        let plain = model::attendance::Place { address: None, ..place("x", None, "35000", "35238") };
        let plain = publication(1, Content { attendance: Attendance::OnSite { places: plain.into() }, ..hybrid() });
        prop_assert_eq!(skeleton(&page_of(&at(None))), skeleton(&page_of(&plain)));
    }
}
