//! The clock of a test: it moves when it is told to.

use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};

use super::locked;

/// A clock shared by the cloud, its queues and the code under test. Clones are the same clock.
#[derive(Clone)]
pub struct TestClock(Arc<Mutex<Timestamp>>);

impl TestClock {
    /// A clock that stands at the given instant.
    pub fn at(now: Timestamp) -> Self {
        Self(Arc::new(Mutex::new(now)))
    }

    /// The instant it stands at.
    pub fn now(&self) -> Timestamp {
        *locked(&self.0)
    }

    /// Lets this many seconds pass.
    pub fn advance(&self, seconds: i64) {
        let mut now = locked(&self.0);
        *now = now.checked_add(SignedDuration::from_secs(seconds)).expect("a time within jiff's range");
    }

    /// Puts it at the given instant.
    pub fn set(&self, now: Timestamp) {
        *locked(&self.0) = now;
    }
}
