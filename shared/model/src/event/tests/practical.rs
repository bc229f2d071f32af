//! What the organiser says of a published event, which holds at once.

use super::*;
use crate::content::Content;
use crate::practical::tests::{content, on};
use crate::practical::{Practical, Status};
use crate::publication::Publication;

fn cancelled() -> Practical {
    Practical { status: Status::Cancelled, ..Practical::default() }
}

/// Full, in another room, with a word about it.
fn full() -> Practical {
    Practical {
        status: Status::Full,
        room: Some(Line::parse("Salle des fêtes").unwrap()),
        news: Some(Prose::parse("Nous avons changé de salle.").unwrap()),
        ..Practical::default()
    }
}

fn said(event: &Event, practical: &Practical, now: Timestamp) -> Result<Event, Refusal> {
    take(event, Command::Practical { practical: practical.clone() }, now)
}

fn published() -> Event {
    decided(&submitted(true), Outcome::Publish).unwrap()
}

#[test]
fn it_holds_at_once_and_calendars_are_told() {
    let (before, after) = (published(), said(&published(), &full(), at(1000)).unwrap());
    assert_eq!(after.practical(), full());
    assert_eq!(after.standing, before.standing);
    let (before, after) = (before.listing.unwrap(), after.listing.unwrap());
    assert_eq!((after.sequence, after.updated_at), (before.sequence + 1, at(1000)));
    assert_eq!((after.slug, after.shown), (before.slug, before.shown));
}

#[test]
fn only_of_what_the_programme_shows() {
    let withdrawn = decided_at(&published(), withdraw(), false, at(1000)).unwrap();
    for event in [submitted(false), submitted(true), withdrawn] {
        let state = event.state();
        assert_eq!(said(&event, &cancelled(), at(2000)), Err(Refusal::Elsewhere { state }));
    }
    let under_review = edited(&published(), at(1000)).unwrap();
    assert_eq!(said(&under_review, &cancelled(), at(2000)).unwrap().state(), State::InReview);
}

#[test]
fn what_is_said_already_is_refused() {
    let silence = Practical::default();
    assert_eq!(said(&published(), &silence, at(1000)), Err(Refusal::NothingChanges));
    let once = said(&published(), &cancelled(), at(1000)).unwrap();
    assert_eq!(said(&once, &cancelled(), at(1001)), Err(Refusal::NothingChanges));
    let back = said(&once, &silence, at(1002)).unwrap();
    assert!(back.practical().is_silent(), "what was cancelled takes place after all");
}

#[test]
fn a_revision_that_was_sent_before_does_not_undo_it() {
    let under_review = edited(&published(), at(1000)).unwrap();
    let full_now = said(&under_review, &full(), at(1100)).unwrap();
    for corrects in [false, true] {
        let accepted = decided_at(&full_now, Outcome::Publish, corrects, at(1200)).unwrap();
        assert_eq!(accepted.practical(), full(), "corrected: {corrects}");
    }
}

#[test]
fn a_revision_that_was_sent_after_says_the_rest() {
    let full_now = said(&published(), &full(), at(1000)).unwrap();
    let under_review = edited(&full_now, at(1100)).unwrap();
    assert_eq!(under_review.practical(), full(), "nobody has read it yet");
    let accepted = decided_at(&under_review, Outcome::Publish, false, at(1200)).unwrap();
    let left = Practical { status: Status::Full, news: full().news, ..Practical::default() };
    assert_eq!(accepted.practical(), left, "the word stays: no revision has one");
    assert_eq!(undone(&accepted, at(1300)).unwrap().practical(), full(), "undone, all of it holds again");
    let refused = decided_at(&under_review, reject(), false, at(1200)).unwrap();
    assert_eq!(refused.practical(), full());
}

#[test]
fn what_is_only_said_again_beside_another_status_is_as_old_as_it_was() {
    let full_now = said(&published(), &full(), at(1000)).unwrap();
    let under_review = edited(&full_now, at(1100)).unwrap();
    let off = Practical { status: Status::Cancelled, news: None, ..full() };
    let off_now = said(&under_review, &off, at(1200)).unwrap();
    let accepted = decided_at(&off_now, Outcome::Publish, false, at(1300)).unwrap();
    assert_eq!(accepted.practical(), cancelled(), "the revision knows of the room");
}

#[test]
fn what_is_said_again_once_a_revision_has_overtaken_it_holds_again() {
    let full_now = said(&published(), &full(), at(1000)).unwrap();
    let under_review = edited(&full_now, at(1100)).unwrap();
    let accepted = decided_at(&under_review, Outcome::Publish, false, at(1200)).unwrap();
    assert_ne!(accepted.practical(), full());
    assert_eq!(said(&accepted, &full(), at(1300)).unwrap().practical(), full());
}

#[test]
fn put_off_to_new_dates_it_takes_place_as_announced_once_a_revision_has_them() {
    let dates = [(Some(on(16)), Status::Scheduled), (None, Status::Postponed)];
    for (schedule, status) in dates {
        let off = Practical { status: Status::Postponed, schedule, ..Practical::default() };
        let off = said(&published(), &off, at(1000)).unwrap();
        let accepted =
            decided_at(&edited(&off, at(1100)).unwrap(), Outcome::Publish, false, at(1200)).unwrap();
        assert_eq!(accepted.practical(), Practical { status, ..Practical::default() });
    }
}

#[test]
fn put_off_without_dates_it_takes_place_once_a_revision_has_others_and_not_before() {
    let content = content();
    let off = Practical { status: Status::Postponed, ..Practical::default() }.beside(&content);
    let off = said(&published(), &off, at(1000)).unwrap();
    let accepted = decided_at(&edited(&off, at(1100)).unwrap(), Outcome::Publish, false, at(1200)).unwrap();
    let shown = |content: &Content| Publication::of(&accepted, content).unwrap();
    assert_eq!(shown(&content).status, Status::Postponed, "the texts have changed, and not the dates");
    let dated = shown(&Content { schedule: on(17), ..content });
    assert_eq!((dated.status, dated.content.schedule), (Status::Scheduled, on(17)));
}

#[test]
fn it_hinders_no_undo() {
    let full_now = said(&published(), &full(), at(20)).unwrap();
    let back = undone(&full_now, at(30)).unwrap();
    assert_eq!((back.state(), back.shown()), (State::InReview, None));
    assert_eq!(decided_at(&back, Outcome::Publish, false, at(40)).unwrap().practical(), full());
}
