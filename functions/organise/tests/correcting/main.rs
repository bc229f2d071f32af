//! An organiser corrects their event, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod page;
mod together;
mod untold;
mod world;

use lambda_http::http::{Method, StatusCode};
use links::Purpose;
use model::event::{Outcome, State};
use pipeline_tests::cloud::{Cloud, FaultKind};
use pipeline_tests::enumeration::Enumeration;

use crate::page::Page;
use crate::world::{World, edition, request, revision};

const NEW_TITLE: &str = "Repenser l’accueil en mairie";
const ARRIVED: &str = "Votre nouvelle version est bien arrivée";

#[tokio::test(start_paused = true)]
async fn a_request_for_changes_is_answered() {
    let world = World::asked(&Cloud::new().await).await;
    let page = world.open().await;
    assert!(page.html.contains("href=\"#title\"") && page.html.contains("aria-describedby=\"title-advice\""));
    let form = page.form().with("title", NEW_TITLE).with("organiser_email", "autre@example.org");
    let answer = world.send(&form.with("action", "envoyer")).await;
    assert_eq!((answer.status, answer.heading().as_str()), (StatusCode::OK, ARRIVED));
    let event = world.event().await;
    assert_eq!((event.state(), event.revision().get()), (State::InReview, 2));
    assert_eq!(world.current().await, revision(NEW_TITLE), "the confirmed address stays");
}

#[tokio::test(start_paused = true)]
async fn a_robot_that_opens_and_sends_everything_as_served_changes_nothing() {
    let cloud = Cloud::new().await;
    let world = World::asked(&cloud).await;
    let link = World::link(Purpose::Edit, 1);
    let before = cloud.items().await;
    let mut pages = vec![world.open().await];
    world.request(Method::HEAD, &link, None).await.unwrap();
    for round in 0..3 {
        let mut answers = Vec::new();
        for page in &pages {
            for form in page.every_way_as_served() {
                answers.push(world.send(&form).await);
            }
        }
        let is_told = |page: &Page| [StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY].contains(&page.status);
        assert!(answers.iter().all(is_told), "round {round}");
        pages = answers;
    }
    assert_eq!(cloud.items().await, before);
    // A page that it has kept is of no more use once a person has sent a correction.
    let kept = world.open().await;
    world.send(&kept.form().with("title", NEW_TITLE)).await;
    let before = cloud.items().await;
    for form in kept.every_way_as_served() {
        let answer = world.send(&form).await;
        for form in answer.every_way_as_served() {
            world.send(&form).await;
        }
    }
    assert_eq!(cloud.items().await, before);
}

#[tokio::test(start_paused = true)]
async fn a_date_that_a_button_took_away_is_gone_once_a_person_says_so() {
    let world = World::asked(&Cloud::new().await).await;
    let less = world.send(&world.open().await.form().with("action", "retirer-creneau-0")).await;
    let unread = world.send(&less.form().with("action", "envoyer")).await;
    assert_eq!((unread.status, world.edits().await), (StatusCode::UNPROCESSABLE_ENTITY, 0));
    assert!(unread.html.contains("href=\"#relu\""), "{}", unread.html);
    assert_eq!(world.send(&unread.form().with("relu", "oui")).await.heading(), ARRIVED);
    assert_eq!(world.current().await.content.schedule.first_day().to_string(), "2024-11-13");
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_is_told_and_a_date_is_added_without_a_script() {
    let world = World::asked(&Cloud::new().await).await;
    let form = world.open().await.form().with("title", " ").with("summary", "Gardé");
    let wrong = world.send(&form.clone().with("action", "envoyer")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.html.contains("<li><a href=\"#title\">"), "{}", wrong.html);
    assert!(wrong.html.contains("aria-describedby=\"title-advice title-messages\""), "{}", wrong.html);
    let more = world.send(&form.with("action", "ajouter-creneau")).await;
    for page in [&wrong, &more] {
        assert_eq!(page.form().value("summary"), Some("Gardé"));
    }
    assert_eq!(more.form().0.iter().filter(|(name, _)| name == "slot_date").count(), 4);
    assert_eq!(world.edits().await, 0);
}

#[tokio::test(start_paused = true)]
async fn a_published_event_stays_online_while_its_correction_is_read() {
    let world = World::new(&Cloud::new().await).await;
    world.is_decided(Outcome::Publish, None).await;
    let page = world.open().await;
    assert!(page.html.contains("la version publiée reste en ligne"));
    let answer = world.send(&page.form().with("title", NEW_TITLE)).await;
    assert!(answer.html.contains("la version publiée reste en ligne"));
    let event = world.event().await;
    assert_eq!((event.state(), event.shown()), (State::InReview, Some(1.into())));
    let published = world.store.publications(edition().year).await.unwrap();
    assert_eq!(published[0].content, revision("Repenser l’accueil").content);
}

#[tokio::test(start_paused = true)]
async fn what_can_no_longer_be_corrected_says_why_and_gives_back_what_was_sent() {
    let world = World::new(&Cloud::new().await).await;
    let form = world.open().await.form().with("title", NEW_TITLE);
    let reason = edition().reasons.refusals[0].clone();
    world.is_decided(Outcome::Reject { reason: reason.clone(), message: None }, None).await;
    for page in [world.open().await, world.send(&form).await] {
        assert_eq!(page.heading(), "Votre proposition n’a pas été retenue");
        assert!(page.html.contains(reason.label.as_str()) && page.form().0.is_empty(), "{}", page.html);
    }
    assert!(world.send(&form).await.html.contains(NEW_TITLE));
    assert_eq!(world.edits().await, 0);
}

#[tokio::test(start_paused = true)]
async fn a_link_that_is_not_one_is_refused_in_the_same_words() {
    let world = World::asked(&Cloud::new().await).await;
    let good = World::link(Purpose::Edit, 1);
    let confirm = World::link(Purpose::Confirm, 1).replace("/confirmer/", "/corriger/");
    let form = world.open().await.form().with("title", NEW_TITLE);
    let bad = [format!("{good}A"), good[..good.len() - 1].to_owned(), confirm, "/corriger/".into()];
    for link in bad {
        for (method, form) in [(Method::GET, None), (Method::POST, Some(&form))] {
            let page = world.request(method, &link, form).await.unwrap();
            assert_eq!(
                (page.status, page.heading().as_str()),
                (StatusCode::NOT_FOUND, "Ce lien n’est pas valable")
            );
        }
    }
    assert_eq!(world.edits().await, 0);
    assert!(world.open().await.html.contains("Quel accueil"), "the good one still holds: {:?}", request());
}

/// Sends the form, and whatever page comes back of it, until the page says that it has arrived.
async fn insists(world: &World, page: Page) -> bool {
    let mut form = page.form().with("title", NEW_TITLE);
    for _ in 0..4 {
        let Ok(answer) = world.try_to_send(&form).await else { continue };
        if answer.heading() == ARRIVED {
            return true;
        }
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.html);
        form = answer.form();
        assert_eq!(form.value("title"), Some(NEW_TITLE), "what was typed is kept");
        assert_eq!(form.value("from"), Some("1"));
    }
    false
}

#[tokio::test(start_paused = true)]
async fn whatever_breaks_wherever_a_correction_is_recorded_once() {
    let scenario = async |cloud: &Cloud| {
        let world = World::asked(cloud).await;
        let mut page = None;
        for _ in 0..3 {
            let opened = world.request(Method::GET, &World::link(Purpose::Edit, 1), None).await;
            page = opened.ok().filter(|page| page.status == StatusCode::OK);
            if page.is_some() {
                break;
            }
        }
        assert!(insists(&world, page.expect("the form")).await, "it never arrives");
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert_eq!(world.edits().await, 1);
        assert_eq!(world.current().await, revision(NEW_TITLE));
    };
    let report = Box::pin(Enumeration::new().run(scenario, invariants)).await;
    assert!(FaultKind::ALL.iter().all(|kind| report.faults.contains_key(kind)), "{report}");
    println!("{report}");
}
