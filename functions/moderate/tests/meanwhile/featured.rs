//! The programme's home, in the in-process cloud: what moderators put there, and what the table says of it.

use jiff::SignedDuration;
use lambda_http::http::StatusCode;
use model::event::State;

use crate::OVERTAKEN;
use crate::world::{Page, WINDOW, World};

/// Alex has published the event, and nobody can undo that any more.
async fn published() -> (World, String) {
    let world = World::new().await;
    let link = world.link("Alex", 1);
    world.send(&link, &[("act", "decide"), ("decision", "publish")]).await;
    world.pass(WINDOW);
    (world, link)
}

async fn put(world: &World, link: &str, act: &str, version: &str) -> Page {
    world.send(link, &[("act", act), ("version", version), ("une", "oui")]).await
}

/// The titles on the home, and how many lines the event's history has.
async fn there(world: &World) -> (Vec<String>, usize) {
    let featured = world.store.featured(2024.into()).await.unwrap();
    for event in &featured {
        let published = world.store.publication(2024.into(), event.id).await.unwrap();
        assert_eq!(published.as_ref(), Some(event), "the programme and its home say the same");
    }
    let titles = featured.iter().map(|event| event.content.title.to_string()).collect();
    (titles, world.store.history(crate::world::event()).await.unwrap().len())
}

#[tokio::test(start_paused = true)]
async fn an_event_is_put_on_the_home_once_and_taken_off_once() {
    let (world, link) = published().await;
    let before = world.store.publications(2024.into()).await.unwrap();
    let page = world.open(&link).await;
    let (seen, served) = (page.version("feature"), there(&world).await);
    assert_eq!(world.send(&link, &[("act", "feature"), ("version", &seen)]).await.status, 422);
    assert_eq!(there(&world).await, served, "a form as it is served changes nothing");

    let page = put(&world, &link, "feature", &seen).await;
    assert!(page.html.contains("L’événement est à la une"), "{}", page.html);
    assert!(page.html.contains("Un événement est à la une en ce moment."), "{}", page.html);
    let lines = served.1 + 1;
    assert_eq!(there(&world).await, (vec!["Atelier".to_owned()], lines));
    let page = put(&world, &world.link("Lou", 1), "feature", &seen).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(there(&world).await.1, lines, "sent twice, it is recorded once");

    let seen = page.version("unfeature");
    world.pass(SignedDuration::from_hours(1));
    let page = put(&world, &link, "unfeature", &seen).await;
    assert!(page.html.contains("L’événement n’est plus à la une"), "{}", page.html);
    assert_eq!(there(&world).await, (vec![], lines + 1));
    assert_eq!(world.store.publications(2024.into()).await.unwrap(), before, "as if nothing had been");
}

#[tokio::test(start_paused = true)]
async fn what_a_colleague_has_withdrawn_meanwhile_is_not_put_on_the_home() {
    let (world, link) = published().await;
    let seen = world.open(&link).await.version("feature");
    let lou = world.link("Lou", 1);
    let withdraw = [
        ("act", "withdraw"),
        ("version", seen.as_str()),
        ("withdraw_message", "L’événement n’a pas lieu."),
        ("withdraw", "oui"),
    ];
    world.send(&lou, &withdraw).await;
    let page = put(&world, &link, "feature", &seen).await;
    assert!(
        page.html.contains(OVERTAKEN) && page.html.contains("Retiré du programme par Lou"),
        "{}",
        page.html
    );
    assert_eq!(world.event().await.state(), State::Withdrawn);
    assert_eq!(there(&world).await.0, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn an_event_leaves_the_home_with_the_programme_and_comes_back_when_that_is_undone() {
    let (world, link) = published().await;
    let seen = world.open(&link).await.version("feature");
    let page = put(&world, &link, "feature", &seen).await;
    let seen = page.version("withdraw");
    let withdraw = [
        ("act", "withdraw"),
        ("version", seen.as_str()),
        ("withdraw_message", "L’événement n’a pas lieu."),
        ("withdraw", "oui"),
    ];
    let page = world.send(&link, &withdraw).await;
    assert_eq!(there(&world).await.0, [""; 0]);
    let seen = page.version("undo");
    world.send(&link, &[("act", "undo"), ("version", seen.as_str()), ("undo", "oui")]).await;
    assert_eq!(there(&world).await.0, ["Atelier"]);
}

#[tokio::test(start_paused = true)]
async fn the_queue_page_lists_what_is_on_the_home_and_leads_there() {
    let (world, link) = published().await;
    assert!(!world.open(&world.queue("Alex")).await.html.contains("À la une de l’accueil"));
    let seen = world.open(&link).await.version("feature");
    put(&world, &link, "feature", &seen).await;
    let page = world.open(&world.queue("Alex")).await.html;
    let (_, list) = page.split_once("À la une de l’accueil du programme</h2>").expect("a list");
    let path = list.split("<a href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(path.starts_with("/moderer/") && list.contains(">Atelier</a>"), "{list}");
    assert!(!world.open(path).await.version("unfeature").is_empty());

    world.is_edited("Atelier en mairie").await;
    let page = world.open(&world.queue("Alex")).await.html;
    assert_eq!(page.matches("fr-badge--no-icon\">À la une</p>").count(), 1, "{page}");
    let (_, list) = page.split_once("À la une de l’accueil du programme</h2>").expect("a list");
    let path = list.split("<a href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(!world.open(path).await.version("decide").is_empty(), "the page of the new version");
}
