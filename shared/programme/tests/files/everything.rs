//! An event of which everything is said: each field in its place, in words, and whatever is typed stays text.

use std::num::NonZeroU32;

use jiff::civil::date;
use model::accessibility::Accessibility;
use model::attendance::{Attendance, Place, Places};
use model::content::Content;
use model::id::PictureId;
use model::organisation::Organisation;
use model::picture::{Frame, Picture};
use model::publication::Publication;
use model::registration::{Contact, Registration};
use model::territory::{Departement, Postcode, Town};
use model::text::{Line, Prose};
use model::theme::Theme;
use model::vocabulary::{Disability, Language};
use model::zone::Zone;
use programme::{TitleLevel, event_article, facts, published_facts};
use proptest::prelude::*;
use serde_json::Value;

use crate::calendar::{unescaped, values};
use crate::fixture::{files, in_reunion, link, place, publication, slot, slots, text};
use crate::pages::{all, page_of, skeleton, text_of};
use crate::texts::typed;

fn line<const MAX: usize>(text: &str) -> Line<MAX> {
    Line::parse(text).unwrap()
}

pub(crate) fn picture(width: u32, height: u32) -> Picture {
    let frame = Frame { id: PictureId::derive(&[b"atelier"]), width, height };
    Picture { frame, alt: Some(line("Dix personnes autour d’une table")), credit: line("Préfecture") }
}

/// Everything that an organiser can say, at two places, one of which is in no list.
pub(crate) fn everything() -> Content {
    let listed = place("Préfecture de La Réunion", Some("6 rue des Messageries"), "97400", "97411");
    let named = Place {
        name: line("Case commune"),
        address: None,
        postcode: Postcode::parse("97433").unwrap(),
        town: Town::Named {
            name: line("Commune nouvelle"),
            departement: Departement::from_code("974").unwrap(),
        },
    };
    let zone = Zone::of(&listed.town);
    Content {
        themes: Theme::usual().into_iter().take(2).collect(),
        language: Language::SignLanguage,
        schedule: slots(zone, vec![slot(9, 10, 12, zone), slot(10, 10, 12, zone)]),
        attendance: Attendance::Hybrid {
            places: Places::try_from(vec![listed, named]).unwrap(),
            link: Some(link("https://visio.exemple.fr/simplifier")),
        },
        capacity: NonZeroU32::new(1_200),
        registration: Some(Registration {
            link: Some(link("https://inscription.exemple.fr/simplifier")),
            email: Some("atelier+mois@exemple.gouv.fr".to_owned().try_into().unwrap()),
            phone: Some("0262 12 34 56".to_owned().try_into().unwrap()),
            deadline: Some(date(2027, 11, 2)),
        }),
        accessibility: Accessibility {
            provided_for: vec![Disability::Hearing, Disability::Motor],
            contact: Some(line("acces@exemple.gouv.fr")),
            details: Some(Prose::parse("Boucle magnétique.\nAccès de plain-pied.").unwrap()),
        },
        organisation: Organisation {
            partners: vec![line("Région Réunion"), line("Université de La Réunion")],
            ..in_reunion().organisation
        },
        contact: Some(Contact {
            name: Some(line("Mission innovation")),
            email: Some("innovation@exemple.gouv.fr".to_owned().try_into().unwrap()),
            phone: Some("+262 262 12 34 57".to_owned().try_into().unwrap()),
        }),
        picture: Some(picture(1200, 801)),
        ..in_reunion()
    }
}

/// The same with a text in every field that takes one; nothing where a field refuses it.
pub(crate) fn saying(text: &str) -> Option<Publication> {
    let mut content = everything();
    content.themes[0].label = Line::parse(text).ok()?;
    let mut places: Vec<Place> = content.attendance.places().cloned().collect();
    places[0].name = Line::parse(text).ok()?;
    places[0].address = Some(Line::parse(text).ok()?);
    let Town::Named { name, .. } = &mut places[1].town else { unreachable!() };
    *name = Line::parse(text).ok()?;
    let link = content.attendance.link().cloned();
    content.attendance = Attendance::Hybrid { places: places.try_into().unwrap(), link };
    let details: Line<1_000> = Line::parse(text).ok()?; // in one line: each one more is a line of the page
    content.accessibility.details = Some(Prose::parse(details.as_str()).ok()?);
    content.accessibility.contact = Some(Line::parse(text).ok()?);
    content.organisation.partners[1] = Line::parse(text).ok()?;
    content.contact.as_mut()?.name = Some(Line::parse(text).ok()?);
    let picture = content.picture.as_mut()?;
    (picture.alt, picture.credit) = (Some(Line::parse(text).ok()?), Line::parse(text).ok()?);
    let news = Some(Prose::parse(details.as_str()).ok()?);
    Some(Publication { news, ..publication(1, content) })
}

/// As a mail says it.
fn said(facts: &[programme::Fact]) -> String {
    let fact = |fact: &programme::Fact| {
        let lines: Vec<_> = fact.lines.iter().map(ToString::to_string).collect();
        format!("[{}] {}\n    {}", fact.part.code(), fact.label, lines.join("\n    "))
    };
    facts.iter().map(fact).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_field_has_its_words() {
    insta::assert_snapshot!("everything_said", said(&facts(&everything())));
    insta::assert_snapshot!("everything_article", event_article(&everything(), TitleLevel::H2));
    let event = publication(1, everything());
    assert_eq!(published_facts(&event), facts(&event.content));
}

#[test]
fn every_field_is_in_the_calendar_the_data_and_the_head() {
    let files = files(&[publication(1, everything())]);
    insta::assert_snapshot!("everything_ics", text(&files, "evenement.ics").replace('\r', ""));
    let data: Value = serde_json::from_str(&text(&files, "programme.json")).unwrap();
    let pretty = |data: &Value| serde_json::to_string_pretty(data).unwrap();
    insta::assert_snapshot!("everything_json", pretty(&data["events"][0]));
    let head: Value =
        serde_json::from_str(&text_of(&page_of(&publication(1, everything())), "script")).unwrap();
    insta::assert_snapshot!("everything_head", pretty(&head[0]));
    assert_eq!(head.as_array().unwrap().len(), 2);
    insta::assert_snapshot!("everything_card", {
        let list = text(&files, "evenements/index.html");
        let start = list.find("<div class=\"fr-card").unwrap();
        list[start..list.find("</li>\n</ul>\n</section>").unwrap()].to_owned()
    });
}

/// RGAA 1.2 and 1.9: the text that stands for it is empty, the credit is bound to it.
#[test]
fn a_decorative_picture_has_an_empty_text_and_its_credit() {
    let decorative = Picture { alt: None, ..picture(320, 200) };
    let page = page_of(&publication(1, Content { picture: Some(decorative), ..everything() }));
    let image = all(&page, "figure[role=group][aria-label] img")[0];
    assert_eq!(image.attr("alt"), Some(""));
    assert_eq!((image.attr("width"), image.attr("height")), (Some("320"), Some("200")));
    assert_eq!(image.attr("srcset").unwrap().split(", ").count(), 1, "never enlarged");
    assert_eq!(text_of(&page, "figcaption"), "Crédit\u{a0}: Préfecture");
}

#[test]
fn without_a_picture_there_is_no_place_for_one() {
    let page = page_of(&publication(1, in_reunion()));
    assert!(all(&page, "img, picture, figure").is_empty());
}

/// A link would be promised to those who register, who cannot.
#[test]
fn nobody_is_said_to_be_free_to_come_where_the_link_is_for_those_who_register() {
    let inscription = |attendance| {
        let content = Content { attendance, registration: None, ..everything() };
        facts(&content)
            .into_iter()
            .find(|fact| fact.label == "Inscription")
            .map(|fact| fact.lines[0].to_string())
    };
    let public = Some(link("https://visio.exemple.fr/"));
    assert_eq!(inscription(Attendance::Online { link: None }), None);
    assert_eq!(
        inscription(Attendance::Online { link: public }).as_deref(),
        Some("Accès libre, sans inscription")
    );
}

proptest! {
    #[test]
    fn whatever_is_typed_anywhere_is_text_and_adds_no_element(typed in typed()) {
        let Some(event) = saying(&typed) else { return Ok(()) };
        let page = page_of(&event);
        prop_assert_eq!(skeleton(&page), skeleton(&page_of(&saying("mot").unwrap())));
        let content = &event.content;
        let (picture, first) = (content.picture.as_ref().unwrap(), content.attendance.place().unwrap());
        let image = all(&page, "figure img")[0];
        prop_assert_eq!(image.attr("alt"), picture.alt.as_ref().map(Line::as_str));
        prop_assert_eq!(text_of(&page, ".fr-callout__text"), event.news.as_ref().unwrap().as_str());
        let said: Vec<String> = all(&page, "dd").iter().map(|said| said.text().collect()).collect();
        for typed in [&content.themes[0].label.to_string(), &first.name.to_string()] {
            prop_assert!(said.iter().any(|said| said.contains(typed.as_str())), "{typed} in {said:?}");
        }
        let head: Value = serde_json::from_str(&text_of(&page, "script")).unwrap();
        prop_assert_eq!(&head[0]["location"][0]["name"], first.name.as_str());
        prop_assert_eq!(&head[0]["keywords"][1], content.themes[0].label.as_str());

        let files = files(std::slice::from_ref(&event));
        let calendar = text(&files, "evenement.ics");
        prop_assert_eq!(values(&calendar, "BEGIN"), ["VCALENDAR", "VTIMEZONE", "STANDARD", "VEVENT", "VEVENT"]);
        let location = unescaped(&values(&calendar, "LOCATION")[0]);
        prop_assert!(location.starts_with(first.name.as_str()), "{location}");
        let data: Value = serde_json::from_str(&text(&files, "programme.json")).unwrap();
        let told = &data["events"][0];
        prop_assert_eq!(&told["news"], event.news.as_ref().unwrap().as_str());
        prop_assert_eq!(&told["picture"]["credit"], picture.credit.as_str());
        prop_assert_eq!(&told["places"][1]["commune"]["insee_code"], &Value::Null);
        prop_assert_eq!(&told["places"][1]["commune"]["name"], content.attendance.places().nth(1).unwrap().town.name());
    }
}
