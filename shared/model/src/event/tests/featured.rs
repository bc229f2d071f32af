//! An event on the programme's home: the team's choice, and no change of the event.

use super::*;
use crate::practical::{Practical, Status};

fn featured(event: &Event, now: Timestamp) -> Result<Event, Refusal> {
    take(event, Command::Feature { featured: true }, now)
}

fn published() -> Event {
    decided(&submitted(true), Outcome::Publish).unwrap()
}

/// Published, and put on the home once nobody can undo that.
fn on_the_home() -> Event {
    featured(&published(), at(400)).unwrap()
}

#[test]
fn no_reader_is_told_of_a_change() {
    let (before, after) = (published(), on_the_home());
    assert_eq!(after.standing, before.standing);
    let (before, after) = (before.listing.unwrap(), after.listing.unwrap());
    assert!(after.featured && !before.featured);
    assert_eq!((after.sequence, after.updated_at), (before.sequence, before.updated_at));
    assert_eq!((after.slug, after.shown), (before.slug, before.shown));
}

#[test]
fn only_what_the_programme_shows_is_on_its_home() {
    let withdrawn = decided_at(&published(), withdraw(), false, at(1000)).unwrap();
    for event in [submitted(false), submitted(true), withdrawn] {
        let state = event.state();
        for featured in [true, false] {
            let asked = take(&event, Command::Feature { featured }, at(2000));
            assert_eq!(asked, Err(Refusal::Elsewhere { state }));
        }
    }
}

#[test]
fn what_is_so_already_is_refused() {
    assert_eq!(featured(&on_the_home(), at(500)), Err(Refusal::NothingChanges));
    let off = Command::Feature { featured: false };
    assert_eq!(take(&published(), off.clone(), at(500)), Err(Refusal::NothingChanges));
    let back = take(&on_the_home(), off, at(500)).unwrap();
    assert!(!back.is_featured());
}

#[test]
fn a_revision_and_what_is_said_at_once_keep_its_place() {
    let full = Practical { status: Status::Full, ..Practical::default() };
    let said = take(&on_the_home(), Command::Practical { practical: full }, at(500)).unwrap();
    let under_review = edited(&said, at(600)).unwrap();
    let accepted = decided_at(&under_review, Outcome::Publish, false, at(700)).unwrap();
    let refused = decided_at(&under_review, reject(), false, at(700)).unwrap();
    let back = undone(&accepted, at(710)).unwrap();
    for event in [said, under_review, accepted, refused, back] {
        assert!(event.is_featured(), "{event:?}");
    }
}

#[test]
fn while_a_revision_is_reviewed_it_is_put_there_and_stays_whatever_becomes_of_the_review() {
    let under_review = edited(&published(), at(1000)).unwrap();
    let accepted = decided_at(&under_review, Outcome::Publish, false, at(1010)).unwrap();
    let there = featured(&accepted, at(1020)).unwrap();
    assert!(undone(&there, at(1030)).unwrap().is_featured(), "undoing shows the earlier revision there");
}

#[test]
fn it_leaves_with_the_event_and_comes_back_with_it() {
    let withdrawn = decided_at(&on_the_home(), withdraw(), false, at(1000)).unwrap();
    assert!(!withdrawn.is_featured());
    assert!(undone(&withdrawn, at(1010)).unwrap().is_featured(), "undone, all is as it was");
    let at_once = featured(&published(), at(20)).unwrap();
    let back = undone(&at_once, at(30)).unwrap();
    assert_eq!((back.shown(), back.is_featured()), (None, false));
    let again = decided_at(&back, Outcome::Publish, false, at(40)).unwrap();
    assert!(!again.is_featured(), "it is chosen again, or not");
}

#[test]
fn an_event_that_was_written_before_one_could_choose_reads_back() {
    let event = decided_at(&published(), withdraw(), false, at(1000)).unwrap();
    let json = serde_json::to_string(&event).unwrap();
    assert!(!json.contains("featured"), "{json}");
    assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
}
