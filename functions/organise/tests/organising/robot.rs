//! A mail scanner opens every page and sends every form as served, with each of its buttons: nothing changes.

use lambda_http::Body;
use lambda_http::http::Method;
use pipeline_tests::cloud::Cloud;

use crate::page::{Form, Page};
use crate::world::{World, mine, page_of, second};

#[tokio::test(start_paused = true)]
async fn a_robot_changes_nothing_whatever_it_opens_and_sends() {
    for shared in [false, true] {
        let cloud = Cloud::new().await;
        let world = if shared { World::shared(&cloud).await } else { World::in_review(&cloud).await };
        let link = |page| if shared { page_of(second(), page) } else { mine(page) };
        let before = cloud.items().await;
        let mut sent = 0;
        for page in ["", "modifier", "pratique", "retirer", "equipe", "copier"] {
            let path = link(page);
            world.request(Method::HEAD, &path, Body::Empty).await.unwrap();
            let mut pages = vec![world.open(&path).await];
            for _ in 0..3 {
                let mut answers = Vec::new();
                for form in pages.iter().flat_map(Page::forms).flat_map(|form| form.every_way()) {
                    let action = form.action.clone().or(Some(path.clone()));
                    answers.push(world.send(&Form { action, ..form }).await);
                    sent += 1;
                }
                pages = answers;
                pages.truncate(12);
            }
        }
        let form = world.open("/mes-evenements").await.form("");
        world.send(&form).await;
        assert_eq!(cloud.items().await, before);
        assert!(sent > 20, "{sent}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_robot_that_has_kept_the_page_before_last_ticks_nothing_either() {
    let world = World::published(&Cloud::new().await).await;
    let page = world.open(&mine("pratique")).await;
    let preview = world.send(&page.form("").with("statut", "cancelled")).await;
    let before = world.cloud.items().await;
    for form in preview.form("").every_way() {
        world.send(&form).await;
    }
    assert_eq!(world.cloud.items().await, before);
}
