//! While a decision can still be undone: the organiser learns nothing of it, and loses nothing either.

use lambda_http::http::StatusCode;
use model::content::Revision;
use model::event::{Outcome, State};
use pipeline_tests::cloud::Cloud;

use crate::page::Page;
use crate::world::{World, edition, request, revision};
use crate::{ARRIVED, NEW_TITLE};

const BEING_DECIDED: &str = "L’équipe examine votre événement en ce moment";
const CORRECTED: &str = "Celui d’un modérateur";

fn decisions() -> Vec<(Outcome, Option<Revision>)> {
    let reason = edition().reasons.refusals[0].clone();
    vec![
        (Outcome::Publish, None),
        (Outcome::Publish, Some(revision(CORRECTED))),
        (Outcome::RequestChanges { request: request() }, None),
        (Outcome::Reject { reason, message: None }, None),
        (Outcome::Spam, None),
    ]
}

fn betrays_nothing(page: &Page) {
    let reason = edition().reasons.refusals[0].label.to_string();
    for untold in
        [CORRECTED, "Quel accueil", reason.as_str(), "est au programme", "reste en ligne", "par courriel"]
    {
        assert!(!page.html.contains(untold), "{untold}: {}", page.html);
    }
}

#[tokio::test(start_paused = true)]
async fn the_page_says_that_the_team_is_deciding_and_not_what() {
    for (outcome, corrected) in decisions() {
        let world = World::new(&Cloud::new().await).await;
        assert!(world.is_being_decided(outcome, corrected).await);
        let page = world.open().await;
        assert_eq!((page.status, page.heading().as_str()), (StatusCode::OK, BEING_DECIDED));
        assert!(page.html.contains("Revenez dans quelques minutes") && page.form().0.is_empty());
        betrays_nothing(&page);
        world.window_passes();
        assert_ne!(world.open().await.heading(), BEING_DECIDED);
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_was_typed_is_given_back_and_nothing_is_recorded() {
    for (outcome, corrected) in decisions() {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        // Not even what the rules would refuse is lost.
        let form = world.open().await.form().with("title", NEW_TITLE).with("summary", " ");
        assert!(world.is_being_decided(outcome, corrected).await);
        let before = cloud.items().await;
        let told = world.send(&form.clone().with("action", "envoyer")).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        assert!(told.html.contains("id=\"en-cours\"") && told.html.contains(BEING_DECIDED), "{}", told.html);
        assert_eq!(told.form(), form);
        betrays_nothing(&told);
        let more = world.send(&form.with("action", "ajouter-creneau")).await;
        assert_eq!(more.form().0.iter().filter(|(name, _)| name == "slot_date").count(), 4);
        assert!(more.html.contains("id=\"en-cours\""), "{}", more.html);
        assert_eq!(cloud.items().await, before);
    }
}

#[tokio::test(start_paused = true)]
async fn what_was_given_back_is_taken_once_the_decision_is_told() {
    for outcome in [Outcome::Publish, Outcome::RequestChanges { request: request() }] {
        let world = World::new(&Cloud::new().await).await;
        let form = world.open().await.form().with("title", NEW_TITLE);
        assert!(world.is_being_decided(outcome, None).await);
        let told = world.send(&form).await;
        world.window_passes();
        assert_eq!(world.send(&told.form()).await.heading(), ARRIVED);
        assert_eq!(
            (world.event().await.state(), world.current().await),
            (State::InReview, revision(NEW_TITLE))
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_correction_sent_again_is_not_said_to_be_in_the_programme() {
    for (outcome, corrected) in decisions() {
        let world = World::asked(&Cloud::new().await).await;
        let form = world.open().await.form().with("title", NEW_TITLE);
        assert_eq!(world.send(&form).await.heading(), ARRIVED);
        assert!(world.is_being_decided(outcome, corrected).await);
        let again = world.send(&form).await;
        assert_eq!(again.heading(), BEING_DECIDED);
        assert!(again.html.contains("est bien ce que l’équipe examine"), "{}", again.html);
        betrays_nothing(&again);
        assert_eq!(world.edits().await, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn of_a_correction_and_a_decision_at_once_the_later_one_is_told() {
    let (mut taken, mut waits) = (0, 0);
    for seed in 0..12 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        let form = world.open().await.form().with("title", NEW_TITLE);
        cloud.interleave(seed);
        let decision = cloud.invoke("moderate", world.is_being_decided(Outcome::Publish, None));
        let (answer, _) = tokio::join!(world.send(&form), Box::pin(decision));
        if answer.heading() == ARRIVED {
            assert_eq!(world.edits().await, 1, "seed {seed}");
            taken += 1;
        } else {
            assert_eq!((answer.status, answer.form()), (StatusCode::CONFLICT, form), "seed {seed}");
            assert_eq!(
                (world.edits().await, world.event().await.state()),
                (0, State::Published),
                "seed {seed}"
            );
            waits += 1;
        }
    }
    assert!(taken > 0 && waits > 0, "the two met in one way only: {taken} taken, {waits} wait");
}
