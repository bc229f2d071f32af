//! Two people, two tabs, a moderator and an organiser: nobody's words are replaced unread.

use lambda_http::http::StatusCode;
use model::event::Outcome;
use pipeline_tests::cloud::{Call, Cloud};

use crate::world::{World, revision};
use crate::{ARRIVED, NEW_TITLE};

const OTHER: &str = "Celui d’une collègue";

#[tokio::test(start_paused = true)]
async fn the_same_form_sent_twice_is_one_revision() {
    let world = World::asked(&Cloud::new().await).await;
    let form = world.open().await.form().with("title", NEW_TITLE);
    for _ in 0..2 {
        assert_eq!(world.send(&form).await.heading(), ARRIVED);
    }
    world.is_decided(Outcome::Publish, None).await;
    assert!(world.send(&form).await.html.contains("est au programme"));
    assert_eq!(world.edits().await, 1);
}

#[tokio::test(start_paused = true)]
async fn another_version_is_shown_before_it_is_replaced() {
    let world = World::asked(&Cloud::new().await).await;
    let (mine, other) = (world.open().await.form(), world.open().await.form());
    world.send(&other.with("title", OTHER)).await;
    let mine = mine.with("summary", "Mon résumé.").with("title", NEW_TITLE);
    let told = world.send(&mine).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.html.contains("id=\"autre-version\"") && told.html.contains(OTHER), "{}", told.html);
    // Sent again as served, it is told again; a date can be added meanwhile; ticked, it is recorded.
    let again = world.send(&told.form()).await;
    assert_eq!((again.status, again.form()), (StatusCode::CONFLICT, told.form()));
    let more = world.send(&told.form().with("remplacer", "2").with("action", "ajouter-creneau")).await;
    assert_eq!(more.form().value("remplacer"), Some("2"));
    assert_eq!(world.edits().await, 1);
    let answer = world.send(&more.form().with("action", "envoyer")).await;
    assert_eq!(answer.heading(), ARRIVED);
    assert_eq!(world.current().await.content.title.as_str(), NEW_TITLE);
    assert_eq!((world.edits().await, world.event().await.revision().get()), (2, 3));
}

#[tokio::test(start_paused = true)]
async fn a_moderators_correction_is_another_version() {
    let world = World::new(&Cloud::new().await).await;
    let form = world.open().await.form();
    world.is_decided(Outcome::Publish, Some(revision(OTHER))).await;
    let told = world.send(&form.with("summary", "Mon résumé.")).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.html.contains("L’équipe a corrigé cet événement"), "{}", told.html);
    assert_eq!(world.edits().await, 0);
}

#[tokio::test(start_paused = true)]
async fn of_two_at_once_one_is_recorded_and_the_other_told() {
    for seed in 0..12 {
        let cloud = Cloud::new().await;
        let world = World::asked(&cloud).await;
        let form = world.open().await.form();
        cloud.interleave(seed);
        let (one, two) = (form.clone().with("title", NEW_TITLE), form.clone().with("title", OTHER));
        let (one, two) = tokio::join!(world.send(&one), world.send(&two));
        let mut told = [one.status.as_u16(), two.status.as_u16()];
        told.sort_unstable();
        assert_eq!((told, world.edits().await), ([200, 409], 1), "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn pressed_twice_at_once_it_is_one_revision() {
    for seed in 0..12 {
        let cloud = Cloud::new().await;
        let world = World::asked(&cloud).await;
        let form = world.open().await.form().with("title", NEW_TITLE);
        cloud.interleave(seed);
        let (one, two) = tokio::join!(world.send(&form), world.send(&form));
        assert_eq!((one.heading(), two.heading()), (ARRIVED.to_owned(), ARRIVED.to_owned()), "seed {seed}");
        assert_eq!(world.edits().await, 1, "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_step_beside_it_does_not_hinder_a_correction() {
    let mut read_again = 0;
    for seed in 0..12 {
        let cloud = Cloud::new().await;
        let world = World::asked(&cloud).await;
        let form = world.open().await.form().with("title", NEW_TITLE);
        cloud.interleave(seed);
        let (answer, ()) = tokio::join!(world.send(&form), world.is_noted());
        assert_eq!((answer.heading().as_str(), world.edits().await), (ARRIVED, 1), "seed {seed}");
        assert_eq!(world.current().await, revision(NEW_TITLE), "seed {seed}");
        let writes = |call: &Call| call.function == "organise" && call.operation == "TransactWriteItems";
        read_again += usize::from(cloud.calls().into_iter().filter(writes).count() > 1);
    }
    assert!(read_again > 0, "no seed made the two meet");
}
