//! What the page shows and offers in each of its states.

mod announced;
mod featured;
mod full;
mod said;

use std::collections::HashSet;

use jiff::SignedDuration;
use model::content::{Content, Revision};
use model::email::EmailAddress;
use model::event::{ChangeRequest, Outcome, State, Wish};
use model::ledger::Status;
use model::letter::{EventLetter, Letter, Purpose};
use model::look_alike::{Likeness, LookAlike};
use model::part::Part;
use model::reason::Reasons;
use model::screening::Screening;
use model::spam::{SpamReason, Suspicion};
use model::step::{Ruling, Step};
use model::text::{Line, Prose};
use store::Mail;

use super::*;
use crate::case::Neighbour;
use crate::sample::{self, after, case};

const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// The page, as someone reads it who has sent this form.
fn sent(case: &Case, around: &Around, typed: &Typed, problems: &[Problem]) -> Answer {
    let keys = sample::keys();
    let sheet = Sheet { case, around, typed, problems, notice: None, keys: &keys, window: WINDOW };
    let answer = sheet.answer();
    let html = answer.html();
    assert_eq!(html.matches("<h1").count(), 1, "{html}");
    let mut ids = HashSet::new();
    for id in html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.insert(id.to_owned()), "two elements are {id:?}");
    }
    answer
}

fn page(case: &Case) -> String {
    sent(case, &Around::default(), &Typed::default(), &[]).html().to_owned()
}

fn decide(case: Case, outcome: Outcome, corrected: Option<Revision>) -> Case {
    let ruling = Ruling { moderator: &case.moderator, outcome, corrected, window: WINDOW, order: None };
    let revision = case.link.revision;
    let step = Step::decide(case.event.clone(), revision, ruling, &case.revision.content, case.now).unwrap();
    after(case, step)
}

fn later(case: Case) -> Case {
    Case { now: case.now + WINDOW, ..case }
}

fn screened(mut case: Case, look_alikes: Vec<LookAlike>, suspicion: Suspicion) -> Case {
    let to = vec![case.moderator.id];
    case.event.standing.screening = Some(Screening { at: case.now, to, look_alikes, suspicion });
    case
}

fn refusal() -> Outcome {
    let reason = Reasons::default().refusal("hors-sujet").unwrap().clone();
    Outcome::Reject { reason, message: Some(Prose::parse("Désolés <3").unwrap()) }
}

fn edit(case: Case, title: &str) -> Case {
    let content = Content { title: Line::parse(title).unwrap(), ..case.revision.content.clone() };
    let revision = Revision { content, ..case.revision.clone() };
    // Nobody edits what has just been decided: the organiser knows nothing of it.
    let case = if case.event.undoable(case.now).is_some() { later(case) } else { case };
    let step =
        Step::edit(case.event.clone(), &case.event.organiser, case.event.revision(), revision, case.now)
            .unwrap();
    after(case, step)
}

fn forms(html: &str) -> Vec<&str> {
    html.split("name=\"act\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn while_it_waits_every_outcome_is_offered_and_none_is_chosen() {
    let html = page(&case());
    assert_eq!(forms(&html), ["decide", "assign", "note"]);
    assert!(!html.contains(" checked") && !html.contains(" selected"), "{html}");
    for outcome in ["publish", "changes", "reject", "spam"] {
        assert!(html.contains(&format!("name=\"decision\" value=\"{outcome}\"")), "{outcome}");
    }
    assert!(html.contains("/2027/evenements/repenser-l-accueil-"), "{html}");
    assert!(html.contains("La recherche n’est pas terminée"), "{html}");
    assert!(!html.contains("decision-prise"), "{html}");
}

#[test]
fn what_was_typed_is_kept_where_it_was_typed() {
    let typed = Typed::from([
        ("act", "decide"),
        ("decision", "changes"),
        ("title", "\"Accueil\""),
        ("part", "when"),
        ("reason-when", "incoherent"),
        ("text-where", "Quelle <salle> ?"),
    ]);
    let problems = [Problem::new("part-where", "Cochez-la.")];
    let answer = sent(&case(), &Around::default(), &typed, &problems);
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = answer.html();
    for kept in [
        "value=\"changes\" checked",
        "value=\"&#34;Accueil&#34;\"",
        "value=\"when\" checked",
        "value=\"incoherent\" selected",
        "Quelle &#60;salle&#62; ?</textarea>",
        "<details class=\"fr-mb-3w\" open>",
        "wish wish--kept",
        "<a href=\"#part-where\">Cochez-la.</a>",
    ] {
        assert!(html.contains(kept), "{kept} is lost: {html}");
    }
    assert_eq!(html.matches(" checked").count(), 2);
}

#[test]
fn look_alikes_stand_side_by_side_within_the_moderator_s_scope() {
    let likeness =
        |event| LookAlike { event, score: 81, reasons: vec![Likeness::SameTitle, Likeness::SameDay] };
    let neighbour = |to: Vec<_>| {
        let other = sample::event(b"autre");
        let event = screened(Case { event: other, ..case() }, vec![], Suspicion::default()).event;
        let mut neighbour =
            Neighbour { likeness: likeness(event.id), event, content: sample::revision().content };
        neighbour.event.standing.screening.as_mut().unwrap().to = to;
        neighbour
    };
    let noa = case().moderator.id;
    let show = |neighbour: Neighbour| {
        let suspicion = Suspicion { score: 70, reasons: vec![SpamReason::Shouting] };
        let case = screened(case(), vec![neighbour.likeness.clone()], suspicion);
        let around = Around { neighbours: vec![neighbour], ..Around::default() };
        sent(&case, &around, &Typed::default(), &[]).html().to_owned()
    };
    // Online: the national team's, unless it came to Noa.
    let html = show(neighbour(vec![]));
    assert!(html.contains("81\u{a0}%\u{a0}: même titre, même jour"), "{html}");
    assert!(html.contains("En attente d’une décision") && !html.contains("href=\"/moderer/"), "{html}");
    assert!(html.contains("Le titre est écrit en capitales."), "{html}");
    assert!(html.contains("Suspicion\u{a0}: 70 sur 100"), "{html}");
    assert!(show(neighbour(vec![noa])).contains("href=\"/moderer/"));
    let mut published = neighbour(vec![]);
    published.event = decide(Case { event: published.event, ..case() }, Outcome::Publish, None).event;
    assert!(show(published).contains("href=\"/2027/evenements/repenser-l-accueil-"));
}

#[test]
fn a_decision_says_who_and_when_and_can_be_undone_in_the_window_only() {
    let content = Content { title: Line::parse("Corrigé").unwrap(), ..sample::revision().content };
    let published = decide(case(), Outcome::Publish, Some(Revision { content, ..sample::revision() }));
    let html = page(&published);
    assert!(
        html.contains("Publié par Noa le 3\u{a0}septembre 2027 à 10\u{a0}h\u{a0}32 (heure de Paris)"),
        "{html}"
    );
    assert!(
        html.contains("informé par courriel après le 3\u{a0}septembre 2027 à 10\u{a0}h\u{a0}37"),
        "{html}"
    );
    assert!(html.contains("Les corrections apportées") && html.contains("<ins>"), "{html}");
    assert_eq!(forms(&html), ["undo", "note"]);
    assert_eq!(forms(&page(&later(published))), ["note", "withdraw"]);
}

#[test]
fn a_refusal_is_read_as_the_organiser_reads_it() {
    let html = page(&decide(case(), refusal(), None));
    assert!(html.contains("Refusé par Noa") && html.contains("Désolés &#60;3"), "{html}");
    assert!(html.contains("ne porte pas sur l’innovation publique"), "{html}");
    let html = page(&decide(case(), Outcome::Spam, None));
    assert!(html.contains("L’organisateur n’en est pas informé."), "{html}");
}

#[test]
fn an_edit_of_a_published_event_is_compared_with_the_programme() {
    let edited = edit(decide(case(), Outcome::Publish, None), "Repenser l’accueil en mairie");
    let stale = page(&edited);
    assert!(stale.contains("Une version plus récente") && stale.contains("<ins>"), "{stale}");
    assert!(stale.contains("Examiner la version 2") && forms(&stale).is_empty(), "{stale}");

    let followed = sample::at_current(edited);
    let html = page(&followed);
    assert!(html.contains("Ce qui change par rapport au programme") && html.contains("<ins>"), "{html}");
    assert!(html.contains("garder au programme celle qui y est"), "{html}");
    assert_eq!(forms(&html), ["decide", "assign", "note", "withdraw"]);

    let refused = decide(followed, refusal(), None);
    assert_eq!(refused.event.state(), State::Published);
    let html = page(&refused);
    assert!(html.contains("La version précédente reste au programme."), "{html}");
    assert!(html.contains("<h2>Repenser l’accueil en mairie</h2>"), "{html}");
}

#[test]
fn whoever_classifies_as_spam_knows_what_becomes_of_the_address() {
    let told = "les propositions suivantes de cette adresse seront écartées";
    let mut waiting = case();
    assert!(!page(&waiting).contains(told), "anybody could have sent it in another’s name");
    waiting.event.confirmed_at = Some(waiting.now);
    assert!(page(&waiting).contains(told));
    let edited = sample::at_current(edit(decide(waiting, Outcome::Publish, None), "Accueil"));
    assert!(!page(&edited).contains(told), "what is in the programme stays");
}

#[test]
fn forms_say_which_version_they_were_filled_on() {
    let html = page(&case());
    assert!(
        html.contains("value=\"decide\">\n<input type=\"hidden\" name=\"version\" value=\"1\">"),
        "{html}"
    );
    let html = page(&later(decide(case(), Outcome::Publish, None)));
    assert!(
        html.contains("value=\"withdraw\">\n<input type=\"hidden\" name=\"version\" value=\"2\">"),
        "{html}"
    );
}

#[test]
fn one_can_take_a_decision_upon_oneself() {
    let case = case();
    let noa = case.moderator.id;
    assert!(page(&case).contains(&format!("<option value=\"{noa}\">Moi, Noa</option>")), "{}", page(&case));
    let content = case.revision.content.clone();
    let step =
        Step::assign(case.event.clone(), Some(noa), &case.moderator, true, &content, case.now).unwrap();
    assert!(page(&after(case, step)).contains("Prise en charge par Noa."));
}

#[test]
fn the_link_that_writes_to_the_organiser_leads_to_their_address() {
    let mut case = case();
    case.revision.organiser.email = EmailAddress::parse("a?b&c@example.org").unwrap();
    let html = page(&case);
    assert!(html.contains("href=\"mailto:a%3Fb%26c@example.org\">a?b&#38;c@example.org</a>"), "{html}");
}

#[test]
fn a_problem_of_a_form_that_the_page_no_longer_has_is_not_told() {
    let published = decide(case(), Outcome::Publish, None);
    let around = Around::default();
    let (typed, keys) = (Typed::default(), sample::keys());
    let sheet = Sheet {
        case: &published,
        around: &around,
        typed: &typed,
        problems: &[],
        notice: None,
        keys: &keys,
        window: WINDOW,
    };
    let offered =
        ["decide", "", "assign", "undo", "take-back", "withdraw", "note"].map(|act| sheet.offers(act));
    assert_eq!(offered, [false, false, false, true, false, false, true]);
}
