//! What a moderator reads of an edit.

use jiff::civil::{date, time};

use super::*;
use crate::attendance::{Attendance, Place};
use crate::schedule::{Period, Schedule, Slot, Slots};
use crate::territory::{Commune, Postcode};
use crate::text::{Line, Prose};
use crate::vocabulary::{Audience, Format, OrganisationKind};
use crate::web_link::WebLink;
use crate::zone::Zone;

fn slots(days: &[i8]) -> Schedule {
    let slot = |day: &i8| {
        Slot::local(date(2027, 11, *day), time(10, 0, 0, 0), time(12, 0, 0, 0), Zone::PARIS).unwrap()
    };
    let slots = Slots::try_from(days.iter().map(slot).collect::<Vec<_>>()).unwrap();
    Schedule::Slots { zone: Zone::PARIS, slots }
}

fn place(name: &str) -> Place {
    Place {
        name: Line::parse(name).unwrap(),
        address: None,
        postcode: Postcode::parse("35000").unwrap(),
        town: Commune::from_code("35238").unwrap().into(),
    }
}

fn workshop() -> Content {
    Content {
        title: Line::parse("Repenser l’accueil").unwrap(),
        summary: Line::parse("Un atelier pour repenser l’accueil.").unwrap(),
        description: Prose::parse("Venez nombreux.").unwrap(),
        format: Format::Atelier,
        schedule: slots(&[9, 16]),
        attendance: Attendance::OnSite { places: place("Mairie").into() },
        audience: vec![Audience::Agents],
        registration: None,
        themes: Vec::new(),
        language: crate::vocabulary::Language::default(),
        capacity: None,
        accessibility: crate::accessibility::Accessibility::default(),
        contact: None,
        picture: None,
        organisation: crate::organisation::Organisation {
            name: Line::parse("Ville de Rennes").unwrap(),
            kind: OrganisationKind::Collectivite,
            partners: Vec::new(),
        },
    }
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

#[test]
fn what_has_not_changed_is_not_listed() {
    assert_eq!(differences(&workshop(), &workshop()), []);
}

#[test]
fn a_moved_date_is_said_alone() {
    let moved = Content { schedule: slots(&[9, 17]), ..workshop() };
    let found = differences(&workshop(), &moved);
    let expected = Difference {
        part: Part::When,
        before: lines(&["Mardi 16\u{a0}novembre 2027, de 10\u{a0}h à 12\u{a0}h"]),
        after: lines(&["Mercredi 17\u{a0}novembre 2027, de 10\u{a0}h à 12\u{a0}h"]),
        pieces: Vec::new(),
    };
    assert_eq!(found, [expected]);
}

#[test]
fn an_added_date_removes_nothing() {
    let more = Content { schedule: slots(&[9, 16, 23]), ..workshop() };
    let found = differences(&workshop(), &more);
    assert_eq!((found.len(), found[0].before.len(), found[0].after.len()), (1, 0, 1));
}

#[test]
fn hours_given_up_for_a_period_are_all_removed() {
    let period = Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap();
    let found = differences(&workshop(), &Content { schedule: Schedule::Period { period }, ..workshop() });
    assert_eq!(
        (found[0].before.len(), &found[0].after),
        (2, &lines(&["Disponible du 4 au 30\u{a0}novembre 2027"]))
    );
}

#[test]
fn a_workshop_opened_to_distant_people_says_where_and_with_which_link() {
    let link = Some(WebLink::parse("https://exemple.gouv.fr/direct").unwrap());
    let hybrid =
        Content { attendance: Attendance::Hybrid { places: place("Mairie").into(), link }, ..workshop() };
    let found = differences(&workshop(), &hybrid);
    assert_eq!(found.iter().map(|one| one.part).collect::<Vec<_>>(), [Part::Where, Part::Online]);
    assert_eq!(found[0].before, lines(&["Sur place", "Mairie", "35000 Rennes (Ille-et-Vilaine)"]));
    assert_eq!(found[0].after[0], "Sur place et en ligne");
    assert_eq!(found[1].before, lines(&["Aucun lien de connexion"]));
    assert_eq!(found[1].after, lines(&["https://exemple.gouv.fr/direct"]));
}

#[test]
fn parts_come_in_their_order_and_only_texts_have_pieces() {
    let other = Content {
        title: Line::parse("Repenser l’accueil en mairie").unwrap(),
        summary: Line::parse("Une séance.").unwrap(),
        description: Prose::parse("Venez tous.").unwrap(),
        format: Format::Visite,
        schedule: slots(&[10]),
        attendance: Attendance::OnSite { places: place("Préfecture").into() },
        audience: vec![Audience::Agents, Audience::Elus],
        registration: Some(WebLink::parse("https://exemple.gouv.fr/inscription").unwrap().into()),
        themes: vec![crate::theme::Theme::usual().remove(0)],
        language: crate::vocabulary::Language::SignLanguage,
        capacity: std::num::NonZeroU32::new(40),
        accessibility: crate::accessibility::Accessibility {
            provided_for: vec![crate::vocabulary::Disability::Motor],
            ..Default::default()
        },
        contact: Some(crate::registration::Contact {
            phone: Some(crate::phone::Phone::parse("01 23 45 67 89").unwrap()),
            ..Default::default()
        }),
        picture: Some(crate::picture::Picture {
            frame: crate::picture::Frame::from_code("7k3qx9mb2fht-1200x800").unwrap(),
            alt: None,
            credit: Line::parse("Camille Durand").unwrap(),
        }),
        organisation: crate::organisation::Organisation {
            kind: OrganisationKind::Etat,
            ..workshop().organisation
        },
    };
    let found = differences(&workshop(), &other);
    let parts: Vec<Part> = found.iter().map(|one| one.part).collect();
    assert_eq!(parts, Part::ALL.into_iter().filter(|part| *part != Part::Online).collect::<Vec<_>>());
    for one in &found {
        let text = matches!(one.part, Part::Title | Part::Summary | Part::Description);
        assert_eq!(!one.pieces.is_empty(), text, "{:?}", one.part);
        assert_ne!(one.before, one.after);
    }
    assert_eq!(
        found[0].pieces,
        [Piece::Same("Repenser l’accueil".into()), Piece::Added(" en mairie".into())]
    );
}
