//! When the next copy may leave: evenly, so that SES never sees more within a second than it takes.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use mail::Quota;

/// How much of what was missed one may make up for at once: a quarter of a second's copies, as much as the share of the
/// rate that is left to other mails.
const CREDIT: SignedDuration = SignedDuration::from_millis(250);

/// The pace of all issues. A process that serves one invocation after the other keeps it.
#[derive(Debug, Clone, Default)]
pub struct Pacer(Arc<Mutex<Pace>>);

#[derive(Debug, Default)]
struct Pace {
    next: Option<Timestamp>,
    known: Option<Quota>,
}

impl Pacer {
    /// Takes the next turn, at so many a second: how long to wait for it.
    pub(crate) fn turn(&self, rate: f64, now: Timestamp) -> Duration {
        let every = SignedDuration::try_from_secs_f64(rate.recip()).unwrap_or(SignedDuration::from_secs(10));
        self.with(|pace| {
            let turn = pace.next.map_or(now, |next| next.max(now - CREDIT));
            pace.next = Some(turn + every);
            turn.duration_since(now).try_into().unwrap_or_default() // negative: it has come
        })
    }

    /// Nothing leaves before this instant.
    pub(crate) fn hold_until(&self, then: Timestamp) {
        self.with(|pace| pace.next = Some(pace.next.map_or(then, |next| next.max(then))));
    }

    /// What SES says may be sent; when it says nothing, what it said the last time.
    pub(crate) fn known_quota<E>(&self, said: Result<Quota, E>) -> Result<Quota, E> {
        self.with(|pace| match said {
            Ok(quota) => {
                pace.known = Some(quota);
                Ok(quota)
            }
            Err(error) => pace.known.ok_or(error),
        })
    }

    fn with<T>(&self, change: impl FnOnce(&mut Pace) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(millisecond: i64) -> Timestamp {
        Timestamp::from_millisecond(1_800_000_000_000 + millisecond).unwrap()
    }

    fn waits(pacer: &Pacer, now: Timestamp, turns: usize) -> Vec<u64> {
        let waits = (0..turns).map(|_| pacer.turn(10.0, now));
        waits.map(|wait| u64::try_from(wait.as_millis()).unwrap()).collect()
    }

    #[test]
    fn turns_are_evenly_spaced() {
        let pacer = Pacer::default();
        assert_eq!(waits(&pacer, at(0), 3), [0, 100, 200]);
        assert_eq!(waits(&pacer, at(300), 2), [0, 100], "whoever comes in time loses nothing");
    }

    #[test]
    fn a_quarter_of_a_second_is_made_up_for_and_no_more() {
        let pacer = Pacer::default();
        assert_eq!(waits(&pacer, at(0), 1), [0]);
        assert_eq!(waits(&pacer, at(60_000), 5), [0, 0, 0, 50, 150]);
    }

    #[test]
    fn what_is_held_waits_and_then_goes_on_evenly() {
        let pacer = Pacer::default();
        pacer.hold_until(at(1_000));
        pacer.hold_until(at(500));
        assert_eq!(waits(&pacer, at(0), 2), [1_000, 1_100]);
    }
}
