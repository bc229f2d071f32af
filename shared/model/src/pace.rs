//! How often a moderator is written to: a burst of submissions becomes a digest, never a hundred mails.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// At most this many mails about single events…
pub const MOST_LETTERS: usize = 10;

/// …within this time. What comes beyond waits for a digest, at most one in the same time.
pub const WINDOW: SignedDuration = SignedDuration::from_hours(1);

/// How often one moderator has been written to of late.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pace {
    /// Rises by one with every change.
    pub version: u32,
    /// The mails of the last hour.
    pub letters: Vec<Timestamp>,
    /// Since when an event has been held back for a digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_since: Option<Timestamp>,
}

impl Pace {
    /// One more event comes in: whether to write about it now, and the pace afterwards.
    #[must_use]
    pub fn tell(&self, now: Timestamp) -> (bool, Self) {
        let mut letters: Vec<_> =
            self.letters.iter().copied().filter(|&at| now.duration_since(at) < WINDOW).collect();
        // Once one is held back all are, so that the digest tells of them together.
        let tells = self.held_since.is_none() && letters.len() < MOST_LETTERS;
        if tells {
            letters.push(now);
        }
        let held_since = if tells { None } else { Some(self.held_since.unwrap_or(now)) };
        (tells, Self { version: self.version + 1, letters, held_since })
    }

    /// If a digest of what was held back is due: since when it was held back, and the pace afterwards.
    pub fn digest_due(&self, now: Timestamp) -> Option<(Timestamp, Self)> {
        let since = self.held_since.filter(|&since| now.duration_since(since) >= WINDOW)?;
        Some((since, Self { version: self.version + 1, letters: self.letters.clone(), held_since: None }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + minutes * 60).unwrap()
    }

    #[test]
    fn a_hundred_events_in_an_hour_are_ten_letters_and_one_digest() {
        let mut pace = Pace::default();
        let mut letters = 0;
        let mut digests = 0;
        for minute in 0..180 {
            if minute % 60 < 50 && minute < 60 {
                for _ in 0..2 {
                    let (tells, after) = pace.tell(at(minute));
                    letters += usize::from(tells);
                    pace = after;
                }
            }
            if let Some((_, after)) = pace.digest_due(at(minute)) {
                digests += 1;
                pace = after;
            }
        }
        assert_eq!((letters, digests), (MOST_LETTERS, 1));
    }

    #[test]
    fn a_quiet_day_is_told_event_by_event() {
        let mut pace = Pace::default();
        for hour in 0..24 {
            let (tells, after) = pace.tell(at(hour * 60));
            assert!(tells);
            pace = after;
        }
        assert!(pace.letters.len() <= 1, "what is older than an hour is forgotten");
        assert_eq!(pace.digest_due(at(3000)), None);
    }
}
