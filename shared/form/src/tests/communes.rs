//! A postcode and a name that do not give one commune.

use model::proposal::Stage;
use model::territory::{Postcode, communes_of};

use super::*;
use crate::{Action, Focus};

/// What stands for the commune of the only row: the element's name, what it sends, what it offers.
fn commune(
    postcode: &str,
    commune: &str,
    departement: &str,
    focus: Option<Focus>,
) -> (String, String, Vec<String>) {
    let typed = Proposal {
        mode: "on-site".into(),
        place_name: strings(&["Mairie"]),
        postcode: strings(&[postcode]),
        commune: strings(&[commune]),
        place_departement: strings(&[departement]),
        ..Proposal::default()
    };
    let edition = edition();
    let form = form(&typed, &edition);
    let form = focus.map_or(form, |focus| form.with_focus(focus));
    let page = Html::parse_fragment(&form.stage(Stage::Place));
    let field = only(&page, "[name=\"commune\"]");
    assert_eq!(field.attr("id"), Some("commune-0"));
    let options: Vec<_> = all(&page, "#commune-0 option");
    let sent =
        options.iter().find(|option| option.attr("selected").is_some()).and_then(|it| it.attr("value"));
    let sent = sent.or(field.attr("value")).unwrap_or("").to_owned();
    let offered = options.iter().filter_map(|option| option.attr("value")).map(str::to_owned).collect();
    (field.value().name().to_owned(), sent, offered)
}

#[test]
fn the_communes_of_the_postcode_are_offered_beside_what_was_typed() {
    let (element, sent, offered) = commune("58120", "Chateau", "", None);
    assert_eq!((element.as_str(), sent.as_str()), ("select", "Chateau"));
    let at_postcode: Vec<_> = communes_of(&Postcode::parse("58120").unwrap()).collect();
    assert!(at_postcode.len() > 1);
    assert!(offered.len() > 2 && offered[..2] == ["", "Chateau"], "{offered:?}");
    assert!(offered[2..].iter().all(|name| at_postcode.iter().any(|it| it.name() == name)), "{offered:?}");
}

#[test]
fn they_are_offered_before_anything_is_typed_and_none_is_chosen_for_anyone() {
    let (element, sent, offered) = commune("58120", "", "", None);
    assert_eq!((element.as_str(), sent.as_str()), ("select", ""));
    assert_eq!(offered.len(), 1 + communes_of(&Postcode::parse("58120").unwrap()).count());
}

#[test]
fn a_commune_that_is_known_or_that_nobody_knows_stays_a_text() {
    let retyped = Action::RetypeCommune(0).apply(&mut workshop(), &edition());
    for (postcode, name, departement, focus) in [
        ("97400", "saint denis", "", None),
        ("58120", "Chateau", "58", None), // its own département was given: it is not in the list
        ("58120", "Chateau", "", retyped),
        ("", "Rennes", "", None),
        ("3500", "Rennes", "", None),
        ("99999", "Rennes", "", None),
        ("", "", "", None),
    ] {
        let (element, sent, _) = commune(postcode, name, departement, focus);
        assert_eq!((element.as_str(), sent.as_str()), ("input", name), "{postcode} {name} {departement}");
    }
}

#[test]
fn whoever_chooses_a_commune_that_is_offered_is_understood() {
    let (_, _, offered) = commune("58120", "Chateau", "", None);
    let chosen = offered[2].clone();
    let typed = Proposal {
        place_name: strings(&["Mairie"]),
        address: strings(&[""]),
        postcode: strings(&["58120"]),
        commune: vec![chosen.clone()],
        ..workshop()
    };
    let content = typed.check(&edition()).unwrap().content;
    assert_eq!(content.attendance.place().unwrap().town.name(), chosen);
}

#[test]
fn the_way_out_of_the_list_is_open_for_who_needs_it() {
    let edition = edition();
    let is_open = |typed: &Proposal| {
        let problems = typed.problems_of(Stage::Place, &edition);
        let html = form(typed, &edition).with_problems(&problems).stage(Stage::Place);
        let page = Html::parse_fragment(&html);
        all(&page, "details").into_iter().map(|details| details.attr("open").is_some()).collect::<Vec<_>>()
    };
    assert_eq!(is_open(&workshop()), [false, false]);
    let unknown = Proposal { commune: strings(&["Saint-Denis", "Ailleurs"]), ..workshop() };
    assert_eq!(is_open(&unknown), [false, true]);
    let given = Proposal { place_departement: strings(&["", "974"]), ..unknown };
    assert_eq!(is_open(&given), [false, true]);
}
