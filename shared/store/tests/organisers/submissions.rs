//! A form becomes an event, and asks for the confirmation of an address, within bounds.

use jiff::SignedDuration;
use model::event::Seat;
use model::reception::{Confirmations, Reception};
use store::EventOf;

use crate::world::{World, YEAR, person, submission};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What the worker does with a form from an address that nobody has confirmed: whether it asks for a confirmation.
async fn received(world: &World, name: &str) -> bool {
    let before = world.store.confirmations(&person("camille")).await.unwrap();
    let asked = Confirmations::once_more(before.as_ref(), YEAR.into(), world.now());
    let reception = if asked.is_some() { Reception::Ask } else { Reception::AskedEnough };
    let step = submission(name, reception, world.now());
    assert!(world.store.submit(&step, asked.as_ref()).await.unwrap());
    asked.is_some()
}

#[tokio::test]
async fn a_form_received_twice_is_one_event() {
    let world = World::new().await;
    let step = submission("Atelier", Reception::Known, world.now());
    assert!(world.store.submit(&step, None).await.unwrap());
    assert!(!world.store.submit(&step, None).await.unwrap());
    assert_eq!((world.count("event").await, world.count("mail").await), (1, 1));
}

#[tokio::test]
async fn a_person_has_their_events_whatever_becomes_of_them() {
    let world = World::new().await;
    assert_eq!(world.store.events_of(&person("camille")).await.unwrap(), []);
    let mut events = Vec::new();
    for name in ["Atelier", "Visite"] {
        let event = world.submitted(name).await.id;
        events.push(EventOf { event, edition: YEAR.into(), seat: Seat::ORGANISER });
    }
    events.sort_unstable_by_key(|it| it.event.to_string());
    assert_eq!(world.store.events_of(&person("camille")).await.unwrap(), events);
    assert_eq!(world.store.events_of(&person("lou")).await.unwrap(), []);
}

#[tokio::test]
async fn an_unconfirmed_address_gets_one_mail_a_day_and_three_in_all() {
    let world = World::new().await;
    let mut asked = Vec::new();
    for day in 0..5 {
        for form in 0..2 {
            asked.push(received(&world, &format!("{day}, {form}")).await);
        }
        world.cloud.clock().advance(DAY.as_secs());
    }
    let expected = [[true, false], [true, false], [true, false], [false, false], [false, false]];
    assert_eq!(asked, expected.concat());
    assert_eq!((world.count("event").await, world.count("mail").await), (10, 3), "no event is lost");
}

#[tokio::test]
async fn two_forms_at_once_are_one_mail() {
    let world = World::new().await;
    let asked = Confirmations::once_more(None, YEAR.into(), world.now()).unwrap();
    let one = submission("Atelier", Reception::Ask, world.now());
    let two = submission("Visite", Reception::Ask, world.now());
    assert!(world.store.submit(&one, Some(&asked)).await.unwrap());
    assert!(world.store.submit(&two, Some(&asked)).await.unwrap_err().is_conflict(), "asked in between");
    assert!(!world.store.submit(&one, Some(&asked)).await.unwrap(), "it was there before");
    assert_eq!((world.count("event").await, world.count("mail").await), (1, 1));
}
