//! Copies under way: started one after the other at the pace, many at once, all on the task of the invocation.

use std::collections::VecDeque;
use std::pin::pin;

use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use runtime::Clock;

use super::pacer::Pacer;

/// The fewest and the most copies under way at once: half a second's worth between them.
const FEWEST: usize = 8;
const MOST: usize = 128;

/// Copies under way, each a future.
pub(super) struct Line<'a, F: Future> {
    pacer: &'a Pacer,
    clock: &'a Clock,
    rate: f64,
    most: usize,
    under_way: FuturesUnordered<F>,
    ended: VecDeque<F::Output>,
}

impl<'a, F: Future> Line<'a, F> {
    /// None is under way; `rate` a second will be.
    pub(super) fn new(pacer: &'a Pacer, clock: &'a Clock, rate: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small positive number"
        )]
        let most = ((rate / 2.0).ceil() as usize).clamp(FEWEST, MOST);
        let (under_way, ended) = (FuturesUnordered::new(), VecDeque::new());
        Self { pacer, clock, rate, most, under_way, ended }
    }

    /// Starts a copy as soon as there is a place and it is its turn.
    pub(super) async fn start(&mut self, copy: F) {
        while self.under_way.len() >= self.most {
            let ended = self.under_way.next().await;
            self.ended.extend(ended);
        }
        let wait = self.pacer.turn(self.rate, self.clock.now());
        if !wait.is_zero() {
            self.meanwhile(tokio::time::sleep(wait)).await;
        }
        self.under_way.push(copy);
    }

    /// Does something else while copies go on.
    pub(super) async fn meanwhile<T>(&mut self, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        loop {
            tokio::select! {
                biased;
                done = &mut work => return done,
                Some(ended) = self.under_way.next(), if !self.under_way.is_empty() => self.ended.push_back(ended),
            }
        }
    }

    /// The next copy that has ended, of those that are known to have.
    pub(super) fn ended(&mut self) -> Option<F::Output> {
        self.ended.pop_front()
    }

    /// Waits for the next copy to end; nothing when none is under way.
    pub(super) async fn next(&mut self) -> Option<F::Output> {
        match self.ended.pop_front() {
            Some(ended) => Some(ended),
            None => self.under_way.next().await,
        }
    }
}

#[cfg(test)]
mod tests;
