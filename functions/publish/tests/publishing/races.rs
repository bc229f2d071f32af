//! Two runs of the same edition at once, the first of which has read the table before it changed: as when the round is under
//! way while a moderator decides. Whichever call it was at, what stays is what the table says.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::task::Poll;

use model::publication::Publication;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::watch::watched;

use crate::world::World;

/// Lets a run go on until the cloud has seen so many calls; whether it has ended.
async fn until<F: Future>(cloud: &Cloud, calls: usize, mut run: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| {
        if cloud.calls().len() >= calls {
            return Poll::Ready(None);
        }
        run.as_mut().poll(context).map(Some)
    })
    .await
}

/// A run is stopped after so many of its calls; the table changes, another run is made from beginning to end; the first goes
/// on. `before` is what the programme and the site are like when the first begins.
async fn overtaken<T>(before: impl AsyncFn(&World) -> T, change: impl AsyncFn(&World, T), never_back: bool) {
    // Each call by which it looks and reads, then one in seven of its writes, which are much alike.
    for at in (0..40).chain((40..).step_by(7)) {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        world.has("Toujours là").await;
        let prepared = before(&world).await;
        let begun = cloud.calls().len();
        let mut first = pin!(world.publish(2024));
        let ended = until(&cloud, begun + at, first.as_mut()).await;
        change(&world, prepared).await;
        world.publish(2024).await.unwrap();
        let list = cloud.object("2024/evenements/index.html").await;
        let has_ended = ended.is_some();
        if let Some(ended) = ended {
            ended.map(drop).unwrap();
        } else {
            let look = async || {
                let now = cloud.object("2024/evenements/index.html").await;
                assert!(!never_back || now == list, "an older list over a newer one, after {at} calls");
            };
            watched(first, look).await.0.map(drop).unwrap();
        }
        world.holds_what_the_table_says().await;
        if has_ended {
            assert!(at > 20, "{at} calls");
            return;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_that_comes_meanwhile_stays() {
    let published = async |world: &World| {
        world.publish(2024).await.unwrap();
        world.has("Un").await; // so that the first run has something to write
    };
    overtaken(published, async |world: &World, ()| drop(world.has("Deux").await), true).await;
}

#[tokio::test(start_paused = true)]
async fn an_event_that_leaves_meanwhile_is_gone() {
    let published = async |world: &World| {
        let leaves = world.has("Part").await;
        world.publish(2024).await.unwrap();
        world.has("Vient").await;
        leaves
    };
    let leaves = async |world: &World, leaves: Publication| drop(world.vanishes(&leaves).await);
    overtaken(published, leaves, true).await;
}

/// The second run finds the site as it should be and writes nothing, so the first meets no conflict: it looks again.
#[tokio::test(start_paused = true)]
async fn an_event_that_came_and_left_before_it_was_written_is_not_written_after() {
    let read_only = async |world: &World| {
        world.publish(2024).await.unwrap();
        world.has("Passe").await
    };
    let leaves = async |world: &World, passes: Publication| drop(world.vanishes(&passes).await);
    overtaken(read_only, leaves, false).await;
}

#[tokio::test(start_paused = true)]
async fn an_event_that_left_and_is_back_before_it_was_removed_is_not_removed_after() {
    let away = async |world: &World| {
        let away = world.has("Revient").await;
        world.publish(2024).await.unwrap();
        world.vanishes(&away).await
    };
    overtaken(away, async |world: &World, row| world.has_row(row).await, false).await;
}
