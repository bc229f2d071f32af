//! The dated export, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod at_once;
mod world;

use pipeline_tests::cloud::Cloud;
use pipeline_tests::enumeration::{Enumeration, Report};
use site::Object;
use snapshot::{Deps, Outcome, SnapshotError};

use crate::world::World;

const DAY: i64 = 24 * 60 * 60;

#[tokio::test(start_paused = true)]
async fn a_night_keeps_every_file_with_its_sum() {
    let world = World::new(&Cloud::new().await).await;
    let outcome = world.take(None).await.unwrap();
    let manifest = world.verified().await;
    assert_eq!(manifest.date.to_string(), "2024-11-04");
    let files = manifest.files.len();
    assert_eq!((manifest.counts.events, manifest.counts.files), (1, files));
    for export in ["programme.csv", "programme.schema.json", "openagenda.json", "evenements.atom"] {
        assert!(manifest.files.iter().any(|file| file.path == format!("2024/{export}")), "{export}");
    }
    let root = manifest.root.clone();
    let expected = Outcome::Taken {
        edition: 2024.into(),
        date: manifest.date,
        root,
        first: true,
        written: files,
        unchanged: 0,
        is_latest: true,
    };
    assert_eq!(outcome, expected);
}

#[tokio::test(start_paused = true)]
async fn the_date_is_that_of_paris() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    cloud.clock().set("2024-11-09T23:30:00Z".parse().unwrap()); // half past midnight in Paris
    world.take(None).await.unwrap();
    assert_eq!(world.verified().await.date.to_string(), "2024-11-10");
}

#[tokio::test(start_paused = true)]
async fn a_date_is_taken_once_whatever_is_published_after() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    world.take(None).await.unwrap();
    let (manifest, objects) = (world.verified().await, cloud.objects().await);
    world.has("Deux").await;
    let again = world.take(None).await.unwrap();
    assert!(matches!(again, Outcome::Taken { first: false, written: 0, is_latest: true, .. }), "{again:?}");
    assert_eq!((world.verified().await, cloud.objects().await), (manifest, objects));
}

/// Pages show them where they are: their names come from their content, so they never change.
#[tokio::test(start_paused = true)]
async fn pictures_are_left_where_they_are() {
    let world = World::new(&Cloud::new().await).await;
    let key = "images/7k3qx9mb2fht-480.webp";
    let picture = Object {
        key: key.into(),
        body: "pixels".into(),
        content_type: "image/webp",
        cache_control: "no-cache",
    };
    world.deps.bucket.put(&picture, None).await.unwrap();
    world.take(None).await.unwrap();
    assert_eq!(world.cloud.object(key).await, Some("pixels".into()));
    assert!(world.verified().await.files.iter().all(|file| !file.path.contains("images/")));
}

#[tokio::test(start_paused = true)]
async fn two_at_once_with_different_contents_leave_one_of_them_whole() {
    let world = World::new(&Cloud::new().await).await;
    let other = World {
        cloud: world.cloud.clone(),
        deps: Deps { base_url: "https://autre.exemple.gouv.fr".into(), ..world.deps.clone() },
    };
    let (one, two) = tokio::join!(world.take(None), other.take(None));
    let first = |outcome: Outcome| matches!(outcome, Outcome::Taken { first: true, .. });
    assert!(first(one.unwrap()) ^ first(two.unwrap()));
    world.verified().await;
}

#[tokio::test(start_paused = true)]
async fn the_pointer_only_moves_forward() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    cloud.clock().advance(3 * DAY);
    world.take(None).await.unwrap();
    let missed = world.take(Some("2024-11-05")).await.unwrap();
    assert!(matches!(missed, Outcome::Taken { first: true, is_latest: false, .. }), "{missed:?}");
    assert_eq!(world.verified().await.date.to_string(), "2024-11-07");
    assert!(matches!(world.take(Some("2024-11-08")).await, Err(SnapshotError::Future(_))));
    cloud.clock().advance(DAY);
    world.take(None).await.unwrap();
    assert_eq!(world.verified().await.date.to_string(), "2024-11-08");
}

#[tokio::test(start_paused = true)]
async fn whatever_breaks_wherever_leaves_the_old_or_the_new_and_the_next_run_the_new() {
    println!("{}", Box::pin(every_fault(Enumeration::new().in_turn())).await);
}

#[tokio::test(start_paused = true)]
#[ignore = "every kind of fault at every call: make test-long"]
async fn every_kind_of_fault_at_every_call_leaves_the_old_or_the_new() {
    println!("{}", Box::pin(every_fault(Enumeration::new())).await);
}

async fn every_fault(enumeration: Enumeration) -> Report {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        world.take(None).await.unwrap();
        world.has("Deux").await;
        cloud.clock().advance(DAY);
        let outcome = Box::pin(world.invoke()).await;
        (world, matches!(outcome, Ok(Ok(_))))
    };
    let invariants = async |_: &Cloud, (world, done): (World, bool)| {
        let events = world.verified().await.counts.events;
        assert!(if done { events == 2 } else { events == 1 || events == 2 });
        world.take(None).await.unwrap();
        assert_eq!(world.verified().await.counts.events, 2);
    };
    Box::pin(enumeration.run(scenario, invariants)).await
}

#[test]
fn the_schedulers_own_input_asks_for_today() {
    let input =
        r#"{"version":"0","detail-type":"Scheduled Event","time":"2024-11-05T02:30:00Z","detail":"{}"}"#;
    let request: snapshot::Request = serde_json::from_str(input).unwrap();
    assert_eq!(request, snapshot::Request::default());
}
