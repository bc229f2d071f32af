//! A robot that opens every address and sends every form as it was served.

use lambda_http::http::Method;
use pipeline_tests::cloud::Cloud;

use crate::page::Page;
use crate::world::{Whose, World, photograph};

/// Opens and sends everything that these pages hold, twice.
async fn plays(world: &World, whose: Whose, pages: Vec<Page>) {
    let mut pages = pages;
    for _ in 0..2 {
        let mut answers = Vec::new();
        for page in &pages {
            for form in page.every_form() {
                answers.push(world.send(whose, &form).await);
            }
        }
        pages.extend(answers);
    }
}

#[tokio::test(start_paused = true)]
async fn a_robot_changes_nothing_whatever_it_opens_and_sends() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    for whose in [Whose::Draft, Whose::Event] {
        let link = World::link(whose);
        let came = world.sends(whose, &photograph(640, 480)).await;
        let before = (cloud.items().await, world.files().await);
        world.request(Method::HEAD, &link, None).await.unwrap();
        plays(&world, whose, vec![world.open(&link).await, came.clone()]).await;
        assert_eq!((cloud.items().await, world.files().await), before, "before there is a picture");

        world.send(whose, &came.form("enregistrer").described()).await;
        let before = (cloud.items().await, world.files().await);
        let pages = vec![
            world.open(&link).await,
            world.open(&format!("{link}?remplacer=oui")).await,
            world.open(&format!("{link}?fait=oui")).await,
            came,
        ];
        plays(&world, whose, pages).await;
        assert_eq!((cloud.items().await, world.files().await), before, "once there is one");
    }
}
