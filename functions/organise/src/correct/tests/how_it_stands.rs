//! How an event stands for its organiser, and what closed pages say.

use model::text::Prose;

use super::*;
use crate::samples::{WINDOW, rejection, unconfirmed};
use crate::standing::Refused;

fn standing(event: &Event, seconds: i64) -> Standing<'_> {
    Standing::of(event, at(seconds))
}

const AFTER: i64 = 10 + WINDOW.as_secs();

#[test]
fn a_request_is_told_once_it_can_no_longer_be_undone() {
    let asked = asked();
    assert_eq!(standing(&asked, AFTER - 1), Standing::Closed(Closed::BeingDecided));
    assert_eq!(standing(&asked, AFTER), Standing::Asked(&request()));
}

#[test]
fn so_is_a_publication() {
    let published = decided(&in_review(), Outcome::Publish, at(10));
    assert_eq!(standing(&published, AFTER - 1), Standing::Closed(Closed::BeingDecided));
    assert_eq!(standing(&published, AFTER), Standing::Published(None));
}

#[test]
fn a_refusal_is_told_once_it_can_no_longer_be_undone() {
    let refused = decided(&in_review(), rejection(), at(10));
    assert_eq!(standing(&refused, AFTER - 1), Standing::Closed(Closed::BeingDecided));
    let Standing::Closed(closed) = standing(&refused, AFTER) else { panic!("closed expected") };
    let html = closed::page(&found(refused.clone(), revision()), closed, None).html().to_owned();
    assert!(html.contains("L’événement ne porte pas sur l’innovation publique."), "{html}");
    assert!(
        html.contains("Une autre année, peut-être.") && html.contains("mailto:mip@exemple.gouv.fr"),
        "{html}"
    );
    assert!(html.contains(&refused.id.reference()) && !html.contains("<form"), "{html}");
}

#[test]
fn spam_is_told_nothing_at_any_time() {
    let spam = decided(&in_review(), Outcome::Spam, at(10));
    let Standing::Closed(closed) = standing(&spam, AFTER) else { panic!("closed expected") };
    assert_eq!(closed, Closed::Unsaid);
    let html = closed::page(&found(spam.clone(), revision()), closed, None).html().to_lowercase();
    assert!(!html.contains("indésirable") && !html.contains("spam"), "{html}");
}

#[test]
fn what_was_withdrawn_and_what_waits_for_its_organiser_say_so() {
    let published = decided(&in_review(), Outcome::Publish, at(10));
    let message = Prose::parse("La salle est fermée.").unwrap();
    let withdrawn = decided(&published, Outcome::Withdraw { message: message.clone() }, at(1000));
    assert_eq!(standing(&withdrawn, 1001), Standing::Closed(Closed::BeingDecided));
    assert_eq!(standing(&withdrawn, 2000), Standing::Closed(Closed::Withdrawn(&message)));
    assert_eq!(standing(&unconfirmed(), 0), Standing::Closed(Closed::Unconfirmed));
}

#[test]
fn an_edit_that_was_refused_leaves_the_published_event_open_with_the_reason() {
    let published = decided(&in_review(), Outcome::Publish, at(10));
    let reviewed = edited(&published, titled("Repenser l’accueil en mairie"), at(1000));
    let refused = decided(&reviewed, rejection(), at(1010));
    assert_eq!(standing(&refused, 1011), Standing::Closed(Closed::BeingDecided));
    let Standing::Published(Some(why)) = standing(&refused, 1010 + WINDOW.as_secs()) else {
        panic!("published expected")
    };
    assert_eq!(Refused::words(why).len(), 2);
    let page = found(refused.clone(), revision());
    let typed = Proposal::of(&page.current);
    let page = CorrectionPage::new(&typed, None, None).of(&page, Standing::Published(Some(why)));
    assert!(page.answer(StatusCode::OK).html().contains("Une autre année, peut-être."));
}

#[test]
fn what_was_just_sent_is_given_back_when_it_comes_too_late() {
    let refused = found(decided(&in_review(), rejection(), at(10)), revision());
    let sent = titled("Repenser l’accueil en mairie");
    let Standing::Closed(closed) = refused.standing() else { panic!("closed expected") };
    let html = closed::page(&refused, closed, Some(&sent)).html().to_owned();
    assert!(
        html.contains("n’a pas été enregistré") && html.contains("Repenser l’accueil en mairie"),
        "{html}"
    );
    let html = closed::page(&refused, closed, Some(&revision())).html().to_owned();
    assert!(!html.contains("n’a pas été enregistré"), "{html}");
}
