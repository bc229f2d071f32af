//! The rules told as stories, and no text that can surprise them.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::attendance::Attendance;
use crate::email::EmailAddress;
use crate::schedule::{Period, Schedule};
use crate::text::Line;

pub(super) fn edition() -> Edition {
    Edition {
        year: crate::edition::Year::from(2027),
        ordinal: 14,
        name: Line::parse("Mois de l’innovation publique").unwrap(),
        period: Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap(),
        operator: Line::parse("DITP").unwrap(),
        contact: EmailAddress::parse("mip@exemple.gouv.fr").unwrap(),
        reasons: crate::reason::Reasons::default(),
        themes: Vec::new(),
        data_protection: crate::data_protection::DataProtection::default(),
        legal: crate::legal::Legal::default(),
        state: crate::edition::State::default(),
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
        place_name: strings(&["Médiathèque"]),
        postcode: strings(&["97400"]),
        commune: strings(&["Saint-Denis"]),
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
fn an_online_event_says_who_has_the_link_and_how_to_get_it() {
    let online = Proposal { mode: "online".into(), ..workshop() };
    assert_eq!(problems(&online), [(Field::OnlineAccess, 0)]);
    let public = Proposal { online_access: PUBLIC_LINK.into(), ..online.clone() };
    assert_eq!(problems(&public), [(Field::OnlineLink, 0)]);
    let linked = Proposal { online_link: "visio.exemple.gouv.fr/atelier".into(), ..public };
    assert!(linked.check(&edition()).unwrap().content.attendance.link().is_some());
    let registered = Proposal { online_access: LINK_FOR_REGISTERED.into(), ..linked };
    assert_eq!(problems(&registered), [(Field::RegistrationLink, 0)]);
    let by_phone = Proposal { registration_phone: "01 23 45 67 89".into(), ..registered };
    let content = by_phone.check(&edition()).unwrap().content;
    assert_eq!(content.attendance.link(), None); // typed, then reserved: it is not published
    assert_eq!(content.registration.unwrap().phone.unwrap().as_str(), "01 23 45 67 89");
}

#[test]
fn themes_are_those_of_the_edition_and_three_at_most() {
    let edition = Edition { themes: crate::theme::Theme::usual(), ..edition() };
    let with = |codes: &[&str]| Proposal { themes: strings(codes), ..workshop() };
    let told = |proposal: &Proposal| proposal.check(&edition).unwrap_err()[0].field;
    assert_eq!(told(&with(&[])), Field::Themes);
    assert_eq!(told(&with(&["martiens"])), Field::Themes);
    assert_eq!(told(&with(&["design", "numerique", "inclusion", "management"])), Field::Themes);
    let content = with(&["numerique", "design"]).check(&edition).unwrap().content;
    let codes: Vec<_> = content.themes.iter().map(|theme| theme.code.as_str()).collect();
    assert_eq!(codes, ["design", "numerique"]); // in the order of the edition
}

#[test]
fn a_commune_that_the_list_does_not_have_is_taken_with_its_departement() {
    let unlisted = Proposal { commune: strings(&["Commune nouvelle"]), ..workshop() };
    assert_eq!(problems(&unlisted), [(Field::Commune, 0)]);
    let named = Proposal { place_departement: strings(&["974"]), ..unlisted.clone() };
    let content = named.check(&edition()).unwrap().content;
    let place = content.attendance.place().unwrap();
    assert_eq!((place.town.name(), place.town.departement().code()), ("Commune nouvelle", "974"));
    assert_eq!(content.attendance.zone().name(), "Indian/Reunion");
    let nowhere = Proposal { place_departement: strings(&["999"]), ..unlisted };
    assert_eq!(problems(&nowhere), [(Field::PlaceDepartement, 0)]);
}

#[test]
fn several_places_are_told_row_by_row_and_share_their_clocks() {
    let two = Proposal {
        place_name: strings(&["Médiathèque", "", "Mairie"]),
        postcode: strings(&["97400", "", "97410"]),
        commune: strings(&["Saint-Denis", "", "Saint-Pierre"]),
        ..workshop()
    };
    assert_eq!(two.check(&edition()).unwrap().content.attendance.places().count(), 2);
    let wrong = Proposal { postcode: strings(&["97400", "", "9741"]), ..two.clone() };
    assert_eq!(problems(&wrong), [(Field::Postcode, 2)]);
    let far = Proposal {
        postcode: strings(&["97400", "", "35000"]),
        commune: strings(&["Saint-Denis", "", "Rennes"]),
        ..two.clone()
    };
    assert_eq!(problems(&far), [(Field::Commune, 2)]);
    let six = Proposal {
        place_name: vec!["Mairie".into(); 6],
        postcode: vec!["35000".into(); 6],
        commune: vec!["Rennes".into(); 6],
        ..two
    };
    assert_eq!(problems(&six), [(Field::PlaceName, 0)]);
}

#[test]
fn a_picture_needs_words_a_credit_and_the_right_to_use_it() {
    let bare = Proposal { picture: "7k3qx9mb2fht-1200x800".into(), ..workshop() };
    let fields = [(Field::PictureAlt, 0), (Field::PictureCredit, 0), (Field::PictureRights, 0)];
    assert_eq!(problems(&bare), fields);
    let told = Proposal {
        picture_alt: "Six agents autour d’une maquette.".into(),
        picture_credit: "Camille Durand".into(),
        picture_rights: YES.into(),
        ..bare
    };
    assert!(told.check(&edition()).unwrap().content.picture.unwrap().alt.is_some());
    let decorative = Proposal { picture_decorative: YES.into(), ..told.clone() };
    assert_eq!(decorative.check(&edition()).unwrap().content.picture.unwrap().alt, None);
    let forged = Proposal { picture: "../../secret".into(), ..told };
    assert_eq!(problems(&forged), [(Field::Picture, 0)]);
}

#[test]
fn a_way_to_register_or_to_ask_is_never_half_given() {
    let late = Proposal { registration_deadline: "2027-11-08".into(), ..workshop() };
    assert_eq!(problems(&late), [(Field::RegistrationLink, 0)]);
    let nobody = Proposal { contact_name: "Service innovation".into(), ..workshop() };
    assert_eq!(problems(&nobody), [(Field::ContactEmail, 0)]);
    for capacity in ["0", "-3", "beaucoup", "100001"] {
        let proposal = Proposal { capacity: capacity.into(), ..workshop() };
        assert_eq!(problems(&proposal), [(Field::Capacity, 0)], "{capacity}");
    }
    let spaced = Proposal { capacity: " 1\u{202f}200 ".into(), ..workshop() };
    assert_eq!(spaced.check(&edition()).unwrap().content.capacity.unwrap().get(), 1200);
}

#[test]
fn partners_are_one_a_line_and_ten_at_most() {
    let with = |partners: String| Proposal { partners, ..workshop() };
    let two = with("Université de Rennes\r\n\r\n Université  de Rennes\nLa 27e Région".into());
    let content = two.check(&edition()).unwrap().content;
    assert_eq!(content.organisation.partners.len(), 2);
    let many = with((0..11).map(|n| format!("Partenaire {n}")).collect::<Vec<_>>().join("\n"));
    assert_eq!(problems(&many), [(Field::Partners, 0)]);
}

#[test]
fn each_step_has_its_own_problems_and_takes_only_its_own_fields() {
    let edition = edition();
    let blank = Proposal::default();
    let all = blank.check(&edition).unwrap_err();
    let by_step: usize = Stage::STEPS.iter().map(|stage| blank.problems_of(*stage, &edition).len()).sum();
    assert_eq!(by_step, all.len());
    let mut draft = blank;
    for (number, stage) in Stage::STEPS.into_iter().enumerate() {
        assert!(!draft.problems_of(stage, &edition).is_empty(), "{stage:?}");
        draft.take(stage, &workshop());
        assert!(draft.problems_of(stage, &edition).is_empty(), "{stage:?}");
        assert_eq!(Stage::from_code(stage.code()), Some(stage));
        assert_eq!(stage.number(), Some(number + 1));
    }
    assert_eq!(draft, workshop());
    assert_eq!((Stage::Event.previous(), Stage::Event.next()), (None, Some(Stage::Dates)));
    assert_eq!((Stage::Organisation.previous(), Stage::Organisation.next()), (Some(Stage::Public), None));
}

#[test]
fn the_same_event_again_has_no_date_and_elsewhere_no_place() {
    let again = workshop().again(false);
    assert!(again.slots().next().is_none());
    assert_eq!((again.place_name.len(), again.title.as_str()), (1, "Repenser l’accueil"));
    let elsewhere = workshop().again(true);
    assert!(elsewhere.places().next().is_none());
    assert_eq!(elsewhere.mode, "on-site");
}

#[test]
fn a_commune_that_is_not_at_its_postcode_is_told_which_are() {
    let elsewhere = Proposal { commune: strings(&["Lyon"]), ..workshop() };
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
        address: strings(&[""]),
        place_departement: strings(&[""]),
        language: "fr".into(),
        ..workshop()
    };
    assert_eq!(shown, expected);
}

#[test]
fn what_has_moved_online_comes_back_at_the_same_instant() {
    let mut moved = workshop().check(&edition()).unwrap();
    moved.content.attendance = Attendance::Online { link: None };
    let typed =
        Proposal { registration_email: "camille.durand@exemple.gouv.fr".into(), ..Proposal::of(&moved) };
    assert_eq!(typed.slot_start, ["07:00"], "by the clocks of Paris, as all that is online");
    let Schedule::Slots { slots, .. } = typed.check(&edition()).unwrap().content.schedule else { panic!() };
    let Schedule::Slots { slots: before, .. } = moved.content.schedule else { panic!() };
    assert_eq!(slots, before);
}

#[test]
fn an_organisations_own_postcode_comes_back_with_its_mark() {
    let typed =
        Proposal { postcode: strings(&["35026"]), commune: strings(&["RENNES cedex 7"]), ..workshop() };
    let shown = Proposal::of(&typed.check(&edition()).unwrap());
    assert_eq!((shown.postcode, shown.commune), (strings(&["35026"]), strings(&["Rennes CEDEX"])));
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
        let mut proposal = Proposal { address: vec![String::new()], ..workshop() };
        let slot: [(&mut String, Field); 9] = [
            (&mut proposal.title, Field::Title),
            (&mut proposal.summary, Field::Summary),
            (&mut proposal.description, Field::Description),
            (&mut proposal.place_name[0], Field::PlaceName),
            (&mut proposal.address[0], Field::Address),
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
