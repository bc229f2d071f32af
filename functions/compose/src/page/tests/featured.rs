//! The events at the head of an issue, once they have left the programme or do not take place.

use model::practical::Status;

use super::*;

#[test]
fn an_event_that_has_left_the_programme_stays_at_the_head_until_someone_decides() {
    let mut case = case();
    case.mailing.featured = vec![model::id::EventId::derive(&[b"gone"])];
    let html = told(&case, &open(&case)).html().to_owned();
    let id = case.mailing.featured[0];
    assert!(
        html.contains(&format!("<option value=\"{id}\" selected>Événement retiré du programme")),
        "{html}"
    );
}

#[test]
fn what_does_not_take_place_is_not_offered_and_whoever_has_chosen_it_is_told() {
    let mut case = case();
    let mut ready = readiness(&case);
    let rennes = ready.programme[0].id;
    let shown = |case: &Case, ready: &Readiness| {
        told(case, &Around::Ready(Box::new(ready.clone()))).html().to_owned()
    };
    let option = format!("<option value=\"{rennes}\"");
    ready.programme[0].status = Status::Full;
    assert!(shown(&case, &ready).contains("Repenser l’accueil (Rennes) – complet</option>"));
    ready.programme[0].status = Status::Cancelled;
    assert!(!shown(&case, &ready).contains(&option));

    case.mailing.featured = vec![rennes];
    let Readiness { programme, issue, audience, quota, .. } = ready;
    let ready = Readiness::of(programme, issue, audience, quota, &case, sample::BASE_URL);
    let html = shown(&case, &ready);
    assert!(html.contains(&format!("{option} selected>")) && html.contains("(Rennes) – annulé"), "{html}");
    assert!(
        html.contains("ne paraît pas dans la lettre\u{a0}: «\u{a0}Repenser l’accueil\u{a0}» (annulé)."),
        "{html}"
    );
}
