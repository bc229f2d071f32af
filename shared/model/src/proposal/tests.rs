//! The rules told as stories, and no text that can surprise them.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::email::EmailAddress;
use crate::schedule::{Period, Schedule};
use crate::text::Line;

pub(super) fn edition() -> Edition {
    Edition {
        year: Year::from(2027),
        ordinal: 14,
        name: Line::parse("Mois de l’innovation publique").unwrap(),
        period: Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap(),
        operator: Line::parse("DITP").unwrap(),
        contact: EmailAddress::parse("mip@exemple.gouv.fr").unwrap(),
        reasons: crate::reason::Reasons::default(),
    }
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|&text| text.to_owned()).collect()
}

fn workshop() -> Proposal {
    Proposal {
        title: "Repenser l’accueil".into(),
        summary: "Un atelier pour repenser l’accueil.".into(),
        description: "Venez nombreux.".into(),
        format: "atelier".into(),
        schedule: "slots".into(),
        slot_date: strings(&["2027-11-09"]),
        slot_start: strings(&["10:00"]),
        slot_end: strings(&["12:00"]),
        mode: "on-site".into(),
        place_name: "Médiathèque".into(),
        postcode: "97400".into(),
        commune: "Saint-Denis".into(),
        audience: strings(&["grand-public", "agents"]),
        organisation: "Département".into(),
        organisation_kind: "collectivite".into(),
        organiser_name: "Camille Durand".into(),
        organiser_email: "camille.durand@exemple.gouv.fr".into(),
        ..Proposal::default()
    }
}

fn problems(proposal: &Proposal) -> Vec<(Field, usize)> {
    proposal.check(&edition()).expect_err("should be refused").iter().map(|p| (p.field, p.row)).collect()
}

#[test]
fn a_workshop_in_reunion_takes_place_at_the_hour_of_reunion() {
    let revision = workshop().check(&edition()).unwrap();
    let Schedule::Slots { zone, slots } = revision.content.schedule else { panic!("slots expected") };
    assert_eq!(zone.name(), "Indian/Reunion");
    assert_eq!(slots.first().start().to_string(), "2027-11-09T06:00:00Z");
}

#[test]
fn an_empty_form_is_told_everything_at_once_in_the_order_of_the_page() {
    use Field::{
        Audience, Description, Format, Mode, Organisation, OrganisationKind, OrganiserEmail, OrganiserName,
        SlotDate, Summary, Title,
    };
    let fields: Vec<_> = problems(&Proposal::default()).into_iter().map(|(field, _)| field).collect();
    let expected = [
        Title,
        Summary,
        Description,
        Format,
        SlotDate,
        Mode,
        Audience,
        Organisation,
        OrganisationKind,
        OrganiserName,
        OrganiserEmail,
    ];
    assert_eq!(fields, expected);
}

#[test]
fn a_wrong_row_is_named_and_blank_rows_are_forgotten() {
    let proposal = Proposal {
        slot_date: strings(&["2027-11-09", "", "2027-12-24", "2027-11-10", "2027-11-11"]),
        slot_start: strings(&["10:00", "", "10:00", "14:00", ""]),
        slot_end: strings(&["12:00", "", "11:00", "13:00", "11:00"]),
        ..workshop()
    };
    assert_eq!(problems(&proposal), [(Field::SlotDate, 2), (Field::SlotEnd, 3), (Field::SlotStart, 4)]);
}

#[test]
fn only_podcasts_and_modules_are_available_over_a_period() {
    let over_a_period = Proposal {
        schedule: "period".into(),
        period_from: "04/11/2027".into(),
        period_to: "31/12/2027".into(),
        ..workshop()
    };
    assert_eq!(problems(&over_a_period), [(Field::Schedule, 0)]);
    let podcast = Proposal { format: "podcast".into(), ..over_a_period.clone() };
    assert!(podcast.check(&edition()).is_ok());
    let too_late = Proposal { period_from: "01/12/2027".into(), ..podcast };
    assert_eq!(problems(&too_late), [(Field::PeriodFrom, 0)]);
}

#[test]
fn an_online_event_needs_a_link_of_one_kind_or_the_other() {
    let online = Proposal { mode: "online".into(), ..workshop() };
    assert_eq!(problems(&online), [(Field::OnlineLink, 0)]);
    let registered = Proposal { registration_link: "exemple.gouv.fr/inscription".into(), ..online };
    let content = registered.check(&edition()).unwrap().content;
    assert_eq!(content.attendance.link(), None);
    assert_eq!(content.registration.unwrap().as_str(), "https://exemple.gouv.fr/inscription");
}

#[test]
fn a_commune_that_is_not_at_its_postcode_is_told_which_are() {
    let elsewhere = Proposal { commune: "Lyon".into(), ..workshop() };
    let told = elsewhere.check(&edition()).unwrap_err();
    assert_eq!(told[0].field, Field::Commune);
    assert!(told[0].message.contains("Saint-Denis"), "{}", told[0].message);
}

#[test]
fn sixty_one_slots_are_too_many() {
    let many = Proposal {
        slot_date: vec!["2027-11-09".into(); 61],
        slot_start: vec!["10:00".into(); 61],
        slot_end: vec!["11:00".into(); 61],
        ..workshop()
    };
    assert_eq!(problems(&many), [(Field::SlotDate, 0)]);
}

#[test]
fn a_form_that_comes_back_shows_what_was_kept_as_it_can_be_typed() {
    let typed = Proposal {
        title: "  Repenser  l’accueil ".into(),
        slot_date: strings(&["10/11/2027", "2027-11-09"]),
        slot_start: strings(&["9 h", "10h30"]),
        slot_end: strings(&["11:00", "12 h"]),
        registration_link: "exemple.gouv.fr/inscription".into(),
        ..workshop()
    };
    let shown = Proposal::of(&typed.check(&edition()).unwrap());
    let expected = Proposal {
        slot_date: strings(&["2027-11-09", "2027-11-10"]),
        slot_start: strings(&["10:30", "09:00"]),
        slot_end: strings(&["12:00", "11:00"]),
        registration_link: "https://exemple.gouv.fr/inscription".into(),
        audience: strings(&["agents", "grand-public"]),
        ..workshop()
    };
    assert_eq!(shown, expected);
}

#[test]
fn an_organisations_own_postcode_comes_back_with_its_mark() {
    let typed = Proposal { postcode: "35026".into(), commune: "RENNES cedex 7".into(), ..workshop() };
    let shown = Proposal::of(&typed.check(&edition()).unwrap());
    assert_eq!((shown.postcode.as_str(), shown.commune.as_str()), ("35026", "Rennes CEDEX"));
}

#[test]
fn the_same_form_sent_twice_is_one_event_and_a_corrected_one_is_another() {
    let event = |key: &str, proposal: &Proposal| {
        event_of(key, Year::from(2027), &proposal.check(&edition()).unwrap())
    };
    let spaced = Proposal { title: " Repenser  l’accueil\r\n".into(), ..workshop() };
    let corrected = Proposal { title: "Repenser l’accueil en mairie".into(), ..workshop() };
    assert_eq!(event("k", &workshop()), event("k", &spaced));
    assert_ne!(event("k", &workshop()), event("k", &corrected));
    assert_ne!(event("k", &workshop()), event("another", &workshop()));
}

#[test]
fn what_the_choices_make_useless_is_dropped_and_changes_nothing() {
    let cluttered = Proposal {
        online_link: "x".repeat(900_000),
        period_from: "y".repeat(900_000),
        audience: strings(&["agents", "agents", "martiens"]),
        title: "Repenser\u{FFFE} l’accueil".to_owned() + &"\u{200B}".repeat(300_000),
        slot_date: strings(&["", "2027-11-09"]).into_iter().chain(vec![String::new(); 90_000]).collect(),
        slot_start: strings(&["", "10:00"]),
        slot_end: strings(&["", "12:00"]),
        ..workshop()
    };
    let kept = cluttered.clone().without_the_unused();
    assert!(serde_json::to_string(&kept).unwrap().len() < 2_000);
    assert_eq!(kept.check(&edition()), cluttered.check(&edition()));
}

proptest! {
    /// Any text in any field is either kept, cleaned, or refused at that field; and what is kept reads back.
    #[test]
    fn any_text_in_any_field_is_kept_or_refused_with_a_message(
        texts in proptest::collection::vec(any::<String>(), 9),
        field in 0usize..9,
    ) {
        let mut proposal = workshop();
        let slot: [(&mut String, Field); 9] = [
            (&mut proposal.title, Field::Title),
            (&mut proposal.summary, Field::Summary),
            (&mut proposal.description, Field::Description),
            (&mut proposal.place_name, Field::PlaceName),
            (&mut proposal.address, Field::Address),
            (&mut proposal.organisation, Field::Organisation),
            (&mut proposal.organiser_name, Field::OrganiserName),
            (&mut proposal.organiser_email, Field::OrganiserEmail),
            (&mut proposal.registration_link, Field::RegistrationLink),
        ];
        let mut hit = Field::Title;
        for (index, (text, named)) in slot.into_iter().enumerate() {
            if index == field {
                text.clone_from(&texts[index]);
                hit = named;
            }
        }
        match proposal.check(&edition()) {
            Ok(revision) => {
                let stored = serde_json::to_string(&revision).unwrap();
                prop_assert_eq!(&serde_json::from_str::<Revision>(&stored).unwrap(), &revision);
                prop_assert_eq!(Proposal::of(&revision).check(&edition()), Ok(revision));
            }
            Err(problems) => {
                prop_assert!(problems.iter().all(|problem| problem.field == hit && !problem.message.is_empty()));
            }
        }
    }
}
