//! The same event once more.

use jiff::SignedDuration;
use lambda_http::http::StatusCode;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::samples;

use crate::world::{COLLEAGUE, TITLE, World, event, mine, page_of, second};

#[tokio::test(start_paused = true)]
async fn an_event_is_proposed_again_at_another_date_or_elsewhere() {
    let world = World::published(&Cloud::new().await).await;
    let form = world.open(&mine("copier")).await.form("");
    assert_eq!(world.send(&form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing is chosen");
    let page = world.send(&form.clone().with("ou", "date")).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let draft = world.draft(&page).await;
    assert_eq!((draft.origin, draft.edition), (Some(event()), 2024.into()));
    assert_eq!((draft.proposal.title.as_str(), draft.proposal.slot_date.len()), (TITLE, 0));
    assert_eq!(draft.proposal.place_name, ["Mairie"]);
    assert_eq!(draft.proposal.organiser_email, "camille.durand@exemple.gouv.fr");
    // Twice is once; what was typed in it meanwhile stays.
    let typed = model::proposal::Proposal { title: "Un autre".into(), ..draft.proposal.clone() };
    world.store.save_draft(&draft.save(typed, world.cloud.now()).unwrap()).await.unwrap();
    let again = world.draft(&world.send(&form.clone().with("ou", "date")).await).await;
    assert_eq!((again.id, again.proposal.title.as_str()), (draft.id, "Un autre"));
    let elsewhere = world.draft(&world.send(&form.with("ou", "ailleurs")).await).await;
    assert_ne!(elsewhere.id, draft.id);
    assert!(elsewhere.proposal.place_name.is_empty(), "{:?}", elsewhere.proposal);
}

#[tokio::test(start_paused = true)]
async fn an_event_of_a_past_edition_comes_back_in_the_current_one() {
    let world = World::shared(&Cloud::new().await).await;
    world.pass(SignedDuration::from_hours(24 * 300));
    assert!(!world.open(&mine("")).await.leads_to("/copier"), "no edition is open");
    assert_eq!(world.open(&mine("copier")).await.heading(), "Les propositions sont closes");
    world.store.open_edition(&samples::edition(2025)).await.unwrap();
    let page = world.open(&page_of(second(), "copier")).await;
    assert_eq!(page.heading(), "Reconduire cet événement en 2025");
    let draft = world.draft(&world.send(&page.form("").with("ou", "date")).await).await;
    assert_eq!(draft.edition, 2025.into());
    // A colleague proposes in their own name.
    let (name, email) = (draft.proposal.organiser_name, draft.proposal.organiser_email);
    assert_eq!((name.as_str(), email.as_str()), ("", COLLEAGUE));
}
