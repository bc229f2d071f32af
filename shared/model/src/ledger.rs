//! The ledger of copies: how a mail is never sent twice and never lost without a trace.
//!
//! A copy is claimed *before* SES is called. SES has no idempotency token, so an answer that is lost leaves
//! the copy `Unknown`: perhaps sent. A single mail in that state is sent once more after the reconciliation
//! window, and never a third time. What SES says of it afterwards is in [`Report`] and [`Fate`].

mod fate;

pub use fate::{Fate, Report};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How many times a single mail may be handed to SES in all.
pub const MOST_ATTEMPTS: u32 = 2;

/// How long a claim is held to be alive: longer than `send` may run (its time-out in the template is 30 s).
pub const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// How long to wait for SES's own word on an unknown copy before it is sent once more.
pub const RECONCILIATION: SignedDuration = SignedDuration::from_mins(10);

/// Where one copy stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
pub enum Status {
    /// Not tried, or refused for a moment (throttled).
    Pending {
        /// Attempts that may have reached SES; a refusal for a moment does not count.
        attempts: u32,
    },
    /// Someone is sending it.
    Claimed {
        /// Which attempt.
        attempt: u32,
        /// Since when.
        at: Timestamp,
    },
    /// SES has accepted it.
    Sent {
        /// Under which SES message identifier.
        ses_id: String,
        /// When.
        at: Timestamp,
    },
    /// SES will never accept it.
    Refused {
        /// SES's error code.
        why: String,
        /// When.
        at: Timestamp,
    },
    /// Events had overtaken it.
    Skipped {
        /// When.
        at: Timestamp,
    },
    /// Perhaps sent: the answer was lost.
    Unknown {
        /// Attempts that may have reached SES.
        attempts: u32,
        /// Since when.
        since: Timestamp,
    },
}

/// What to do with a copy now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Claim it, then send it.
    Claim {
        /// Which attempt it will be.
        attempt: u32,
    },
    /// A claim has died: write down that it is unknown.
    DeclareUnknown {
        /// Attempts that may have reached SES.
        attempts: u32,
        /// Since when: the claim.
        since: Timestamp,
    },
    /// Someone is at it, or the reconciliation window is open: come back later.
    Wait,
    /// Nothing more to do.
    Done,
    /// Unknown after the last attempt: nothing more to do, and the operator must know.
    GiveUp,
}

impl Status {
    /// A new copy.
    pub const NEW: Self = Self::Pending { attempts: 0 };

    /// Its code, in exports: the same as in the table.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Pending { .. } => "pending",
            Self::Claimed { .. } => "claimed",
            Self::Sent { .. } => "sent",
            Self::Refused { .. } => "refused",
            Self::Skipped { .. } => "skipped",
            Self::Unknown { .. } => "unknown",
        }
    }

    /// What to do with the copy at `now`.
    pub fn next_step(&self, now: Timestamp) -> Step {
        match *self {
            Self::Pending { attempts } => Step::Claim { attempt: attempts + 1 },
            Self::Claimed { attempt, at } if now.duration_since(at) >= LEASE => {
                Step::DeclareUnknown { attempts: attempt, since: at }
            }
            Self::Claimed { .. } => Step::Wait,
            Self::Unknown { attempts, .. } if attempts >= MOST_ATTEMPTS => Step::GiveUp,
            Self::Unknown { attempts, since } if now.duration_since(since) >= RECONCILIATION => {
                Step::Claim { attempt: attempts + 1 }
            }
            Self::Unknown { .. } => Step::Wait,
            Self::Sent { .. } | Self::Refused { .. } | Self::Skipped { .. } => Step::Done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[test]
    fn a_new_copy_is_claimed() {
        assert_eq!(Status::NEW.next_step(at(0)), Step::Claim { attempt: 1 });
    }

    #[test]
    fn a_living_claim_is_left_alone_and_a_dead_one_is_declared_unknown() {
        let claimed = Status::Claimed { attempt: 1, at: at(0) };
        assert_eq!(claimed.next_step(at(59)), Step::Wait);
        assert_eq!(claimed.next_step(at(60)), Step::DeclareUnknown { attempts: 1, since: at(0) });
    }

    #[test]
    fn an_unknown_copy_is_sent_once_more_after_the_window_and_never_a_third_time() {
        let once = Status::Unknown { attempts: 1, since: at(0) };
        assert_eq!(once.next_step(at(599)), Step::Wait);
        assert_eq!(once.next_step(at(600)), Step::Claim { attempt: 2 });
        assert_eq!(Status::Unknown { attempts: 2, since: at(0) }.next_step(at(9999)), Step::GiveUp);
    }

    #[test]
    fn what_is_settled_stays() {
        for settled in [
            Status::Sent { ses_id: "1".into(), at: at(0) },
            Status::Refused { why: "MessageRejected".into(), at: at(0) },
            Status::Skipped { at: at(0) },
        ] {
            assert_eq!(settled.next_step(at(9999)), Step::Done);
        }
    }
}
