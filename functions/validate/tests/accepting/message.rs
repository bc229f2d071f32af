//! The message: once, twice, late, for nothing.

use jiff::SignedDuration;
use model::event::State;
use model::proposal::Proposal;
use pipeline_tests::cloud::Cloud;
use store::Nudge;

use crate::world::{CAMILLE, World, YEAR, id, message, person, typed};

#[tokio::test(start_paused = true)]
async fn a_draft_that_was_sent_is_an_event_with_what_was_typed() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.sends("Atelier", typed("Atelier"), true).await;
    let sent_at = world.cloud.now();
    assert_eq!(world.state("Atelier").await, None, "until the message comes");
    world.pass(SignedDuration::from_mins(3));
    assert!(world.comes(&message(draft)).await);
    let event = world.event("Atelier").await.unwrap();
    assert_eq!((event.state(), event.submitted_at), (State::Unconfirmed, sent_at));
    assert_eq!((event.organiser.clone(), event.edition), (person(CAMILLE), YEAR.into()));
    let revision = world.store.revision(event.id, event.revision()).await.unwrap().unwrap();
    assert_eq!(Proposal::of(&revision), typed("Atelier"));
}

#[tokio::test(start_paused = true)]
async fn a_message_that_comes_twice_changes_nothing() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    world.proposes("Atelier", typed("Atelier"), true).await;
    let before = cloud.items().await;
    assert!(world.comes(&message(id("Atelier"))).await);
    assert_eq!(cloud.items().await, before);
    // However late, and whatever has become of the event.
    world.confirms("Atelier").await;
    world.pass(SignedDuration::from_hours(24 * 14));
    let before = cloud.items().await;
    assert!(world.comes(&message(id("Atelier"))).await);
    assert_eq!(cloud.items().await, before);
}

#[tokio::test(start_paused = true)]
async fn a_message_that_comes_twice_at_once_is_one_event() {
    for seed in 0..20 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        let message = message(world.sends("Atelier", typed("Atelier"), true).await);
        cloud.interleave(seed);
        assert_eq!(tokio::join!(world.comes(&message), world.comes(&message)), (true, true), "{seed}");
        assert_eq!((world.count("event").await, world.asked().await), (1, 1), "{seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_message_for_nothing_is_settled() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    world.opens("Brouillon", typed("Brouillon")).await;
    let old = world.sends("Ancien", typed("Ancien"), true).await;
    let before = cloud.items().await;
    assert!(world.comes(&message(id("Brouillon"))).await, "not sent");
    assert!(world.comes(&message(id("Inconnu"))).await, "not there");
    world.pass(SignedDuration::from_hours(24 * 30));
    assert!(world.comes(&message(old)).await, "expired, whether DynamoDB has deleted it or not");
    assert_eq!(cloud.items().await, before);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_become_an_event_goes_back_to_its_queue() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let broken = world.sends("Atelier", Proposal { title: String::new(), ..typed("Atelier") }, true).await;
    let before = cloud.items().await;
    assert!(!world.comes(&message(broken)).await, "the rules refuse it");
    assert!(!world.comes(&Nudge::Round).await, "another function's");
    assert_eq!(cloud.items().await, before);
}
