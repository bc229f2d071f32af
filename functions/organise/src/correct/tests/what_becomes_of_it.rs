//! What becomes of a sent form.

use super::*;

fn verdict(sent: &Revision, found: &Found, base: &Base, replaces: Option<u16>) -> Verdict {
    verdict::of(sent, found, Some(base), replaces.map(number))
}

#[test]
fn a_form_sent_as_it_was_served_changes_nothing() {
    let found = found(asked(), revision());
    let served = Proposal::of(&found.current).check(&found.edition).unwrap();
    assert_eq!(verdict(&served, &found, &base(1, revision()), None), Verdict::Unchanged);
}

#[test]
fn nor_does_it_when_a_theme_of_the_edition_has_gone_since() {
    let theme = serde_json::json!({ "code": "numerique", "label": "Numérique" });
    let mut themed = revision();
    themed.content.themes = vec![serde_json::from_value(theme).unwrap()];
    let found = found(asked(), themed.clone());
    let served = Proposal::of(&found.current).check(&found.edition).unwrap();
    assert_ne!(served, themed);
    assert_eq!(verdict(&served, &found, &base(1, themed), None), Verdict::Unchanged);
}

#[test]
fn a_robot_that_kept_an_old_page_changes_nothing_either() {
    let corrected = titled("Repenser l’accueil en mairie");
    let found = found(edited(&asked(), corrected.clone(), at(1000)), corrected);
    assert_eq!(verdict(&revision(), &found, &base(1, revision()), None), Verdict::Unchanged);
}

#[test]
fn a_correction_is_recorded_and_the_same_again_is_known() {
    let corrected = titled("Repenser l’accueil en mairie");
    let before = found(asked(), revision());
    assert_eq!(verdict(&corrected, &before, &base(1, revision()), None), Verdict::Record);
    let after = found(edited(&asked(), corrected.clone(), at(1000)), corrected.clone());
    assert_eq!(verdict(&corrected, &after, &base(1, revision()), None), Verdict::Received);
}

#[test]
fn on_top_of_another_version_only_by_choice_and_of_the_one_that_was_read() {
    let (mine, other) = (titled("Le mien"), titled("Celui d’une collègue"));
    let found = found(edited(&asked(), other.clone(), at(1000)), other);
    let started = base(1, revision());
    assert_eq!(verdict(&mine, &found, &started, None), Verdict::Overtaken);
    assert_eq!(verdict(&mine, &found, &started, Some(1)), Verdict::Overtaken);
    assert_eq!(verdict(&mine, &found, &started, Some(2)), Verdict::Record);
    assert_eq!(verdict(&revision(), &found, &started, Some(2)), Verdict::Record, "back to what was");
    assert_eq!(verdict::of(&mine, &found, None, None), Verdict::Overtaken);
}

#[test]
fn another_version_that_says_the_same_hinders_nobody() {
    let event = edited(&edited(&asked(), titled("Un essai"), at(1000)), revision(), at(1001));
    let found = found(event, revision());
    let started = base(1, revision());
    assert_eq!(verdict(&titled("Le mien"), &found, &started, None), Verdict::Record);
    assert!(Overtaken::new(&found, Some(&started), None).is_none());
}
