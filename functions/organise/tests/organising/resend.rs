//! Links, sent again: the same answer for everyone.

use jiff::SignedDuration;
use lambda_http::http::StatusCode;
use pipeline_tests::cloud::{Call, Cloud};

use crate::world::{World, person};

const PATH: &str = "/mes-evenements";
const KNOWN: &str = "camille.durand@exemple.gouv.fr";
const UNKNOWN: &str = "personne@exemple.gouv.fr";

#[tokio::test(start_paused = true)]
async fn a_known_and_an_unknown_address_get_the_same_answer_for_the_same_work() {
    let world = World::published(&Cloud::new().await).await;
    let form = world.open(PATH).await.form("");
    let mut told = Vec::new();
    for address in [KNOWN, UNKNOWN] {
        let before = world.cloud.calls().len();
        let answer = world.send(&form.clone().with("email", address)).await;
        let page = world.open(answer.location.as_ref().unwrap()).await;
        let calls: Vec<_> =
            world.cloud.calls()[before..].iter().map(|call: &Call| call.operation.clone()).collect();
        told.push((answer.status, answer.location, answer.html, page.html, calls));
        let window = world.cloud.now().as_second().div_euclid(600);
        let asked = world.store.event_links_request(&person(address), window).await.unwrap();
        assert_eq!(asked.unwrap().as_str(), address);
    }
    assert_eq!(told[0], told[1]);
    assert!(told[0].3.contains("Si cette adresse a des événements"), "{}", told[0].3);
}

#[tokio::test(start_paused = true)]
async fn asked_twice_within_ten_minutes_it_is_asked_once_and_later_again() {
    let world = World::published(&Cloud::new().await).await;
    let form = world.open(PATH).await.form("").with("email", KNOWN);
    for (pause, requests) in [(0, 1), (60, 1), (600, 2)] {
        world.pass(SignedDuration::from_secs(pause));
        assert_eq!(world.send(&form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(world.count("event-links-request").await, requests);
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_is_told_and_a_network_that_asks_too_much_is_stopped() {
    let world = World::published(&Cloud::new().await).await;
    let form = world.open(PATH).await.form("");
    let wrong = world.send(&form.clone().with("email", "rené@example.org")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.form("").value("email"), Some("rené@example.org"));
    for number in 0..60 {
        let asked = world.send(&form.clone().with("email", &format!("a{number}@example.org"))).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
    }
    let stopped = world.send(&form.with("email", KNOWN)).await;
    assert_eq!(
        (stopped.status, stopped.form("").value("email")),
        (StatusCode::TOO_MANY_REQUESTS, Some(KNOWN))
    );
    assert_eq!(world.count("event-links-request").await, 60);
}
