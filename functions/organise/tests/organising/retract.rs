//! Taking a proposal back before it comes into the programme.

use lambda_http::http::StatusCode;
use model::event::{Outcome, State};
use pipeline_tests::cloud::Cloud;

use crate::world::{World, mine};

#[tokio::test(start_paused = true)]
async fn a_proposal_is_taken_back_by_a_ticked_box_and_stays_so() {
    let world = World::in_review(&Cloud::new().await).await;
    let form = world.open(&mine("retirer")).await.form("");
    let unticked = world.send(&form).await;
    assert_eq!(
        (unticked.status, world.event().await.state()),
        (StatusCode::UNPROCESSABLE_ENTITY, State::InReview)
    );
    for _ in 0..2 {
        let page = world.follow(&form.clone().with("accord", "oui")).await;
        assert_eq!(page.alert().as_deref(), Some("Votre proposition est retirée"));
        assert!(!page.leads_to("/retirer") && !page.leads_to("/modifier"));
    }
    assert_eq!((world.deeds().await, world.letters("retracted").await), (vec!["submitted", "retracted"], 1));
    assert_eq!(world.open(&mine("modifier")).await.heading(), "Votre proposition est retirée");
}

#[tokio::test(start_paused = true)]
async fn what_the_programme_shows_is_cancelled_instead_and_what_is_being_decided_waits() {
    let world = World::in_review(&Cloud::new().await).await;
    let form = world.open(&mine("retirer")).await.form("").with("accord", "oui");
    world.is_being_decided(Outcome::Publish).await;
    let told = world.send(&form).await;
    assert_eq!(told.alert().as_deref(), Some("L’équipe examine votre événement en ce moment"));
    world.window_passes();
    let told = world.send(&form).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.leads_to("/pratique") && told.forms().is_empty(), "{}", told.html);
    assert_eq!(world.event().await.state(), State::Published);
}
