//! Bulk orders, event by event.

use std::sync::atomic::{AtomicI64, Ordering};

use desk::Deps;
use jiff::SignedDuration;
use model::event::State;
use model::id::{EventId, ModeratorId, OrderId};
use model::letter::Occasion;
use model::moderation::{Moderator, Rhythm};
use model::order::{Action, Order, Target};
use pipeline_tests::cloud::Cloud;
use runtime::Clock;
use store::Nudge;

use crate::world::{World, YEAR, member};

const WINDOW: SignedDuration = SignedDuration::from_mins(5);

async fn order(world: &World, by: &Moderator, action: Action, events: &[EventId]) -> Order {
    let now = world.cloud.now();
    let mut targets = Vec::new();
    for &id in events {
        let event = world.event(id).await;
        targets.push(Target { event: id, revision: event.revision(), assigned: event.standing.assigned });
    }
    Order {
        id: OrderId::derive(&[&now.as_second().to_be_bytes()]),
        edition: YEAR.into(),
        moderator: by.id,
        moderator_name: by.name.clone(),
        at: now,
        undo_until: now + WINDOW,
        undone_at: None,
        action,
        targets,
    }
}

/// An order to entrust a colleague with these events.
pub(crate) async fn assignment(world: &World, by: &Moderator, to: ModeratorId, events: &[EventId]) -> Order {
    order(world, by, Action::Assign { to }, events).await
}

/// An order to publish these events.
pub(crate) async fn publication(world: &World, by: &Moderator, events: &[EventId]) -> Order {
    order(world, by, Action::Publish, events).await
}

pub(crate) async fn several(world: &World, count: usize) -> Vec<EventId> {
    let mut events = Vec::new();
    for n in 0..count {
        events.push(world.proposes(&format!("Atelier {n}")).await);
    }
    events
}

async fn states(world: &World, events: &[EventId]) -> Vec<(State, u32)> {
    let mut states = Vec::new();
    for &event in events {
        let event = world.event(event).await;
        states.push((event.state(), event.version));
    }
    states
}

pub(crate) async fn is_open(world: &World) -> bool {
    !world.store.open_orders(YEAR.into()).await.unwrap().is_empty()
}

#[tokio::test(start_paused = true)]
async fn an_order_is_applied_once_and_can_be_undone_until_its_time() {
    let alex = member("Alex", Rhythm::AtOnce);
    let world = World::new(&Cloud::new().await, std::slice::from_ref(&alex)).await;
    let events = several(&world, 12).await;
    let order = publication(&world, &alex, &events).await;
    world.store.give_order(&order).await.unwrap();
    assert!(is_open(&world).await);
    world.pass(SignedDuration::from_secs(7));
    assert!(world.nudge(Nudge::Order { order: order.id }).await);
    world.pass(SignedDuration::from_secs(7));
    assert!(world.nudge(Nudge::Order { order: order.id }).await);
    assert_eq!(states(&world, &events).await, [(State::Published, 2); 12]);
    for event in events {
        let event = world.event(event).await;
        let decision = event.decision().unwrap();
        assert_eq!((decision.undo_until, decision.order), (order.undo_until, Some(order.id)));
    }
    assert!(!is_open(&world).await);
    assert_eq!(world.store.publications(YEAR.into()).await.unwrap().len(), 12);
}

#[tokio::test(start_paused = true)]
async fn an_order_that_comes_late_still_stands() {
    let alex = member("Alex", Rhythm::AtOnce);
    let world = World::new(&Cloud::new().await, std::slice::from_ref(&alex)).await;
    let events = several(&world, 1).await;
    let order = publication(&world, &alex, &events).await;
    world.store.give_order(&order).await.unwrap();
    world.pass(WINDOW * 3);
    world.round().await; // its own message was lost
    let event = world.event(events[0]).await;
    assert_eq!(event.decision().unwrap().undo_until, world.cloud.now());
}

#[tokio::test(start_paused = true)]
async fn an_order_goes_on_where_the_deadline_stopped_it() {
    let alex = member("Alex", Rhythm::AtOnce);
    let world = World::new(&Cloud::new().await, std::slice::from_ref(&alex)).await;
    let events = several(&world, 20).await;
    let order = publication(&world, &alex, &events).await;
    world.store.give_order(&order).await.unwrap();
    let started = world.cloud.now();
    let looks = AtomicI64::new(0);
    let a_second_a_look =
        Clock::of(move || started + SignedDuration::from_secs(looks.fetch_add(1, Ordering::Relaxed)));
    let slow = Deps { clock: a_second_a_look, ..world.deps.clone() };
    let deadline = started + SignedDuration::from_secs(30);
    assert!(!world.nudge_until(&slow, Nudge::Order { order: order.id }, deadline).await);
    let done = states(&world, &events).await.iter().filter(|(state, _)| *state == State::Published).count();
    assert!((1..20).contains(&done), "{done} are done");
    assert!(is_open(&world).await);
    assert!(world.nudge(Nudge::Order { order: order.id }).await);
    assert_eq!(states(&world, &events).await, [(State::Published, 2); 20]);
}

#[tokio::test(start_paused = true)]
async fn an_order_undone_half_way_leaves_nothing_applied() {
    let alex = member("Alex", Rhythm::AtOnce);
    let world = World::new(&Cloud::new().await, std::slice::from_ref(&alex)).await;
    let events = several(&world, 3).await;
    let before = states(&world, &events).await;
    let mut half = publication(&world, &alex, &events[..2]).await;
    world.store.give_order(&half).await.unwrap();
    assert!(world.nudge(Nudge::Order { order: half.id }).await);
    half.targets = publication(&world, &alex, &events).await.targets;
    world.pass(SignedDuration::from_secs(60));
    world.store.undo_order(&half, world.cloud.now()).await.unwrap();
    world.pass(WINDOW); // the desk may be late: what counts is when it was asked
    for _ in 0..2 {
        assert!(world.nudge(Nudge::Order { order: half.id }).await);
    }
    let after = states(&world, &events).await;
    assert_eq!(after, [(State::InReview, 3), (State::InReview, 3), before[2]]);
    assert_eq!(world.store.publications(YEAR.into()).await.unwrap(), []);
    assert_eq!(world.store.waiting(YEAR.into()).await.unwrap().len(), 3);
    assert!(!is_open(&world).await);
}

#[tokio::test(start_paused = true)]
async fn an_order_undone_while_it_is_applied_is_taken_back_wholly() {
    for seed in 0..10 {
        let alex = member("Alex", Rhythm::AtOnce);
        let cloud = Cloud::new().await;
        let world = World::new(&cloud, std::slice::from_ref(&alex)).await;
        let events = several(&world, 4).await;
        let order = publication(&world, &alex, &events).await;
        world.store.give_order(&order).await.unwrap();
        cloud.interleave(seed);
        let nudge = async || world.nudge(Nudge::Order { order: order.id }).await;
        let undo = async || {
            world.store.undo_order(&order, cloud.now()).await.unwrap();
            nudge().await
        };
        assert_eq!(tokio::join!(nudge(), undo()), (true, true));
        let states = states(&world, &events).await;
        assert!(states.iter().all(|(state, _)| *state == State::InReview), "seed {seed}: {states:?}");
        assert!(!is_open(&world).await);
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_changed_by_hand_since_is_left_alone() {
    let (alex, lou) = (member("Alex", Rhythm::AtOnce), member("Lou", Rhythm::AtOnce));
    let world = World::new(&Cloud::new().await, &[alex.clone(), lou.clone()]).await;
    let events = several(&world, 2).await;
    let publish = publication(&world, &alex, &events[..1]).await;
    world.store.give_order(&publish).await.unwrap();
    assert!(world.nudge(Nudge::Order { order: publish.id }).await);
    world.undoes(events[0]).await;
    world.pass(SignedDuration::from_secs(1));
    let assign = assignment(&world, &alex, lou.id, &events[1..]).await;
    world.store.give_order(&assign).await.unwrap();
    assert!(world.nudge(Nudge::Order { order: assign.id }).await);
    world.assigns(events[1], Some(alex.id), &lou).await;
    let by_hand = states(&world, &events).await;
    for order in [publish.id, assign.id] {
        assert!(world.nudge(Nudge::Order { order }).await);
    }
    assert_eq!(states(&world, &events).await, by_hand);
}

#[tokio::test(start_paused = true)]
async fn a_colleague_is_told_once_and_given_back_is_given_back_once() {
    let (alex, lou) = (member("Alex", Rhythm::AtOnce), member("Lou", Rhythm::AtOnce));
    let world = World::new(&Cloud::new().await, &[alex.clone(), lou.clone()]).await;
    let events = several(&world, 2).await;
    world.assigns(events[0], Some(alex.id), &alex).await;
    let assigned = async || {
        let first = world.event(events[0]).await.standing.assigned;
        (first, world.event(events[1]).await.standing.assigned)
    };
    let order = assignment(&world, &alex, lou.id, &events).await;
    world.store.give_order(&order).await.unwrap();
    for _ in 0..2 {
        assert!(world.nudge(Nudge::Order { order: order.id }).await);
    }
    assert_eq!(assigned().await, (Some(lou.id), Some(lou.id)));
    assert_eq!(world.occasions(&lou).await, [Occasion::Entrusted { order: order.id }]);
    world.pass(SignedDuration::from_secs(60));
    world.store.undo_order(&order, world.cloud.now()).await.unwrap();
    for _ in 0..2 {
        assert!(world.nudge(Nudge::Order { order: order.id }).await);
        assert_eq!(assigned().await, (Some(alex.id), None));
    }
    world.assigns(events[0], Some(lou.id), &alex).await;
    assert!(world.nudge(Nudge::Order { order: order.id }).await);
    assert_eq!(assigned().await, (Some(lou.id), None), "what was done by hand since stays");
    assert_eq!(world.occasions(&lou).await.len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_event_of_an_order_costs_four_calls() {
    let alex = member("Alex", Rhythm::AtOnce);
    let world = World::new(&Cloud::new().await, std::slice::from_ref(&alex)).await;
    let events = several(&world, 30).await;
    let order = publication(&world, &alex, &events).await;
    world.store.give_order(&order).await.unwrap();
    let before = world.cloud.calls().len();
    assert!(world.nudge(Nudge::Order { order: order.id }).await);
    let calls = world.cloud.calls().len() - before;
    assert!(calls <= 4 * 30 + 4, "{calls} calls one after the other: for five hundred events, two thousand");
}
