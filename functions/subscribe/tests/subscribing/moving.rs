//! Changing one's address.

use lambda_http::http::StatusCode;
use links::Purpose;
use model::subscriber::{Departure, Source, Standing};
use pipeline_tests::cloud::Cloud;

use crate::world::{ADDRESS, OTHER, World, preferences};

fn link() -> String {
    World::link(Purpose::Preferences, ADDRESS)
}

async fn moves(world: &World) {
    let form = world.open(&link()).await.form("move").with("email", OTHER);
    let page = world.send(&link(), &form).await;
    assert_eq!(
        (page.status, page.notice().unwrap().as_str()),
        (StatusCode::OK, "Confirmez votre nouvelle adresse")
    );
    assert!(page.html.contains(OTHER));
    world.answers_move(OTHER).await;
}

#[tokio::test(start_paused = true)]
async fn the_new_address_takes_over_once_it_is_confirmed() {
    let world = World::active(&Cloud::new().await).await;
    moves(&world).await;
    assert!(world.is_active(ADDRESS).await && !world.is_active(OTHER).await);
    let confirm = World::link(Purpose::Subscribe, OTHER);
    let page = world.open(&confirm).await;
    assert!(page.html.contains("Cette adresse remplacera celle"), "{}", page.html);
    for _ in 0..2 {
        let done = world.send(&confirm, &page.form("").with("confirm", "oui")).await;
        assert_eq!(done.heading(), "Votre abonnement est confirmé");
    }
    assert_eq!(world.departure(ADDRESS).await, Some(Departure::Moved));
    let arrived = world.known(OTHER).await.unwrap();
    assert_eq!(arrived.preferences(), Some(&preferences()), "what they have chosen comes along");
    let Standing::Active { consent, .. } = arrived.standing else { panic!() };
    assert_eq!(consent.source, Source::Move);
    assert_eq!(world.letters().await, ["welcome"]);
}

#[tokio::test(start_paused = true)]
async fn an_address_that_was_just_typed_into_the_form_takes_over_all_the_same() {
    let world = World::active(&Cloud::new().await).await;
    let form = world.open("/abonnement").await.form("").with("email", OTHER).with("consent", "oui");
    world.send("/abonnement", &form).await;
    world.answers(OTHER).await;
    moves(&world).await;
    let confirm = World::link(Purpose::Subscribe, OTHER);
    let form = world.open(&confirm).await.form("").with("confirm", "oui");
    world.send(&confirm, &form).await;
    assert!(world.is_active(OTHER).await && !world.is_active(ADDRESS).await);
}

#[tokio::test(start_paused = true)]
async fn whoever_has_left_meanwhile_stays_as_they_left() {
    let world = World::active(&Cloud::new().await).await;
    moves(&world).await;
    let form = world.open(&link()).await.form("leave").with("leave", "unsubscribe");
    world.send(&link(), &form).await;
    let confirm = World::link(Purpose::Subscribe, OTHER);
    let form = world.open(&confirm).await.form("").with("confirm", "oui");
    world.send(&confirm, &form).await;
    assert!(world.is_active(OTHER).await);
    assert_eq!(world.departure(ADDRESS).await, Some(Departure::Unsubscribed));
}

#[tokio::test(start_paused = true)]
async fn an_address_that_is_none_or_the_same_is_refused() {
    let world = World::active(&Cloud::new().await).await;
    let form = world.open(&link()).await.form("move");
    for (typed, said) in [
        ("", "Saisissez votre adresse électronique"),
        ("camille", "pas la forme attendue"),
        ("CAMILLE@exemple.gouv.fr", "la lettre vous parvient déjà"),
    ] {
        let page = world.send(&link(), &form.clone().with("email", typed)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.html.contains(said), "{}", page.html);
        assert_eq!(page.form("move").value("email"), Some(typed));
    }
    assert_eq!(world.requests().await, 0);
}
