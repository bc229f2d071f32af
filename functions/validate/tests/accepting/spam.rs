//! Forms of someone whose event was classified as spam are refused without a word.

use model::event::State;
use model::proposal::Proposal;
use pipeline_tests::cloud::Cloud;

use crate::world::{CAMILLE, World, message, typed, with_newsletter};

const LOU: &str = "lou@exemple.gouv.fr";

fn of_lou(name: &str) -> Proposal {
    Proposal { organiser_email: LOU.into(), ..typed(name) }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_written_for_someone_whose_event_was_spam() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    world.proposes("Publicité", typed("Publicité"), true).await;
    world.confirms("Publicité").await;
    world.is_spam("Publicité").await;
    world.window_passes();
    for proof in [true, false] {
        let name = format!("Encore {proof}");
        let draft = world.sends(&name, with_newsletter(&name), proof).await;
        let before = cloud.items().await;
        assert!(world.comes(&message(draft)).await, "settled: nobody has anything to do");
        assert_eq!(cloud.items().await, before, "not even the newsletter is asked for");
        assert_eq!(world.state(&name).await, None);
    }
    assert!(world.proposes("Atelier", of_lou("Atelier"), true).await.is_some(), "others are not concerned");
}

#[tokio::test(start_paused = true)]
async fn a_decision_that_can_be_undone_refuses_nobody_s_forms() {
    let world = World::new(&Cloud::new().await).await;
    world.proposes("Atelier", typed("Atelier"), true).await;
    world.confirms("Atelier").await;
    world.is_spam("Atelier").await;
    let visit = world.proposes("Visite", typed("Visite"), true).await;
    assert_eq!(visit.map(|event| event.state()), Some(State::InReview));
}

#[tokio::test(start_paused = true)]
async fn nobody_can_have_another_s_forms_refused() {
    let world = World::new(&Cloud::new().await).await;
    world.proposes("Atelier", typed("Atelier"), true).await;
    world.confirms("Atelier").await;
    // A spammer who types Camille's address, which is known.
    world.proposes("Publicité", typed("Publicité"), true).await;
    world.is_spam("Publicité").await;
    // A spammer who invites Camille.
    world.proposes("Réclame", of_lou("Réclame"), true).await;
    world.confirms("Réclame").await;
    world.invites("Réclame", CAMILLE).await;
    world.is_spam("Réclame").await;
    world.window_passes();
    assert!(world.proposes("Visite", typed("Visite"), true).await.is_some());
    assert!(world.proposes("Encore", of_lou("Encore"), true).await.is_none());
}
