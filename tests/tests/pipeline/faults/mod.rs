//! Whole scenarios with a fault at each of their calls.

use pipeline_tests::cloud::Cloud;
use pipeline_tests::enumeration::Enumeration;
use pipeline_tests::pipeline::{Arrival, Delivery, Pipeline};

use crate::world::World;

/// The tests of a scenario. The everyday one tries one kind of fault at each call, each kind in its turn, and once every
/// message twice and shuffled; the thorough one, of `make test-long`, every kind at every call, both in order and
/// shuffled.
macro_rules! with_a_fault_at_every_call {
    ($name:ident, $scenario:ident, $invariants:ident) => {
        mod $name {
            #[tokio::test(start_paused = true)]
            async fn with_a_fault_at_every_call() {
                super::super::everyday(stringify!($name), super::$scenario, super::$invariants).await;
            }

            #[tokio::test(start_paused = true)]
            #[ignore = "takes minutes: make test-long"]
            async fn with_every_fault_at_every_call() {
                super::super::thorough(stringify!($name), super::$scenario, super::$invariants).await;
            }
        }
    };
}

pub(crate) mod drafts;
pub(crate) mod featured;
pub(crate) mod journey;
pub(crate) mod moderation;
pub(crate) mod newsletter;
pub(crate) mod orders;
pub(crate) mod organisers;
pub(crate) mod rounds;

const SHUFFLED: Delivery = Delivery { times: 2, arrival: Arrival::Shuffled(7) };

async fn everyday(
    name: &str,
    scenario: impl AsyncFn(&World, &mut Pipeline<'_>),
    invariants: impl AsyncFn(&World, &Cloud),
) {
    run(name, &scenario, &invariants, Delivery::default(), Enumeration::new().in_turn()).await;
    run(name, &scenario, &invariants, SHUFFLED, Enumeration::new().kinds(&[])).await;
}

async fn thorough(
    name: &str,
    scenario: impl AsyncFn(&World, &mut Pipeline<'_>),
    invariants: impl AsyncFn(&World, &Cloud),
) {
    run(name, &scenario, &invariants, Delivery::default(), Enumeration::new()).await;
    run(name, &scenario, &invariants, SHUFFLED, Enumeration::new()).await;
}

async fn run(
    name: &str,
    scenario: &impl AsyncFn(&World, &mut Pipeline<'_>),
    invariants: &impl AsyncFn(&World, &Cloud),
    delivery: Delivery,
    enumeration: Enumeration,
) {
    let played = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let mut pipeline = world.pipeline(delivery);
        // A future of this size would not fit the stack of a test's thread.
        Box::pin(scenario(&world, &mut pipeline)).await;
        pipeline.settle().await;
    };
    let held = async |cloud: &Cloud, ()| {
        let world = World::observing(cloud).await;
        Box::pin(invariants(&world, cloud)).await;
    };
    let report = enumeration.run(played, held).await;
    println!("{name}, {}: {report}", if delivery.times > 1 { "twice and shuffled" } else { "in order" });
}
