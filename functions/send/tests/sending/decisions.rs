//! The organiser is told of a decision once it stands.

use model::event::Outcome;
use model::ledger::Status;
use model::order::Action;

use crate::world::{WINDOW, World};

#[tokio::test(start_paused = true)]
async fn a_decision_is_told_only_when_no_clock_can_undo_it_any_more() {
    let world = World::new().await;
    let event = world.proposed("Atelier").await;
    let mail = world.decided(&event, Outcome::Publish, None).await.1.unwrap();
    for seconds in [0, WINDOW.as_secs(), 1] {
        world.cloud.clock().advance(seconds);
        assert!(!world.nudge(&mail).await, "the nudge comes back");
        assert_eq!(world.status(&mail).await, Status::NEW);
    }
    world.cloud.clock().advance(1);
    assert!(world.nudge(&mail).await);
    assert!(world.only_mail().contains("/2024/evenements/"));
    assert!(matches!(world.status(&mail).await, Status::Sent { .. }));
}

#[tokio::test(start_paused = true)]
async fn the_decisions_of_an_order_that_was_undone_are_never_told() {
    let world = World::new().await;
    let event = world.proposed("Atelier").await;
    let order = world.ordered(Action::Publish, &[&event]).await;
    let mail = world.decided(&event, Outcome::Publish, Some(order.id)).await.1.unwrap();
    world.deps.store.undo_order(&order, world.cloud.now()).await.unwrap();
    world.cloud.clock().advance(WINDOW.as_secs() + 2);
    assert!(world.nudge(&mail).await);
    assert!(world.is_skipped(&mail).await && world.cloud.mails().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_decisions_of_an_order_that_stands_are_told() {
    let world = World::new().await;
    let event = world.proposed("Atelier").await;
    let order = world.ordered(Action::Publish, &[&event]).await;
    let mail = world.decided(&event, Outcome::Publish, Some(order.id)).await.1.unwrap();
    world.cloud.clock().advance(WINDOW.as_secs() + 2);
    assert!(world.nudge(&mail).await);
    assert_eq!(world.cloud.mails().len(), 1);
}
