//! The page, before and after its form is sent.

use super::*;
use crate::queue::sample;

fn html(kind: Kind, waiting: &[Waiting], sent: &Sent, problems: &[Problem]) -> String {
    let bearer = sample::bearer(sample::national("Alex"));
    let found: Vec<_> = waiting.iter().collect();
    let filters = Filters::default();
    let check = Check { kind, bearer: &bearer, filters: &filters, found: &found, gone: 0, sent, problems };
    check.answer(StatusCode::OK).html().replace('\u{a0}', " ")
}

fn opened(kind: Kind, waiting: &[Waiting]) -> String {
    html(kind, waiting, &Sent { action: kind.code().into(), cle: "k".into(), ..Sent::default() }, &[])
}

fn ateliers(count: i64) -> Vec<Waiting> {
    (0..count).map(|at| sample::waiting(&format!("Atelier {at}"), at)).collect()
}

#[test]
fn every_event_is_listed_and_counted_and_nothing_is_agreed_to() {
    let page = opened(Kind::Publish, &ateliers(120));
    assert_eq!(page.matches("name=\"cible\"").count(), 120);
    assert!(page.contains("<h1>Publier 120 événements</h1>"), "{page}");
    assert!(page.contains("name=\"confirm\" value=\"oui\">") && !page.contains("checked"), "{page}");
    assert!(!page.contains("fr-alert--warning"), "nothing deserves a look: {page}");
}

#[test]
fn what_deserves_a_look_is_said_and_comes_first() {
    let mut waiting = ateliers(5);
    waiting[4].screened = false;
    waiting[1].look_alike = Some(91);
    waiting[2].suspicion = 80;
    waiting[3].is_edit = true;
    let page = opened(Kind::Publish, &waiting);
    for told in [
        "1 événement n’a pas encore été vérifié.",
        "Pas encore vérifié</p>",
        "1 événement ressemble à un autre.",
        "1 événement paraît suspect.",
        "1 événement modifie un événement publié : la nouvelle version remplacera celle du programme.",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.find("Atelier 3").unwrap() < page.find("Atelier 0").unwrap(), "{page}");
    let entrusting = opened(Kind::Assign, &waiting);
    assert!(!entrusting.contains("fr-alert--warning"), "the colleague will look: {entrusting}");
}

#[test]
fn each_kind_asks_for_what_it_needs() {
    let waiting = ateliers(2);
    let (publish, reject, assign) =
        (opened(Kind::Publish, &waiting), opened(Kind::Reject, &waiting), opened(Kind::Assign, &waiting));
    assert!(!publish.contains("<select") && !publish.contains("<textarea"), "{publish}");
    assert!(reject.contains("name=\"reason\"") && reject.contains("name=\"message\""), "{reject}");
    assert!(assign.contains("name=\"to\"") && assign.contains(">Noa, La Réunion<"), "{assign}");
}

#[test]
fn what_was_typed_stays_beside_what_is_missing() {
    let sent = Sent { action: "reject".into(), message: "Merci <à vous>".into(), ..Sent::default() };
    let page = html(Kind::Reject, &ateliers(1), &sent, &[Problem::NoReason, Problem::NotConfirmed]);
    assert!(page.contains("Merci &#60;à vous&#62;</textarea>"), "{page}");
    assert!(page.contains("href=\"#reason\"") && page.contains("href=\"#confirm-oui\""), "{page}");
}

#[test]
fn nothing_to_decide_and_too_much_to_decide_have_no_form() {
    for waiting in [ateliers(0), ateliers(1001)] {
        let page = opened(Kind::Publish, &waiting);
        assert!(!page.contains("<form"), "{page}");
        assert!(page.contains("href=\"/moderation/"), "there is a way back: {page}");
    }
}
