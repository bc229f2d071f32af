//! A mail scanner opens every link and sends every form as served: nothing changes.

use lambda_http::Body;
use lambda_http::http::Method;
use links::Purpose;
use pipeline_tests::cloud::Cloud;

use crate::world::{ADDRESS, World};

#[tokio::test(start_paused = true)]
async fn a_robot_confirms_nobody_unsubscribes_nobody_and_erases_nobody() {
    for confirmed in [false, true] {
        let cloud = Cloud::new().await;
        let world = if confirmed { World::active(&cloud).await } else { World::pending(&cloud).await };
        let before = cloud.items().await;
        for purpose in [Purpose::Subscribe, Purpose::Preferences, Purpose::Unsubscribe] {
            let link = World::link(purpose, ADDRESS);
            world.try_to(Method::HEAD, &link, &[], Body::Empty).await.unwrap();
            let mut pages = vec![world.open(&link).await];
            for _ in 0..3 {
                let mut answers = Vec::new();
                for form in pages.iter().flat_map(crate::page::Page::forms) {
                    answers.push(world.send(&link, &form).await);
                }
                pages = answers;
                pages.truncate(4);
            }
        }
        assert_eq!(cloud.items().await, before);
        let form = world.open("/abonnement").await.form("");
        world.send("/abonnement", &form).await;
        assert_eq!(cloud.items().await, before, "the sign-up form as served asks for nothing");
    }
}
