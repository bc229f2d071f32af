//! How far a mailing has come. Whatever happens, its numbers add up to its audience.

use serde::{Deserialize, Serialize};

use super::{Bucket, Delivery, State};
use crate::ledger::{Fate, Status};

/// How many copies stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// SES has accepted them.
    pub sent: u32,
    /// SES will never accept them.
    pub refused: u32,
    /// Not sent: the person has left since, or the mailing was cancelled.
    pub skipped: u32,
    /// Perhaps sent: the answer was lost, and they are not sent again.
    pub unknown: u32,
    /// Still to be sent.
    pub waiting: u32,
    /// Of those sent: taken by the recipient's server.
    pub delivered: u32,
    /// Of those sent: the mailbox does not exist.
    pub bounced: u32,
    /// Of those sent: called spam.
    pub complained: u32,
}

impl Progress {
    /// The progress of a mailing in this state with these copies.
    pub fn of<'a>(state: &State, copies: impl IntoIterator<Item = &'a Delivery>) -> Self {
        let mut progress = Self::default();
        for copy in copies {
            progress.count(copy, matches!(state, State::Cancelled { .. }));
        }
        progress
    }

    /// All of them.
    pub fn audience(&self) -> u32 {
        self.sent + self.refused + self.skipped + self.unknown + self.waiting
    }

    fn count(&mut self, copy: &Delivery, cancelled: bool) {
        let place = match &copy.status {
            Status::Sent { .. } => &mut self.sent,
            Status::Refused { .. } => &mut self.refused,
            Status::Skipped { .. } => &mut self.skipped,
            Status::Unknown { .. } => &mut self.unknown,
            // A sender that was at it when all ended has died: perhaps it has sent.
            Status::Claimed { .. } if cancelled => &mut self.unknown,
            Status::Pending { .. } if cancelled => &mut self.skipped,
            Status::Claimed { .. } | Status::Pending { .. } => &mut self.waiting,
        };
        *place += 1;
        match &copy.fate {
            Some(Fate::Delivered { .. }) => self.delivered += 1,
            Some(Fate::Bounced { permanent: true, .. }) => self.bounced += 1,
            Some(Fate::Complained { .. }) => self.complained += 1,
            Some(Fate::Bounced { permanent: false, .. }) | None => {}
        }
    }
}

impl std::ops::Add for Progress {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            sent: self.sent + other.sent,
            refused: self.refused + other.refused,
            skipped: self.skipped + other.skipped,
            unknown: self.unknown + other.unknown,
            waiting: self.waiting + other.waiting,
            delivered: self.delivered + other.delivered,
            bounced: self.bounced + other.bounced,
            complained: self.complained + other.complained,
        }
    }
}

/// That nothing is left to do in a part of the audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Which part.
    pub bucket: Bucket,
    /// How many of its copies SES has accepted, for all that was known then.
    pub sent: u32,
    /// When.
    pub at: jiff::Timestamp,
}

/// How a mailing is received, as SES tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Health {
    /// Mailboxes that do not exist.
    #[serde(default)]
    pub bounced: u32,
    /// Called spam.
    #[serde(default)]
    pub complained: u32,
}

impl Health {
    /// Below so many copies a rate says nothing.
    const FEWEST: u32 = 200;

    /// Whether a mailing of which `sent` copies have left must pause: 4 % of mailboxes that do not exist or 0.08 %
    /// complaints, below the 5 % and 0.1 % at which SES puts an account under review.
    pub fn is_bad(&self, sent: u32) -> bool {
        let sent = u64::from(sent);
        sent >= u64::from(Self::FEWEST)
            && (u64::from(self.bounced) * 100 >= sent * 4 || u64::from(self.complained) * 10_000 >= sent * 8)
    }
}
