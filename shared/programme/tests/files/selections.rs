//! The lists of the events that have something in common: exactly those, and as many as the filters promise.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use model::attendance::{Attendance, Places};
use model::content::Content;
use model::practical::Status;
use model::publication::{Publication, slug};
use model::schedule::Schedule;
use model::territory::{Commune, Departement, Region, Town};
use model::text::Line;
use model::theme::Theme;
use model::zone::Zone;
use programme::File;
use proptest::prelude::*;
use scraper::Html;

use crate::calendar::{unescaped, values};
use crate::crowd::crowd;
use crate::fixture::{
    all_files, edition, files, material, online, place, programme, publication, several_slots, slot, slots,
    text,
};
use crate::pages::{all, skeleton, text_of};
use crate::texts::typed;

pub(crate) fn page(files: &[File], address: &str) -> Html {
    let page = Html::parse_document(&text(files, &format!("{}index.html", address.trim_start_matches('/'))));
    assert!(page.errors.is_empty(), "{address}: {:?}", page.errors);
    page
}

/// The addresses that the filters lead to, each with what it says.
fn filters(page: &Html) -> BTreeMap<String, String> {
    let links = all(page, ".filters details a");
    links.iter().map(|a| (a.attr("href").unwrap().to_owned(), a.text().collect())).collect()
}

/// The identifiers of the events of a page, in its order.
pub(crate) fn ids(page: &Html) -> Vec<String> {
    let id = |href: &str| href.trim_end_matches('/').rsplit('-').next().unwrap().to_owned();
    all(page, ".fr-card__title a").iter().map(|a| id(a.attr("href").unwrap())).collect()
}

fn days(event: &Publication) -> BTreeSet<Date> {
    match &event.content.schedule {
        Schedule::Slots { zone, slots } => slots.iter().map(|slot| slot.start_in(*zone).date()).collect(),
        Schedule::Period { .. } => BTreeSet::new(),
    }
}

/// Whether an event has what an address says, told anew.
fn has(event: &Publication, folder: &str, name: &str) -> bool {
    let content = &event.content;
    let mode = content.attendance.mode();
    let anywhere = |is: &dyn Fn(&Town) -> bool| content.attendance.places().any(|place| is(&place.town));
    match folder {
        "regions" => anywhere(&|town| slug(town.region().name()) == name),
        "departements" => anywhere(&|town| {
            let departement = town.departement();
            format!("{}-{}", departement.code().to_lowercase(), slug(departement.name())) == name
        }),
        "jours" => days(event).iter().any(|day| day.to_string() == name),
        "modes" => (name == "sur-place" && mode.has_place()) || (name == "en-ligne" && mode.has_link()),
        "formats" => content.format.code() == name,
        "themes" => content.themes.iter().any(|theme| theme.code == name),
        "publics" => content.audience.iter().any(|audience| audience.code() == name),
        _ => unreachable!("{folder}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases / 16 + 1, ..ProptestConfig::default() })]

    #[test]
    fn each_value_lists_exactly_the_events_that_have_it(seed in any::<u64>(), events in 1usize..40) {
        let events = crowd(seed, events);
        let files = files(&events);
        let filters = filters(&page(&files, "/2027/evenements/"));
        for (address, said) in &filters {
            let (folder, name) = address["/2027/evenements/".len()..].trim_end_matches('/').split_once('/').unwrap();
            let having: BTreeSet<String> =
                events.iter().filter(|event| has(event, folder, name)).map(|event| event.id.to_string()).collect();
            let page = page(&files, address);
            let listed = ids(&page);
            prop_assert_eq!(&listed.iter().cloned().collect::<BTreeSet<_>>(), &having, "{}", address);
            let counted = format!(" ({})", having.len());
            prop_assert!(said.ends_with(&counted), "{} says {}", address, said);
            let lead = text_of(&page, "p.fr-text--lead");
            let n = having.len();
            let told = format!("{n}\u{a0}événement{}. ", if n > 1 { "s" } else { "" });
            prop_assert!(lead.starts_with(&told), "{}", lead);
            let current = all(&page, ".filters [aria-current]");
            prop_assert_eq!(current.len(), 1);
            prop_assert_eq!(current[0].attr("href"), Some(address.as_str()));
            // All filters are on each page, and say the same.
            prop_assert_eq!(&self::filters(&page), &filters);
        }
        // No value of an event is without its page.
        for event in &events {
            let with = |folder: &str| filters.keys().filter(|address| {
                let (of, name) = address["/2027/evenements/".len()..].trim_end_matches('/').split_once('/').unwrap();
                of == folder && has(event, of, name)
            }).count();
            prop_assert_eq!(with("jours"), days(event).len());
            prop_assert_eq!(with("formats"), 1);
            prop_assert_eq!(with("publics"), event.content.audience.len());
            prop_assert_eq!(with("themes"), event.content.themes.len());
            let regions: BTreeSet<Region> = event.content.attendance.places().map(|place| place.town.region()).collect();
            prop_assert_eq!(with("regions"), regions.len());
            let places = event.content.attendance.places();
            let departements: BTreeSet<Departement> = places.map(|place| place.town.departement()).collect();
            prop_assert_eq!(with("departements"), departements.len());
            let mode = event.content.attendance.mode();
            prop_assert_eq!(with("modes"), usize::from(mode.has_place()) + usize::from(mode.has_link()));
        }
    }

    #[test]
    fn whatever_a_theme_is_called_is_text(typed in typed()) {
        let Ok(label) = Line::parse(&typed) else { return Ok(()) };
        let of = |label: Line<100>| {
            let theme = Theme { code: "numerique".into(), label };
            files(&[publication(1, Content { themes: vec![theme], ..online() })])
        };
        let address = "/2027/evenements/themes/numerique/";
        let (hostile, plain) = (of(label.clone()), of(Line::parse("mot").unwrap()));
        let page = page(&hostile, address);
        prop_assert_eq!(text_of(&page, "h1"), format!("Événements sur le thème «\u{a0}{label}\u{a0}»"));
        prop_assert_eq!(skeleton(&page), skeleton(&self::page(&plain, address)));
        let calendar = text(&hostile, "themes/numerique/agenda.ics");
        prop_assert!(unescaped(&values(&calendar, "X-WR-CALNAME")[0]).contains(label.as_str()));
        let feed = feed_rs::parser::parse(text(&hostile, "themes/numerique/flux.atom").as_bytes()).unwrap();
        prop_assert!(feed.title.unwrap().content.contains(label.as_str()));
    }
}

fn with_places(places: &[(&str, &str)]) -> Content {
    let places: Vec<_> =
        places.iter().map(|(postcode, code)| place("Mairie", None, postcode, code)).collect();
    Content { attendance: Attendance::OnSite { places: Places::try_from(places).unwrap() }, ..online() }
}

#[test]
fn an_event_in_several_regions_is_in_each_and_on_each_of_its_days() {
    let event = Content {
        schedule: several_slots().schedule,
        ..with_places(&[("35000", "35238"), ("75001", "75056")])
    };
    let files = files(&[publication(1, event)]);
    let id = publication(1, online()).id.to_string();
    for address in [
        "regions/bretagne",
        "regions/ile-de-france",
        "departements/35-ille-et-vilaine",
        "departements/75-paris",
    ] {
        // Once for each day, as in the whole list.
        assert_eq!(ids(&page(&files, &format!("/2027/evenements/{address}/"))), [id.clone(), id.clone()]);
    }
    let title = text_of(&page(&files, "/2027/evenements/departements/35-ille-et-vilaine/"), "h1");
    assert_eq!(title, "Ille-et-Vilaine (35)\u{a0}: les événements");
    for day in ["2027-11-09", "2027-11-18"] {
        let page = page(&files, &format!("/2027/evenements/jours/{day}/"));
        assert_eq!(ids(&page), std::slice::from_ref(&id));
        assert_eq!(all(&page, "section.day").len(), 1, "that day alone");
    }
    assert!(files.iter().all(|file| !file.path.contains("jours/2027-11-10")));
}

#[test]
fn a_day_is_that_of_the_place_and_its_hours_are_in_order_there() {
    let reunion = with_places(&[("97400", "97411")]);
    let zone = Zone::of(&Commune::from_code("97411").unwrap().into());
    // Ten at night of the ninth in Réunion, half past one in the morning of the ninth there: both are the ninth.
    let late = Content { schedule: slots(zone, vec![slot(9, 22, 23, zone)]), ..reunion.clone() };
    let early = Content { schedule: slots(zone, vec![slot(9, 1, 2, zone)]), ..reunion };
    let paris = Content { schedule: slots(Zone::PARIS, vec![slot(9, 9, 10, Zone::PARIS)]), ..online() };
    let events = [publication(1, late), publication(2, paris), publication(3, early)];
    let listed = ids(&page(&files(&events), "/2027/evenements/jours/2027-11-09/"));
    assert_eq!(listed, [&events[2], &events[1], &events[0]].map(|event| event.id.to_string()));
}

#[test]
fn a_selection_is_followed_by_a_calendar_and_a_feed_of_its_events() {
    let events = crowd(7, 200);
    let files = files(&events);
    let folder = "2027/evenements/regions/bretagne/";
    let breton: Vec<_> = events.iter().filter(|event| has(event, "regions", "bretagne")).collect();
    assert!(breton.len() > 1);
    let page = page(&files, folder);
    assert_eq!(text_of(&page, "h1"), "Événements en Bretagne");
    assert_eq!(text_of(&page, "title"), "Événements en Bretagne, 2027 – Mois de l’innovation publique");
    for (kind, name) in [("text/calendar", "agenda.ics"), ("application/atom+xml", "flux.atom")] {
        for element in ["link[rel=alternate]", "main a"] {
            let href = all(&page, &format!("{element}[type='{kind}']"))[0].attr("href").unwrap();
            assert_eq!(href, format!("/{folder}{name}"));
        }
    }
    let calendar = text(&files, &format!("{folder}agenda.ics"));
    let followed: BTreeSet<String> =
        values(&calendar, "UID").iter().map(|uid| uid[..12].to_owned()).collect();
    let dated = breton.iter().filter(|event| !days(event).is_empty()).map(|event| event.id.to_string());
    assert_eq!(followed, dated.collect());
    let feed = feed_rs::parser::parse(text(&files, &format!("{folder}flux.atom")).as_bytes()).unwrap();
    assert_eq!(
        feed.title.unwrap().content,
        "Mois de l’innovation publique 2027\u{a0}: Événements en Bretagne"
    );
    assert!(feed.id.ends_with(":evenements/regions/bretagne"), "{}", feed.id);
    let told: BTreeSet<String> =
        feed.entries.iter().map(|entry| entry.id.rsplit('/').next().unwrap().to_owned()).collect();
    assert_eq!(told, breton.iter().map(|event| event.id.to_string()).collect());
}

#[test]
fn a_filter_can_be_taken_away_and_the_script_can_add_others() {
    let files = files(&crowd(7, 200));
    let page = page(&files, "/2027/evenements/regions/bretagne/");
    let away = &all(&page, "a.fr-tag--dismiss")[0];
    assert_eq!(away.attr("href"), Some("/2027/evenements/"));
    assert_eq!(away.text().collect::<String>(), "Retirer le filtre Bretagne");
    let scripted = all(&page, ".filters [data-scripted]");
    assert_eq!(scripted.len(), 2);
    assert!(scripted.iter().all(|element| element.attr("hidden").is_some()), "of no use without the script");
    let combined = all(&page, "[data-scripted] a")[0].attr("href");
    assert_eq!(combined, Some("/2027/evenements/?region=bretagne"));
    let field = &all(&page, "form[role=search] input[type=hidden]")[0];
    assert_eq!((field.attr("name"), field.attr("value")), (Some("region"), Some("bretagne")));
}

#[test]
fn a_cancelled_event_is_counted_where_it_is_shown() {
    let event = Publication { status: Status::Cancelled, ..publication(1, online()) };
    let files = files(&[event, publication(2, online())]);
    let filters = filters(&page(&files, "/2027/evenements/"));
    assert_eq!(filters["/2027/evenements/modes/en-ligne/"], "En ligne (2)");
    assert_eq!(ids(&page(&files, "/2027/evenements/modes/en-ligne/")).len(), 2);
}

/// As it holds today, whatever it was called when an event was proposed.
#[test]
fn a_theme_is_called_as_the_edition_calls_it() {
    let theme = |label| Theme { code: "numerique".into(), label: Line::parse(label).unwrap() };
    let event = publication(1, Content { themes: vec![theme("Le numérique d’hier")], ..online() });
    let mut material = material(&[event], &[]);
    material.edition = model::edition::Edition { themes: vec![theme("Numérique")], ..edition() };
    let files = all_files(&programme(&material));
    let page = page(&files, "/2027/evenements/themes/numerique/");
    assert_eq!(text_of(&page, "h1"), "Événements sur le thème «\u{a0}Numérique\u{a0}»");
}

#[test]
fn a_programme_without_an_event_has_no_filter() {
    let files = files(&[]);
    let page = page(&files, "/2027/evenements/");
    assert!(all(&page, ".filters, script[src]").is_empty());
    let below: Vec<_> = files
        .iter()
        .filter(|file| file.path.starts_with("2027/evenements/"))
        .map(|file| &file.path)
        .collect();
    assert_eq!(below, ["2027/evenements/recherche.json", "2027/evenements/index.html"]);
}

#[test]
fn values_are_in_the_order_in_which_people_look_for_them() {
    let events = [
        publication(1, with_places(&[("97400", "97411")])),
        publication(2, with_places(&[("75001", "75056"), ("35000", "35238")])),
    ];
    let page = page(&files(&events), "/2027/evenements/");
    let of = |facet: &str| -> Vec<String> {
        all(&page, &format!("[data-facet={facet}] a")).iter().map(|a| a.text().collect()).collect()
    };
    assert_eq!(of("region"), ["Bretagne (1)", "Île-de-France (1)", "La Réunion (1)"]);
    assert_eq!(
        of("departement"),
        ["35\u{a0}– Ille-et-Vilaine (1)", "75\u{a0}– Paris (1)", "974\u{a0}– La Réunion (1)"]
    );
    let facets: Vec<String> = all(&page, ".filters summary").iter().map(|it| it.text().collect()).collect();
    assert_eq!(facets, ["Région", "Département", "Journée", "Mode de participation", "Format", "Public"]);
    insta::assert_snapshot!("filters", all(&page, ".filters")[0].html());
}
