//! Pairs of events as moderators meet them.

use jiff::civil::{date, time};

use super::*;
use crate::attendance::{Attendance, Place};
use crate::content::Content;
use crate::organisation::Organisation;
use crate::schedule::{Period, Schedule, Slot, Slots};
use crate::territory::{Commune, Postcode};
use crate::text::{Line, Prose};
use crate::vocabulary::{Audience, Format, OrganisationKind};
use crate::zone::Zone;

/// An event of Rennes, on 9 November at 10.
fn event(title: &str) -> Content {
    Content {
        title: Line::parse(title).unwrap(),
        summary: Line::parse("Un atelier.").unwrap(),
        description: Prose::parse("Venez nombreux.").unwrap(),
        format: Format::Atelier,
        schedule: on(9, 10),
        attendance: at("Préfecture de région", "35238"),
        audience: vec![Audience::Agents],
        registration: None,
        themes: Vec::new(),
        language: crate::vocabulary::Language::default(),
        capacity: None,
        accessibility: crate::accessibility::Accessibility::default(),
        contact: None,
        picture: None,
        organisation: by("Préfecture de Bretagne"),
    }
}

fn on(day: i8, hour: i8) -> Schedule {
    let slot =
        Slot::local(date(2027, 11, day), time(hour, 0, 0, 0), time(hour + 2, 0, 0, 0), Zone::PARIS).unwrap();
    Schedule::Slots { zone: Zone::PARIS, slots: Slots::try_from(vec![slot]).unwrap() }
}

fn at(place: &str, commune: &str) -> Attendance {
    let place = Place {
        name: Line::parse(place).unwrap(),
        address: None,
        postcode: Postcode::parse("35000").unwrap(),
        town: Commune::from_code(commune).unwrap().into(),
    };
    Attendance::OnSite { places: place.into() }
}

fn by(name: &str) -> Organisation {
    Organisation { name: Line::parse(name).unwrap(), kind: OrganisationKind::Etat, partners: Vec::new() }
}

fn likeness(one: &Content, other: &Content) -> Option<LookAlike> {
    let (one, other) = (Profile::of(one), Profile::of(other));
    let id = EventId::derive(&[b"other"]);
    let found = look_alikes(&one, [(id, &other)].into_iter()).pop();
    let back = look_alikes(&other, [(id, &one)].into_iter()).pop();
    assert_eq!(found, back, "a likeness goes both ways");
    found
}

const GUICHET: &str = "Atelier : concevoir un guichet avec ses usagers";

#[test]
fn the_same_event_sent_twice_is_found_and_says_why() {
    let found = likeness(&event(GUICHET), &event(GUICHET)).unwrap();
    assert_eq!(found.score, 100);
    assert_eq!(found.summary(), "même titre, même jour, même lieu, même organisation");
}

#[test]
fn accents_order_number_and_slips_of_the_pen_do_not_hide_it() {
    for other in [
        "ATELIER – CONCEVOIR UN GUICHET AVEC SES USAGERS",
        "Concevoir un guichet avec ses usagers (atelier)",
        "Atelier : concevoir des guichets avec l’usager",
        "Atelier : concevior un guichet avec ses usagers",
        "Atelier : concevoir un guichet avec ses usager·e·s",
        "Concevoir un guichet avec ses usagers",
        "Atelier : con-cevoir un guichet avec ses usagers",
    ] {
        let found = likeness(&event(GUICHET), &event(other)).unwrap_or_else(|| panic!("{other}"));
        assert!(found.score >= 80, "{other}: {}", found.score);
    }
}

#[test]
fn one_word_apart_is_said_so() {
    let found = likeness(&event(GUICHET), &event("Atelier : concevoir un guichet avec ses agents")).unwrap();
    assert_eq!(found.reasons[0].label(), "même titre à un mot près");
}

#[test]
fn a_shifted_hour_on_the_same_day_is_found() {
    let shifted = Content { schedule: on(9, 15), ..event(GUICHET) };
    assert!(likeness(&event(GUICHET), &shifted).unwrap().score >= 90);
}

#[test]
fn the_next_day_counts_for_little_and_the_next_week_for_nothing() {
    let next_day = likeness(&event(GUICHET), &Content { schedule: on(10, 10), ..event(GUICHET) }).unwrap();
    assert!(next_day.score < 70 && next_day.reasons.contains(&Likeness::NextDay));
    assert_eq!(likeness(&event(GUICHET), &Content { schedule: on(16, 10), ..event(GUICHET) }), None);
}

#[test]
fn a_roadshow_in_two_towns_is_two_events() {
    let in_brest = Content { attendance: at("Sous-préfecture", "29019"), ..event(GUICHET) };
    assert_eq!(likeness(&event(GUICHET), &in_brest), None);
}

#[test]
fn sessions_with_their_numbers_are_not_one() {
    let (one, two) =
        (event("Escape game des données, session 1"), event("Escape game des données, session 2"));
    assert_eq!(likeness(&one, &two), None);
}

#[test]
fn other_subjects_of_one_lab_on_one_day_are_other_events() {
    for (one, other) in [
        ("Atelier : simplifier un formulaire", "Atelier : simplifier un courrier"),
        ("Initiation au design de service", "Initiation à la facilitation"),
        (
            "Visite du laboratoire d’innovation publique",
            "Conférence du laboratoire d’innovation publique sur l’IA",
        ),
        ("Portes ouvertes du lab", "Café du lab"),
    ] {
        assert_eq!(likeness(&event(one), &event(other)), None, "{one} / {other}");
    }
}

#[test]
fn two_open_days_of_two_labs_in_one_town_are_two() {
    let theirs = Content {
        attendance: at("La Fabrique", "35238"),
        organisation: by("Rennes Métropole"),
        ..event("Portes ouvertes")
    };
    assert_eq!(likeness(&event("Portes ouvertes"), &theirs), None);
    assert!(likeness(&event("Portes ouvertes"), &event("Porte ouverte")).is_some());
}

#[test]
fn partners_who_both_propose_their_event_are_told() {
    let partner = Content { organisation: by("Université de Rennes"), ..event(GUICHET) };
    let found = likeness(&event(GUICHET), &partner).unwrap();
    assert_eq!(found.summary(), "même titre, même jour, même lieu");
}

#[test]
fn shortened_names_are_those_of_the_same_body() {
    let same = |one: &str, other: &str| names::same(&names::words(one, 36), &names::words(other, 36));
    for (one, other) in [
        ("DITP", "Direction interministérielle de la transformation publique"),
        ("Direction interministérielle de la transformation publique (DITP)", "DITP"),
        ("Préf. de Bretagne", "Préfecture de Bretagne"),
        ("DINUM", "Direction interministérielle du numérique"),
        ("DGFiP", "Direction générale des finances publiques"),
        ("CHU de Rennes", "Centre hospitalier universitaire de Rennes"),
        ("Département de la Drôme", "DEPARTEMENT DE LA DROME"),
        ("Dépt de la Drôme", "Département de la Drôme"),
    ] {
        assert!(same(one, other) && same(other, one), "{one} / {other}");
    }
    for (one, other) in [
        ("Préfecture de Bretagne", "Préfecture de Normandie"),
        ("Ville de Rennes", "Ville de Nantes"),
        (
            "Direction départementale des territoires du Nord",
            "Direction départementale des territoires de l’Ain",
        ),
        ("", ""),
    ] {
        assert!(!same(one, other) && !same(other, one), "{one} / {other}");
    }
}

#[test]
fn a_podcast_of_the_month_meets_the_same_one_over_other_days() {
    let period = |first, last| Schedule::Period {
        period: Period::new(date(2027, 11, first), date(2027, 11, last)).unwrap(),
    };
    let podcast = |schedule| Content {
        schedule,
        attendance: Attendance::Online { link: None },
        ..event("Podcast : ça marche, et je vous dis pourquoi")
    };
    let found = likeness(&podcast(period(4, 30)), &podcast(period(20, 24))).unwrap();
    assert_eq!(found.summary(), "même titre, même jour, en ligne tous les deux, même organisation");
    assert_eq!(likeness(&podcast(period(4, 10)), &podcast(period(15, 24))), None);
}

#[test]
fn the_likest_come_first_and_no_more_than_five() {
    let (same, near) =
        (Profile::of(&event(GUICHET)), Profile::of(&event("Atelier : concevoir un guichet avec ses agents")));
    let id = |n: u8| EventId::derive(&[&[n]]);
    let others: Vec<_> = (0..4).map(|n| (id(n), &near)).chain((4..8).map(|n| (id(n), &same))).collect();
    let found = look_alikes(&same, others.into_iter());
    assert_eq!(found.len(), MOST);
    assert_eq!(found.iter().filter(|one| one.score == 100).count(), 4);
    assert!(found.is_sorted_by_key(|one| std::cmp::Reverse(one.score)));
}

#[test]
fn the_longest_profile_stays_small_and_reads_back() {
    let long = Content {
        title: Line::parse(&"anticonstitutionnellement ".repeat(6)[..140]).unwrap(),
        organisation: by(&"Secrétariat général ".repeat(6)),
        attendance: at(&"Préfecture maritime ".repeat(6), "35238"),
        schedule: Schedule::Period { period: Period::new(date(2027, 1, 1), date(2027, 12, 31)).unwrap() },
        ..event("x")
    };
    let long_at_night = Content { schedule: on(9, 20), ..long.clone() };
    for content in [long, long_at_night] {
        let profile = Profile::of(&content);
        let json = serde_json::to_string(&profile).unwrap();
        assert!(json.len() < 300, "{} bytes: {json}", json.len());
        assert_eq!(serde_json::from_str::<Profile>(&json).unwrap(), profile);
    }
}
