//! What the organiser takes back before it comes into the programme.

use super::*;

fn retracted(event: &Event, now: Timestamp) -> Result<Event, Refusal> {
    take(event, Command::Retract, now)
}

#[test]
fn what_has_not_come_into_the_programme_is_taken_back_for_good() {
    let asked = decided(&submitted(true), request()).unwrap();
    for event in [submitted(false), submitted(true), asked] {
        let back = retracted(&event, at(1000)).unwrap();
        assert_eq!((back.state(), back.standing.waiting_since), (State::Withdrawn, None));
        assert_eq!(undone(&back, at(1001)), Err(Refusal::TooLate));
        let elsewhere = Refusal::Elsewhere { state: State::Withdrawn };
        assert_eq!(retracted(&back, at(1001)), Err(elsewhere.clone()));
        assert_eq!(edited(&back, at(1001)), Err(elsewhere.clone()));
        assert_eq!(decided_at(&back, Outcome::Publish, false, at(1001)), Err(elsewhere));
        assert!(take(&back, Command::Confirm { revision: back.revision() }, at(1001)).is_err());
        assert!(!back.is_in_the_running() && !back.awaits_the_desk());
    }
}

#[test]
fn what_the_programme_shows_is_cancelled_instead() {
    let published = decided(&submitted(true), Outcome::Publish).unwrap();
    let under_review = edited(&published, at(1000)).unwrap();
    let asked_again = decided_at(&under_review, request(), false, at(1100)).unwrap();
    for event in [published, under_review, asked_again] {
        assert_eq!(retracted(&event, at(2000)), Err(Refusal::Elsewhere { state: event.state() }));
    }
}

#[test]
fn nobody_takes_back_what_was_refused() {
    for outcome in [reject(), Outcome::Spam] {
        let refused = decided(&submitted(true), outcome).unwrap();
        assert_eq!(retracted(&refused, at(1000)), Err(Refusal::Elsewhere { state: refused.state() }));
    }
}

#[test]
fn not_while_the_moderator_can_still_think_again() {
    let asked = decided(&submitted(true), request()).unwrap();
    assert_eq!(retracted(&asked, at(309)), Err(Refusal::StillUndoable));
    assert!(retracted(&asked, at(310)).is_ok());
}
