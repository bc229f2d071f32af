//! Asking for the newsletter.

use jiff::SignedDuration;
use lambda_http::Body;
use lambda_http::http::{Method, StatusCode};
use model::subscriber::{Departure, Source};
use model::territory::Region;
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};

use crate::page::{Form, Page};
use crate::world::{ADDRESS, FORM, World, person};

const PATH: &str = "/abonnement";
const ASKED: &str = "Vérifiez votre boîte de réception";

async fn filled(world: &World) -> Form {
    let page = world.open(PATH).await;
    page.form("").with("email", ADDRESS).with("consent", "oui")
}

fn calls(world: &World) -> Vec<String> {
    let made = world.cloud.calls();
    made.iter().filter(|call| call.function == "subscribe").map(|call| call.operation.clone()).collect()
}

#[tokio::test(start_paused = true)]
async fn whoever_asks_gets_the_same_answer_for_the_same_work() {
    let mut seen: Vec<(StatusCode, String, Vec<String>)> = Vec::new();
    for who in 0..6 {
        let cloud = Cloud::new().await;
        let world = match who {
            0 => World::new(&cloud).await,
            1 => World::pending(&cloud).await,
            2 => World::active(&cloud).await,
            3 => World::left(&cloud, Departure::Unsubscribed).await,
            4 => World::left(&cloud, Departure::Complained).await,
            _ => World::left(&cloud, Departure::HardBounce).await,
        };
        let page = world.send(PATH, &filled(&world).await).await;
        assert_eq!(page.heading(), ASKED);
        assert_eq!(world.requests().await, 1);
        seen.push((page.status, page.html, calls(&world)));
    }
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:?}");
    assert!(seen[0].1.contains(ADDRESS));
}

#[tokio::test(start_paused = true)]
async fn what_was_chosen_and_its_proof_are_recorded() {
    let world = World::new(&Cloud::new().await).await;
    let form = world.open("/abonnement?region=04").await.form("");
    assert_eq!(form.value("region"), Some("04"), "an address may choose the region");
    assert_eq!(form.value("consent"), None, "the box is not ticked");
    let form = form.with("email", " Camille@exemple.gouv.fr ").with("administration", "hospitaliere");
    let form = form.and("interest", "appels").and("interest", "consultations").with("consent", "oui");
    assert_eq!(world.send(PATH, &form).await.heading(), ASKED);
    let now = world.cloud.now();
    let window = now.as_second().div_euclid(600);
    let asked = world.store.subscription_request(&person(ADDRESS), window).await.unwrap().unwrap();
    assert_eq!(asked.preferences.regions, [Region::LA_REUNION].into());
    assert_eq!(asked.preferences.interests.len(), 2);
    assert_eq!((asked.consent.at, asked.consent.text), (now, 1));
    assert!(matches!(asked.consent.source, Source::Form { network: Some(_) }));
}

#[tokio::test(start_paused = true)]
async fn asking_again_within_ten_minutes_is_asking_once() {
    let world = World::new(&Cloud::new().await).await;
    let form = filled(&world).await;
    for _ in 0..3 {
        assert_eq!(world.send(PATH, &form).await.heading(), ASKED);
    }
    assert_eq!(world.requests().await, 1);
    world.pass(SignedDuration::from_mins(10));
    world.send(PATH, &form).await;
    assert_eq!(world.requests().await, 2);
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_is_told_and_what_was_typed_is_kept() {
    let world = World::new(&Cloud::new().await).await;
    let form = world.open(PATH).await.form("").with("profession", "achats").and("interest", "appels");
    let page = world.send(PATH, &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.notice().unwrap(), "2 points sont à corriger");
    assert_eq!(page.form("").sorted(), form.sorted());
    for (typed, part) in [("rené@example.org", "un accent"), ("a@b@c", "pas la forme attendue")] {
        let page = world.send(PATH, &form.clone().with("email", typed).with("consent", "oui")).await;
        assert!(page.html.contains(part), "{}", page.html);
        assert_eq!(page.form("").value("email"), Some(typed));
        assert_eq!(page.form("").value("consent"), Some("oui"));
    }
    assert_eq!(world.requests().await, 0);
}

#[tokio::test(start_paused = true)]
async fn a_robot_that_fills_every_field_is_told_the_same_and_nothing_is_recorded() {
    let world = World::new(&Cloud::new().await).await;
    let form = filled(&world).await;
    let page = world.send(PATH, &form.clone().with("precision", "https://example.org")).await;
    assert_eq!((page.heading().as_str(), world.requests().await), (ASKED, 0));
    assert_eq!(page.html, world.send(PATH, &form).await.html);
}

async fn asks(world: &World, n: usize) -> Page {
    let body = Body::Text(format!("email=n{n}%40exemple.fr&consent=oui&profession=achats"));
    world.try_to(Method::POST, PATH, &[("content-type", FORM)], body).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_network_is_asked_to_wait_beyond_a_hundred_requests_an_hour() {
    let world = World::new(&Cloud::new().await).await;
    for n in 0..100 {
        assert_eq!(asks(&world, n).await.heading(), ASKED, "{n}");
    }
    let page = asks(&world, 100).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(page.notice().unwrap(), "Trop de demandes viennent de votre réseau");
    assert_eq!(page.form("").value("profession"), Some("achats"), "what was typed is kept");
    assert_eq!(world.requests().await, 100);
    world.pass(SignedDuration::from_mins(61));
    assert_eq!(world.send(PATH, &page.form("")).await.heading(), ASKED);
}

#[tokio::test(start_paused = true)]
async fn a_table_that_does_not_answer_loses_nothing_of_what_was_typed() {
    for operation in ["GetItem", "UpdateItem", "TransactWriteItems"] {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        let form = filled(&world).await.with("region", "53").and("interest", "appels");
        cloud.plan(Fault::at("subscribe", operation, 1, FaultKind::ServerError));
        let page = world.send(PATH, &form).await;
        assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{operation}");
        assert_eq!(page.notice().unwrap(), "Votre demande n’a pas pu être enregistrée");
        assert_eq!(page.form("").sorted(), form.sorted(), "{operation}");
        assert_eq!(world.send(PATH, &page.form("")).await.heading(), ASKED);
    }
}
