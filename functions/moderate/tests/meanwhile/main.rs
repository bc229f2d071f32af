//! Forms that meet what has happened since their page was opened, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod featured;
mod world;

use lambda_http::http::StatusCode;
use model::event::State;

use crate::world::{WINDOW, World};

const OVERTAKEN: &str = "Votre demande n’a pas été enregistrée";

#[tokio::test(start_paused = true)]
async fn a_decision_page_sent_again_after_a_colleague_s_undoing_decides_nothing() {
    let world = World::new().await;
    let (alex, lou) = (world.link("Alex", 1), world.link("Lou", 1));
    let seen = world.open(&alex).await.version("decide");
    let form = [
        ("act", "decide"),
        ("version", seen.as_str()),
        ("decision", "reject"),
        ("reject_reason", "doublon"),
        ("reject_message", "Déjà proposé."),
    ];
    assert!(world.send(&alex, &form).await.html.contains("Refusé par Alex"));
    let shown = world.open(&lou).await.version("undo");
    let undo = [("act", "undo"), ("version", shown.as_str()), ("undo", "oui")];
    assert!(world.send(&lou, &undo).await.html.contains("Décision annulée"));

    let reloaded = world.send(&alex, &form).await;
    assert!(reloaded.html.contains(OVERTAKEN), "{}", reloaded.html);
    assert!(reloaded.html.contains("Déjà proposé.</textarea>"), "nothing typed is lost");
    assert_eq!(world.event().await.state(), State::InReview);

    let anew = reloaded.version("decide");
    let form = [&form[..1], &[("version", anew.as_str())], &form[2..]].concat();
    world.send(&alex, &form).await;
    assert_eq!(world.event().await.state(), State::Rejected, "the page as it stands decides");
}

#[tokio::test(start_paused = true)]
async fn withdrawing_what_has_changed_since_takes_nothing_out_of_the_programme() {
    let world = World::new().await;
    let link = world.link("Alex", 1);
    world.send(&link, &[("act", "decide"), ("decision", "publish")]).await;
    world.pass(WINDOW);
    let seen = world.open(&link).await.version("withdraw");
    world.is_edited("Atelier en mairie").await;
    let form = [
        ("act", "withdraw"),
        ("version", seen.as_str()),
        ("withdraw_message", "L’événement n’a pas lieu."),
        ("withdraw", "oui"),
    ];
    for form in [&form[..], &[&form[..1], &form[2..]].concat()] {
        let page = world.send(&link, form).await;
        assert!(page.html.contains(OVERTAKEN), "{}", page.html);
        assert!(page.html.contains("L’événement n’a pas lieu.</blockquote>"), "it can be copied");
        let event = world.event().await;
        assert_eq!((event.state(), event.shown()), (State::InReview, Some(1.into())));
    }
    let followed = world.link("Alex", 2);
    let seen = world.open(&followed).await.version("withdraw");
    let form = [&form[..1], &[("version", seen.as_str())], &form[2..]].concat();
    world.send(&followed, &form).await;
    assert_eq!(world.event().await.state(), State::Withdrawn, "who has read the new version decides");
}

#[tokio::test(start_paused = true)]
async fn an_undoing_that_the_mail_has_outrun_says_so_and_changes_nothing() {
    let world = World::new().await;
    let link = world.link("Alex", 1);
    world.send(&link, &[("act", "decide"), ("decision", "publish")]).await;
    let shown = world.open(&link).await.version("undo");
    world.is_told().await;
    let page = world.send(&link, &[("act", "undo"), ("version", shown.as_str()), ("undo", "oui")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.html.contains("La décision n’a pas été annulée"), "{}", page.html);
    assert!(page.html.contains("le courriel à l’organisateur est parti"), "{}", page.html);
    assert_eq!(world.event().await.state(), State::Published);
}

#[tokio::test(start_paused = true)]
async fn the_page_of_an_undone_order_does_not_wait_for_what_its_organiser_has_been_told() {
    let world = World::new().await;
    let order = world.is_published_by_order().await;
    let path = world.order_page(&order);
    world.send(&path, &[("undo", "oui")]).await;
    let page = world.open(&path).await.html.replace('\u{a0}', " ");
    assert!(page.contains("1 événement en cours.") && page.contains("C’est en cours"), "{page}");
    world.is_told().await;
    let page = world.open(&path).await.html.replace('\u{a0}', " ");
    assert!(page.contains("1 événement que l’on ne peut plus annuler."), "{page}");
    assert!(!page.contains("en cours") && page.contains(">Atelier</a>"), "{page}");
}
