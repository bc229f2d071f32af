//! Orders that meet what has happened meanwhile.

use jiff::SignedDuration;
use model::event::State;
use model::id::{EventId, OrderId};
use model::ledger::Status;
use model::letter::{EventLetter, Letter, Occasion, Purpose};
use model::moderation::Rhythm;
use model::order::{Order, Target};
use pipeline_tests::cloud::Cloud;
use store::Nudge;

use crate::orders::{assignment, is_open, publication, several};
use crate::world::{World, member};

#[tokio::test(start_paused = true)]
async fn an_order_stands_when_whoever_gave_it_has_left() {
    let (alex, lou) = (member("Alex", Rhythm::AtOnce), member("Lou", Rhythm::AtOnce));
    let world = World::new(&Cloud::new().await, &[alex.clone(), lou.clone()]).await;
    let events = several(&world, 2).await;
    let publishes = publication(&world, &alex, &events[..1]).await;
    world.store.give_order(&publishes).await.unwrap();
    world.pass(SignedDuration::from_secs(1));
    let entrusts = assignment(&world, &alex, lou.id, &events[1..]).await;
    world.store.give_order(&entrusts).await.unwrap();
    world.store.remove_moderator(alex.id).await.unwrap();
    for order in [&publishes, &entrusts] {
        assert!(world.nudge(Nudge::Order { order: order.id }).await);
    }
    let event = world.event(events[0]).await;
    assert_eq!(event.decision().unwrap().moderator_name, alex.name);
    assert_eq!(world.event(events[1]).await.standing.assigned, Some(lou.id));
    assert_eq!(world.occasions(&lou).await, [Occasion::Entrusted { order: entrusts.id }]);
    assert!(!is_open(&world).await);
    world.store.undo_order(&publishes, world.cloud.now()).await.unwrap();
    assert!(world.nudge(Nudge::Order { order: publishes.id }).await);
    assert_eq!(world.event(events[0]).await.state(), State::InReview);
}

#[tokio::test(start_paused = true)]
async fn an_undone_order_leaves_alone_what_a_colleague_has_entrusted() {
    let (alex, lou) = (member("Alex", Rhythm::AtOnce), member("Lou", Rhythm::AtOnce));
    let world = World::new(&Cloud::new().await, &[alex.clone(), lou.clone()]).await;
    let events = several(&world, 1).await;
    let order = assignment(&world, &alex, lou.id, &events).await;
    world.store.give_order(&order).await.unwrap();
    world.store.undo_order(&order, world.cloud.now()).await.unwrap();
    world.assigns(events[0], Some(lou.id), &lou).await; // the desk comes later
    assert!(world.nudge(Nudge::Order { order: order.id }).await);
    assert_eq!(world.event(events[0]).await.standing.assigned, Some(lou.id));
    assert!(!is_open(&world).await);
}

#[tokio::test(start_paused = true)]
async fn what_its_organiser_has_been_told_is_not_undone_with_the_rest() {
    let alex = member("Alex", Rhythm::AtOnce);
    let world = World::new(&Cloud::new().await, std::slice::from_ref(&alex)).await;
    let events = several(&world, 2).await;
    let order = publication(&world, &alex, &events).await;
    world.store.give_order(&order).await.unwrap();
    assert!(world.nudge(Nudge::Order { order: order.id }).await);
    let told = Letter::Event(EventLetter::of(&world.event(events[0]).await, Purpose::Decision)).id();
    let sent = Status::Sent { ses_id: "1".into(), at: world.cloud.now() };
    world.store.move_mail(&told, &Status::NEW, &sent).await.unwrap();
    world.store.undo_order(&order, world.cloud.now()).await.unwrap();
    for _ in 0..2 {
        assert!(world.nudge(Nudge::Order { order: order.id }).await);
    }
    let states = [world.event(events[0]).await.state(), world.event(events[1]).await.state()];
    assert_eq!(states, [State::Published, State::InReview]);
    assert_eq!(world.store.mail(&told).await.unwrap().unwrap().status, sent);
    let untold = Letter::Event(EventLetter {
        version: 2,
        ..EventLetter::of(&world.event(events[1]).await, Purpose::Decision)
    });
    let untold = world.store.mail(&untold.id()).await.unwrap().unwrap();
    assert!(matches!(untold.status, Status::Skipped { .. }), "it never leaves");
    assert!(!is_open(&world).await);
}

#[tokio::test(start_paused = true)]
async fn an_order_that_fails_does_not_keep_the_others_open() {
    let alex = member("Alex", Rhythm::AtOnce);
    let world = World::new(&Cloud::new().await, std::slice::from_ref(&alex)).await;
    let events = several(&world, 1).await;
    let good = publication(&world, &alex, &events).await;
    // It comes first, and is about an event that does not exist.
    let target = Target { event: EventId::derive(&[b"none"]), ..good.targets[0] };
    let first =
        (0..u8::MAX).map(|n| OrderId::derive(&[&[n]])).find(|id| id.to_string() < good.id.to_string());
    let bad = Order { id: first.unwrap(), targets: vec![target], ..good.clone() };
    for order in [&good, &bad] {
        world.store.give_order(order).await.unwrap();
    }
    assert!(!world.nudge(Nudge::Round).await, "an operator must look");
    assert_eq!(world.event(events[0]).await.state(), State::Published);
    assert_eq!(world.store.open_orders(good.edition).await.unwrap(), [bad.id]);
}
