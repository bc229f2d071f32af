//! Leaving: by the page, by the mail client, for good.

use lambda_http::Body;
use lambda_http::http::{Method, StatusCode};
use links::Purpose;
use model::subscriber::Departure;
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};

use crate::page::Page;
use crate::world::{ADDRESS, FORM, World};

fn page_link() -> String {
    World::link(Purpose::Preferences, ADDRESS)
}

fn one_click_link() -> String {
    World::link(Purpose::Unsubscribe, ADDRESS)
}

#[tokio::test(start_paused = true)]
async fn leaving_is_a_choice_and_a_button() {
    let world = World::active(&Cloud::new().await).await;
    let form = world.open(&page_link()).await.form("leave");
    let nothing = world.send(&page_link(), &form).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.html.contains("<a href=\"#leave\">") && world.is_active(ADDRESS).await);
    for _ in 0..2 {
        let gone = world.send(&page_link(), &form.clone().with("leave", "unsubscribe")).await;
        assert_eq!(
            (gone.status, gone.heading().as_str()),
            (StatusCode::OK, "Vous ne recevez plus la lettre")
        );
    }
    assert_eq!(world.departure(ADDRESS).await, Some(Departure::Unsubscribed));
    assert!(!format!("{:?}", world.cloud.items().await).contains(ADDRESS), "the address is not kept");
}

#[tokio::test(start_paused = true)]
async fn erasing_takes_a_box_more_and_leaves_nothing() {
    let world = World::active(&Cloud::new().await).await;
    let form = world.open(&page_link()).await.form("leave").with("leave", "erase");
    let unsure = world.send(&page_link(), &form).await;
    assert!(unsure.html.contains("<a href=\"#sure\">") && world.is_active(ADDRESS).await);
    assert_eq!(unsure.form("leave").value("leave"), Some("erase"), "what was chosen is kept");
    let erased = world.send(&page_link(), &form.clone().with("sure", "oui")).await;
    assert_eq!((erased.status, erased.heading().as_str()), (StatusCode::OK, "Tout est effacé"));
    assert_eq!(world.known(ADDRESS).await, None);
    let items = world.cloud.items().await;
    let kinds: Vec<_> = items.iter().filter_map(|item| item["entity"]["S"].as_str()).collect();
    assert_eq!(kinds.iter().filter(|kind| ["subscriber", "reader"].contains(kind)).count(), 0, "{kinds:?}");
    assert_eq!(world.send(&page_link(), &form).await.heading(), "Vous ne recevez plus la lettre");
}

#[tokio::test(start_paused = true)]
async fn whoever_was_erased_may_come_back() {
    let world = World::active(&Cloud::new().await).await;
    let confirm = World::link(Purpose::Subscribe, ADDRESS);
    for _ in 0..2 {
        let form = world.open(&page_link()).await.form("leave").with("leave", "erase").with("sure", "oui");
        assert_eq!(world.send(&page_link(), &form).await.heading(), "Tout est effacé");
        world.pass(jiff::SignedDuration::from_mins(20));
        let form = world.open("/abonnement").await.form("").with("email", ADDRESS).with("consent", "oui");
        world.send("/abonnement", &form).await;
        world.answers(ADDRESS).await;
        let form = world.open(&confirm).await.form("").with("confirm", "oui");
        assert_eq!(world.send(&confirm, &form).await.heading(), "Votre abonnement est confirmé");
    }
    assert_eq!(world.letters().await, ["welcome", "welcome"]);
}

async fn one_click(world: &World, kind: Option<&str>, body: &str) -> Page {
    let headers: Vec<_> = kind.map(|kind| ("content-type", kind)).into_iter().collect();
    world.try_to(Method::POST, &one_click_link(), &headers, Body::Text(body.to_owned())).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn one_click_unsubscribes_whatever_the_content_type() {
    let pair = "List-Unsubscribe=One-Click";
    let part =
        "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
    for (kind, body) in [
        (Some(FORM), pair),
        (Some("application/x-www-form-urlencoded; charset=utf-8"), "list-unsubscribe=ONE-CLICK"),
        (Some("multipart/form-data; boundary=b"), part),
        (Some("text/plain"), "List-Unsubscribe=One-Click\r\n"),
        (Some("application/octet-stream"), pair),
        (None, pair),
    ] {
        let world = World::active(&Cloud::new().await).await;
        for _ in 0..2 {
            let page = one_click(&world, kind, body).await;
            assert_eq!(page.status, StatusCode::OK, "{kind:?}");
            assert!(!page.headers.contains_key("set-cookie") && !page.headers.contains_key("location"));
        }
        assert_eq!(world.departure(ADDRESS).await, Some(Departure::Unsubscribed), "{kind:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn whatever_else_comes_to_that_address_shows_the_page_and_changes_nothing() {
    let cloud = Cloud::new().await;
    let world = World::active(&cloud).await;
    let before = cloud.items().await;
    let page = world.open(&page_link()).await;
    let opened = world.open(&one_click_link()).await;
    assert_eq!(opened.html, page.html, "the forms go to the page of the subscriber");
    world.try_to(Method::HEAD, &one_click_link(), &[], Body::Empty).await.unwrap();
    for body in ["", "leave=unsubscribe&act=leave", "List-Unsubscribe=", "List-Unsubscribe=Two-Clicks"] {
        let page = one_click(&world, Some(FORM), body).await;
        assert_eq!((page.status, page.heading().as_str()), (StatusCode::OK, "Mes choix"), "{body}");
    }
    let long = format!("x={}&List-Unsubscribe=One-Click", "x".repeat(64 * 1024));
    assert_eq!(one_click(&world, Some(FORM), &long).await.heading(), "Mes choix");
    assert_eq!(cloud.items().await, before);
}

#[tokio::test(start_paused = true)]
async fn a_mail_client_is_told_the_same_of_whoever_is_unknown_and_to_try_again_when_the_table_is_out() {
    let world = World::new(&Cloud::new().await).await;
    let unknown = one_click(&world, Some(FORM), "List-Unsubscribe=One-Click").await;
    let cloud = Cloud::new().await;
    let world = World::active(&cloud).await;
    cloud.plan(Fault::at("subscribe", "GetItem", 1, FaultKind::ServerError));
    let out = one_click(&world, Some(FORM), "List-Unsubscribe=One-Click").await;
    assert_eq!((out.status, world.is_active(ADDRESS).await), (StatusCode::SERVICE_UNAVAILABLE, true));
    let known = one_click(&world, Some(FORM), "List-Unsubscribe=One-Click").await;
    assert_eq!((known.status, known.html), (StatusCode::OK, unknown.html));
}

#[tokio::test(start_paused = true)]
async fn a_request_that_is_not_confirmed_can_be_taken_back() {
    let world = World::pending(&Cloud::new().await).await;
    let page = world.open(&page_link()).await;
    assert!(page.html.contains("n’est pas encore confirmé"), "{}", page.html);
    world.send(&page_link(), &page.form("leave").with("leave", "unsubscribe")).await;
    let confirm = World::link(Purpose::Subscribe, ADDRESS);
    assert_eq!(world.open(&confirm).await.heading(), "Vous ne recevez plus la lettre");
}
