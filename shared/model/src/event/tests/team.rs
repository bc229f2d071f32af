//! The organiser's colleagues.

use super::*;

fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

fn invited(event: &Event, who: u8) -> Result<Event, Refusal> {
    take(event, Command::Invite { person: person(who) }, at(100))
}

fn dismissed(event: &Event, seat: u8) -> Result<Event, Refusal> {
    take(event, Command::Dismiss { seat: seat.into() }, at(200))
}

#[test]
fn three_colleagues_at_most_each_with_a_place() {
    let mut event = submitted(true);
    for who in 1..=3 {
        event = invited(&event, who).unwrap();
        assert_eq!(event.seat_of(&person(who)), Some(who.into()));
        assert_eq!(event.person_at(who.into()), Some(&person(who)));
    }
    assert_eq!(invited(&event, 4), Err(Refusal::TooManyColleagues));
    assert_eq!(event.seats().map(Seat::get).collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!(event.person_at(Seat::ORGANISER), Some(&organiser()));
    assert_eq!(event.seat_of(&organiser()), Some(Seat::ORGANISER));
}

#[test]
fn a_place_that_was_left_is_nobody_elses() {
    let event = invited(&invited(&submitted(true), 1).unwrap(), 2).unwrap();
    let left = dismissed(&event, 2).unwrap();
    assert_eq!((left.person_at(2.into()), left.seat_of(&person(2))), (None, None));
    assert_eq!(dismissed(&left, 2), Err(Refusal::NoColleague { seat: 2.into() }));
    let back = invited(&left, 2).unwrap();
    assert_eq!((back.seat_of(&person(2)), back.person_at(2.into())), (Some(3.into()), None));
}

#[test]
fn the_organiser_stays_and_nobody_is_there_twice() {
    let event = invited(&submitted(true), 1).unwrap();
    assert_eq!(dismissed(&event, 0), Err(Refusal::NoColleague { seat: Seat::ORGANISER }));
    assert_eq!(invited(&event, 1), Err(Refusal::AlreadyInvited));
    let twice = take(&event, Command::Invite { person: organiser() }, at(100));
    assert_eq!(twice, Err(Refusal::AlreadyInvited));
}

#[test]
fn nobody_is_invited_by_an_address_that_nobody_has_confirmed_or_to_spam() {
    assert_eq!(invited(&submitted(false), 1), Err(Refusal::NotConfirmed));
    let spam = decided(&submitted(true), Outcome::Spam).unwrap();
    assert!(invited(&spam, 1).is_ok(), "as long as nobody may know of it");
    let late = take(&spam, Command::Invite { person: PersonId::from_bytes([1; 16]) }, at(1000));
    assert_eq!(late, Err(Refusal::Elsewhere { state: State::Spam }));
}

#[test]
fn an_event_does_not_have_the_whole_world_written_to() {
    let mut event = submitted(true);
    for who in 1..=MOST_INVITED {
        event = dismissed(&invited(&event, who).unwrap(), who).unwrap();
    }
    assert_eq!(invited(&event, 100), Err(Refusal::TooManyColleagues));
}

#[test]
fn who_answers_for_it_changes_nothing_else() {
    let published = decided(&submitted(true), Outcome::Publish).unwrap();
    let event = dismissed(&invited(&published, 1).unwrap(), 1).unwrap();
    assert_eq!((&event.standing, &event.listing), (&published.standing, &published.listing));
    assert!(undone(&event, at(210)).is_ok());
}

#[test]
fn the_operator_takes_even_the_organiser_out_and_moderators_are_written_to_all_the_same() {
    use crate::letter::{EventLetter, Purpose};

    let event = invited(&submitted(true), 1).unwrap();
    let unseat = |event: &Event, seat: u8| take(event, Command::Unseat { seat: seat.into() }, at(200));
    let left = unseat(&event, 0).unwrap();
    assert_eq!((left.person_at(Seat::ORGANISER), left.seat_of(&organiser())), (None, None));
    assert_eq!(left.seats().collect::<Vec<_>>(), [1.into()]);
    assert_eq!(unseat(&left, 0), Err(Refusal::NoColleague { seat: Seat::ORGANISER }));
    assert_eq!(unseat(&left, 1).unwrap().seats().count(), 0);
    assert_eq!(unseat(&submitted(false), 0), Err(Refusal::NotConfirmed));
    let review = EventLetter::of(&left, Purpose::Review { moderator: moderator().id });
    assert!(!review.is_overtaken_by(&left), "a moderator has no place in the team");
    assert!(EventLetter::of(&left, Purpose::Received).is_overtaken_by(&left), "nobody is there to read it");
    assert_eq!(left.standing, event.standing);
}
