//! With every kind of fault at every call: people try again when a page says that something did not work, and all is done
//! once.

use lambda_http::Body;
use lambda_http::http::{Method, StatusCode};
use pipeline_tests::cloud::{Cloud, FaultKind};
use pipeline_tests::enumeration::{Enumeration, Report};

use crate::page::{Form, Page};
use crate::world::{COLLEAGUE, World, mine, page_of, person, second};

/// Opens a page, as often as it takes.
async fn opens(world: &World, path: &str) -> Page {
    for _ in 0..4 {
        let opened = world.request(Method::GET, path, Body::Empty).await;
        if let Ok(page) = opened
            && page.status == StatusCode::OK
        {
            return page;
        }
    }
    panic!("{path} never opens");
}

/// Sends a form until it leads to the page that says that it is done.
async fn insists(world: &World, form: &Form) -> String {
    for _ in 0..4 {
        let Ok(page) = world.try_to_send(form).await else { continue };
        if let Some(to) = page.location {
            return to;
        }
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{}", page.html);
    }
    panic!("it is never done");
}

/// What comes before is prepared without a fault.
fn ready(world: World) -> World {
    world.cloud.prelude_ends();
    world
}

fn met_all(report: &Report) {
    assert!(FaultKind::ALL.iter().all(|kind| report.faults.contains_key(kind)), "{report}");
}

#[tokio::test(start_paused = true)]
async fn what_holds_at_once_is_said_once() {
    let scenario = async |cloud: &Cloud| {
        let world = ready(World::shared(cloud).await);
        let form = opens(&world, &mine("pratique")).await.form("").with("statut", "full");
        let mut preview = None;
        for _ in 0..4 {
            let shown = world.try_to_send(&form).await.ok();
            preview = shown.filter(|page| page.status == StatusCode::OK);
            if preview.is_some() {
                break;
            }
        }
        let sure = preview.unwrap().form("").with("accord", "oui").with("action", "publier");
        assert_eq!(insists(&world, &sure).await, format!("{}?fait=pratique", mine("")));
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert_eq!(world.deeds().await, ["submitted", "decided", "invited", "practical"]);
        assert_eq!(world.letters("practical-change").await, 2);
    };
    met_all(&Box::pin(Enumeration::new().run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn a_proposal_is_taken_back_once() {
    let scenario = async |cloud: &Cloud| {
        let world = ready(World::in_review(cloud).await);
        let form = opens(&world, &mine("retirer")).await.form("").with("accord", "oui");
        insists(&world, &form).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert_eq!(
            (world.deeds().await, world.letters("retracted").await),
            (vec!["submitted", "retracted"], 1)
        );
    };
    met_all(&Box::pin(Enumeration::new().run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn a_colleague_is_invited_once_corrects_once_and_is_dismissed_once() {
    let scenario = async |cloud: &Cloud| {
        let world = ready(World::in_review(cloud).await);
        let form = opens(&world, &mine("equipe")).await.form("inviter");
        insists(&world, &form.with("email", COLLEAGUE).with("accord", "oui")).await;
        let modify = page_of(second(), "modifier");
        let form = opens(&world, &modify).await.form("").with("title", "Par une collègue");
        let form = Form { action: Some(modify), ..form };
        let mut is_arrived = false;
        for _ in 0..4 {
            let answer = world.try_to_send(&form).await;
            is_arrived |=
                answer.is_ok_and(|page| page.heading() == "Votre nouvelle version est bien arrivée");
            if is_arrived {
                break;
            }
        }
        assert!(is_arrived);
        let form = opens(&world, &mine("equipe")).await.form("retirer").with("place", "1");
        insists(&world, &form).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert_eq!(world.deeds().await, ["submitted", "invited", "edited", "dismissed"]);
        assert_eq!((world.letters("invited").await, world.count("colleague").await), (1, 0));
        assert!(world.store.events_of(&person(COLLEAGUE)).await.unwrap().is_empty());
    };
    met_all(&Box::pin(Enumeration::new().run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn a_copy_is_one_draft() {
    let scenario = async |cloud: &Cloud| {
        let world = ready(World::published(cloud).await);
        let form = opens(&world, &mine("copier")).await.form("").with("ou", "date");
        insists(&world, &form).await;
    };
    let invariants = async |cloud: &Cloud, ()| assert_eq!(World::of(cloud).count("draft").await, 1);
    let report = Box::pin(Enumeration::new().run(scenario, invariants)).await;
    assert!(report.runs > report.calls.len(), "{report}");
}

#[tokio::test(start_paused = true)]
async fn links_are_asked_for_once() {
    let scenario = async |cloud: &Cloud| {
        let world = ready(World::published(cloud).await);
        let form = opens(&world, "/mes-evenements").await.form("");
        insists(&world, &form.with("email", COLLEAGUE)).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        assert_eq!(World::of(cloud).count("event-links-request").await, 1);
    };
    met_all(&Box::pin(Enumeration::new().run(scenario, invariants)).await);
}
