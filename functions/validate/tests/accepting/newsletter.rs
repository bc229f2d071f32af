//! The newsletter, where its box was ticked.

use jiff::SignedDuration;
use model::subscriber::{CURRENT_TEXT, Source};
use pipeline_tests::cloud::Cloud;

use crate::world::{CAMILLE, World, message, network, person, typed, with_newsletter};

#[tokio::test(start_paused = true)]
async fn it_is_asked_for_as_the_sign_up_form_does() {
    let world = World::new(&Cloud::new().await).await;
    let sent_at = world.cloud.now();
    world.proposes("Atelier", with_newsletter("Atelier"), false).await;
    let window = sent_at.as_second().div_euclid(600);
    let request = world.store.subscription_request(&person(CAMILLE), window).await.unwrap().unwrap();
    assert_eq!((request.address.as_str(), request.replaces), (CAMILLE, None));
    assert_eq!((request.consent.at, request.consent.text), (sent_at, CURRENT_TEXT));
    assert_eq!(request.consent.source, Source::Form { network: Some(network()) });
}

#[tokio::test(start_paused = true)]
async fn without_the_tick_it_is_not() {
    let world = World::new(&Cloud::new().await).await;
    world.proposes("Atelier", typed("Atelier"), true).await;
    assert_eq!(world.count("subscription-request").await, 0);
}

#[tokio::test(start_paused = true)]
async fn it_is_asked_for_once() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let drafts = [
        world.sends("Atelier", with_newsletter("Atelier"), true).await,
        world.sends("Visite", with_newsletter("Visite"), true).await,
    ];
    world.pass(SignedDuration::from_hours(5)); // the messages are late
    for draft in [drafts[0], drafts[1], drafts[0]] {
        assert!(world.comes(&message(draft)).await);
    }
    assert_eq!((world.count("subscription-request").await, world.count("event").await), (1, 2));
    // `newsletter` has answered, and the message comes once more.
    let window = (cloud.now() - SignedDuration::from_hours(5)).as_second().div_euclid(600);
    world.store.settle_subscription(&person(CAMILLE), window, None, cloud.now()).await.unwrap();
    world.pass(SignedDuration::from_hours(24 * 8));
    assert!(world.comes(&message(drafts[0])).await);
    assert_eq!(world.count("subscription-request").await, 0);
}
