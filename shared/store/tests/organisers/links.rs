//! Someone asks for the links to their events.

use crate::world::{World, address, person};

#[tokio::test]
async fn asked_twice_in_a_window_it_is_asked_once() {
    let world = World::new().await;
    let (who, to) = (person("camille"), address("camille"));
    world.store.ask_event_links(&who, &to, 7, world.now()).await.unwrap();
    assert!(world.store.ask_event_links(&who, &to, 7, world.now()).await.unwrap_err().is_conflict());
    world.store.ask_event_links(&who, &to, 8, world.now()).await.unwrap();
    let ids = [7, 8].map(|window| format!("{who}-{window}-event-links"));
    assert_eq!(world.outbox().await, ids);
}

#[tokio::test]
async fn the_letter_is_written_once_to_the_address_that_was_typed() {
    let world = World::new().await;
    let (who, to) = (person("camille"), address("camille"));
    world.store.ask_event_links(&who, &to, 7, world.now()).await.unwrap();
    world.store.write_event_links(who.clone(), 7, world.now()).await.unwrap();
    assert!(world.store.write_event_links(who.clone(), 7, world.now()).await.unwrap_err().is_conflict());
    assert_eq!(world.store.event_links_request(&who, 7).await.unwrap(), Some(to));
    assert!(world.outbox().await.contains(&format!("{who}-links-7")));
}

#[tokio::test]
async fn nothing_is_kept_of_whoever_has_no_event() {
    let world = World::new().await;
    let (who, to) = (person("lou"), address("lou"));
    world.store.ask_event_links(&who, &to, 7, world.now()).await.unwrap();
    world.store.forget_event_links_request(&who, 7).await.unwrap();
    assert!(world.store.forget_event_links_request(&who, 7).await.unwrap_err().is_conflict());
    assert_eq!(world.store.event_links_request(&who, 7).await.unwrap(), None);
    assert!(!world.cloud.items().await.iter().any(|item| item.to_string().contains("@exemple")));
}
