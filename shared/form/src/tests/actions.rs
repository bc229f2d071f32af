//! The buttons, with their consequences.

use super::*;
use crate::{Action, Focus};

/// The row where typing goes on.
fn pressed(action: Action, typed: &mut Proposal) -> Option<(Field, usize)> {
    let focus = action.apply(typed, &edition());
    if let Some(focus) = focus {
        let edition = edition();
        let page = Html::parse_fragment(&form(typed, &edition).with_focus(focus).fields());
        let anchor = only(&page, "[autofocus]").attr("id").unwrap().to_owned();
        assert_eq!(anchor, focus.field.anchor(focus.row));
    }
    focus.map(|Focus { field, row }| (field, row))
}

#[test]
fn a_button_is_known_by_its_value_and_any_other_goes_on() {
    for action in [
        Action::Go,
        Action::Back,
        Action::AddSlot,
        Action::RemoveSlot(59),
        Action::RepeatWeekly,
        Action::AddPlace,
        Action::RemovePlace(0),
        Action::RetypeCommune(4),
    ] {
        assert_eq!(Action::of(&action.value()), action);
    }
    for text in ["", "envoyer", "retirer-creneau-", "retirer-creneau--1", "retirer-lieu-x", "nimporte"] {
        assert_eq!(Action::of(text), Action::Go, "{text}");
    }
}

#[test]
fn going_on_and_back_changes_nothing() {
    for action in [Action::Go, Action::Back] {
        let mut typed = workshop();
        assert_eq!(pressed(action, &mut typed), None);
        assert_eq!(typed, workshop());
    }
}

#[test]
fn a_date_is_added_under_the_others_and_taken_away_where_it_is() {
    let mut typed = workshop();
    assert_eq!(pressed(Action::AddSlot, &mut typed), Some((Field::SlotDate, 2)));
    assert_eq!(typed.slots().count(), 3);
    assert_eq!(pressed(Action::RemoveSlot(0), &mut typed), Some((Field::SlotDate, 0)));
    assert_eq!(typed.slot_start, strings(&["14:00", ""]));
    assert_eq!(pressed(Action::RemoveSlot(1), &mut typed), Some((Field::SlotDate, 0)));
    assert_eq!(typed.slot_date, strings(&["2027-11-10"]));
}

#[test]
fn the_last_date_is_repeated_and_typing_goes_on_at_the_first_new_one() {
    let mut typed = workshop();
    typed.slot_date.push(String::new());
    assert_eq!(pressed(Action::RepeatWeekly, &mut typed), Some((Field::SlotDate, 2)));
    assert_eq!(typed.slot_date, strings(&["2027-11-09", "2027-11-10", "2027-11-17", "2027-11-24"]));
    let mut nothing = Proposal::default();
    assert_eq!(pressed(Action::RepeatWeekly, &mut nothing), Some((Field::SlotDate, 0)));
    assert_eq!(nothing, Proposal::default());
}

#[test]
fn sixty_dates_and_five_places_are_all_there_can_be() {
    let mut typed = Proposal {
        slot_date: vec!["2027-11-09".into(); 60],
        place_name: vec!["Mairie".into(); 5],
        ..Proposal::default()
    };
    assert_eq!(pressed(Action::AddSlot, &mut typed), Some((Field::SlotDate, 59)));
    assert_eq!(pressed(Action::AddPlace, &mut typed), Some((Field::PlaceName, 4)));
    assert_eq!((typed.slots().count(), typed.places().count()), (60, 5));
    let edition = edition();
    let page = Html::parse_fragment(&form(&typed, &edition).fields());
    assert!(all(&page, "button[value^=\"ajouter\"], button[value=\"repeter\"]").is_empty());
}

#[test]
fn a_place_is_added_blank_whatever_columns_the_form_came_with() {
    let mut typed = Proposal { place_name: strings(&["Mairie"]), ..Proposal::default() };
    assert_eq!(pressed(Action::AddPlace, &mut typed), Some((Field::PlaceName, 1)));
    assert!(typed.places().nth(1).unwrap().is_blank());
    assert_eq!(typed.commune.len(), 2);
    assert_eq!(pressed(Action::RemovePlace(0), &mut typed), Some((Field::PlaceName, 0)));
    assert_eq!(typed.place_name, strings(&[""]));
}
