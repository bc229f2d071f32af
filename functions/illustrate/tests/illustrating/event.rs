//! An event and its picture.

use lambda_http::http::StatusCode;
use model::event::{ChangeRequest, Outcome, State, Wish};
use model::part::Part;
use model::practical::{Practical, Status};
use pipeline_tests::cloud::Cloud;

use crate::world::{Whose, World, photograph};

#[tokio::test(start_paused = true)]
async fn a_published_event_gets_a_picture_that_a_moderator_reads_first() {
    let world = World::new(&Cloud::new().await).await;
    world.is_published().await;
    let page = world.sends(Whose::Event, &photograph(1600, 900)).await;
    let kept = world.send(Whose::Event, &page.form("enregistrer").described()).await;
    assert_eq!(kept.location, Some(format!("{}?fait=oui", World::link(Whose::Event))));
    let event = world.event().await;
    assert_eq!((event.state(), event.revision().get(), event.shown()), (State::InReview, 2, Some(1.into())));
    let picture = world.picture().await.unwrap();
    assert_eq!(picture.alt.unwrap().as_str(), "Six agents autour d’une maquette.");
    let done = world.open(&kept.location.unwrap()).await;
    assert!(done.text("#enregistre").contains("L’équipe va lire ce changement"), "{}", done.html);
    assert!(done.html.contains(&World::back(Whose::Event)));
    // Sent again: nothing new.
    world.send(Whose::Event, &page.form("enregistrer").described()).await;
    world.send(Whose::Event, &done.form("enregistrer")).await;
    assert_eq!(world.edits().await, 1);
}

#[tokio::test(start_paused = true)]
async fn a_picture_is_taken_away_by_a_new_version() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.sends(Whose::Event, &photograph(640, 480)).await;
    world.send(Whose::Event, &page.form("enregistrer").described()).await;
    let page = world.open(&World::link(Whose::Event)).await;
    let gone = world.send(Whose::Event, &page.form("retirer").with("retirer-image", "oui")).await;
    assert_eq!(gone.location, Some(World::back(Whose::Event)));
    assert_eq!((world.picture().await, world.edits().await), (None, 2));
}

#[tokio::test(start_paused = true)]
async fn what_was_said_beside_the_version_in_the_programme_goes_on_with_the_picture() {
    let world = World::new(&Cloud::new().await).await;
    world.is_published().await;
    let link = model::web_link::WebLink::parse("https://exemple.fr/ailleurs").unwrap();
    let said =
        Practical { status: Status::Full, registration_link: Some(link.clone()), ..Practical::default() };
    world.is_said(said).await;
    let page = world.sends(Whose::Event, &photograph(640, 480)).await;
    world.send(Whose::Event, &page.form("enregistrer").described()).await;
    let content = world.content().await;
    assert_eq!(content.registration_link(), Some(&link));
    assert!(content.picture.is_some());

    // The same while that version waits for moderators: it will be the next one that says it.
    let other = model::web_link::WebLink::parse("https://exemple.fr/encore-ailleurs").unwrap();
    world.is_said(Practical { registration_link: Some(other.clone()), ..Practical::default() }).await;
    let page = world.sends(Whose::Event, &photograph(700, 480)).await;
    world.send(Whose::Event, &page.form("enregistrer").described()).await;
    assert_eq!((world.content().await.registration_link(), world.edits().await), (Some(&other), 2));
}

#[tokio::test(start_paused = true)]
async fn while_a_decision_can_be_undone_the_picture_waits_with_its_words() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.sends(Whose::Event, &photograph(640, 480)).await;
    world.is_being_decided(Outcome::Publish).await;
    let waits = world.send(Whose::Event, &page.form("enregistrer").described()).await;
    assert_eq!(waits.status, StatusCode::CONFLICT);
    assert!(waits.text("#erreurs").contains("L’équipe examine votre événement"), "{}", waits.html);
    assert_eq!(
        world.open(&World::link(Whose::Event)).await.heading(),
        "L’équipe examine votre événement en ce moment"
    );
    assert_eq!(world.edits().await, 0);
    world.window_passes();
    let form = waits.form("enregistrer");
    assert_eq!(form.value("picture_credit"), Some("Camille Durand"));
    assert_eq!(world.send(Whose::Event, &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.edits().await, 1);
}

#[tokio::test(start_paused = true)]
async fn whatever_can_still_be_undone_the_page_says_the_same() {
    let reason = model::reason::Reasons::default().refusals[0].clone();
    for outcome in [Outcome::Publish, Outcome::Spam, Outcome::Reject { reason, message: None }] {
        let world = World::new(&Cloud::new().await).await;
        let page = world.sends(Whose::Event, &photograph(640, 480)).await;
        world.is_being_decided(outcome.clone()).await;
        let opened = world.open(&World::link(Whose::Event)).await;
        assert_eq!(opened.heading(), "L’équipe examine votre événement en ce moment", "{outcome:?}");
        let sent = world.send(Whose::Event, &page.form("enregistrer").described()).await;
        assert_eq!(sent.status, StatusCode::CONFLICT, "{outcome:?}: {}", sent.html);
    }
}

#[tokio::test(start_paused = true)]
async fn where_corrections_are_awaited_the_page_says_that_they_come_first() {
    let world = World::new(&Cloud::new().await).await;
    let link = World::link(Whose::Event);
    assert_eq!(world.open(&link).await.text("#corrections-attendues"), "");
    let wish = Wish { part: Part::Title, reason: None, text: None };
    let request = ChangeRequest { wishes: vec![wish], message: None };
    world.is_being_decided(Outcome::RequestChanges { request }).await;
    world.window_passes();
    let came = world.sends(Whose::Event, &photograph(640, 480)).await;
    for page in [world.open(&link).await, came.clone()] {
        assert!(page.text("#corrections-attendues").contains("Corrigez d’abord"), "{}", page.html);
        let first = page.attribute("#corrections-attendues a", "href");
        assert_eq!(first, Some(World::back(Whose::Event)));
    }
    let kept = world.send(Whose::Event, &came.form("enregistrer").described()).await;
    assert_eq!((kept.status, world.event().await.state()), (StatusCode::SEE_OTHER, State::InReview));
}

#[tokio::test(start_paused = true)]
async fn an_event_that_was_refused_takes_no_picture() {
    let world = World::new(&Cloud::new().await).await;
    let page = world.sends(Whose::Event, &photograph(640, 480)).await;
    let reason = model::reason::Reasons::default().refusals[0].clone();
    world.is_being_decided(Outcome::Reject { reason, message: None }).await;
    world.window_passes();
    let answers = [
        world.send(Whose::Event, &page.form("enregistrer").described()).await,
        world.open(&World::link(Whose::Event)).await,
    ];
    for answer in answers {
        assert_eq!(answer.heading(), "L’image de cet événement ne change plus");
    }
    assert_eq!(world.edits().await, 0);
}
