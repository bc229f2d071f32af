//! What follows from the steps of an organiser and their colleagues.

mod featured;

use super::*;
use crate::content::Revision;
use crate::email::EmailAddress;
use crate::event::{Outcome, Seat, State};
use crate::id::{EventId, ModeratorId, PersonId};
use crate::moderation::{Moderator, Rhythm, Scope};
use crate::organisation::Organiser;
pub(super) use crate::practical::tests::content;
use crate::practical::tests::on;
use crate::practical::{Practical, Status};
use crate::reception::Reception;
use crate::text::Line;

const WINDOW: SignedDuration = SignedDuration::from_mins(5);

pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_820_000_000 + seconds).unwrap()
}

pub(super) fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@exemple.gouv.fr")).unwrap()
}

pub(super) fn revision() -> Revision {
    let name = Line::parse("Camille Durand").unwrap();
    Revision {
        content: content(),
        organiser: Organiser { name, role: None, email: address("camille"), phone: None },
    }
}

pub(super) fn submitted(reception: Reception) -> Step {
    Step::submit(EventId::derive(&[b"e"]), 2027.into(), person(0), reception, revision(), at(0))
}

pub(super) fn moderator() -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[b"m"]),
        name: Line::parse("Dominique Martin").unwrap(),
        email: address("dominique"),
        scope: Scope::National,
        rhythm: Rhythm::default(),
        away_until: None,
    }
}

fn decided(event: &Event, outcome: Outcome, now: Timestamp) -> Step {
    let moderator = moderator();
    let ruling = Ruling { moderator: &moderator, outcome, corrected: None, window: WINDOW, order: None };
    Step::decide(event.clone(), event.revision(), ruling, &content(), now).unwrap()
}

pub(super) fn published() -> Event {
    decided(&submitted(Reception::Known).after, Outcome::Publish, at(10)).after
}

fn invited(event: &Event, n: u8, now: Timestamp) -> Step {
    let invited = (person(n), address(&format!("collegue{n}")));
    Step::invite(event.clone(), &person(0), invited, &content(), now).unwrap()
}

fn purposes(step: &Step) -> Vec<(Seat, Purpose)> {
    let letter = |letter: &Letter| match letter {
        Letter::Event(letter) => (letter.seat, letter.purpose.clone()),
        other => panic!("not about an event: {other:?}"),
    };
    step.letters.iter().map(letter).collect()
}

fn full() -> Practical {
    Practical { status: Status::Full, schedule: Some(on(16)), ..Practical::default() }
}

pub(super) fn said(event: &Event, by: u8, practical: Practical) -> Step {
    Step::practical(event.clone(), &person(by), practical, &content(), at(1000)).unwrap()
}

#[test]
fn a_form_is_received_asked_to_be_confirmed_or_met_with_silence() {
    let organiser = |purpose| vec![(Seat::ORGANISER, purpose)];
    let cases = [
        (Reception::Known, State::InReview, organiser(Purpose::Received)),
        (Reception::Ask, State::Unconfirmed, organiser(Purpose::ConfirmAddress)),
        (Reception::AskedEnough, State::Unconfirmed, vec![]),
    ];
    for (reception, state, letters) in cases {
        let step = submitted(reception);
        assert_eq!((step.after.state(), purposes(&step)), (state, letters), "{reception:?}");
        assert_eq!(step.log.mails.len(), step.letters.len());
    }
}

#[test]
fn whoever_confirms_is_told_that_it_is_received() {
    let event = submitted(Reception::Ask).after;
    let step = Step::confirm(event.clone(), event.revision(), &content(), at(5)).unwrap();
    assert_eq!(purposes(&step), [(Seat::ORGANISER, Purpose::Received)]);
}

#[test]
fn a_colleague_is_written_to_from_then_on_and_the_organiser_still_is() {
    let step = invited(&submitted(Reception::Known).after, 1, at(5));
    assert_eq!(purposes(&step), [(1.into(), Purpose::Invited)]);
    assert!(
        matches!(&step.seating, Some(crate::event::Seating::Invited { address: to, .. }) if *to == address("collegue1"))
    );
    let asked = decided(&step.after, Outcome::Publish, at(10));
    assert_eq!(purposes(&asked), [(0.into(), Purpose::Decision), (1.into(), Purpose::Decision)]);
    let ids: Vec<_> = asked.letters.iter().map(|letter| letter.id().to_string()).collect();
    assert_eq!(ids[1], format!("{}-s1", ids[0]));
    let edited = Step::edit(asked.after.clone(), &person(1), 1.into(), revision(), at(1000)).unwrap();
    assert_eq!(purposes(&edited), [(0.into(), Purpose::Received), (1.into(), Purpose::Received)]);
    assert_eq!(edited.log.actor, Actor::Organiser { person: person(1) });
    let gone = Step::dismiss(edited.after.clone(), &person(1), 1.into(), &content(), at(1100)).unwrap();
    assert!(gone.letters.is_empty() && gone.seating.is_some());
    let Letter::Event(letter) = &edited.letters[1] else { panic!("not about an event") };
    assert!(letter.is_overtaken_by(&gone.after), "whoever has left is not written to");
    assert!(!letter.is_overtaken_by(&edited.after));
}

#[test]
fn a_colleague_is_told_of_no_correction_that_can_still_be_undone() {
    let (event, moderator) = (submitted(Reception::Known).after, moderator());
    let ruling = Ruling {
        moderator: &moderator,
        outcome: Outcome::Publish,
        corrected: Some(revision()),
        window: WINDOW,
        order: None,
    };
    let corrected = Step::decide(event, 1.into(), ruling, &content(), at(10)).unwrap().after;
    let about = |now| match invited(&corrected, 1, now).letters.as_slice() {
        [Letter::Event(letter)] => letter.revision,
        other => panic!("one letter about the event: {other:?}"),
    };
    assert_eq!((about(at(20)), about(at(400))), (1.into(), 2.into()));
}

#[test]
fn undoing_a_decision_silences_each_copy_of_its_mail_and_none_that_is_not_there() {
    let team = invited(&invited(&submitted(Reception::Known).after, 1, at(5)).after, 2, at(6)).after;
    let told = decided(&team, Outcome::Publish, at(10));
    let version = told.after.version;
    let later = invited(&told.after, 3, at(11)).after;
    let later = Step::dismiss(later, &person(0), 1.into(), &content(), at(12)).unwrap().after;
    let contents = Undoing { current: &content(), shown: None, left: None };
    let undone = Step::undo(later, version, &moderator(), contents, at(20), at(20)).unwrap();
    let ids: Vec<_> = told.letters.iter().map(Letter::id).collect();
    assert_eq!(undone.unsaid, [ids[0].clone(), ids[2].clone()]);
    let Letter::Event(left) = &told.letters[1] else { panic!("not about an event") };
    assert!(left.is_overtaken_by(&undone.after), "it never leaves either");
}

#[test]
fn what_is_said_at_once_is_what_the_programme_shows_and_what_others_are_compared_with() {
    let event = invited(&published(), 1, at(400)).after;
    let step = said(&event, 1, full());
    let Projection::Set(shown) = &step.publication else { panic!("not shown: {:?}", step.publication) };
    assert_eq!((shown.status, &shown.content.schedule), (Status::Full, &on(16)));
    assert_eq!((shown.earlier.as_ref(), shown.moved_online), (Some(&content().schedule), false));
    assert_eq!(step.profile, Projection::Set(Profile::of(&full().over(&content()))));
    assert_eq!(step.waiting, Projection::Unchanged);
    assert_eq!(purposes(&step), [(0.into(), Purpose::PracticalChange), (1.into(), Purpose::PracticalChange)]);
    assert_eq!(step.log.actor, Actor::Organiser { person: person(1) });
}

#[test]
fn an_event_that_moves_online_is_shown_as_such() {
    let moved = Practical { moved_online: true, ..Practical::default() };
    let Projection::Set(shown) = said(&published(), 0, moved).publication else { panic!("not shown") };
    assert_eq!((shown.moved_online, shown.content.attendance.place(), shown.earlier), (true, None, None));
}

#[test]
fn the_revision_under_review_keeps_its_place_in_the_queue() {
    let mut other = revision();
    other.content.title = Line::parse("Un tout autre titre").unwrap();
    let edited = Step::edit(published(), &person(0), 1.into(), other, at(500)).unwrap();
    let step = said(&edited.after, 0, full());
    assert_eq!(step.waiting, Projection::Unchanged);
    let Projection::Set(shown) = &step.publication else { panic!("not shown") };
    assert_eq!((shown.revision, shown.content.title.as_str()), (1.into(), "Repenser l’accueil"));
    let Letter::Event(letter) = &step.letters[0] else { panic!("not about an event") };
    assert_eq!(letter.revision, 1.into(), "it is about what the programme shows");
}

#[test]
fn only_what_differs_from_the_revision_is_said() {
    let same = Practical { schedule: Some(content().schedule), ..Practical::default() };
    let refused = Step::practical(published(), &person(0), same, &content(), at(1000));
    assert_eq!(refused, Err(crate::event::Refusal::NothingChanges));
}

#[test]
fn a_later_word_overtakes_the_mail_about_an_earlier_one() {
    let first = said(&published(), 0, full());
    let Letter::Event(letter) = &first.letters[0] else { panic!("not about an event") };
    assert!(!letter.is_overtaken_by(&first.after));
    let second = said(&first.after, 0, Practical { status: Status::Cancelled, ..full() });
    assert!(letter.is_overtaken_by(&second.after));
}

#[test]
fn what_is_taken_back_leaves_the_queue_and_only_a_confirmed_address_is_told() {
    let event = submitted(Reception::Known).after;
    let step = Step::retract(event, &person(0), &content(), at(5)).unwrap();
    assert_eq!((&step.waiting, &step.profile), (&Projection::Removed, &Projection::Removed));
    assert_eq!(step.publication, Projection::Unchanged);
    assert_eq!(purposes(&step), [(Seat::ORGANISER, Purpose::Retracted)]);
    let unconfirmed = submitted(Reception::Ask).after;
    assert!(Step::retract(unconfirmed, &person(0), &content(), at(5)).unwrap().letters.is_empty());
}

#[test]
fn publishing_the_revision_that_says_it_shows_the_revision() {
    let full_now = said(&published(), 0, full());
    let mut moved = revision();
    moved.content.schedule = on(17);
    let edited = Step::edit(full_now.after, &person(0), 1.into(), moved.clone(), at(2000)).unwrap();
    let moderator = moderator();
    let ruling = Ruling {
        moderator: &moderator,
        outcome: Outcome::Publish,
        corrected: None,
        window: WINDOW,
        order: None,
    };
    let step = Step::decide(edited.after, 2.into(), ruling, &moved.content, at(2100)).unwrap();
    let Projection::Set(shown) = &step.publication else { panic!("not shown") };
    assert_eq!((&shown.content, shown.status), (&moved.content, Status::Full));
    assert_eq!(shown.earlier, None, "the revision has no dates but its own");
    assert_eq!(step.profile, Projection::Set(Profile::of(&moved.content)));
    let contents = Undoing { current: &moved.content, shown: Some(&content()), left: Some(&moved.content) };
    let version = step.after.version;
    let undone = Step::undo(step.after, version, &moderator, contents, at(2110), at(2110)).unwrap();
    let Projection::Set(shown) = &undone.publication else { panic!("not shown") };
    assert_eq!(shown.content, full().over(&content()), "what was said holds again");
    assert_eq!(undone.profile, Projection::Set(Profile::of(&full().over(&content()))));
}
