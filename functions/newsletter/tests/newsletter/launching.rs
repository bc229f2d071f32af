//! An issue is to leave.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::SignedDuration;
use model::mailing::{Block, Command, Segment, State};
use model::subscriber::{Departure, Preferences, Rhythm};
use model::territory::Region;
use newsletter::Deps;
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};
use runtime::Clock;
use store::Nudge;

use crate::world::{World, YEAR};

const READERS: usize = 60;

#[tokio::test(start_paused = true)]
async fn every_reader_has_one_row_and_the_issue_leaves() {
    let cloud = Cloud::new().await;
    cloud.page_size(3);
    let world = World::with_readers(&cloud, READERS).await;
    let mailing = world.launches("lettre").await;
    world.settle(Nudge::Launch { mailing }).await;
    world.leaves_to(mailing, 0..READERS).await;
    assert_eq!(world.nudges("mailing").await, 1);
    assert_eq!(world.letters_about(mailing).await, ["Alex Started", "Lou Started"]);
    let archive = world.store.archive(YEAR.into()).await.unwrap();
    let [(_, issue)] = &archive[..] else { panic!("{archive:?}") };
    assert_eq!((issue.id, world.store.issue(mailing).await.unwrap().as_ref()), (mailing, Some(issue)));
    assert!(
        issue.blocks.iter().all(|block| !matches!(block, Block::Week { .. })),
        "its event is another week's"
    );
}

#[tokio::test(start_paused = true)]
async fn it_goes_to_those_whom_it_is_for() {
    let world = World::with_readers(&Cloud::new().await, 0).await;
    let in_corsica = Preferences { regions: [Region::CORSE].into(), ..Preferences::default() };
    let monthly = Preferences { rhythm: Rhythm::Monthly, ..in_corsica.clone() };
    let paused = Rhythm::UntilNextEdition { paused: YEAR.into() };
    world.subscribes(0, in_corsica.clone()).await;
    world.subscribes(1, Preferences::default()).await;
    world.subscribes(2, Preferences { rhythm: paused, ..in_corsica.clone() }).await;
    world.subscribes(3, monthly).await;
    world.subscribes(4, in_corsica).await;
    world.leaves(4, Departure::Unsubscribed).await;
    let draft = world.drafts("lettre").await;
    let segment = Segment { regions: [Region::CORSE].into(), ..Segment::default() };
    let words = draft.words.clone();
    let edit = Command::Edit { words, plan: draft.plan.clone(), featured: vec![], segment };
    world.does(draft.id, [edit, Command::Launch { first_of_month: false }]).await;
    world.settle(Nudge::Launch { mailing: draft.id }).await;
    world.leaves_to(draft.id, [0]).await;
}

#[tokio::test(start_paused = true)]
async fn an_issue_for_nobody_leaves_as_any_other() {
    let world = World::with_readers(&Cloud::new().await, 0).await;
    let mailing = world.launches("lettre").await;
    world.settle(Nudge::Launch { mailing }).await;
    world.leaves_to(mailing, []).await;
    assert_eq!(world.nudges("mailing").await, 1);
}

#[tokio::test(start_paused = true)]
async fn a_launch_goes_on_where_the_deadline_stopped_it() {
    let world = World::with_readers(&Cloud::new().await, READERS).await;
    let mailing = world.launches("lettre").await;
    let (mut invocations, mut stops) = (0, 0);
    while matches!(world.state(mailing).await, State::Freezing { .. }) {
        let started = world.cloud.now();
        let looks = AtomicI64::new(0);
        let a_second_a_look =
            Clock::of(move || started + SignedDuration::from_secs(looks.fetch_add(1, Ordering::Relaxed)));
        let slow = Deps { clock: a_second_a_look, ..world.deps.clone() };
        let deadline = started + SignedDuration::from_secs(40);
        assert!(world.nudge_until(&slow, Nudge::Launch { mailing }, deadline).await);
        world.pass(SignedDuration::from_secs(60));
        invocations += 1;
        stops = world.nudges("launch").await;
        assert!(invocations < 20, "it never ends");
    }
    assert!(invocations > 1 && stops == invocations - 1, "{invocations} invocations, {stops} nudges");
    world.leaves_to(mailing, 0..READERS).await;
}

#[tokio::test(start_paused = true)]
async fn whoever_comes_or_goes_between_two_tries_is_counted_right() {
    for nth in [1, 5, 20, 40] {
        let cloud = Cloud::new().await;
        let world = World::with_readers(&cloud, READERS).await;
        let mailing = world.launches("lettre").await;
        cloud.plan(Fault::at("newsletter", "PutItem", 2 + nth, FaultKind::CrashAfter));
        assert!(!world.survives(Nudge::Launch { mailing }).await, "it dies in the middle");
        let before = world.rows(mailing).await;
        for n in 0..READERS / 2 {
            world.leaves(n, Departure::Unsubscribed).await;
        }
        world.subscribes(READERS, Preferences::default()).await;
        world.pass(SignedDuration::from_mins(6));
        world.settle(Nudge::Launch { mailing }).await;
        let (issue, rows) = (world.mailing(mailing).await, world.rows(mailing).await);
        assert!(matches!(issue.state, State::Sending { .. }));
        assert_eq!(issue.audience, u32::try_from(rows.len()).ok(), "after {} rows", before.len());
        assert!(before.iter().all(|row| rows.contains(row)), "no row is lost");
    }
}

#[tokio::test(start_paused = true)]
async fn two_launches_at_once_freeze_one_audience() {
    for seed in 0..10 {
        let cloud = Cloud::new().await;
        let world = World::with_readers(&cloud, 20).await;
        let mailing = world.launches("lettre").await;
        cloud.interleave(seed);
        let deadline = cloud.now() + SignedDuration::from_secs(60);
        let launch =
            async |deadline| world.nudge_until(&world.deps, Nudge::Launch { mailing }, deadline).await;
        let both = tokio::join!(launch(deadline), launch(deadline + SignedDuration::from_secs(1)));
        assert_eq!(both, (true, true), "seed {seed}");
        world.leaves_to(mailing, 0..20).await;
        assert_eq!(world.letters_about(mailing).await, ["Alex Started", "Lou Started"]);
    }
}

#[tokio::test(start_paused = true)]
async fn an_issue_that_is_cancelled_meanwhile_does_not_leave() {
    let (mut cancelled, mut left) = (0, 0);
    for seed in 0..12 {
        let cloud = Cloud::new().await;
        let world = World::with_readers(&cloud, 20).await;
        let mailing = world.launches("lettre").await;
        cloud.interleave(seed);
        let cancels = async {
            for _ in 0..4 * seed {
                world.store.team().await.unwrap();
            }
            let now = cloud.now();
            let after = world.mailing(mailing).await.decide(Command::Cancel, None, now).unwrap();
            world.store.record_mailing(&after, vec![], store::MailingNudge::None, now).await.is_ok()
        };
        let (settled, done) =
            tokio::join!(world.nudge(Nudge::Launch { mailing }), Box::pin(cloud.invoke("compose", cancels)),);
        assert!(settled, "seed {seed}");
        let issue = world.mailing(mailing).await;
        if done.unwrap() && issue.audience.is_none() {
            assert!(matches!(issue.state, State::Cancelled { .. }));
            assert_eq!(world.nudges("mailing").await, 0, "seed {seed}");
            assert_eq!(world.store.archive(YEAR.into()).await.unwrap(), [], "seed {seed}");
            cancelled += 1;
        } else {
            left += 1;
        }
    }
    assert!(cancelled > 0, "{left} left");
}
