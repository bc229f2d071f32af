//! What the desk does, with a fault at each of its calls: its message comes back, and all is done once. The tests of the
//! whole pipeline try every kind of fault at every call.

use jiff::SignedDuration;
use model::event::{Deed, State};
use model::moderation::{Moderator, Rhythm};
use model::order::Action;
use model::waiting::ESCALATION;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::enumeration::Enumeration;
use store::Nudge;

use crate::orders::{assignment, is_open, publication, several};
use crate::rounds::occasions;
use crate::world::{World, YEAR, member};

fn team() -> [Moderator; 2] {
    [member("Alex", Rhythm::Both), member("Lou", Rhythm::Digest)]
}

/// The codes of what was done to every event, each in order; the same for all.
async fn deeds(world: &World) -> Vec<&'static str> {
    let mut all = Vec::new();
    for item in world.cloud.items().await.iter().filter(|item| item["entity"]["S"] == "event") {
        let id = model::id::EventId::parse(item["id"]["S"].as_str().unwrap()).unwrap();
        let history = world.store.history(id).await.unwrap();
        all.push(history.iter().map(|line| Deed::code(&line.deed)).collect::<Vec<_>>());
    }
    assert!(all.iter().all(|deeds| *deeds == all[0]), "{all:?}");
    all.swap_remove(0)
}

#[tokio::test(start_paused = true)]
async fn an_event_is_passed_on_once() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud, &team()).await;
        let event = world.proposes("Atelier").await;
        world.settle(Nudge::Review { event }).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert_eq!(deeds(&world).await, ["submitted", "routed"]);
        let [alex, _] = team();
        assert_eq!(world.reviews(&alex).await, 1);
        assert_eq!(world.store.pace(alex.id).await.unwrap().letters.len(), 1);
    };
    println!("{}", Box::pin(Enumeration::new().run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn an_order_is_applied_once() {
    let scenario = async |cloud: &Cloud| {
        let [alex, lou] = team();
        let world = World::new(cloud, &team()).await;
        let events = several(&world, 2).await;
        let entrusts = assignment(&world, &alex, lou.id, &events).await;
        world.store.give_order(&entrusts).await.unwrap();
        world.settle(Nudge::Order { order: entrusts.id }).await;
        world.pass(SignedDuration::from_secs(1));
        let publishes = publication(&world, &alex, &events).await;
        world.store.give_order(&publishes).await.unwrap();
        world.settle(Nudge::Order { order: publishes.id }).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert_eq!(deeds(&world).await, ["submitted", "assigned", "decided"]);
        assert_eq!(occasions(&world, &team()[1]).await, ["entrusted"]);
        assert!(!is_open(&world).await);
    };
    println!("{}", Box::pin(Enumeration::new().in_turn().run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn an_undone_order_is_taken_back_once() {
    for publishes in [true, false] {
        let scenario = async |cloud: &Cloud| {
            let [alex, lou] = team();
            let world = World::new(cloud, &team()).await;
            let events = several(&world, 2).await;
            let order = if publishes {
                publication(&world, &alex, &events).await
            } else {
                assignment(&world, &alex, lou.id, &events).await
            };
            assert_eq!(matches!(order.action, Action::Publish), publishes);
            world.store.give_order(&order).await.unwrap();
            world.settle(Nudge::Order { order: order.id }).await;
            world.pass(SignedDuration::from_secs(60));
            world.store.undo_order(&order, cloud.now()).await.unwrap();
            world.settle(Nudge::Order { order: order.id }).await;
        };
        let invariants = async |cloud: &Cloud, ()| {
            let world = World::of(cloud);
            let done = if publishes { ["decided", "undone"] } else { ["assigned", "assigned"] };
            assert_eq!(deeds(&world).await, [["submitted"].as_slice(), &done].concat());
            let waiting = world.store.waiting(YEAR.into()).await.unwrap();
            assert!(waiting.len() == 2 && waiting.iter().all(|waiting| waiting.assigned.is_none()));
            assert!(!is_open(&world).await);
        };
        println!("{}", Box::pin(Enumeration::new().in_turn().run(scenario, invariants)).await);
    }
}

#[tokio::test(start_paused = true)]
async fn all_that_a_round_finds_is_done_once() {
    let scenario = async |cloud: &Cloud| {
        let [alex, _] = team();
        let world = World::new(cloud, &team()).await;
        let events = several(&world, 2).await;
        world.has_held_back(&alex).await;
        let order = publication(&world, &alex, &events[1..]).await;
        world.store.give_order(&order).await.unwrap();
        world.pass(ESCALATION);
        world.settle(Nudge::Round).await;
        world.settle(Nudge::Round).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        let [alex, lou] = team();
        let everything = ["burst", "escalation", "morning", "reminder"];
        assert_eq!(occasions(&world, &alex).await, everything);
        assert_eq!(occasions(&world, &lou).await, everything[1..]);
        assert_eq!(world.store.waiting(YEAR.into()).await.unwrap().len(), 1);
        assert!(!is_open(&world).await);
        let published = world.store.publications(YEAR.into()).await.unwrap();
        assert_eq!(world.event(published[0].id).await.state(), State::Published);
    };
    println!("{}", Box::pin(Enumeration::new().in_turn().run(scenario, invariants)).await);
}
