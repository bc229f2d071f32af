//! A robot that opens every page and sends every form as it was served, with each button: drafts are kept, nothing
//! else.

use std::collections::HashSet;

use lambda_http::Body;
use lambda_http::http::{Method, StatusCode};
use model::proposal::{Proposal, Stage};
use pipeline_tests::cloud::Cloud;

use crate::walk::BEGIN;
use crate::world::{OFFICE, World, proposal};

#[tokio::test(start_paused = true)]
async fn nothing_leaves_whatever_a_robot_opens_and_sends() {
    let world = World::new(&Cloud::new().await).await;
    let mut addresses = vec!["/proposer".to_owned(), BEGIN.to_owned()];
    for (name, typed) in [("empty", Proposal::default()), ("full", proposal())] {
        let draft = world.has_draft(name, typed).await;
        let steps = Stage::STEPS.iter().map(|stage| stage.code());
        let pages = ["verifier", "envoyer", "plus-tard", "courriel", "image"].into_iter().chain(steps);
        addresses.extend(pages.map(|page| format!("{draft}/{page}")));
        addresses.push(draft);
    }
    world.pass(3600);
    let before = world.beside_the_drafts().await;
    let mut sent = HashSet::new();
    let mut answers = Vec::new();
    for address in &addresses {
        world.request(Method::HEAD, address, OFFICE, Body::Empty).await.unwrap();
        answers.push(world.open(address).await);
    }
    for _ in 0..3 {
        for page in std::mem::take(&mut answers) {
            for form in page.every_way_as_served() {
                if sent.insert((form.action.clone(), form.fields.clone())) {
                    let answer = world.send(&form).await;
                    assert!(!answer.status.is_server_error());
                    answers.push(answer);
                }
            }
        }
    }
    assert!(sent.len() > 50, "{} forms were sent", sent.len());
    assert_eq!(world.beside_the_drafts().await, before);
    // The full one says what it said.
    let full = world.draft_at(addresses.last().unwrap()).await.unwrap();
    let (mut now, mut then) = (full.proposal, proposal());
    for dates in [&mut now, &mut then] {
        dates.take(Stage::Dates, &Proposal::default()); // of which each button adds one or takes one away
        dates.take(Stage::Place, &Proposal::default());
    }
    assert_eq!((now, full.sent), (then, None));
}

#[tokio::test(start_paused = true)]
async fn opening_a_page_changes_nothing_and_other_methods_are_refused() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    let before = world.cloud.items().await;
    for page in ["", "/evenement", "/verifier", "/plus-tard", "/envoyer", "/courriel"] {
        world.open(&format!("{draft}{page}")).await;
    }
    assert_eq!(world.cloud.items().await, before);
    for (method, path) in
        [(Method::PUT, draft.clone()), (Method::POST, draft.clone()), (Method::POST, "/proposer".into())]
    {
        let page = world.request(method, &path, OFFICE, Body::Empty).await.unwrap();
        assert_eq!(page.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_page_runs_the_scripts_of_the_site_only_and_an_address_is_never_kept_by_a_browser() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    let page = world.open(&format!("{draft}/verifier")).await;
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("script-src 'self'"));
    assert!(page.has("script[src='/assets/form.js'][defer]"));
    assert_eq!(world.open(BEGIN).await.headers["cache-control"], "private, no-cache");
}
