//! What is asked, where, and how.

use std::collections::BTreeSet;

use model::proposal::Stage;

use super::*;
use crate::{HONEYPOT, stepper};

#[test]
fn every_field_is_asked_at_its_step_and_nowhere_else() {
    let (typed, edition) = (Proposal::default(), edition());
    for stage in Stage::STEPS {
        let page = Html::parse_fragment(&form(&typed, &edition).stage(stage));
        for field in FIELDS {
            let named = all(&page, &format!("[name=\"{}\"]", field.name()));
            let anchored = all(&page, &format!("[id=\"{}\"]", field.anchor(0)));
            let here = field.stage() == stage;
            assert_eq!((!named.is_empty(), anchored.len()), (here, usize::from(here)), "{field:?} {stage:?}");
        }
    }
}

#[test]
fn every_control_has_a_label_and_an_identifier_of_its_own() {
    let (typed, edition) = (workshop(), edition());
    let form = form(&typed, &edition);
    let html = form.fields() + &form.stage(Stage::Event)[..form.stage(Stage::Event).find("</div>").unwrap()];
    let page = Html::parse_fragment(&html);
    let mut seen = BTreeSet::new();
    for control in all(&page, "input, select, textarea") {
        let id = control.attr("id").unwrap();
        assert!(seen.insert(id), "{id} twice");
        assert!(!text(only(&page, &format!("label[for=\"{id}\"]"))).trim().is_empty(), "{id}");
    }
    assert!(seen.len() > 60 && seen.contains("postcode-1") && seen.contains(HONEYPOT));
    for group in all(&page, "fieldset") {
        assert!(group.child_elements().any(|child| child.value().name() == "legend"), "{}", group.html());
    }
}

#[test]
fn the_labels_say_which_fields_may_stay_blank_and_the_server_agrees() {
    let edition = edition();
    let blank = Proposal { mode: "hybrid".into(), online_access: "public".into(), ..Proposal::default() };
    let missing: BTreeSet<_> =
        blank.check(&edition).unwrap_err().iter().map(|problem| problem.field.name()).collect();
    for field in FIELDS {
        let optional = field.label().ends_with("(optionnel)");
        assert!(!(optional && missing.contains(field.name())), "{field:?}");
    }
}

#[test]
fn the_field_for_robots_is_out_of_reach_of_people() {
    let (typed, edition) = (Proposal::default(), edition());
    let page = Html::parse_fragment(&form(&typed, &edition).stage(Stage::Event));
    let trap = only(&page, &format!("input[name=\"{HONEYPOT}\"]"));
    assert_eq!(
        (trap.attr("type"), trap.attr("tabindex"), trap.attr("autocomplete"), trap.attr("value")),
        (Some("text"), Some("-1"), Some("off"), Some(""))
    );
    let around = ElementRef::wrap(trap.parent().unwrap()).unwrap();
    assert_eq!((around.attr("aria-hidden"), around.attr("class")), (Some("true"), Some("out-of-view")));
    assert!(!form(&typed, &edition).fields().contains(HONEYPOT));
}

#[test]
fn what_becomes_of_personal_data_is_told_where_they_are_asked_for() {
    let (typed, edition) = (Proposal::default(), edition());
    let page = Html::parse_fragment(&form(&typed, &edition).stage(Stage::Organisation));
    let notice = text(only(&page, ".data-protection"));
    let DataProtection { purpose, basis, recipients, retention, rights } = &edition.data_protection;
    for part in [purpose, basis, recipients, retention, rights] {
        assert!(notice.contains(part.as_str()), "{notice}");
    }
    assert!(notice.contains("(DITP)") && notice.contains("mip@exemple.gouv.fr"), "{notice}");
}

#[test]
fn the_newsletter_is_for_who_ticks_its_box() {
    let (edition, asked) = (edition(), |typed: &Proposal, edition: &Edition| {
        let page = Html::parse_fragment(&form(typed, edition).stage(Stage::Organisation));
        only(&page, "#newsletter").attr("checked").is_some()
    });
    assert!(!asked(&Proposal::default(), &edition));
    assert!(asked(&Proposal { newsletter: "oui".into(), ..Proposal::default() }, &edition));
}

#[test]
fn the_stepper_tells_where_one_is_and_what_comes_next() {
    let page = Html::parse_fragment(&stepper(Stage::Dates));
    assert_eq!(text(only(&page, "h2")), "Les dates Étape 2 sur 5");
    assert!(text(only(&page, ".fr-stepper__details")).contains("Étape suivante\u{a0}: Le lieu"));
    assert!(!stepper(Stage::Organisation).contains("Étape suivante"));
    assert_eq!(stepper(Stage::Picture), "");
}

#[test]
fn a_row_is_taken_away_by_a_button_that_says_which() {
    let (typed, edition) = (workshop(), edition());
    let page = Html::parse_fragment(&form(&typed, &edition).fields());
    let said: Vec<_> =
        all(&page, "button").into_iter().map(|it| (it.attr("value").unwrap(), text(it))).collect();
    let expected = [
        ("retirer-creneau-0", "Retirer la date n°\u{a0}1"),
        ("retirer-creneau-1", "Retirer la date n°\u{a0}2"),
        ("ajouter-creneau", "Ajouter une date"),
        ("repeter", "Répéter chaque semaine"),
        ("retirer-lieu-0", "Retirer le lieu n°\u{a0}1"),
        ("retirer-lieu-1", "Retirer le lieu n°\u{a0}2"),
        ("ajouter-lieu", "Ajouter un lieu"),
    ];
    assert_eq!(said, expected.map(|(value, label)| (value, label.to_owned())));
    let blank = Html::parse_fragment(&form(&Proposal::default(), &edition).fields());
    assert!(all(&blank, "button[value^=\"retirer\"]").is_empty());
}
