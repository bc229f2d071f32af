//! Confirming.

use jiff::SignedDuration;
use lambda_http::http::StatusCode;
use links::Purpose;
use model::subscriber::Departure;
use pipeline_tests::cloud::Cloud;

use crate::world::{ADDRESS, World, preferences};

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn link() -> String {
    World::link(Purpose::Subscribe, ADDRESS)
}

#[tokio::test(start_paused = true)]
async fn who_ticks_the_box_is_subscribed_and_welcomed_once() {
    let world = World::pending(&Cloud::new().await).await;
    let page = world.open(&link()).await;
    assert_eq!(page.heading(), "Confirmez votre abonnement");
    assert!(page.html.contains("La Réunion, Bretagne") && page.html.contains("J’accepte de recevoir"));
    let form = page.form("");
    let refused = world.send(&link(), &form).await;
    assert_eq!((refused.status, world.is_active(ADDRESS).await), (StatusCode::UNPROCESSABLE_ENTITY, false));
    assert!(refused.html.contains("<a href=\"#confirm\">"), "{}", refused.html);
    for _ in 0..2 {
        let done = world.send(&link(), &form.clone().with("confirm", "oui")).await;
        assert_eq!((done.status, done.heading().as_str()), (StatusCode::OK, "Votre abonnement est confirmé"));
        assert!(done.html.contains("C’est fait"), "{}", done.html);
    }
    assert_eq!(world.open(&link()).await.heading(), "Votre abonnement est confirmé");
    let known = world.known(ADDRESS).await.unwrap();
    assert!(known.is_active());
    assert_eq!(known.preferences(), Some(&preferences()));
    assert_eq!(world.letters().await, ["welcome"]);
}

#[tokio::test(start_paused = true)]
async fn two_confirmations_at_once_are_one() {
    for seed in 0..10 {
        let cloud = Cloud::new().await;
        let world = World::pending(&cloud).await;
        let form = world.open(&link()).await.form("").with("confirm", "oui");
        cloud.interleave(seed);
        let path = link();
        let (one, two) = tokio::join!(world.send(&path, &form), world.send(&path, &form));
        assert_eq!(
            (one.heading().as_str(), two.heading().as_str()),
            ("Votre abonnement est confirmé", "Votre abonnement est confirmé")
        );
        assert_eq!(world.letters().await, ["welcome"]);
    }
}

#[tokio::test(start_paused = true)]
async fn a_request_is_good_for_fourteen_days() {
    let world = World::pending(&Cloud::new().await).await;
    let form = world.open(&link()).await.form("").with("confirm", "oui");
    world.pass(DAY * 14);
    for page in [world.open(&link()).await, world.send(&link(), &form).await] {
        assert_eq!(
            (page.status, page.heading().as_str()),
            (StatusCode::GONE, "Cette demande n’est plus valable")
        );
        assert!(page.html.contains("href=\"/abonnement\""));
    }
    assert!(!world.is_active(ADDRESS).await);
}

#[tokio::test(start_paused = true)]
async fn nobody_is_subscribed_by_the_link_of_another_time_or_of_another_purpose() {
    let world = World::new(&Cloud::new().await).await;
    assert_eq!(world.open(&link()).await.heading(), "Cette demande n’est plus valable");
    let world = World::left(&Cloud::new().await, Departure::Unsubscribed).await;
    assert_eq!(world.open(&link()).await.heading(), "Vous ne recevez plus la lettre");
    let world = World::pending(&Cloud::new().await).await;
    let form = world.open(&link()).await.form("").with("confirm", "oui");
    let preferences = World::link(Purpose::Preferences, ADDRESS);
    let other = preferences.replace(Purpose::Preferences.path(), Purpose::Subscribe.path());
    for bad in [other, format!("{}A", link()), Purpose::Subscribe.path().into()] {
        assert_eq!(world.send(&bad, &form).await.status, StatusCode::NOT_FOUND);
    }
    assert!(!world.is_active(ADDRESS).await);
}
