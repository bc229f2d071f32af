//! What one event, one subscriber, one issue and one copy of it consume, from beginning to end, with what SES tells of each
//! mail.

use std::collections::BTreeMap;

use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::{Delivery, Pipeline};

use super::record::{Mark, Work, number};
use super::{counting, plus};
use crate::feedback::about;
use crate::newsletter::{has_left_well, opened};
use crate::steps::ORGANISER;
use crate::world::{REGIONAL, World};

/// Audiences of the issue: what the larger consumes more is that of its copies.
const AUDIENCES: [usize; 2] = [100, 300];

/// What SES tells of every mail: that it took it, and that it was delivered. Each event comes alone: batches, which Lambda
/// makes of what comes at once, would only make it less.
async fn ses_tells_of_all(world: &World, pipeline: &mut Pipeline<'_>, told: &mut usize) {
    for mail in world.cloud.mails().split_off(*told) {
        *told += 1;
        for event in [
            include_str!("../../../../functions/feedback/events/send.json"),
            include_str!("../../../../functions/feedback/events/delivery.json"),
        ] {
            world.ses_tells(about(&mail, event)).await;
            pipeline.settle().await;
        }
    }
}

/// An event, from its draft to the programme, with a correction that is read and published again. What `publish` does for it
/// depends on the other events: see [`super::programme`].
pub(super) async fn event() -> Work {
    let cloud = Cloud::new().await;
    counting(&cloud);
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    let mark = Mark::here(&cloud).await;
    let decision = world.in_review(&mut pipeline).await;
    world.decide(&decision, &[("decision", "publish")]).await;
    pipeline.settle().await;
    let own = world.own_page(ORGANISER);
    world.correct(&format!("{own}/modifier"), "Un accueil repensé").await;
    pipeline.settle().await;
    world.publish(world.mails_to(REGIONAL).last().expect("a second mail to the moderator")).await;
    pipeline.settle().await;
    ses_tells_of_all(&world, &mut pipeline, &mut 0).await;
    let mut work = mark.since(&cloud).await;
    work.remove("publish");
    work
}

/// A subscriber, from the sign-up to the last goodbye.
pub(super) async fn subscriber() -> Work {
    const READER: &str = "lectrice@exemple.gouv.fr";
    let cloud = Cloud::new().await;
    counting(&cloud);
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    let mark = Mark::here(&cloud).await;
    world.asks_for_the_newsletter(READER).await;
    pipeline.settle().await;
    let asked = world.mails_to(READER).pop().expect("a mail to confirm the address");
    world.confirms_subscription(&asked).await;
    pipeline.settle().await;
    ses_tells_of_all(&world, &mut pipeline, &mut 0).await;
    let signed_up = mark.since(&cloud).await;

    // They leave by their first copy, which is not counted here.
    let id = world.has_draft().await;
    world.launches(id, opened(&world, id).await).await;
    pipeline.settle().await;
    let copy = world.mails_to(READER).pop().expect("a copy");
    let mark = Mark::here(&cloud).await;
    world.unsubscribes_in_one_click(&copy).await;
    pipeline.settle().await;
    plus(signed_up, mark.since(&cloud).await)
}

/// An issue without its copies, and one copy.
pub(super) async fn issue_and_copy() -> (Work, Work) {
    let [few, many] = AUDIENCES;
    let (small, large) = (Box::pin(issue(few)).await, Box::pin(issue(many)).await);
    let copy = each(&large, &small, number(many - few));
    let issue = less(&small, &copy, number(few));
    (issue, copy)
}

/// What an issue to so many readers consumes.
async fn issue(readers: usize) -> Work {
    let cloud = Cloud::new().await;
    counting(&cloud);
    let world = World::new(&cloud).await;
    for number in 0..readers {
        world.has_reader(&format!("lectrice{number}@exemple.gouv.fr"), &[]).await;
    }
    let id = world.has_draft().await;
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;
    cloud.clock().flow();
    let mark = Mark::here(&cloud).await;
    world.launches(id, opened(&world, id).await).await;
    pipeline.settle().await;
    ses_tells_of_all(&world, &mut pipeline, &mut 0).await;
    let audience = u32::try_from(readers).unwrap();
    assert_eq!(has_left_well(&world, &cloud, id, audience).await.sent, audience);
    mark.since(&cloud).await
}

/// What the scheduler's rounds of five minutes consume when there is nothing to do: one of `desk`, one of `newsletter`.
pub(super) async fn tick() -> Work {
    let cloud = Cloud::new().await;
    counting(&cloud);
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    rounds(&world, &mut pipeline).await; // the first finds the week's issue to draft
    let mark = Mark::here(&cloud).await;
    rounds(&world, &mut pipeline).await;
    mark.since(&cloud).await
}

async fn rounds(world: &World, pipeline: &mut Pipeline<'_>) {
    for queue in ["Desk", "Newsletter"] {
        let message = world.sqs.send_message().queue_url(world.cloud.queue_url(queue));
        message.message_body("{\"nudge\":\"round\"}").send().await.expect("the scheduler's message");
    }
    pipeline.settle().await;
}

/// What the larger work has more than the smaller, for each of `more`.
fn each(large: &Work, small: &Work, more: f64) -> Work {
    combined(large, small, |large, small| (large - small).max(0.0) / more)
}

/// What is left of work without what so many of `one` consume.
fn less(work: &Work, one: &Work, times: f64) -> Work {
    combined(work, one, |all, each| (all - each * times).max(0.0))
}

fn combined(one: &Work, other: &Work, of: impl Fn(f64, f64) -> f64) -> Work {
    let combine = |(function, quantities): (&String, &BTreeMap<String, f64>)| {
        let other = other.get(function);
        let quantity = |(what, &quantity): (&String, &f64)| {
            let other = other.and_then(|other| other.get(what)).copied().unwrap_or_default();
            let quantity = of(quantity, other);
            (quantity > 0.0).then(|| (what.clone(), quantity))
        };
        (function.clone(), quantities.iter().filter_map(quantity).collect())
    };
    one.iter().map(combine).collect()
}
