//! What SES lets the account send, and what of it the newsletter may use: the rest is for receipts and decision links,
//! which go on while an issue leaves.

use std::time::Duration;

use aws_sdk_ses::config::timeout::TimeoutConfig;
use aws_sdk_ses::error::{DisplayErrorContext, ProvideErrorMetadata};
use aws_sdk_ses::operation::get_send_quota::GetSendQuotaOutput;
use jiff::SignedDuration;

use crate::ses::Ses;

/// How long SES may take to say it: a page and a sender wait for it.
const PATIENCE: Duration = Duration::from_secs(3);

/// The newsletter's share of the rate and of the day.
const SHARE: f64 = 0.8;

/// The slowest that one sends, whatever SES says: a copy every ten seconds.
const SLOWEST: f64 = 0.1;

/// What SES lets the account send.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quota {
    /// Recipients within 24 hours; none: as many as one wants.
    pub max_24_hours: Option<u32>,
    /// Recipients within the last 24 hours.
    pub sent_last_24_hours: u32,
    /// Recipients a second.
    pub max_rate: f64,
}

/// SES does not say what may be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("SES does not say what may be sent: {0}")]
pub struct QuotaUnknown(String);

impl Ses {
    /// What may be sent now. Asked once: SES answers this question once a second at most.
    pub async fn quota(&self) -> Result<Quota, QuotaUnknown> {
        let patience = TimeoutConfig::builder().operation_timeout(PATIENCE).build();
        let hasty = aws_sdk_ses::config::Builder::new().timeout_config(patience);
        let asked = self.client.get_send_quota().customize().config_override(hasty).send().await;
        asked.map(|answer| Quota::of(&answer)).map_err(|error| {
            let why = error.code().map_or_else(|| DisplayErrorContext(&error).to_string(), str::to_owned);
            QuotaUnknown(why)
        })
    }
}

impl Quota {
    fn of(answer: &GetSendQuotaOutput) -> Self {
        Self {
            max_24_hours: (answer.max24_hour_send >= 0.0).then(|| whole(answer.max24_hour_send)),
            sent_last_24_hours: whole(answer.sent_last24_hours.ceil()),
            max_rate: answer.max_send_rate,
        }
    }

    /// Copies a second that the newsletter may send.
    pub fn rate(&self) -> f64 {
        (self.max_rate * SHARE).max(SLOWEST)
    }

    /// Copies that may leave within any 24 hours; none: as many as one wants.
    pub fn per_day(&self) -> Option<u32> {
        self.max_24_hours.map(|most| whole(f64::from(most) * SHARE))
    }

    /// Copies that may still leave now; none: as many as one wants.
    pub fn left(&self) -> Option<u32> {
        self.per_day().map(|most| most.saturating_sub(self.sent_last_24_hours))
    }

    /// Whether so many copies may leave without waiting for another day.
    pub fn suffices_for(&self, copies: u32) -> bool {
        self.left().is_none_or(|left| copies <= left)
    }

    /// How long so many copies take to leave, days of waiting included; none: they never would.
    pub fn duration_of(&self, copies: u32) -> Option<SignedDuration> {
        let (days, last_day) = match self.left() {
            Some(left) if copies > left => {
                let (waiting, per_day) = (copies - left, self.per_day().filter(|&per_day| per_day > 0)?);
                let days = waiting.div_ceil(per_day);
                (days, waiting - (days - 1) * per_day)
            }
            _ => (0, copies),
        };
        let sending = SignedDuration::try_from_secs_f64((f64::from(last_day) / self.rate()).ceil()).ok()?;
        Some(SignedDuration::from_hours(24 * i64::from(days)) + sending)
    }
}

/// A count that SES gives as a decimal number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is no count becomes the nearest that is"
)]
fn whole(count: f64) -> u32 {
    count as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota(max_24_hours: Option<u32>, sent_last_24_hours: u32, max_rate: f64) -> Quota {
        Quota { max_24_hours, sent_last_24_hours, max_rate }
    }

    #[test]
    fn a_fifth_of_the_rate_and_of_the_day_is_left_to_other_mails() {
        let quota = quota(Some(50_000), 1_000, 14.0);
        assert!((quota.rate() - 11.2).abs() < 1e-9);
        assert_eq!((quota.per_day(), quota.left()), (Some(40_000), Some(39_000)));
        assert!(quota.suffices_for(39_000) && !quota.suffices_for(39_001));
    }

    #[test]
    fn an_audience_that_the_day_suffices_for_takes_what_the_rate_says() {
        let quota = quota(Some(50_000), 0, 14.0);
        assert_eq!(quota.duration_of(0), Some(SignedDuration::ZERO));
        assert_eq!(quota.duration_of(11_200), Some(SignedDuration::from_secs(1_000)));
        assert_eq!(quota.duration_of(1), Some(SignedDuration::from_secs(1)));
    }

    #[test]
    fn a_larger_one_waits_for_as_many_days_as_it_needs() {
        let quota = quota(Some(50_000), 40_000, 14.0);
        let day = SignedDuration::from_hours(24);
        assert_eq!(quota.duration_of(11_200), Some(day + SignedDuration::from_secs(1_000)));
        assert_eq!(quota.duration_of(40_000 + 11_200), Some(day + day + SignedDuration::from_secs(1_000)));
    }

    #[test]
    fn without_a_limit_of_the_day_only_the_rate_counts_and_without_any_quota_nothing_leaves() {
        let unlimited = quota(None, 1_000_000, 500.0);
        assert_eq!(unlimited.duration_of(400_000), Some(SignedDuration::from_secs(1_000)));
        assert!(unlimited.suffices_for(u32::MAX));
        let none = quota(Some(0), 0, 14.0);
        assert_eq!((none.left(), none.duration_of(1)), (Some(0), None));
    }

    #[test]
    fn more_sent_than_the_share_leaves_nothing() {
        assert_eq!(quota(Some(200), 190, 1.0).left(), Some(0));
    }

    #[test]
    fn answers_that_mean_no_limit_are_read_so() {
        let answer =
            GetSendQuotaOutput::builder().max24_hour_send(-1.0).max_send_rate(14.0).sent_last24_hours(3.0);
        assert_eq!(Quota::of(&answer.build()), quota(None, 3, 14.0));
    }
}
