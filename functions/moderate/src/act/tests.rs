//! What forms ask for, and what comes of them on the event as it stands.

mod featured;
mod full;
mod meanwhile;

use jiff::SignedDuration;
use model::event::{Outcome, Refusal, State};
use model::part::Part;
use model::step::Step;

use super::{Act, NOBODY};
use crate::case::Case;
use crate::notice::Notice;
use crate::sample::{after, case, revision};
use web::Typed;

const WINDOW: SignedDuration = SignedDuration::from_mins(5);

fn asked<const N: usize>(fields: [(&str, &str); N]) -> Result<Act, Vec<(String, String)>> {
    let problems = |problems: Vec<web::problem::Problem>| {
        problems.into_iter().map(|problem| (problem.anchor, problem.message)).collect()
    };
    Act::parse(&Typed::from(fields), &case()).map_err(problems)
}

/// Where the form says that something is wrong.
fn wrong<const N: usize>(fields: [(&str, &str); N]) -> Vec<String> {
    asked(fields).unwrap_err().into_iter().map(|(anchor, _)| anchor).collect()
}

fn decided<const N: usize>(fields: [(&str, &str); N]) -> (Outcome, Option<Box<model::content::Revision>>) {
    match asked(fields) {
        Ok(Act::Decide { outcome, corrected, .. }) => (outcome, corrected),
        other => panic!("no decision: {other:?}"),
    }
}

fn step(act: &Act, case: &Case) -> Step {
    act.step(case, WINDOW).unwrap().unwrap()
}

fn decide(outcome: Outcome) -> Act {
    Act::Decide { outcome, corrected: None, seen: None }
}

fn publish() -> Act {
    decide(Outcome::Publish)
}

#[test]
fn a_form_as_it_is_served_decides_nothing() {
    assert_eq!(wrong([("act", "decide"), ("title", "Repenser l’accueil")]), ["decision"]);
    assert_eq!(wrong([("act", "decide"), ("decision", "withdraw")]), ["decision"]);
    assert_eq!(wrong([("act", "decide"), ("decision", "publish"), ("decision", "spam")]), ["decision"]);
    assert_eq!(wrong([]), ["decision"]);
    assert_eq!(wrong([("act", "undo"), ("version", "2")]), ["undo"]);
    assert_eq!(wrong([("act", "take-back")]), ["take_back"]);
    assert_eq!(wrong([("act", "withdraw"), ("withdraw_message", "")]), ["withdraw_message", "withdraw"]);
    assert_eq!(wrong([("act", "assign"), ("to", "")]), ["to"]);
    assert_eq!(wrong([("act", "note"), ("note", " \n ")]), ["note"]);
}

#[test]
fn texts_left_as_they_are_are_no_correction() {
    let present = revision().content;
    let (title, summary) = (present.title.to_string(), present.summary.to_string());
    // A browser sends its own line breaks.
    let description = present.description.to_string().replace('\n', "\r\n");
    let fields = [
        ("decision", "publish"),
        ("title", title.as_str()),
        ("summary", summary.as_str()),
        ("description", description.as_str()),
    ];
    assert_eq!(decided(fields), (Outcome::Publish, None));
    assert_eq!(decided([("decision", "publish")]), (Outcome::Publish, None));
}

#[test]
fn a_correction_keeps_all_that_it_does_not_touch() {
    let (_, corrected) = decided([("decision", "publish"), ("title", " Repenser  l’accueil en mairie ")]);
    let corrected = corrected.unwrap();
    assert_eq!(corrected.content.title.as_str(), "Repenser l’accueil en mairie");
    assert_eq!(corrected.content.description, revision().content.description);
    assert_eq!(corrected.organiser, revision().organiser);
}

#[test]
fn a_correction_follows_the_rules_of_the_form() {
    let long = "é".repeat(201);
    let fields =
        [("decision", "publish"), ("title", ""), ("summary", long.as_str()), ("description", "\u{200b}")];
    let problems = asked(fields).unwrap_err();
    let anchors: Vec<_> = problems.iter().map(|(anchor, _)| anchor.as_str()).collect();
    assert_eq!(anchors, ["title", "summary", "description"]);
    assert!(
        problems[1].1.contains("201 caractères") && problems[1].1.contains("200 au plus"),
        "{problems:?}"
    );
}

#[test]
fn corrections_go_with_publishing_only() {
    assert_eq!(decided([("decision", "spam"), ("title", "")]), (Outcome::Spam, None));
}

#[test]
fn a_request_for_changes_says_what_and_why() {
    let (outcome, _) = decided([
        ("decision", "changes"),
        ("part", "where"),
        ("part", "title"),
        ("reason-title", "a-preciser"),
        ("text-where", "Indiquez la commune."),
        ("changes_message", "Merci de cette proposition."),
    ]);
    let Outcome::RequestChanges { request } = outcome else { panic!("{outcome:?}") };
    assert_eq!(request.wishes.iter().map(|wish| wish.part).collect::<Vec<_>>(), [Part::Title, Part::Where]);
    let title = request.about(Part::Title).unwrap();
    assert_eq!((title.reason.as_ref().unwrap().code.as_str(), &title.text), ("a-preciser", &None));
    assert_eq!(request.message.unwrap().as_str(), "Merci de cette proposition.");
}

#[test]
fn a_request_for_changes_that_says_nothing_is_refused_where_it_says_nothing() {
    let changes = ("decision", "changes");
    assert_eq!(wrong([changes]), ["part"]);
    assert_eq!(wrong([changes, ("part", "colour")]), ["part"]);
    assert_eq!(wrong([changes, ("changes_message", "Tout est à revoir.")]), ["part"]);
    assert_eq!(wrong([changes, ("part", "when")]), ["reason-when"]);
    assert_eq!(wrong([changes, ("part", "when"), ("reason-when", "inconnu")]), ["reason-when"]);
    assert_eq!(wrong([changes, ("part", "when"), ("reason-when", "autre")]), ["text-when"]);
    assert_eq!(wrong([changes, ("text-when", "Le mois suivant.")]), ["part-when"]);
    let long = "é".repeat(2_001);
    let fields = [changes, ("part", "when"), ("text-when", &long), ("changes_message", &long)];
    assert_eq!(wrong(fields), ["text-when", "changes_message"]);
}

#[test]
fn a_refusal_has_a_reason_and_words_when_the_reason_has_none() {
    let reject = ("decision", "reject");
    assert_eq!(wrong([reject]), ["reject_reason"]);
    assert_eq!(wrong([reject, ("reject_reason", "inconnu"), ("reject_message", "Non.")]), ["reject_reason"]);
    assert_eq!(wrong([reject, ("reject_reason", "autre")]), ["reject_message"]);
    let long = "é".repeat(2_001);
    let fields = [reject, ("reject_reason", "hors-sujet"), ("reject_message", &long)];
    assert_eq!(wrong(fields), ["reject_message"]);
    let (outcome, _) = decided([reject, ("reject_reason", "hors-sujet")]);
    assert!(matches!(outcome, Outcome::Reject { reason, message: None } if reason.code == "hors-sujet"));
    let (outcome, _) = decided([reject, ("reject_reason", "autre"), ("reject_message", "Trop loin.")]);
    assert!(
        matches!(outcome, Outcome::Reject { message: Some(message), .. } if message.as_str() == "Trop loin.")
    );
}

#[test]
fn a_decision_is_entrusted_to_someone_of_the_team_or_to_nobody() {
    let case = case();
    let [noa, alex] = [0, 1].map(|member: usize| case.team[member].id);
    assert_eq!(asked([("act", "assign"), ("to", &alex.to_string())]), Ok(Act::Assign { to: Some(alex) }));
    assert_eq!(asked([("act", "assign"), ("to", NOBODY)]), Ok(Act::Assign { to: None }));
    let oneself = asked([("act", "assign"), ("to", &noa.to_string())]).unwrap();
    assert_eq!(oneself, Act::Assign { to: Some(noa) });
    assert_eq!(oneself.done(&case), Some(Notice::Taken));
    assert_eq!(step(&oneself, &case).letters, [], "nobody writes to themselves");
    assert_eq!(wrong([("act", "assign"), ("to", "0000-0000-0000")]), ["to"]);
}

#[test]
fn the_same_form_sent_twice_does_the_same_thing_once() {
    let assign = Act::Assign { to: Some(case().team[1].id) };
    let note = asked([("act", "note"), ("version", "1"), ("note", "Appelée.")]).unwrap();
    for act in [assign, note] {
        let first = step(&act, &case());
        let case = after(case(), first);
        assert_eq!(act.step(&case, WINDOW), Ok(None), "{act:?}");
    }
}

#[test]
fn the_same_note_on_purpose_is_another_note() {
    let again = |version: &str| asked([("act", "note"), ("version", version), ("note", "Appelée.")]).unwrap();
    let case = after(case(), step(&again("1"), &case()));
    let second = step(&again("2"), &case);
    assert_eq!(second.after.version, 3);
}

#[test]
fn a_colleague_s_same_note_is_theirs() {
    let note = asked([("act", "note"), ("version", "1"), ("note", "Appelée.")]).unwrap();
    let mut case = after(case(), step(&note, &case()));
    case.moderator = case.team[1].clone();
    assert!(note.step(&case, WINDOW).unwrap().is_some());
}

#[test]
fn undoing_brings_back_the_text_that_was_corrected() {
    let (outcome, corrected) = decided([("decision", "publish"), ("title", "Corrigé")]);
    let published = step(&Act::Decide { outcome, corrected, seen: None }, &case());
    let case = after(case(), published);
    assert_eq!(case.event.revision().get(), 2);
    let undo = Act::Undo { version: Some(case.event.version) };
    let undone = step(&undo, &case).after;
    assert_eq!((undone.state(), undone.revision().get(), undone.shown()), (State::InReview, 1, None));
    // Pressed twice: the page says that it is done.
    let again = after(case, step(&undo, &self::published()));
    assert_eq!(undo.step(&again, WINDOW), Err(Refusal::TooLate));
    assert_eq!(undo.lost(&again), Some(Notice::Undone));
}

fn published() -> Case {
    after(case(), step(&publish(), &case()))
}

#[test]
fn undoing_takes_back_the_decision_that_the_page_showed_and_no_other() {
    let case = published();
    let another = Act::Undo { version: Some(case.event.version - 1) };
    assert_eq!(another.step(&case, WINDOW), Err(Refusal::TooLate));
    assert_eq!(another.lost(&case), Some(Notice::TooLate));
}

#[test]
fn a_published_event_is_withdrawn_once_it_can_no_longer_be_undone() {
    let withdraw =
        asked([("act", "withdraw"), ("withdraw_message", "Annulé."), ("withdraw", "oui")]).unwrap();
    let mut case = published();
    assert!(withdraw.step(&case, WINDOW).is_err(), "it is undone instead");
    case.now += WINDOW;
    let withdrawn = step(&withdraw, &case);
    assert_eq!((withdrawn.after.state(), withdrawn.after.shown()), (State::Withdrawn, None));
    let case = after(case, withdrawn);
    assert_eq!(withdraw.lost(&case), None);
    assert!(withdraw.step(&case, WINDOW).is_err());
}

#[test]
fn a_request_is_undone_within_the_window_and_taken_back_after_it() {
    let changes = [("decision", "changes"), ("part", "when"), ("reason-when", "a-preciser")];
    let (outcome, corrected) = decided(changes);
    let mut case = after(case(), step(&Act::Decide { outcome, corrected, seen: None }, &case()));
    let take_back = Act::TakeBack { version: Some(case.event.version) };
    assert!(take_back.step(&case, WINDOW).is_err());
    case.now += WINDOW;
    assert!(Act::TakeBack { version: Some(1) }.step(&case, WINDOW).is_err());
    let again = step(&take_back, &case);
    assert_eq!((again.after.state(), again.letters.len()), (State::InReview, 1));
}
