//! What SES says of a copy after it has accepted it.
//!
//! SES's events come late, twice and in any order, and some before our own write. So an event is proof that SES has
//! accepted the copy, whatever the row says, and what became of the copy does not depend on which event came first.

use std::cmp::Reverse;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Status;

/// What became of a copy that SES has accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fate", rename_all = "kebab-case")]
pub enum Fate {
    /// The recipient's server has taken it.
    Delivered {
        /// When.
        at: Timestamp,
    },
    /// It did not reach the recipient.
    Bounced {
        /// When.
        at: Timestamp,
        /// Whether another mail to this address would end the same way, for all that SES knows.
        permanent: bool,
        /// SES's own word for the reason. Some are the person's (`NoEmail`), some the mail's (`ContentRejected`).
        why: String,
    },
    /// The recipient calls it spam.
    Complained {
        /// When.
        at: Timestamp,
    },
}

impl Fate {
    /// Its name in the table and in exports.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Delivered { .. } => "delivered",
            Self::Bounced { .. } => "bounced",
            Self::Complained { .. } => "complained",
        }
    }

    /// Of two fates of one mail, the one that stands, whichever came first.
    ///
    /// A mail that was delivered may bounce later, or be called spam. It is delivered all the same when a mailbox was
    /// full for a while, or when someone's absence is announced, which SES reports as a passing bounce. Of two of a
    /// kind the earlier stands.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.weight() >= other.weight() { self } else { other }
    }

    /// Different for any two that differ, so that the order in which they come never matters.
    fn weight(&self) -> (u8, Reverse<Timestamp>, Reverse<&str>) {
        let (kind, at, why) = match self {
            Self::Bounced { at, permanent: false, why } => (0, at, why.as_str()),
            Self::Delivered { at } => (1, at, ""),
            Self::Bounced { at, permanent: true, why } => (2, at, why.as_str()),
            Self::Complained { at } => (3, at, ""),
        };
        (kind, Reverse(*at), Reverse(why))
    }
}

/// What one of SES's events says of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Under which SES message identifier it was accepted.
    pub ses_id: String,
    /// When it was accepted.
    pub accepted_at: Timestamp,
    /// What became of it, if the event says that.
    pub fate: Option<Fate>,
}

impl Report {
    /// Where the copy stands, knowing the report: SES speaks only of what it has accepted.
    pub fn status(&self, known: &Status) -> Status {
        match known {
            Status::Sent { .. } => known.clone(),
            Status::Pending { .. }
            | Status::Claimed { .. }
            | Status::Refused { .. }
            | Status::Skipped { .. }
            | Status::Unknown { .. } => Status::Sent { ses_id: self.ses_id.clone(), at: self.accepted_at },
        }
    }

    /// What became of the copy, knowing the report and those before it.
    pub fn fate(&self, known: Option<&Fate>) -> Option<Fate> {
        match (known, &self.fate) {
            (Some(known), Some(told)) => Some(known.clone().or(told.clone())),
            (known, told) => known.or(told.as_ref()).cloned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Step;
    use proptest::prelude::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    fn bounced(seconds: i64, permanent: bool, why: &str) -> Fate {
        Fate::Bounced { at: at(seconds), permanent, why: why.into() }
    }

    fn report(fate: Option<Fate>) -> Report {
        Report { ses_id: "ses-1".into(), accepted_at: at(0), fate }
    }

    /// What stands after these events, in this order.
    fn after(fates: impl IntoIterator<Item = Fate>) -> Option<Fate> {
        fates.into_iter().fold(None, |known, fate| report(Some(fate)).fate(known.as_ref()))
    }

    #[test]
    fn a_delivered_mail_may_bounce_later_or_be_called_spam() {
        let delivered = Fate::Delivered { at: at(1) };
        let refused = bounced(60, true, "NoEmail");
        let complained = Fate::Complained { at: at(90) };
        assert_eq!(after([delivered.clone(), refused.clone()]), Some(refused.clone()));
        assert_eq!(after([delivered, refused, complained.clone()]), Some(complained));
    }

    #[test]
    fn an_announced_absence_does_not_undo_a_delivery() {
        let delivered = Fate::Delivered { at: at(1) };
        assert_eq!(after([delivered.clone(), bounced(2, false, "General")]), Some(delivered));
    }

    #[test]
    fn a_mailbox_that_was_full_for_a_while_takes_the_mail_in_the_end() {
        let delivered = Fate::Delivered { at: at(7200) };
        assert_eq!(after([bounced(60, false, "MailboxFull"), delivered.clone()]), Some(delivered));
    }

    #[test]
    fn the_reason_of_a_content_rejection_is_kept() {
        let rejected = bounced(5, false, "ContentRejected");
        assert_eq!(after([rejected.clone(), rejected.clone()]), Some(rejected));
    }

    #[test]
    fn whatever_the_row_says_an_event_proves_that_ses_has_accepted_the_mail() {
        for known in [
            Status::NEW,
            Status::Pending { attempts: 1 },
            Status::Claimed { attempt: 1, at: at(0) },
            Status::Unknown { attempts: 2, since: at(0) },
            Status::Refused { why: "MessageRejected".into(), at: at(0) },
            Status::Skipped { at: at(0) },
        ] {
            let healed = report(None).status(&known);
            assert_eq!(healed, Status::Sent { ses_id: "ses-1".into(), at: at(0) }, "{known:?}");
            assert_eq!(healed.next_step(at(9999)), Step::Done, "it is not sent again");
        }
    }

    #[test]
    fn what_was_written_of_a_sent_mail_stays() {
        let sent = Status::Sent { ses_id: "ses-0".into(), at: at(-5) };
        assert_eq!(report(None).status(&sent), sent);
    }

    fn any_fate() -> impl Strategy<Value = Fate> {
        prop_oneof![
            (0..5_i64).prop_map(|seconds| Fate::Delivered { at: at(seconds) }),
            (0..5_i64).prop_map(|seconds| Fate::Complained { at: at(seconds) }),
            (0..5_i64, any::<bool>(), prop_oneof![Just("General"), Just("NoEmail"), Just("MailboxFull")])
                .prop_map(|(seconds, permanent, why)| bounced(seconds, permanent, why)),
        ]
    }

    fn twice_over() -> impl Strategy<Value = (Vec<Fate>, Vec<Fate>)> {
        prop::collection::vec(any_fate(), 1..8).prop_flat_map(|fates| {
            let again: Vec<_> = fates.iter().chain(&fates).cloned().collect();
            (Just(fates), Just(again).prop_shuffle())
        })
    }

    proptest! {
        #[test]
        fn late_twice_or_in_another_order_the_same_events_end_in_the_same_fate((once, again) in twice_over()) {
            prop_assert_eq!(after(once), after(again));
        }
    }
}
