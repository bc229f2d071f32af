//! What the worker does, with a fault at each of its calls: its message comes back, and all is done once.

use jiff::SignedDuration;
use model::mailing::{Command, State};
use pipeline_tests::cloud::{Cloud, FaultKind};
use pipeline_tests::enumeration::Enumeration;
use store::Nudge;

use crate::world::{World, YEAR};

#[tokio::test(start_paused = true)]
async fn a_request_is_answered_once() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let asked = world.asks(1).await;
        world.settle(asked).await;
        world.pass(SignedDuration::from_hours(25));
        let asked = world.asks(1).await;
        world.settle(asked).await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::of(cloud);
        assert_eq!(world.letters_to(1).await, ["ConfirmSubscription", "ConfirmSubscription"]);
    };
    println!("{}", Box::pin(Enumeration::new().run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn a_launch_leaves_one_row_a_reader_whatever_breaks_wherever() {
    const READERS: usize = 6;
    // An outage that the caller is told of is a crash that leaves it the time to say so: the other scenarios try them.
    let kinds = [FaultKind::AnswerLost, FaultKind::CrashBefore, FaultKind::CrashAfter];
    let scenario = async |cloud: &Cloud| {
        let world = World::with_readers(cloud, READERS).await;
        let mailing = world.launches("lettre").await;
        cloud.prelude_ends();
        world.settle(Nudge::Launch { mailing }).await;
        // The rounds of the next minutes, which find what a lost nudge has left behind.
        world.pass(SignedDuration::from_mins(6));
        world.settle(Nudge::Round).await;
        world.settle(Nudge::Launch { mailing }).await;
        mailing
    };
    let invariants = async |cloud: &Cloud, mailing| {
        let world = World::of(cloud);
        world.leaves_to(mailing, 0..READERS).await;
        assert_eq!(world.letters_about(mailing).await, ["Alex Started", "Lou Started"]);
        assert_eq!(world.store.archive(YEAR.into()).await.unwrap().len(), 1);
        assert_eq!(world.store.frozen(mailing).await.unwrap().len(), 16);
    };
    println!("{}", Box::pin(Enumeration::new().kinds(&kinds).run(scenario, invariants)).await);
}

#[tokio::test(start_paused = true)]
async fn all_that_a_round_finds_is_done_once() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let scheduled = world.drafts("programmée").await.id;
        let at = cloud.now() + SignedDuration::from_mins(1);
        world.does(scheduled, [Command::Schedule { at }]).await;
        world.pass(SignedDuration::from_mins(5));
        world.settle(Nudge::Round).await;
        scheduled
    };
    let invariants = async |cloud: &Cloud, scheduled| {
        let world = World::of(cloud);
        assert!(matches!(world.state(scheduled).await, State::Freezing { .. }));
        assert!(world.nudges("launch").await >= 1);
        let mailings = world.store.mailings(YEAR.into()).await.unwrap();
        assert_eq!(mailings.len(), 2);
        let weekly = mailings.iter().find(|mailing| mailing.id != scheduled).unwrap();
        assert_eq!(world.letters_about(weekly.id).await, ["Alex Draft", "Lou Draft"]);
    };
    println!("{}", Box::pin(Enumeration::new().run(scenario, invariants)).await);
}
