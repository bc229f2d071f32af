//! What is said beside a revision, laid over it.

use jiff::civil::{date, time};

use super::*;
use crate::attendance::Place;
use crate::organisation::Organisation;
use crate::schedule::{Slot, Slots};
use crate::territory::{Commune, Postcode};
use crate::vocabulary::{Audience, Format, Language, OrganisationKind};
use crate::zone::Zone;

/// A workshop on site, in Rennes, on 9 November at 10.
pub(crate) fn content() -> Content {
    Content {
        title: Line::parse("Repenser l’accueil").unwrap(),
        summary: Line::parse("Un atelier.").unwrap(),
        description: Prose::parse("Venez nombreux.").unwrap(),
        format: Format::Atelier,
        themes: Vec::new(),
        language: Language::default(),
        schedule: on(9),
        attendance: Attendance::OnSite { places: mairie() },
        audience: vec![Audience::Agents],
        capacity: None,
        registration: None,
        accessibility: crate::accessibility::Accessibility::default(),
        organisation: Organisation {
            name: Line::parse("Ville de Rennes").unwrap(),
            kind: OrganisationKind::Collectivite,
            partners: Vec::new(),
        },
        contact: None,
        picture: None,
    }
}

pub(crate) fn on(day: i8) -> Schedule {
    let slot = Slot::local(date(2027, 11, day), time(10, 0, 0, 0), time(12, 0, 0, 0), Zone::PARIS).unwrap();
    Schedule::Slots { zone: Zone::PARIS, slots: Slots::try_from(vec![slot]).unwrap() }
}

fn mairie() -> Places {
    Places::from(Place {
        name: Line::parse("Mairie").unwrap(),
        address: None,
        postcode: Postcode::parse("35000").unwrap(),
        town: Commune::from_code("35238").unwrap().into(),
    })
}

fn link(path: &str) -> WebLink {
    WebLink::parse(&format!("https://visio.exemple.fr/{path}")).unwrap()
}

fn in_mode(attendance: Attendance) -> Content {
    Content { attendance, ..content() }
}

#[test]
fn a_status_reads_back_and_the_usual_one_is_not_stored() {
    for status in Status::ALL {
        assert_eq!(Status::from_code(status.code()), Some(status));
        let said = Practical { status, ..Practical::default() };
        let json = serde_json::to_string(&said).unwrap();
        assert_eq!(serde_json::from_str::<Practical>(&json).unwrap(), said);
        assert_eq!(json == "{}", status.is_usual() && said.is_silent());
    }
    assert_eq!(Status::from_code("annule"), None);
    assert_eq!(Status::ALL.map(Status::label), ["Maintenu", "Complet", "Reporté", "Annulé"]);
}

#[test]
fn silence_changes_nothing() {
    assert_eq!(Practical::default().over(&content()), content());
}

#[test]
fn new_dates_another_room_and_another_page_to_register_are_what_holds() {
    let said = Practical {
        schedule: Some(on(16)),
        room: Some(Line::parse("Salle des fêtes").unwrap()),
        registration_link: Some(link("inscription")),
        ..Practical::default()
    };
    let holds = said.over(&content());
    assert_eq!(holds.schedule, on(16));
    let place = holds.attendance.place().unwrap();
    assert_eq!((place.name.as_str(), place.town.name()), ("Salle des fêtes", "Rennes"));
    assert_eq!(holds.registration_link(), Some(&link("inscription")));
    assert_eq!((holds.title, holds.audience), (content().title, content().audience));
}

#[test]
fn an_event_that_moves_online_has_no_place_any_more_and_keeps_its_hours() {
    let moved = Practical { moved_online: true, ..Practical::default() };
    let to = Practical { online_link: Some(link("salle")), ..moved.clone() };
    let hybrid = in_mode(Attendance::Hybrid { places: mairie(), link: Some(link("avant")) });
    assert_eq!(moved.over(&content()).attendance, Attendance::Online { link: None });
    assert_eq!(to.over(&content()).attendance, Attendance::Online { link: Some(link("salle")) });
    assert_eq!(moved.over(&hybrid).attendance, Attendance::Online { link: Some(link("avant")) });
    assert_eq!(moved.over(&content()).schedule, content().schedule);
}

#[test]
fn another_link_changes_what_has_a_link_only() {
    let said = Practical { online_link: Some(link("salle")), ..Practical::default() };
    let online = in_mode(Attendance::Online { link: None });
    let hybrid = in_mode(Attendance::Hybrid { places: mairie(), link: None });
    assert_eq!(said.over(&online).attendance.link(), Some(&link("salle")));
    assert_eq!(said.over(&hybrid).attendance.link(), Some(&link("salle")));
    assert_eq!(said.over(&content()), content());
}

#[test]
fn what_the_content_says_already_is_not_said_beside_it() {
    let all = Practical {
        schedule: Some(on(9)),
        moved_online: true,
        online_link: Some(link("salle")),
        room: Some(Line::parse("Mairie").unwrap()),
        registration_link: Some(link("inscription")),
        ..Practical::default()
    };
    let online = Content {
        registration: Some(crate::registration::Registration {
            link: Some(link("inscription")),
            ..Default::default()
        }),
        ..in_mode(Attendance::Online { link: Some(link("salle")) })
    };
    assert!(all.clone().beside(&online).is_silent());
    let on_site = Practical { moved_online: false, ..all.clone() }.beside(&content());
    let registration = Practical { registration_link: Some(link("inscription")), ..Practical::default() };
    assert_eq!(on_site, registration);
    let elsewhere = Practical { room: Some(Line::parse("Salle 2").unwrap()), ..all.clone() };
    let moved = Practical { schedule: None, room: None, ..all };
    assert_eq!(elsewhere.beside(&content()), moved, "it has no room where it moves to");
}
