//! Letters about a moderator's whole work.

use jiff::SignedDuration;
use jiff::civil::date;
use mail::{Addresses, DeskDossier, Message};
use model::id::OrderId;
use model::letter::{DeskLetter, Occasion};
use model::moderation::Moderator;
use model::order::{Action, Order};
use model::waiting::Waiting;

use crate::said::{HONEST, Said, edition};
use crate::story::{BASE_URL, Story, alex, dominique, keys, now};

/// So many events that wait, the first for five days, each an hour less than the one before.
pub(crate) fn queue(said: &Said, events: u32) -> Vec<Waiting> {
    let since = |number: u32| now() - SignedDuration::from_hours(120 - i64::from(number));
    let event =
        |number| Story::begins(&format!("event {number}"), said.revision(), true, since(number)).waits();
    (0..events).map(event).collect()
}

pub(crate) fn letter(occasion: Occasion, waiting: &[Waiting], by: &Moderator) -> Message {
    let to = dominique();
    let order = Order {
        id: OrderId::derive(&[b"order"]),
        edition: 2027.into(),
        moderator: by.id,
        moderator_name: by.name.clone(),
        at: now(),
        undo_until: now(),
        undone_at: None,
        action: Action::Assign { to: to.id },
        targets: vec![],
    };
    let dossier = DeskDossier {
        letter: &DeskLetter { moderator: to.id, edition: 2027.into(), occasion },
        moderator: &to,
        edition: &edition(),
        order: Some(&order),
        waiting: &waiting.iter().collect::<Vec<_>>(),
    };
    dossier.compose(&Addresses { base_url: BASE_URL, keys: &keys(), now: now() })
}

pub(crate) fn morning() -> Occasion {
    Occasion::Morning { date: date(2027, 9, 3) }
}

fn titles_in(message: &Message) -> usize {
    message.text().matches("\n- Repenser l’accueil").count()
}

#[test]
fn a_long_list_says_how_many_it_does_not_show() {
    let of = |events| letter(morning(), &queue(&HONEST, events), &alex());
    assert_eq!(titles_in(&of(30)), 30);
    assert!(!of(30).text().contains("… et"));
    let one_more = of(31);
    assert_eq!(titles_in(&one_more), 30);
    assert!(one_more.text().contains("… et un autre"), "{}", one_more.text());
    assert!(of(45).text().contains("… et 15\u{a0}autres"));
    assert_eq!(of(45).subject, "45\u{a0}événements attendent votre décision");
}

#[test]
fn one_event_is_spoken_of_in_the_singular() {
    for occasion in [
        morning(),
        Occasion::Burst { since: 0 },
        Occasion::Reminder { events: vec![], since: 0 },
        Occasion::Escalation { events: vec![], since: 0 },
        Occasion::LinkAsked { window: 0 },
        Occasion::Entrusted { order: OrderId::derive(&[b"order"]) },
    ] {
        let message = letter(occasion, &queue(&HONEST, 1), &alex());
        let said = format!("{} {}", message.subject, message.text());
        for plural in ["événements", "attendent", "Ces propositions"] {
            assert!(!said.contains(plural), "{plural}: {said}");
        }
    }
}

#[test]
fn how_long_an_event_has_waited_is_told_about() {
    // What will have waited long enough within the hour is told of with what has.
    for (occasion, wait) in [
        (Occasion::Reminder { events: vec![], since: 0 }, "attend depuis deux jours environ"),
        (Occasion::Escalation { events: vec![], since: 0 }, "attend depuis quatre jours environ"),
    ] {
        let message = letter(occasion, &queue(&HONEST, 1), &alex());
        assert!(message.subject.ends_with(wait) && !message.text().contains("plus de"), "{}", message.text());
    }
}

#[test]
fn a_moderator_with_nothing_to_do_gets_their_link_all_the_same() {
    let message = letter(Occasion::LinkAsked { window: 0 }, &[], &alex());
    assert!(message.text().contains("Rien n’attend votre décision"));
    assert!(message.text().contains(&format!("\n{BASE_URL}/moderation/")));
}
