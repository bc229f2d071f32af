//! A mail scanner opens every link and sends every form as served, in each of an issue's states: nothing changes.

use lambda_http::Body;
use lambda_http::http::Method;
use model::mailing::Command;
use pipeline_tests::cloud::Cloud;

use crate::world::World;

async fn scan(world: &World) {
    let link = World::link("Alex");
    let before = world.cloud.items().await;
    world.try_to(Method::HEAD, &link, Body::Empty).await.unwrap();
    let page = world.open(&link).await;
    for link in page.links() {
        world.open(&link).await;
    }
    let mut pages = vec![page];
    for _ in 0..2 {
        let mut answers = Vec::new();
        for form in pages.iter().flat_map(crate::page::Page::forms) {
            let answer = world.send(&link, &form).await;
            assert!(!answer.status.is_redirection() && !answer.status.is_server_error(), "{}", answer.html);
            answers.push(answer);
        }
        pages = answers;
    }
    assert_eq!(world.cloud.items().await, before);
}

#[tokio::test(start_paused = true)]
async fn a_robot_sends_nothing_stops_nothing_and_starts_nothing() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    scan(&world).await;
    let link = World::link("Lou");
    let form = world
        .open(&link)
        .await
        .form("contenu")
        .with("editorial", "Bonjour\r\n\r\n> cité")
        .and("region", "53");
    world.send(&link, &form).await;
    scan(&world).await;
    world.does(Command::Schedule { at: "2024-11-08T08:30:00Z".parse().unwrap() }).await;
    scan(&world).await;
    world.does(Command::Launch { first_of_month: true }).await;
    scan(&world).await;
    world.is_frozen().await;
    scan(&world).await;
    world.does(Command::Pause).await;
    scan(&world).await;
    world.does(Command::Cancel).await;
    scan(&world).await;
}
