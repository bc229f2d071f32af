//! What the form does that puts an event on the programme's home.

use model::practical::{Practical, Status};

use super::*;
use crate::sample::{at_current, full};

fn feature(act: &str, version: &str) -> Act {
    asked([("act", act), ("version", version), ("une", "oui")]).unwrap()
}

/// Version 2 of an event in La Réunion, which Noa looks after.
fn published() -> Case {
    let waiting = Case { revision: full(), ..case() };
    let mut case = after(waiting, step(&publish(), &Case { revision: full(), ..self::case() }));
    case.now += WINDOW;
    case
}

#[test]
fn a_form_as_it_is_served_changes_nothing() {
    for act in ["feature", "unfeature"] {
        assert_eq!(wrong([("act", act), ("version", "2")]), ["une"]);
        assert_eq!(wrong([("act", act), ("version", "2"), ("une", "")]), ["une"]);
    }
}

#[test]
fn ticked_it_is_done_and_said_and_taken_back_the_same_way() {
    let (on, off) = (feature("feature", "2"), feature("unfeature", "3"));
    let there = step(&on, &published());
    assert!(there.after.is_featured());
    assert_eq!((there.letters.len(), on.done(&published())), (0, Some(Notice::Featured)));
    let case = after(published(), there);
    let gone = step(&off, &case);
    assert!(!gone.after.is_featured());
    assert_eq!(off.done(&case), Some(Notice::Unfeatured));
}

#[test]
fn the_same_form_sent_twice_puts_it_there_once() {
    let on = feature("feature", "2");
    let mut case = after(published(), step(&on, &published()));
    assert_eq!(on.step(&case, WINDOW), Ok(None));
    case.moderator = case.team[1].clone();
    assert_eq!(on.step(&case, WINDOW), Ok(None), "a colleague who wanted the same has it too");
}

#[test]
fn a_form_sent_again_after_a_colleague_has_taken_it_off_does_not_put_it_back() {
    let on = feature("feature", "2");
    let there = after(published(), step(&on, &published()));
    let off = step(&feature("unfeature", "3"), &there);
    let case = after(there, off);
    assert!(on.step(&case, WINDOW).is_err());
    assert_eq!(on.lost(&case), Some(Notice::Overtaken));
    assert!(step(&feature("feature", "4"), &case).after.is_featured(), "the page as it stands does");
}

#[test]
fn it_is_about_what_the_page_showed() {
    let on = feature("feature", "2");
    let case = published();
    let full_now = Practical { status: Status::Full, ..Practical::default() };
    let said = Step::practical(
        case.event.clone(),
        &case.event.organiser,
        full_now,
        &case.revision.content,
        case.now,
    );
    let said = after(published(), said.unwrap());
    assert!(on.step(&said, WINDOW).is_err(), "it is full since");
    let edited = Step::edit(case.event.clone(), &case.event.organiser, 1.into(), full(), case.now).unwrap();
    let edited = after(case, edited);
    assert!(on.step(&edited, WINDOW).is_err(), "the page leads to the new version first");
    let followed = at_current(edited);
    assert!(on.step(&followed, WINDOW).is_err(), "a new version has come since");
    assert_eq!(on.lost(&followed), Some(Notice::Overtaken));
    let there = step(&feature("feature", "3"), &followed);
    assert_eq!((there.after.shown(), there.after.is_featured()), (Some(1.into()), true));
    assert!(asked([("act", "feature"), ("une", "oui")]).unwrap().step(&published(), WINDOW).is_err());
}

#[test]
fn a_note_since_the_page_was_opened_does_not_hinder_it() {
    let note = asked([("act", "note"), ("version", "2"), ("note", "Appelée.")]).unwrap();
    let case = after(published(), step(&note, &published()));
    assert!(step(&feature("feature", "2"), &case).after.is_featured());
}

#[test]
fn what_has_left_the_programme_is_not_put_on_its_home() {
    let fields = [("act", "withdraw"), ("withdraw_message", "Annulé."), ("withdraw", "oui")];
    let withdrawn = after(published(), step(&asked(fields).unwrap(), &published()));
    for act in ["feature", "unfeature"] {
        let act = feature(act, "3");
        assert!(act.step(&withdrawn, WINDOW).is_err());
        assert_eq!(act.lost(&withdrawn), Some(Notice::Overtaken));
    }
}

#[test]
fn another_region_s_event_is_left_alone_and_its_page_says_why() {
    let mut case = after(case(), step(&publish(), &self::case()));
    let on = feature("feature", "2");
    assert!(on.step(&case, WINDOW).is_err(), "it is online, and Noa looks after La Réunion");
    assert_eq!(on.lost(&case), Some(Notice::NotTheirs));
    case.moderator = case.team[1].clone();
    assert!(step(&on, &case).after.is_featured(), "Alex looks after the whole country");
}
