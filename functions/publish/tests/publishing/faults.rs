//! A fault at each call, and what a reader sees meanwhile.

use model::publication::Publication;
use pipeline_tests::cloud::{Cloud, FaultKind};
use pipeline_tests::enumeration::{Enumeration, Report};
use pipeline_tests::watch::watched;

use crate::NUDGE;
use crate::world::World;

/// A programme that is published, then changes in every way: an event comes, one is withdrawn, one vanishes, an issue has
/// left.
async fn changes(cloud: &Cloud) -> (World, [Publication; 2]) {
    let world = World::new(cloud).await;
    let (stays, leaves) = (world.has("Reste").await, world.has("Part").await);
    let vanishes = world.has("Disparaît").await;
    world.publish(2024).await.unwrap();
    world.has_no_longer(&leaves).await;
    world.vanishes(&vanishes).await;
    let comes = world.has("Vient").await;
    world.has_left("La lettre", &[stays.clone(), leaves, comes.clone()]).await;
    (world, [stays, comes])
}

#[tokio::test(start_paused = true)]
async fn whatever_breaks_wherever_the_next_run_heals_it() {
    println!("{}", Box::pin(every_fault(Enumeration::new().in_turn())).await);
}

#[tokio::test(start_paused = true)]
#[ignore = "every kind of fault at every call: make test-long"]
async fn every_kind_of_fault_at_every_call_is_healed_by_the_next_run() {
    println!("{}", Box::pin(every_fault(Enumeration::new())).await);
}

async fn every_fault(enumeration: Enumeration) -> Report {
    let scenario = async |cloud: &Cloud| {
        let (world, events) = changes(cloud).await;
        cloud.prelude_ends();
        let first = world.invoke(&[NUDGE]).await;
        world.leads_nowhere_in_vain().await;
        if first != Ok(Vec::new()) {
            world.publish(2024).await.unwrap();
        }
        (world, events)
    };
    let invariants =
        async |_: &Cloud, (world, events): (World, [Publication; 2])| world.holds_exactly(&events).await;
    let report = Box::pin(enumeration.run(scenario, invariants)).await;
    assert!(report.calls.iter().any(|call| call.operation == "DeleteObject"));
    report
}

/// The very first publication too: what it left half done is no hindrance.
#[tokio::test(start_paused = true)]
async fn a_first_publication_that_dies_anywhere_is_made_by_the_next_round() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        world.has("Un").await;
        cloud.prelude_ends();
        let _ = world.invoke(&[NUDGE]).await;
        // The fault may also strike the first round.
        for _ in 0..2 {
            if world.invoke(&[r#"{"nudge":"round"}"#]).await == Ok(Vec::new()) {
                return world;
            }
        }
        panic!("two rounds, and one fault for both and the publication")
    };
    let invariants = async |_: &Cloud, world: World| world.holds_what_the_table_says().await;
    let kinds = [FaultKind::CrashBefore, FaultKind::CrashAfter, FaultKind::AnswerLost];
    let report = Box::pin(Enumeration::new().kinds(&kinds).in_turn().run(scenario, invariants)).await;
    println!("{report}");
}

#[tokio::test(start_paused = true)]
async fn at_no_moment_does_a_link_lead_to_nothing() {
    for seed in 0..4 {
        let cloud = Cloud::new().await;
        let (world, events) = changes(&cloud).await;
        cloud.interleave(seed);
        let (done, looks) =
            watched(world.invoke(&[NUDGE]), async || world.leads_nowhere_in_vain().await).await;
        assert_eq!(done, Ok(Vec::new()));
        assert!(looks > 20, "{looks}");
        world.holds_exactly(&events).await;
    }
}
