//! With every kind of fault at every call: the message comes back, and all is done once.

use model::event::State;
use model::letter::Purpose;
use model::proposal::Proposal;
use pipeline_tests::cloud::{Cloud, FaultKind};
use pipeline_tests::enumeration::Enumeration;

use crate::world::{CAMILLE, World, message, person, typed, with_newsletter};

#[tokio::test(start_paused = true)]
async fn a_draft_is_one_event_one_mail_and_one_request_for_the_newsletter() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let draft = world.sends("Atelier", with_newsletter("Atelier"), true).await;
        cloud.prelude_ends();
        world.settles(&message(draft)).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert_eq!(world.state("Atelier").await, Some(State::Unconfirmed));
        assert_eq!(world.letters().await, [Purpose::ConfirmAddress]);
        let event = world.event("Atelier").await.unwrap();
        assert_eq!(world.store.history(event.id).await.unwrap().len(), 1);
        assert_eq!(world.store.confirmations(&person(CAMILLE)).await.unwrap().unwrap().asked, 1);
        assert_eq!(world.count("subscription-request").await, 1);
    };
    let report = Box::pin(Enumeration::new().run(scenario, invariants)).await;
    assert!(FaultKind::ALL.iter().all(|kind| report.faults.contains_key(kind)), "{report}");
    println!("{report}");
}

#[tokio::test(start_paused = true)]
async fn a_known_organiser_s_draft_is_received_once_and_a_spammer_s_never() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let of_lou = |name| Proposal { organiser_email: "lou@exemple.gouv.fr".into(), ..typed(name) };
        world.proposes("Atelier", typed("Atelier"), true).await;
        world.confirms("Atelier").await;
        world.proposes("Publicité", of_lou("Publicité"), true).await;
        world.confirms("Publicité").await;
        world.is_spam("Publicité").await;
        world.window_passes();
        let visit = world.sends("Visite", typed("Visite"), true).await;
        let again = world.sends("Encore", of_lou("Encore"), true).await;
        cloud.prelude_ends();
        world.settles(&message(visit)).await;
        world.settles(&message(again)).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert_eq!((world.state("Visite").await, world.state("Encore").await), (Some(State::InReview), None));
        assert_eq!((world.asked().await, world.count("event").await), (2, 3));
    };
    println!("{}", Box::pin(Enumeration::new().run(scenario, invariants)).await);
}
