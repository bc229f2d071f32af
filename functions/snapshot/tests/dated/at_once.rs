//! Readers and runs at the same time.

use pipeline_tests::cloud::{Cloud, Fault, FaultKind};
use pipeline_tests::watch::watched;
use snapshot::Deps;

use crate::DAY;
use crate::world::World;

/// A snapshot was taken the day before; since then, an event has come.
async fn the_day_after(cloud: &Cloud) -> World {
    let world = World::new(cloud).await;
    world.take(None).await.unwrap();
    world.has("Deux").await;
    cloud.clock().advance(DAY);
    world
}

#[tokio::test(start_paused = true)]
async fn a_reader_follows_the_pointer_to_a_whole_snapshot_at_each_moment() {
    for seed in 0..3 {
        let cloud = Cloud::new().await;
        let world = the_day_after(&cloud).await;
        cloud.interleave(seed);
        let look = async || drop(world.verified().await);
        let (taken, looks) = watched(Box::pin(world.invoke()), look).await;
        assert!(taken.unwrap().is_ok() && looks > 20, "{looks} looks");
        assert_eq!(world.verified().await.counts.events, 2);
    }
}

/// Two runs that render otherwise, at once; a fault at that call of the two, if there is one.
async fn two(cloud: &Cloud, fault: Option<(usize, FaultKind)>) -> (World, usize) {
    let world = the_day_after(cloud).await;
    let base_url = "https://autre.exemple.gouv.fr".into();
    let other = World { cloud: cloud.clone(), deps: Deps { base_url, ..world.deps.clone() } };
    if let Some((at, kind)) = fault {
        cloud.plan(Fault::at_call(at, kind));
    }
    let (one, two) = tokio::join!(Box::pin(world.invoke()), Box::pin(other.invoke()));
    let ended = [&one, &two].iter().filter(|run| matches!(run, Ok(Ok(_)))).count();
    (world, ended)
}

/// One dies at a call, whichever of the two made it: at each, but for one in ten of the files, which are all alike.
#[tokio::test(start_paused = true)]
async fn one_of_two_at_once_dies_anywhere_and_the_date_is_whole() {
    let cloud = Cloud::new().await;
    assert_eq!(two(&cloud, None).await.1, 2);
    let calls: Vec<_> = cloud.calls().into_iter().filter(|call| call.number.is_some()).collect();
    let is_pointer_or_manifest = |key: &str| key.ends_with("manifest.json") || key.ends_with("latest.json");
    let mut deaths = 0;
    for (at, call) in (1..).zip(&calls) {
        if call.operation == "PutObject" && !is_pointer_or_manifest(&call.target) && at % 10 != 0 {
            continue;
        }
        let kind = if at % 2 == 0 { FaultKind::CrashBefore } else { FaultKind::CrashAfter };
        let cloud = Cloud::new().await;
        let (world, ended) = two(&cloud, Some((at, kind))).await;
        assert_eq!(
            (ended, cloud.unreached_faults()),
            (1, vec![]),
            "{kind:?} at {call}: the other takes no notice"
        );
        let seen = world.verified().await;
        assert_eq!((seen.counts.events, seen.date.to_string().as_str()), (2, "2024-11-05"));
        world.take(None).await.unwrap();
        assert_eq!(world.verified().await, seen, "what a date has does not change");
        deaths += 1;
    }
    assert!(deaths > 20, "{deaths}");
}
