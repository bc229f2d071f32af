//! Two tabs, two devices, two presses: nobody's words are lost, nothing is done twice.

use lambda_http::http::StatusCode;
use pipeline_tests::cloud::{Call, Cloud};

use crate::walk::BEGIN;
use crate::world::{World, proposal};

#[tokio::test(start_paused = true)]
async fn two_tabs_on_two_steps_are_both_kept() {
    let mut read_again = 0;
    for seed in 0..12 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        let draft = world.has_draft("d", proposal()).await;
        let one = world.open(&format!("{draft}/evenement")).await.form().with("title", "Un autre titre");
        let two = world.open(&format!("{draft}/organisation")).await.form().with("organisation", "La ville");
        cloud.interleave(seed);
        let (one, two) = tokio::join!(world.send(&one), world.send(&two));
        assert_eq!((one.status, two.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER), "seed {seed}");
        let kept = world.draft_at(&draft).await.unwrap();
        assert_eq!((kept.proposal.title.as_str(), kept.version), ("Un autre titre", 3), "seed {seed}");
        assert_eq!(kept.proposal.organisation, "La ville", "seed {seed}");
        let writes = |call: &Call| call.function == "intake" && call.operation == "TransactWriteItems";
        read_again += usize::from(cloud.calls().into_iter().filter(writes).count() > 2);
    }
    assert!(read_again > 0, "no seed made the two meet");
}

#[tokio::test(start_paused = true)]
async fn the_first_step_sent_twice_is_one_draft_with_what_was_typed_last() {
    for seed in 0..8 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        let form = world.open(BEGIN).await.form();
        let (one, two) = (form.clone().with("title", "Un"), form.clone().with("title", "Deux"));
        cloud.interleave(seed);
        let (one, two) = tokio::join!(world.send(&one), world.send(&two));
        assert_eq!(one.form().action, two.form().action, "seed {seed}: one draft, one address");
        assert_eq!(world.drafts().await, 1);
        let page = world.send(&form.with("title", "Trois")).await;
        assert_eq!(world.draft_at(&page.form().action).await.unwrap().proposal.title, "Trois");
    }
}

#[tokio::test(start_paused = true)]
async fn pressed_twice_at_once_it_is_sent_once() {
    for seed in 0..12 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        let draft = world.has_draft("d", proposal()).await;
        world.pass(60);
        let form = world.open(&format!("{draft}/verifier")).await.form().with("exact", "oui");
        cloud.interleave(seed);
        let (one, two) = tokio::join!(world.send(&form), world.send(&form));
        assert_eq!(one.location(), two.location(), "seed {seed}");
        assert_eq!(world.open(one.location()).await.heading(), "Votre proposition est envoyée");
        assert_eq!(world.nudges().await, 1, "seed {seed}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_sent_is_what_was_read() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    world.pass(60);
    let check = world.open(&format!("{draft}/verifier")).await.form().with("exact", "oui");
    let step = world.open(&format!("{draft}/evenement")).await.form();
    world.send(&step.with("title", "Changé dans un autre onglet")).await;
    let page = world.send(&check).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.html.contains("Changé dans un autre onglet"), "{}", page.html);
    assert_eq!((page.form().value("exact"), world.nudges().await), (None, 0));
    world.sends_on(&page.form().with("exact", "oui")).await;
    assert_eq!(world.nudges().await, 1);
}
