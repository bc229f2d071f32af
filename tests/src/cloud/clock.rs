//! The clock of a test: it moves when it is told to, or with tokio's time.

use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

use super::locked;

/// A clock shared by the cloud, its queues and the code under test. Clones are the same clock.
#[derive(Clone)]
pub struct TestClock(Arc<Mutex<Hand>>);

struct Hand {
    at: Timestamp,
    /// Since when it moves with tokio's time; nothing: it stands.
    since: Option<Instant>,
}

impl Hand {
    fn now(&self) -> Timestamp {
        let passed = self.since.map(|since| since.elapsed()).unwrap_or_default();
        self.at + SignedDuration::try_from(passed).expect("a time within jiff's range")
    }

    fn set(&mut self, at: Timestamp) {
        self.at = at;
        self.since = self.since.map(|_| Instant::now());
    }
}

impl TestClock {
    /// A clock that stands at the given instant.
    pub fn at(now: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(Hand { at: now, since: None })))
    }

    /// From now on it moves with tokio's time: what the code under test waits for passes. (With tokio's time paused, that
    /// takes no time.)
    pub fn flow(&self) {
        locked(&self.0).since.get_or_insert_with(Instant::now);
    }

    /// The instant it stands at.
    pub fn now(&self) -> Timestamp {
        locked(&self.0).now()
    }

    /// Lets this many seconds pass.
    pub fn advance(&self, seconds: i64) {
        let mut hand = locked(&self.0);
        let then = hand.now().checked_add(SignedDuration::from_secs(seconds));
        hand.set(then.expect("a time within jiff's range"));
    }

    /// Puts it at the given instant.
    pub fn set(&self, now: Timestamp) {
        locked(&self.0).set(now);
    }
}
