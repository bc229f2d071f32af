//! Issues whose time has come, and those whose nudge was lost.

use jiff::SignedDuration;
use model::mailing::{Buckets, Command, State, Tally};
use pipeline_tests::cloud::Cloud;

use crate::world::{World, YEAR};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

#[tokio::test(start_paused = true)]
async fn a_scheduled_issue_leaves_at_its_time() {
    let world = World::new(&Cloud::new().await).await;
    let mailing = world.drafts("lettre").await;
    let at = world.cloud.now() + MINUTE * 10;
    world.does(mailing.id, [Command::Schedule { at }]).await;
    world.pass(MINUTE * 9);
    world.round().await;
    assert_eq!(world.state(mailing.id).await, State::Scheduled { at });
    world.pass(MINUTE);
    world.round().await;
    world.round().await;
    assert!(matches!(world.state(mailing.id).await, State::Freezing { .. }));
    assert!(world.mailing(mailing.id).await.first_of_month);
    assert_eq!(world.nudges("launch").await, 1);
}

#[tokio::test(start_paused = true)]
async fn of_the_issues_of_a_month_in_paris_the_first_is_the_monthly_one() {
    let world = World::new(&Cloud::new().await).await;
    let mut months = Vec::new();
    for (name, at) in [
        ("un", "2024-11-05T08:00:00Z"),
        ("deux", "2024-11-05T08:00:00Z"),
        ("trois", "2024-11-30T22:59:00Z"),
        ("quatre", "2024-11-30T23:00:00Z"), // December in Paris
    ] {
        let mailing = world.drafts(name).await;
        let at: jiff::Timestamp = at.parse().unwrap();
        world.does(mailing.id, [Command::Schedule { at }]).await;
        months.push((mailing.id, at));
    }
    for at in ["2024-11-05T08:00:00Z", "2024-11-30T22:59:00Z", "2024-11-30T23:00:00Z"] {
        world.at(at);
        world.round().await;
    }
    let mut first = Vec::new();
    for (id, _) in months {
        first.push(world.mailing(id).await.first_of_month);
    }
    assert_eq!(first.iter().filter(|first| **first).count(), 2, "{first:?}");
    assert!(first[0] != first[1] && !first[2] && first[3], "{first:?}");
}

#[tokio::test(start_paused = true)]
async fn an_issue_that_waits_to_be_frozen_is_nudged_after_five_minutes() {
    let world = World::new(&Cloud::new().await).await;
    world.launches("lettre").await;
    world.pass(MINUTE * 5);
    world.round().await;
    assert_eq!(world.nudges("launch").await, 0);
    world.pass(MINUTE);
    world.round().await;
    world.round().await;
    assert_eq!(world.nudges("launch").await, 1);
}

#[tokio::test(start_paused = true)]
async fn an_issue_of_which_nothing_leaves_any_more_is_nudged_and_one_that_leaves_is_not() {
    let world = World::new(&Cloud::new().await).await;
    let buckets = Buckets::new(2);
    let id = world.is_leaving("lettre", buckets, 2).await;
    world.pass(MINUTE * 6);
    let bucket = buckets.all().next().unwrap();
    world.store.note_tally(id, &Tally { bucket, sent: 1, at: world.cloud.now() }).await.unwrap();
    world.round().await;
    assert_eq!(world.nudges("mailing").await, 0);
    world.pass(MINUTE * 6);
    world.round().await;
    assert_eq!(world.nudges("mailing").await, 1);
    world.does(id, [Command::Pause]).await;
    world.pass(MINUTE * 6);
    world.round().await;
    assert_eq!(world.nudges("mailing").await, 1, "a pause is a pause");
}

#[tokio::test(start_paused = true)]
async fn a_parked_issue_is_tried_again_every_quarter_of_an_hour() {
    let world = World::new(&Cloud::new().await).await;
    let id = world.is_leaving("lettre", Buckets::new(1), 2).await;
    let resumes_by = world.cloud.now() + MINUTE * 60 * 24;
    world.does(id, [Command::Park { resumes_by }]).await;
    world.pass(MINUTE * 14);
    world.round().await;
    assert!(matches!(world.state(id).await, State::Parked { .. }));
    world.pass(MINUTE);
    world.round().await;
    assert!(matches!(world.state(id).await, State::Sending { .. }));
    assert_eq!(world.nudges("mailing").await, 1);
}

#[tokio::test(start_paused = true)]
async fn an_issue_that_has_left_and_that_the_web_lacks_is_put_there() {
    let world = World::new(&Cloud::new().await).await;
    let id = world.is_leaving("lettre", Buckets::new(1), 2).await;
    let cancelled = world.launches("annulée").await;
    world.does(cancelled, [Command::Cancel]).await;
    for _ in 0..2 {
        world.round().await;
        let archive = world.store.archive(YEAR.into()).await.unwrap();
        assert_eq!(archive.iter().map(|(_, issue)| issue.id).collect::<Vec<_>>(), [id]);
    }
}
