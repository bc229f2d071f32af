//! How a form is received: whether its organiser is known, and whether one may write to an address that nobody has
//! confirmed.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::edition::Year;

/// How a form is received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reception {
    /// The address has been confirmed in this edition: straight to the moderators.
    Known,
    /// Nobody has confirmed the address: they are asked to.
    Ask,
    /// Nobody has confirmed the address, and it has been written to enough: no mail.
    AskedEnough,
}

/// Most mails to an address that nobody confirms, in an edition.
pub const MOST_ASKED: u8 = 3;

/// How long after a mail to an address that nobody has confirmed there may be another.
pub const BETWEEN: SignedDuration = SignedDuration::from_hours(24);

/// How often an address that nobody has confirmed was asked to be, in an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmations {
    /// In which edition.
    pub edition: Year,
    /// How often.
    pub asked: u8,
    /// When last.
    pub last: Timestamp,
    /// Rises by one with every mail; a write names the version it has read.
    pub version: u32,
}

impl Confirmations {
    /// What is to be noted with one more mail, or nothing when there may be none now: one a day, three in all.
    pub fn once_more(before: Option<&Self>, edition: Year, now: Timestamp) -> Option<Self> {
        let version = before.map_or(0, |before| before.version) + 1;
        let asked = match before.filter(|before| before.edition == edition) {
            Some(before) if before.asked >= MOST_ASKED || now < before.last + BETWEEN => return None,
            Some(before) => before.asked + 1,
            None => 1,
        };
        Some(Self { edition, asked, last: now, version })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_820_000_000 + 3600 * hours).unwrap()
    }

    #[test]
    fn one_mail_a_day_and_three_in_all() {
        let year = Year::from(2027);
        let first = Confirmations::once_more(None, year, at(0)).unwrap();
        assert_eq!(Confirmations::once_more(Some(&first), year, at(23)), None);
        let second = Confirmations::once_more(Some(&first), year, at(24)).unwrap();
        let third = Confirmations::once_more(Some(&second), year, at(48)).unwrap();
        assert_eq!((third.asked, third.version), (3, 3));
        assert_eq!(Confirmations::once_more(Some(&third), year, at(24 * 300)), None);
    }

    #[test]
    fn another_edition_starts_anew() {
        let third = Confirmations { edition: 2027.into(), asked: 3, last: at(0), version: 3 };
        let next = Confirmations::once_more(Some(&third), 2028.into(), at(1)).unwrap();
        assert_eq!((next.asked, next.version), (1, 4));
    }
}
