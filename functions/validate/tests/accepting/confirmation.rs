//! Who is asked to confirm their address, and how often.

use jiff::SignedDuration;
use model::event::State;
use model::letter::Purpose;
use model::proposal::Proposal;
use pipeline_tests::cloud::Cloud;

use crate::world::{CAMILLE, World, message, person, typed};

const DAY: SignedDuration = SignedDuration::from_hours(24);

#[tokio::test(start_paused = true)]
async fn a_known_address_with_the_proof_goes_straight_to_review() {
    let world = World::new(&Cloud::new().await).await;
    // The proof alone opens nothing.
    assert_eq!(world.proposes("Atelier", typed("Atelier"), true).await.unwrap().state(), State::Unconfirmed);
    assert_eq!(world.letters().await, [Purpose::ConfirmAddress]);
    world.confirms("Atelier").await;
    let received = async || world.letters().await.iter().filter(|it| **it == Purpose::Received).count();
    assert_eq!(received().await, 1, "of the confirmation");
    assert_eq!(world.proposes("Visite", typed("Visite"), true).await.unwrap().state(), State::InReview);
    assert_eq!((world.asked().await, received().await), (1, 2));
}

#[tokio::test(start_paused = true)]
async fn a_known_address_without_the_proof_is_asked_for_each_event_and_ten_times_an_hour_at_most() {
    let world = World::new(&Cloud::new().await).await;
    world.proposes("Atelier", typed("Atelier"), false).await;
    world.confirms("Atelier").await;
    for nth in 1..=12 {
        let name = format!("Visite {nth}");
        let event = world.proposes(&name, typed(&name), false).await.expect("no event is lost");
        assert_eq!(event.state(), State::Unconfirmed);
        assert_eq!(world.asked().await, 1 + nth.min(10));
    }
    world.pass(SignedDuration::from_hours(2));
    world.proposes("Débat", typed("Débat"), false).await;
    assert_eq!((world.state("Débat").await, world.asked().await), (Some(State::Unconfirmed), 12));
}

#[tokio::test(start_paused = true)]
async fn an_address_that_nobody_confirms_gets_one_mail_a_day_and_three_in_all() {
    let world = World::new(&Cloud::new().await).await;
    let mut asked = Vec::new();
    for day in 0..5 {
        for form in 0..2 {
            let name = format!("Jour {day}, formulaire {form}");
            assert!(world.proposes(&name, typed(&name), true).await.is_some(), "no event is lost");
            asked.push(world.asked().await);
        }
        world.pass(DAY);
    }
    assert_eq!(asked, [1, 1, 2, 2, 3, 3, 3, 3, 3, 3]);
    let other = Proposal { organiser_email: "lou@exemple.gouv.fr".into(), ..typed("Autre") };
    world.proposes("Autre", other, true).await;
    assert_eq!(world.asked().await, 4, "another address is another");
}

#[tokio::test(start_paused = true)]
async fn a_message_that_comes_days_late_counts_for_the_day_of_its_mail() {
    let world = World::new(&Cloud::new().await).await;
    let drafts = [
        world.sends("Atelier", typed("Atelier"), true).await,
        world.sends("Visite", typed("Visite"), true).await,
    ];
    world.pass(DAY * 3);
    for draft in drafts {
        assert!(world.comes(&message(draft)).await);
    }
    assert_eq!((world.asked().await, world.count("event").await), (1, 2));
    assert_eq!(world.store.confirmations(&person(CAMILLE)).await.unwrap().unwrap().last, world.cloud.now());
}

#[tokio::test(start_paused = true)]
async fn two_drafts_at_once_are_two_events_and_one_mail() {
    for seed in 0..20 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        let one = world.sends("Atelier", typed("Atelier"), true).await;
        let two = world.sends("Visite", typed("Visite"), true).await;
        cloud.interleave(seed);
        let (one, two) = (message(one), message(two));
        let settled = tokio::join!(world.comes(&one), world.comes(&two));
        assert_eq!(settled, (true, true), "{seed}");
        assert_eq!((world.asked().await, world.count("event").await), (1, 2), "{seed}");
    }
}
