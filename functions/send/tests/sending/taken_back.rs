//! A request that is taken back: who was asked is told, who was not is left in peace.

use crate::world::{WINDOW, World, request};

#[tokio::test(start_paused = true)]
async fn who_was_asked_to_change_something_is_told_that_there_is_nothing_to_change() {
    let world = World::new().await;
    let (event, asked) = world.decided(&world.proposed("Atelier").await, request(), None).await;
    world.cloud.clock().advance(WINDOW.as_secs() + 2);
    assert!(world.nudge(&asked.unwrap()).await);
    let taken_back = world.taken_back(&event).await;
    assert!(world.nudge(&taken_back).await);
    let last = world.cloud.mails().pop().unwrap();
    assert!(String::from_utf8(last.raw).unwrap().contains("rien =C3=A0 modifier"));
}

#[tokio::test(start_paused = true)]
async fn who_was_not_asked_yet_hears_neither_the_request_nor_its_end() {
    let world = World::new().await;
    let (event, asked) = world.decided(&world.proposed("Atelier").await, request(), None).await;
    let asked = asked.unwrap();
    world.cloud.clock().advance(WINDOW.as_secs()); // the window is over, and the mail has yet to leave
    let taken_back = world.taken_back(&event).await;
    assert!(world.nudge(&taken_back).await);
    world.cloud.clock().advance(2);
    assert!(world.nudge(&asked).await);
    assert!(world.is_skipped(&taken_back).await && world.is_skipped(&asked).await);
    assert!(world.cloud.mails().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_same_when_the_request_was_looked_at_first() {
    let world = World::new().await;
    let (event, asked) = world.decided(&world.proposed("Atelier").await, request(), None).await;
    let asked = asked.unwrap();
    world.cloud.clock().advance(WINDOW.as_secs()); // the window is over, and the mail has yet to leave
    let taken_back = world.taken_back(&event).await;
    assert!(world.nudge(&asked).await && world.nudge(&taken_back).await);
    assert!(world.is_skipped(&asked).await && world.is_skipped(&taken_back).await);
}
