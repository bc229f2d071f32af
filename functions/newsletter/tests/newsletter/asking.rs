//! Someone asks for the newsletter.

use jiff::SignedDuration;
use model::id::PersonId;
use model::subscriber::{Departure, Preferences, Rhythm, Standing};
use pipeline_tests::cloud::Cloud;
use store::Nudge;

use crate::world::{World, person, request};

const DAY: SignedDuration = SignedDuration::from_hours(24);
const CONFIRM: &str = "ConfirmSubscription";
const ALREADY: &str = "AlreadySubscribed";

#[tokio::test(start_paused = true)]
async fn whoever_asks_is_asked_to_confirm_once_however_often_the_message_comes() {
    let world = World::new(&Cloud::new().await).await;
    let asked = world.asks(1).await;
    world.settle(asked.clone()).await;
    assert_eq!(world.letters_to(1).await, [CONFIRM]);
    assert!(matches!(world.known(1).await.unwrap().standing, Standing::Pending { .. }));
    let Nudge::SubscriptionAsked { person, window } = &asked else { panic!() };
    assert_eq!(world.store.subscription_request(person, *window).await.unwrap(), None);
    // Played again after they have confirmed and left: nobody writes to who has left.
    let pending = world.known(1).await.unwrap();
    let active = pending.confirm(world.cloud.now()).unwrap();
    world.store.record_subscriber(pending.version, &active, None, world.cloud.now()).await.unwrap();
    world.leaves(1, Departure::Unsubscribed).await;
    let before = world.cloud.items().await;
    world.settle(asked).await;
    assert_eq!(world.cloud.items().await, before);
}

#[tokio::test(start_paused = true)]
async fn an_address_is_written_to_once_a_day_and_three_times_in_all() {
    let world = World::new(&Cloud::new().await).await;
    let mut written = Vec::new();
    for _ in 0..8 {
        for _ in 0..3 {
            let asked = world.asks(1).await;
            world.settle(asked).await;
            world.pass(DAY / 4);
        }
        world.pass(DAY / 4);
        written.push(world.letters_to(1).await.len());
    }
    assert_eq!(written, [1, 2, 3, 3, 3, 3, 3, 3]);
}

#[tokio::test(start_paused = true)]
async fn what_was_chosen_last_counts_even_when_no_letter_leaves() {
    let world = World::new(&Cloud::new().await).await;
    let first = world.asks(1).await;
    world.settle(first).await;
    world.pass(DAY / 2);
    let chosen = Preferences { rhythm: Rhythm::Monthly, ..Preferences::default() };
    let second = world.asks_for(1, chosen.clone()).await;
    world.settle(second).await;
    assert_eq!(world.known(1).await.unwrap().preferences(), Some(&chosen));
    assert_eq!(world.letters_to(1).await, [CONFIRM]);
}

#[tokio::test(start_paused = true)]
async fn a_subscriber_is_told_once_a_day_that_they_are_one() {
    let world = World::new(&Cloud::new().await).await;
    world.subscribes(1, Preferences::default()).await;
    for _ in 0..4 {
        let asked = world.asks(1).await;
        world.settle(asked).await;
        world.pass(DAY / 2);
    }
    assert_eq!(world.letters_to(1).await, [ALREADY, ALREADY]);
    assert!(world.known(1).await.unwrap().is_active());
}

#[tokio::test(start_paused = true)]
async fn whoever_has_left_may_come_back_and_whoever_complained_is_not_written_to() {
    for (why, letters) in [
        (Departure::Unsubscribed, 1),
        (Departure::Moved, 1),
        (Departure::Complained, 0),
        (Departure::HardBounce, 0),
        (Departure::SoftBounces, 0),
    ] {
        let world = World::new(&Cloud::new().await).await;
        world.subscribes(1, Preferences::default()).await;
        world.leaves(1, why).await;
        let asked = world.asks(1).await;
        world.settle(asked).await;
        assert_eq!(world.letters_to(1).await.len(), letters, "{why:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_did_not_confirm_in_time_is_asked_anew() {
    for forgotten in [false, true] {
        let world = World::new(&Cloud::new().await).await;
        let asked = world.asks(1).await;
        world.settle(asked).await;
        world.pass(DAY * 15);
        if forgotten {
            world.expires(1).await;
            assert_eq!(world.known(1).await, None);
        }
        let asked = world.asks(1).await;
        world.settle(asked).await;
        assert_eq!(world.letters_to(1).await, [CONFIRM, CONFIRM], "forgotten: {forgotten}");
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_had_left_and_does_not_confirm_is_forgotten_but_not_that_they_had_left() {
    let world = World::new(&Cloud::new().await).await;
    world.subscribes(1, Preferences::default()).await;
    world.leaves(1, Departure::Unsubscribed).await;
    for letters in 1..=2 {
        let asked = world.asks(1).await;
        world.settle(asked).await;
        assert_eq!(world.letters_to(1).await.len(), letters);
        world.pass(DAY * 15);
        world.expires(1).await;
        let known = world.known(1).await.unwrap();
        assert_eq!(known.address(), None, "no item holds their address any more");
        assert_eq!(
            request(1, world.cloud.now(), Preferences::default()).import(&person(1), Some(&known)),
            None
        );
    }
    let asked = world.asks(1).await;
    world.settle(asked).await;
    let known = world.known(1).await.unwrap();
    let back = known.confirm(world.cloud.now()).unwrap();
    world.store.record_subscriber(known.version, &back, None, world.cloud.now()).await.unwrap();
    world.store.erase_subscriber(&back).await.unwrap();
    assert_eq!(world.known(1).await, None, "whoever has all erased is not remembered at all");
}

#[tokio::test(start_paused = true)]
async fn two_requests_at_once_write_one_letter() {
    for seed in 0..10 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        let one = world.asks(1).await;
        world.pass(SignedDuration::from_mins(10));
        let two = world.asks(1).await;
        cloud.interleave(seed);
        let all = tokio::join!(world.nudge(one.clone()), world.nudge(two), world.nudge(one));
        assert_eq!(all, (true, true, true), "seed {seed}");
        assert_eq!(world.letters_to(1).await, [CONFIRM], "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_message_about_nothing_is_settled_and_that_of_another_is_not() {
    let world = World::new(&Cloud::new().await).await;
    let person: PersonId = person(9);
    assert!(world.nudge(Nudge::SubscriptionAsked { person: person.clone(), window: 1 }).await);
    assert!(!world.nudge(Nudge::LinkAsked { person, window: 1 }).await);
}
