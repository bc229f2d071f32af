//! A reader beside the work: what can be seen at each moment of it.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

/// Does work, and looks each time that it waits for a call; what it gave, and how often one looked. Only for work that makes
/// no pause: the time of a test does not pass while someone looks.
pub async fn watched<T>(work: impl Future<Output = T>, look: impl AsyncFn()) -> (T, usize) {
    let (mut work, mut looks) = (pin!(work), 0);
    loop {
        let step = poll_fn(|context| match work.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending => Poll::Ready(None),
        });
        let step = step.await;
        look().await;
        looks += 1;
        match step {
            Some(done) => return (done, looks),
            None => tokio::task::yield_now().await,
        }
    }
}
