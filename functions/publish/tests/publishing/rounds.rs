//! The round that the scheduler asks for every hour.

use std::sync::atomic::{AtomicI64, Ordering};

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::SignedDuration;
use pipeline_tests::cloud::{Cloud, Service};
use runtime::Clock;

use crate::NUDGE;
use crate::world::{Row, World, edition};

const ROUND: &str = r#"{"nudge":"round"}"#;

/// An item of an edition that nothing can be made of.
fn broken(year: i16) -> Row {
    let text = |value: String| AttributeValue::S(value);
    [
        ("pk", text(format!("EDITION#{year}"))),
        ("sk", text("PUBLISHED#broken".into())),
        ("entity", text("published".into())),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

#[tokio::test(start_paused = true)]
async fn after_midnight_the_round_says_what_is_on_that_day() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    world.has("Le douze").await; // at ten in the morning, on 12 November
    cloud.clock().set("2024-11-11T22:59:00Z".parse().unwrap());
    world.publish(2024).await.unwrap();
    let eve = cloud.object("2024/index.html").await;
    cloud.clock().set("2024-11-11T23:01:00Z".parse().unwrap());
    assert_eq!(world.invoke(&[ROUND]).await, Ok(Vec::new()));
    world.holds_what_the_table_says().await;
    assert_ne!(cloud.object("2024/index.html").await, eve, "it is on today");
}

#[tokio::test(start_paused = true)]
async fn a_round_with_nothing_to_do_writes_nothing_and_asks_little() {
    let world = World::new(&Cloud::new().await).await;
    world.has("Un").await;
    world.deps.store.open_edition(&edition(2025)).await.unwrap();
    world.invoke(&[ROUND]).await.unwrap();
    let before = world.cloud.calls().len();
    assert_eq!(world.invoke(&[ROUND]).await, Ok(Vec::new()));
    let calls = world.cloud.calls().split_off(before);
    let count = |operation: &str| calls.iter().filter(|call| call.operation == operation).count();
    assert_eq!((count("PutObject"), count("DeleteObject")), (0, 0));
    let listings = calls.iter().filter(|call| call.service == Service::S3).count();
    println!("{} calls for two editions, {listings} of them listings", calls.len());
    assert_eq!(listings, count("ListObjectsV2"));
    assert!(calls.len() < 2 * 40, "{calls:#?}");
}

#[tokio::test(start_paused = true)]
async fn a_round_publishes_the_current_edition_first_and_each_edition_once_in_a_batch() {
    let world = World::new(&Cloud::new().await).await;
    world.has("Un").await;
    world.publish(2024).await.unwrap();
    world.deps.store.open_edition(&edition(2025)).await.unwrap();
    world.has("Deux").await; // nobody has said it
    let before = world.cloud.calls().len();
    assert_eq!(world.invoke(&[ROUND, NUDGE, ROUND]).await, Ok(Vec::new()));
    let calls = world.cloud.calls().split_off(before);
    let keys = |operation: &str| {
        let of = calls.iter().filter(|call| call.operation == operation);
        of.map(|call| call.target.clone()).collect::<Vec<_>>()
    };
    let written = keys("PutObject");
    let home = written.iter().position(|key| key == "2025/index.html").unwrap();
    assert!(written[home..].iter().any(|key| key.starts_with("2024/")), "{written:#?}");
    assert!(written[..home].iter().all(|key| key.starts_with("2025/")), "{written:#?}");
    let is_look = |key: &&String| key.contains("EDITION#2024") && key.contains("PUBLISHED#");
    assert_eq!(keys("Query").iter().filter(is_look).count(), 2, "once before writing, once after");
    world.holds_what_the_table_says().await;
}

#[tokio::test(start_paused = true)]
async fn an_edition_that_cannot_be_published_holds_back_no_other_and_the_round_comes_again() {
    let world = World::new(&Cloud::new().await).await;
    world.has("Un").await;
    world.deps.store.open_edition(&edition(2025)).await.unwrap();
    let row = broken(2025);
    world.has_row(row.clone()).await;
    assert_eq!(world.invoke(&[ROUND]).await, Ok(vec!["m0".to_owned()]));
    assert!(world.cloud.object("2024/index.html").await.is_some(), "the other one is there");
    assert!(world.cloud.object("2025/index.html").await.is_none());
    world.has_row_no_longer(row).await;
    assert_eq!(world.invoke(&[ROUND]).await, Ok(Vec::new()));
    world.holds_what_the_table_says().await;
}

#[tokio::test(start_paused = true)]
async fn a_round_that_runs_out_of_time_comes_again() {
    let cloud = Cloud::new().await;
    let mut world = World::new(&cloud).await;
    world.has("Un").await;
    // The batch begins the record, and nothing is left to begin an edition.
    world.deadline = cloud.now() + SignedDuration::from_secs(11);
    let (looks, now) = (AtomicI64::new(0), cloud.now());
    world.deps.clock =
        Clock::of(move || now + SignedDuration::from_secs(looks.fetch_add(1, Ordering::Relaxed)));
    assert_eq!(world.invoke(&[ROUND]).await, Ok(vec!["m0".to_owned()]));
    assert!(world.cloud.objects().await.is_empty());
}
