//! How often something may be asked within the last sixty minutes.

use crate::world::World;

const MOST: u32 = 40;

async fn asks(world: &World, whose: &str, times: u32) -> u32 {
    let mut counted = 0;
    for _ in 0..times {
        let is_counted = world.store.count_request("form", whose, MOST, world.now()).await.unwrap();
        counted += u32::from(is_counted);
    }
    counted
}

/// So many minutes into an hour of the clock.
async fn at(minutes: i64) -> World {
    let world = World::new().await; // at eight
    world.cloud.clock().advance(60 * minutes);
    world
}

#[tokio::test]
async fn a_thousand_at_once_are_counted_up_to_the_limit() {
    let world = at(30).await;
    assert_eq!(asks(&world, "one", 100).await, MOST);
    assert_eq!(asks(&world, "another", 100).await, MOST, "each is counted apart");
    let other = world.store.count_request("mail", "one", MOST, world.now()).await.unwrap();
    assert!(other, "each thing is counted apart");
}

#[tokio::test]
async fn an_hour_that_begins_is_no_fresh_start() {
    let world = at(59).await;
    assert_eq!(asks(&world, "one", 100).await, MOST);
    let mut later = Vec::new();
    for minutes in [1, 15, 15, 15, 15] {
        world.cloud.clock().advance(60 * minutes);
        later.push(asks(&world, "one", 100).await);
    }
    // At 9:00, 9:15, 9:30, 9:45, 10:00: as much as has slid out of the last hour.
    assert_eq!(later, [0, 10, 10, 10, 10]);
}

#[tokio::test]
async fn after_two_quiet_hours_nothing_is_held_against_anyone() {
    let world = at(59).await;
    asks(&world, "one", 100).await;
    world.cloud.clock().advance(3600 + 60);
    assert_eq!(asks(&world, "one", 100).await, MOST);
}

#[tokio::test]
async fn a_counter_is_kept_for_the_hour_that_it_counts_and_the_next_one() {
    for minutes in [0, 59] {
        let world = at(minutes).await;
        asks(&world, "one", 1).await;
        let items = world.cloud.items().await;
        let expires: i64 = items[0]["expires_at"]["N"].as_str().unwrap().parse().unwrap();
        let hour = world.now().as_second().div_euclid(3600);
        assert!(expires >= (hour + 2) * 3600, "{minutes} minutes into the hour");
        let pk = items[0]["pk"]["S"].as_str().unwrap();
        assert_eq!(pk, "RATE#form#one");
    }
}
