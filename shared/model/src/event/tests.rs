//! The event's life, given and when and then.

mod featured;
mod practical;
mod retract;
mod team;
mod walk;

use jiff::SignedDuration;

use super::*;
use crate::email::EmailAddress;
use crate::id::PersonKey;
use crate::moderation::{Moderator, Rhythm, Scope};
use crate::part::Part;
use crate::reason::Reasons;
use crate::text::{Line, Prose};

const WINDOW: SignedDuration = SignedDuration::from_mins(5);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_820_000_000 + seconds).unwrap()
}

fn organiser() -> PersonId {
    PersonId::of(&EmailAddress::parse("camille@exemple.gouv.fr").unwrap(), &PersonKey::new("key"))
}

fn submitted(in_review: bool) -> Event {
    Event::submitted(EventId::derive(&[b"e"]), Year::from(2027), organiser(), in_review, at(0)).0
}

fn moderator() -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[b"m"]),
        name: Line::parse("Dominique Martin").unwrap(),
        email: EmailAddress::parse("dominique@exemple.gouv.fr").unwrap(),
        scope: Scope::National,
        rhythm: Rhythm::default(),
        away_until: None,
    }
}

fn take(event: &Event, command: Command<'_>, now: Timestamp) -> Result<Event, Refusal> {
    decide(event, command, now).map(|change| event.clone().apply(&change, "Un titre", now))
}

fn decided_at(event: &Event, outcome: Outcome, corrects: bool, now: Timestamp) -> Result<Event, Refusal> {
    let moderator = moderator();
    let revision = event.revision();
    let command =
        Command::Decide { revision, moderator: &moderator, outcome, corrects, window: WINDOW, order: None };
    take(event, command, now)
}

fn decided(event: &Event, outcome: Outcome) -> Result<Event, Refusal> {
    decided_at(event, outcome, false, at(10))
}

fn undone(event: &Event, now: Timestamp) -> Result<Event, Refusal> {
    let version = event.decision().map_or(0, |decision| decision.version);
    take(event, Command::Undo { version, asked_at: now }, now)
}

fn edited(event: &Event, now: Timestamp) -> Result<Event, Refusal> {
    take(event, Command::Edit { from: event.revision() }, now)
}

fn reject() -> Outcome {
    let reason = Reasons::default().refusals[0].clone();
    Outcome::Reject { reason, message: Some(Prose::parse("Hors du thème.").unwrap()) }
}

fn withdraw() -> Outcome {
    Outcome::Withdraw { message: Prose::parse("La salle est fermée.").unwrap() }
}

fn request() -> Outcome {
    let wish = Wish { part: Part::Title, reason: None, text: Some(Prose::parse("Plus court.").unwrap()) };
    Outcome::RequestChanges { request: ChangeRequest { wishes: vec![wish], message: None } }
}

#[test]
fn a_submitted_event_is_confirmed_then_published() {
    let event = submitted(false);
    assert_eq!((event.state(), event.version), (State::Unconfirmed, 1));
    let event = take(&event, Command::Confirm { revision: event.revision() }, at(5)).unwrap();
    assert_eq!((event.state(), event.version), (State::InReview, 2));
    assert_eq!(event.standing.waiting_since, Some(at(5)));
    let event = decided(&event, Outcome::Publish).unwrap();
    assert_eq!((event.state(), event.version), (State::Published, 3));
    assert_eq!(event.shown(), Some(1.into()));
    assert_eq!(event.decision().unwrap().moderator_name.as_str(), "Dominique Martin");
}

#[test]
fn a_known_address_goes_straight_to_the_moderators() {
    let event = submitted(true);
    assert_eq!(event.state(), State::InReview);
    let again = take(&event, Command::Confirm { revision: event.revision() }, at(5));
    assert_eq!(again, Err(Refusal::AlreadyConfirmed));
}

#[test]
fn nobody_decides_before_the_organiser_has_confirmed() {
    for outcome in [Outcome::Publish, reject(), request(), Outcome::Spam] {
        assert_eq!(decided(&submitted(false), outcome), Err(Refusal::NotConfirmed));
    }
}

#[test]
fn of_two_decisions_the_first_stands() {
    let rejected = decided(&submitted(true), reject()).unwrap();
    assert_eq!(rejected.state(), State::Rejected);
    assert_eq!(decided(&rejected, Outcome::Publish), Err(Refusal::Elsewhere { state: State::Rejected }));
}

#[test]
fn a_decision_on_an_older_revision_is_refused() {
    let event = edited(&submitted(true), at(5)).unwrap();
    let moderator = moderator();
    let stale = Command::Decide {
        revision: 1.into(),
        moderator: &moderator,
        outcome: Outcome::Publish,
        corrects: false,
        window: WINDOW,
        order: None,
    };
    assert_eq!(take(&event, stale, at(6)), Err(Refusal::StaleRevision { current: 2.into() }));
}

#[test]
fn undone_within_the_window_the_event_is_what_it_was() {
    let before = submitted(true);
    for outcome in [Outcome::Publish, reject(), request(), Outcome::Spam] {
        for corrects in [false, true] {
            let decided = decided_at(&before, outcome.clone(), corrects, at(10)).unwrap();
            let back = undone(&decided, at(309)).unwrap();
            assert_eq!(back.standing, before.standing, "{outcome:?}");
            assert_eq!(back.shown(), None);
            assert_eq!(undone(&back, at(309)), Err(Refusal::TooLate), "nothing is left to undo");
            assert_eq!(undone(&decided, at(310)), Err(Refusal::TooLate), "the window is over");
        }
    }
}

#[test]
fn an_undone_correction_keeps_its_number_to_itself() {
    let corrected = decided_at(&submitted(true), Outcome::Publish, true, at(10)).unwrap();
    assert_eq!((corrected.revision(), corrected.shown()), (2.into(), Some(2.into())));
    let back = undone(&corrected, at(20)).unwrap();
    assert_eq!(back.revision(), 1.into());
    assert_eq!(edited(&back, at(30)).unwrap().revision(), 3.into());
}

#[test]
fn a_decision_that_the_organiser_has_acted_on_is_not_undone() {
    let asked = decided(&submitted(true), request()).unwrap();
    assert_eq!(edited(&asked, at(60)), Err(Refusal::StillUndoable), "nobody has told the organiser yet");
    let edited = edited(&asked, at(310)).unwrap();
    assert_eq!(edited.state(), State::InReview);
    assert_eq!(undone(&edited, at(311)), Err(Refusal::TooLate));
}

#[test]
fn a_new_version_is_put_off_in_the_same_words_whatever_can_still_be_undone() {
    let published = decided(&submitted(true), Outcome::Publish).unwrap();
    for decided in [reject(), Outcome::Spam, request()].map(|outcome| decided(&submitted(true), outcome)) {
        assert_eq!(edited(&decided.unwrap(), at(20)), Err(Refusal::StillUndoable));
    }
    let withdrawn = decided_at(&published, withdraw(), false, at(400)).unwrap();
    assert_eq!(edited(&withdrawn, at(410)), Err(Refusal::StillUndoable));
    assert_eq!((withdrawn.shown(), withdrawn.shown_as_told(at(410))), (None, Some(1.into())));
    assert_eq!(edited(&withdrawn, at(700)), Err(Refusal::Elsewhere { state: State::Withdrawn }));
    assert_eq!(withdrawn.shown_as_told(at(700)), None);
}

#[test]
fn a_published_event_stays_live_while_its_edit_is_reviewed() {
    let published = decided(&submitted(true), Outcome::Publish).unwrap();
    let edited = edited(&published, at(1000)).unwrap();
    assert_eq!(
        (edited.state(), edited.revision(), edited.shown()),
        (State::InReview, 2.into(), Some(1.into()))
    );
    let accepted = decided_at(&edited, Outcome::Publish, false, at(1010)).unwrap();
    assert_eq!(accepted.shown(), Some(2.into()));
    assert_eq!(accepted.listing.as_ref().unwrap().slug, published.listing.as_ref().unwrap().slug);
    assert_eq!(undone(&accepted, at(1020)).unwrap().shown(), Some(1.into()));
    for outcome in [reject(), Outcome::Spam] {
        let refused = decided_at(&edited, outcome, false, at(1010)).unwrap();
        assert_eq!(
            (refused.state(), refused.revision(), refused.shown()),
            (State::Published, 1.into(), Some(1.into()))
        );
        assert_eq!(undone(&refused, at(1020)).unwrap().standing, edited.standing);
    }
}

#[test]
fn what_is_published_is_withdrawn_after_the_window() {
    let published = decided(&submitted(true), Outcome::Publish).unwrap();
    assert_eq!(decided_at(&published, withdraw(), false, at(20)), Err(Refusal::StillUndoable));
    let withdrawn = decided_at(&published, withdraw(), false, at(1000)).unwrap();
    assert_eq!((withdrawn.state(), withdrawn.shown()), (State::Withdrawn, None));
    let back = undone(&withdrawn, at(1010)).unwrap();
    assert_eq!((back.state(), back.shown()), (State::Published, Some(1.into())));
    let (first, last) = (published.listing.unwrap(), back.listing.unwrap());
    assert_eq!((first.slug, first.published_at), (last.slug, last.published_at), "its address never changes");
    assert!(first.sequence < last.sequence, "calendars are told of each change");
    assert!(decided_at(&submitted(true), withdraw(), false, at(1000)).is_err());
}

#[test]
fn a_request_for_changes_is_answered_or_taken_back() {
    let asked = decided(&submitted(true), request()).unwrap();
    assert_eq!((asked.state(), asked.standing.waiting_since), (State::ChangesRequested, None));
    let answered = edited(&asked, at(2000)).unwrap();
    assert_eq!((answered.state(), answered.standing.waiting_since), (State::InReview, Some(at(2000))));
    let back = take(&asked, Command::TakeBack { revision: asked.revision() }, at(2000)).unwrap();
    assert_eq!((back.state(), back.decision()), (State::InReview, None));
}

#[test]
fn an_edit_before_the_decision_keeps_the_place_in_the_queue_and_calls_the_desk_again() {
    let screening = Screening {
        at: at(1),
        to: vec![],
        look_alikes: vec![],
        suspicion: crate::spam::Suspicion::default(),
    };
    let screened = take(&submitted(true), Command::Screen { screening: screening.clone() }, at(1)).unwrap();
    assert!(!screened.awaits_the_desk());
    assert!(take(&screened, Command::Screen { screening }, at(2)).is_err(), "once a revision");
    let edited = edited(&screened, at(50)).unwrap();
    assert_eq!(edited.standing.waiting_since, Some(at(0)));
    assert!(edited.awaits_the_desk());
}

#[test]
fn only_what_waits_is_entrusted_to_someone() {
    let to = Some(ModeratorId::derive(&[b"colleague"]));
    let event = take(&submitted(true), Command::Assign { to }, at(5)).unwrap();
    assert_eq!(event.standing.assigned, to);
    let published = decided(&event, Outcome::Publish).unwrap();
    assert_eq!(published.standing.assigned, None);
    assert!(take(&published, Command::Assign { to }, at(20)).is_err());
    assert_eq!(undone(&published, at(20)).unwrap().standing.assigned, to);
}

#[test]
fn a_note_changes_nothing_and_hinders_no_undo() {
    let published = decided(&submitted(true), Outcome::Publish).unwrap();
    let noted = take(&published, Command::Note { text: Prose::parse("Appelée.").unwrap() }, at(20)).unwrap();
    assert_eq!(noted.standing, published.standing);
    assert!(undone(&noted, at(30)).is_ok());
}

#[test]
fn an_event_reads_back_as_it_was_written() {
    let event =
        decided(&edited(&decided(&submitted(true), Outcome::Publish).unwrap(), at(1000)).unwrap(), request());
    let event = event.unwrap();
    let json = serde_json::to_string(&event).unwrap();
    assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
}
