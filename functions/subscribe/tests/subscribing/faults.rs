//! With every kind of fault at every call: people try again when a page says that something did not work, and all is done
//! once.

use lambda_http::http::StatusCode;
use links::Purpose;
use model::subscriber::Departure;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::enumeration::Enumeration;

use crate::page::{Form, Page};
use crate::world::{ADDRESS, OTHER, World};

/// Opens a page, as often as it takes.
async fn opens(world: &World, path: &str) -> Page {
    for _ in 0..4 {
        let opened = world.try_to(lambda_http::http::Method::GET, path, &[], lambda_http::Body::Empty).await;
        if let Ok(page) = opened
            && page.status == StatusCode::OK
        {
            return page;
        }
    }
    panic!("{path} never opens");
}

/// Sends a form until the page says that it is done.
async fn insists(world: &World, path: &str, form: &Form, heading: &str) {
    for _ in 0..4 {
        if let Ok(page) = world.try_to_send(path, form).await
            && page.status == StatusCode::OK
        {
            assert_eq!(page.heading(), heading);
            return;
        }
    }
    panic!("{heading}: never");
}

#[tokio::test(start_paused = true)]
async fn a_request_is_recorded_once() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let form = opens(&world, "/abonnement").await.form("").with("email", ADDRESS).with("consent", "oui");
        insists(&world, "/abonnement", &form, "Vérifiez votre boîte de réception").await;
    };
    let invariants = async |cloud: &Cloud, ()| assert_eq!(World::of(cloud).requests().await, 1);
    println!("{}", Box::pin(Enumeration::new().run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn a_move_is_confirmed_once_with_what_was_chosen() {
    let scenario = async |cloud: &Cloud| {
        let world = World::active(cloud).await;
        let page = World::link(Purpose::Preferences, ADDRESS);
        let form = opens(&world, &page).await.form("move").with("email", OTHER);
        insists(&world, &page, &form, "Mes choix").await;
        world.answers_move(OTHER).await;
        let confirm = World::link(Purpose::Subscribe, OTHER);
        let form = opens(&world, &confirm).await.form("").with("confirm", "oui");
        insists(&world, &confirm, &form, "Votre abonnement est confirmé").await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert!(world.is_active(OTHER).await);
        assert_eq!(world.departure(ADDRESS).await, Some(Departure::Moved));
        assert_eq!(world.letters().await, ["welcome"]);
    };
    println!("{}", Box::pin(Enumeration::new().run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn choices_are_recorded_and_who_leaves_has_left() {
    for (leave, heading) in [("unsubscribe", "Vous ne recevez plus la lettre"), ("erase", "Tout est effacé")]
    {
        let scenario = async |cloud: &Cloud| {
            let world = World::active(cloud).await;
            let page = World::link(Purpose::Preferences, ADDRESS);
            let form = opens(&world, &page).await.form("choose").with("rhythm", "monthly");
            insists(&world, &page, &form, "Mes choix").await;
            let chosen = world.known(ADDRESS).await.unwrap();
            assert_eq!(chosen.preferences().unwrap().rhythm, model::subscriber::Rhythm::Monthly);
            let form = opens(&world, &page).await.form("leave").with("leave", leave).with("sure", "oui");
            leaves(&world, &page, &form, heading).await;
        };
        let invariants = async |cloud: &Cloud, ()| {
            let world = World::of(cloud);
            assert!(!world.is_active(ADDRESS).await);
            assert_eq!(world.known(ADDRESS).await.is_none(), leave == "erase");
        };
        println!("{}", Box::pin(Enumeration::new().run(scenario, invariants)).await);
    }
}

/// Who sends it again after all was done is told that they have left.
async fn leaves(world: &World, path: &str, form: &Form, heading: &str) {
    for _ in 0..4 {
        if let Ok(page) = world.try_to_send(path, form).await
            && page.status == StatusCode::OK
        {
            let said = page.heading();
            assert!(said == heading || said == "Vous ne recevez plus la lettre", "{said}");
            return;
        }
    }
    panic!("{heading}: never");
}
