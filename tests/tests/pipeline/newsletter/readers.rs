//! From the sign-up form to the last goodbye, with nothing broken.

use model::mailing::State;
use model::subscriber::{Departure, Standing};
use model::territory::Region;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Delivery;

use super::{has_left_well, opened, person};
use crate::feedback::about;
use crate::settled::settled;
use crate::world::{NATIONAL, World};

const READER: &str = "lectrice@exemple.gouv.fr";

#[tokio::test(start_paused = true)]
async fn a_reader_subscribes_receives_an_issue_and_leaves_in_one_click() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    world.asks_for_the_newsletter(READER).await;
    pipeline.settle().await;
    world.confirms_subscription(&world.mails_to(READER)[0]).await;
    pipeline.settle().await;
    assert!(world.subscriber(READER).await.unwrap().is_active());

    let id = world.has_draft().await;
    world.launches(id, opened(&world, id).await).await;
    pipeline.settle().await;
    let progress = has_left_well(&world, &cloud, id, 1).await;
    assert_eq!(progress.sent, 1);
    let copy = world.mails_to(READER).pop().unwrap();
    let told: Vec<_> = world.mails_to(NATIONAL).iter().map(|mail| mail.tags["mail"].clone()).collect();
    assert!(told.iter().any(|id| id.contains("-started-")) && told.iter().any(|id| id.contains("-report-")));

    world.unsubscribes_in_one_click(&copy).await;
    world.unsubscribes_in_one_click(&copy).await;
    let Standing::Left(left) = world.subscriber(READER).await.unwrap().standing else { panic!("left") };
    assert_eq!(left.why, Departure::Unsubscribed);
    settled(&world, &cloud).await;
}

#[tokio::test(start_paused = true)]
async fn whoever_unsubscribes_between_launch_and_sending_is_not_mailed() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    for address in [READER, "lecteur@exemple.gouv.fr"] {
        world.has_reader(address, &[]).await;
    }
    let id = world.has_draft().await;
    world.launches(id, opened(&world, id).await).await;
    // Everything is taken by its function, but `send` has no time yet.
    let until = async |world: &World| matches!(world.the_mailing(id).await.state, State::Sending { .. });
    while !until(&world).await {
        assert!(pipeline.deliver_one().await, "the audience is frozen");
    }
    let before = world.store.subscriber(&person(READER)).await.unwrap().unwrap();
    let after = before.leave(Departure::Unsubscribed, cloud.now()).unwrap();
    world.store.record_subscriber(before.version, &after, None, cloud.now()).await.unwrap();
    pipeline.settle().await;
    let progress = has_left_well(&world, &cloud, id, 2).await;
    assert_eq!((progress.sent, progress.skipped), (1, 1));
    assert_eq!(world.mails_to(READER).len(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_hard_bounce_and_a_complaint_end_a_subscription_and_a_rejected_content_does_not() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery { times: 2, ..Delivery::default() });
    let addresses = ["un@exemple.gouv.fr", "deux@exemple.gouv.fr", "trois@exemple.gouv.fr"];
    for address in addresses {
        world.has_reader(address, &[Region::BRETAGNE]).await;
    }
    let id = world.has_draft().await;
    world.launches(id, opened(&world, id).await).await;
    pipeline.settle().await;
    let events = [
        // Without our tag: it is found by SES's identifier.
        include_str!("../../../../functions/feedback/events/notification-bounce.json"),
        include_str!("../../../../functions/feedback/events/complaint.json"),
        include_str!("../../../../functions/feedback/events/bounce-content.json"),
    ];
    for (address, event) in addresses.iter().zip(events) {
        world.ses_tells(about(&world.mails_to(address)[0], event)).await;
    }
    pipeline.settle().await;
    let mut ends = Vec::new();
    for address in addresses {
        ends.push(match world.subscriber(address).await.unwrap().standing {
            Standing::Left(left) => Some(left.why),
            _ => None,
        });
    }
    assert_eq!(ends, [Some(Departure::HardBounce), Some(Departure::Complained), None]);
    let health = world.store.health(id).await.unwrap();
    assert_eq!((health.bounced, health.complained), (1, 1), "told twice, counted once");
    world.asks_for_the_newsletter(addresses[0]).await;
    pipeline.settle().await;
    assert_eq!(world.mails_to(addresses[0]).len(), 1, "nobody writes to them again");
}

#[tokio::test(start_paused = true)]
async fn an_address_that_does_not_exist_is_not_asked_to_confirm_again() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    world.asks_for_the_newsletter(READER).await;
    pipeline.settle().await;
    let bounce = include_str!("../../../../functions/feedback/events/notification-bounce.json");
    world.ses_tells(about(&world.mails_to(READER)[0], bounce)).await;
    pipeline.settle().await;
    cloud.clock().advance(48 * 3600);
    world.asks_for_the_newsletter(READER).await;
    pipeline.settle().await;
    assert_eq!(world.mails_to(READER).len(), 1);
}
