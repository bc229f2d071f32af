//! With every kind of fault at every call: people try again when a page says that something did not work, and all is done
//! once.

use lambda_http::Body;
use lambda_http::http::{Method, StatusCode};
use model::mailing::{Deed, State};
use pipeline_tests::cloud::Cloud;
use pipeline_tests::enumeration::Enumeration;

use crate::page::{Form, Page};
use crate::world::World;

/// Opens the page, as often as it takes.
async fn opens(world: &World) -> Page {
    for _ in 0..4 {
        if let Ok(page) = world.try_to(Method::GET, &World::link("Alex"), Body::Empty).await
            && page.status == StatusCode::OK
        {
            return page;
        }
    }
    panic!("the page never opens");
}

/// Sends a form until the page says that it is done.
async fn insists(world: &World, form: &Form) {
    for _ in 0..4 {
        if let Ok(page) = world.try_to_send(&World::link("Alex"), form).await
            && (page.status == StatusCode::OK || page.status == StatusCode::SEE_OTHER)
        {
            return;
        }
    }
    panic!("never done: {form:?}");
}

#[tokio::test(start_paused = true)]
async fn an_edit_and_a_schedule_are_recorded_once() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        cloud.prelude_ends();
        let form =
            opens(&world).await.form("contenu").with("objet", "Onze événements").with("place-week", "1");
        insists(&world, &form).await;
        let form = opens(&world).await.form("decision").with("decision", "programmer");
        insists(&world, &form.with("date", "2024-11-08").with("heure", "09:30")).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        let mailing = world.mailing().await;
        assert_eq!(mailing.state, State::Scheduled { at: "2024-11-08T08:30:00Z".parse().unwrap() });
        assert_eq!((mailing.version, mailing.words.subject.as_str()), (3, "Onze événements"));
        let deeds: Vec<_> = mailing.history.iter().map(|entry| entry.deed).collect();
        assert_eq!(deeds, [Deed::Drafted, Deed::Edited, Deed::Scheduled]);
        assert_eq!(world.outbox().await, [""; 0]);
    };
    println!("{}", Box::pin(Enumeration::new().in_turn().run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn a_test_a_blank_issue_and_a_launch_are_each_one() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        cloud.prelude_ends();
        let page = opens(&world).await;
        insists(&world, &page.form("essai").with("essai", "oui")).await;
        insists(&world, &page.form("vierge").with("vierge", "oui")).await;
        insists(&world, &page.form("decision").with("decision", "envoyer")).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        let mailing = world.mailing().await;
        assert!(matches!(mailing.state, State::Freezing { .. }) && mailing.first_of_month);
        assert_eq!((mailing.version, world.issues().await.len()), (2, 2));
        let outbox = world.outbox().await;
        let counted =
            ["-test-", "-draft-", "-launch"].map(|kind| outbox.iter().filter(|id| id.contains(kind)).count());
        assert_eq!((counted, outbox.len()), ([1, 1, 1], 3), "{outbox:?}");
    };
    println!("{}", Box::pin(Enumeration::new().in_turn().run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn a_sending_is_paused_resumed_and_cancelled_once() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let form = opens(&world).await.form("decision").with("decision", "envoyer");
        insists(&world, &form).await;
        world.is_frozen().await;
        cloud.prelude_ends();
        for suite in ["pause", "reprendre", "annuler"] {
            cloud.clock().advance(5);
            let form = opens(&world).await.form("suite").with("suite", suite).with("annuler", "oui");
            insists(&world, &form).await;
        }
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        let mailing = world.mailing().await;
        let deeds: Vec<_> = mailing.history.iter().rev().take(3).map(|entry| entry.deed).collect();
        assert_eq!(deeds, [Deed::Cancelled, Deed::Resumed, Deed::Paused]);
        let outbox = world.outbox().await;
        let counted = ["-launch", "-mailing", "-report-"]
            .map(|kind| outbox.iter().filter(|id| id.contains(kind)).count());
        assert_eq!((counted, outbox.len()), ([1, 1, 2], 4), "{outbox:?}");
    };
    println!("{}", Box::pin(Enumeration::new().in_turn().run(scenario, invariants)).await);
}
