//! Forms that meet what has happened since their page was opened.

use super::*;

#[test]
fn an_undoing_that_comes_too_late_says_what_it_is_too_late_for() {
    let mut case = published();
    let undo = Act::Undo { version: Some(case.event.version) };
    case.now += WINDOW;
    assert_eq!(undo.step(&case, WINDOW), Err(Refusal::TooLate));
    assert_eq!(undo.lost(&case), Some(Notice::Told));
    let mut spam = after(self::case(), step(&decide(Outcome::Spam), &self::case()));
    spam.now += WINDOW;
    assert_eq!(undo.lost(&spam), Some(Notice::Expired), "nobody is written to");
}

#[test]
fn a_form_sent_again_after_its_decision_was_undone_decides_nothing() {
    let decide = |version| asked([("act", "decide"), ("version", version), ("decision", "publish")]).unwrap();
    let case = published();
    let undo = Act::Undo { version: Some(case.event.version) };
    let mut colleague = published();
    colleague.moderator = colleague.team[1].clone();
    let case = after(case, step(&undo, &colleague));
    assert!(decide("1").step(&case, WINDOW).is_err(), "the page that it was decided on");
    assert_eq!(decide("1").lost(&case), Some(Notice::Overtaken));
    assert!(decide("3").step(&case, WINDOW).is_ok(), "the page as it stands");
    assert!(publish().step(&case, WINDOW).is_ok(), "a page that does not say what it showed");
}

#[test]
fn a_note_or_an_assignment_since_the_page_was_opened_does_not_hinder_a_decision() {
    let note = asked([("act", "note"), ("version", "1"), ("note", "Appelée.")]).unwrap();
    let case = after(case(), step(&note, &case()));
    let decide = asked([("act", "decide"), ("version", "1"), ("decision", "publish")]).unwrap();
    assert_eq!(step(&decide, &case).after.state(), State::Published);
}

#[test]
fn withdrawing_is_about_what_the_page_showed() {
    let withdraw = |version| {
        let fields = [("withdraw_message", "Annulé."), ("withdraw", "oui")];
        asked([("act", "withdraw"), ("version", version), fields[0], fields[1]]).unwrap()
    };
    let mut case = published();
    case.now += WINDOW;
    assert!(withdraw("2").step(&case, WINDOW).is_ok());
    let edited =
        Step::edit(case.event.clone(), &case.event.organiser, case.event.revision(), revision(), case.now)
            .unwrap();
    let edited = after(case, edited);
    assert!(withdraw("2").step(&edited, WINDOW).is_err(), "a new version has come since");
    assert_eq!(withdraw("2").lost(&edited), Some(Notice::Overtaken));
    assert!(withdraw("3").step(&edited, WINDOW).is_err(), "the page leads to the new version first");
    let followed = crate::sample::at_current(edited);
    assert!(withdraw("3").step(&followed, WINDOW).is_ok(), "who has the new version before them decides");
}

#[test]
fn who_comes_second_is_told_unless_they_are_the_same() {
    let case = published();
    assert!(publish().step(&case, WINDOW).is_err());
    assert_eq!(publish().lost(&case), None);
    assert_eq!(decide(Outcome::Spam).lost(&case), Some(Notice::Overtaken));
    let colleague = case.team[1].clone();
    assert_eq!(publish().lost(&Case { moderator: colleague, ..case }), Some(Notice::Overtaken));
}
