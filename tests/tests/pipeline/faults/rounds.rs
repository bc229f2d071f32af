//! Digest, reminder, escalation, with a fault at each call: each is sent once, whatever the scheduler does.

use jiff::SignedDuration;
use model::moderation::Rhythm;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Pipeline;

use crate::settled::{ends, settled};
use crate::steps::ORGANISER;
use crate::world::{NATIONAL, REGIONAL, World, team};

with_a_fault_at_every_call!(four_days, nobody_decides_for_four_days, each_is_told_once);

/// The scheduler's message comes twice a day, each time twice.
pub(crate) async fn nobody_decides_for_four_days(world: &World, pipeline: &mut Pipeline<'_>) {
    let [_, mut regional] = team();
    regional.rhythm = Rhythm::Digest;
    world.store.put_moderator(&regional).await.unwrap();
    world.submit().await;
    pipeline.settle().await;
    world.confirm(world.mails_to(ORGANISER).last().expect("a mail to confirm the address")).await;
    pipeline.settle().await;
    world.cloud.prelude_ends();
    let started = world.cloud.now();
    for hours in [1, 23, 49, 97] {
        world.cloud.clock().set(started + SignedDuration::from_hours(hours));
        world.nudge_the_desk().await;
        world.nudge_the_desk().await;
        pipeline.settle().await;
    }
}

/// A digest each morning, then a reminder, then the national team.
async fn each_is_told_once(world: &World, cloud: &Cloud) {
    let expected = [
        ("confirm-address", 1, 0),
        ("escalation", 1, 0),
        ("morning", 3, 0),
        ("received", 1, 0),
        ("reminder", 1, 0),
    ];
    assert_eq!(settled(world, cloud).await, ends(&expected));
    assert!(!world.mails_to(NATIONAL).is_empty(), "the national team hears of it after four days");
    assert!(world.mails_to(REGIONAL).len() >= 4);
}
