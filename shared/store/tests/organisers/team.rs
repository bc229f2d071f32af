//! An organiser and their colleagues, in the table.

use model::event::{Event, Seat};
use model::id::EventId;
use model::step::Step;
use pipeline_tests::samples::revision;
use store::EventOf;

use crate::world::{World, YEAR, address, person};

async fn invites(world: &World, event: Event, name: &str) -> Event {
    let invited = (person(name), address(name));
    let content = revision("Atelier").content;
    let step = Step::invite(event, &person("camille"), invited, &content, world.now()).unwrap();
    world.store.record(&step).await.unwrap();
    step.after
}

async fn dismisses(world: &World, event: Event, seat: Seat) -> Event {
    let content = revision("Atelier").content;
    let step = Step::dismiss(event, &person("camille"), seat, &content, world.now()).unwrap();
    world.store.record(&step).await.unwrap();
    step.after
}

fn of(event: EventId, seat: u8) -> EventOf {
    EventOf { event, edition: YEAR.into(), seat: seat.into() }
}

#[tokio::test]
async fn a_colleague_has_an_address_a_mail_and_the_event_among_theirs() {
    let world = World::new().await;
    let event = invites(&world, world.submitted("Atelier").await, "lou").await;
    assert_eq!(world.store.colleague(event.id, 1.into()).await.unwrap(), Some(address("lou")));
    assert_eq!(world.store.events_of(&person("lou")).await.unwrap(), [of(event.id, 1)]);
    assert!(world.outbox().await.contains(&format!("{}-2-invited-s1", event.id)));
    assert_eq!(world.store.event(event.id).await.unwrap(), Some(event));
}

#[tokio::test]
async fn nothing_is_left_of_a_colleague_who_leaves_and_they_can_come_back() {
    let world = World::new().await;
    let event = invites(&world, world.submitted("Atelier").await, "lou").await;
    let event = dismisses(&world, event, 1.into()).await;
    assert_eq!(world.store.colleague(event.id, 1.into()).await.unwrap(), None);
    assert_eq!(world.store.events_of(&person("lou")).await.unwrap(), []);
    let event = invites(&world, event, "lou").await;
    assert_eq!(world.store.colleague(event.id, 2.into()).await.unwrap(), Some(address("lou")));
    assert_eq!(world.store.events_of(&person("lou")).await.unwrap(), [of(event.id, 2)]);
}

#[tokio::test]
async fn the_history_names_nobody_by_their_address() {
    let world = World::new().await;
    let event = invites(&world, world.submitted("Atelier").await, "lou").await;
    dismisses(&world, event, 1.into()).await;
    let items = world.cloud.items().await;
    for item in items.iter().filter(|item| item["entity"]["S"] == "log" || item["entity"]["S"] == "event") {
        assert!(!item.to_string().contains("@exemple"), "{item}");
    }
}
