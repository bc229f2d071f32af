//! Where a person stands with the newsletter, and how that changes by their own doing.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Consent, Preferences, Subscriber};
use crate::email::EmailAddress;
use crate::id::PersonId;

/// How long someone has to confirm.
pub const PENDING_LIFE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Where a person stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Standing {
    /// They have asked, or someone has asked with their address.
    Pending {
        /// Where to.
        address: EmailAddress,
        /// What they chose.
        preferences: Preferences,
        /// The proof, as far as it goes without a confirmation.
        consent: Consent,
        /// When they were written to, the first time first: three times at most.
        asked: Vec<Timestamp>,
        /// The address that they leave for this one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        replaces: Option<PersonId>,
        /// That they had left before, and how.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        left: Option<Left>,
    },
    /// They receive the newsletter.
    Active {
        /// Where to.
        address: EmailAddress,
        /// What they chose.
        preferences: Preferences,
        /// The proof.
        consent: Consent,
        /// When they confirmed; none for an import, whose proof the operator holds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        confirmed_at: Option<Timestamp>,
        /// When someone last asked with their address: they are told once a day at most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reminded_at: Option<Timestamp>,
        /// The passing bounces since the last delivery.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        soft_bounces: Vec<Timestamp>,
    },
    /// They receive nothing more. Neither their address nor what they chose is kept.
    Left(Left),
}

/// That someone has left, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// How.
    pub why: Departure,
    /// When.
    pub at: Timestamp,
}

/// How someone has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Departure {
    /// They wanted to.
    Unsubscribed,
    /// They have another address now.
    Moved,
    /// They called a mail spam.
    Complained,
    /// Their mailbox does not exist (any more).
    HardBounce,
    /// Their mailbox took nothing for weeks.
    SoftBounces,
    /// They had all that was known of them erased: an import does not bring them back, they may come back themselves.
    Erased,
}

impl Departure {
    /// Whether they may come back by asking: nobody is written to whose mailbox refuses mails, or who called one spam.
    pub fn may_return(self) -> bool {
        matches!(self, Self::Unsubscribed | Self::Moved | Self::Erased)
    }

    /// Its code, in exports: the same as in the table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unsubscribed => "unsubscribed",
            Self::Moved => "moved",
            Self::Complained => "complained",
            Self::HardBounce => "hard-bounce",
            Self::SoftBounces => "soft-bounces",
            Self::Erased => "erased",
        }
    }
}

/// Why a person's own wish cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is done already.
    #[error("there is nothing left to do")]
    AlreadyDone,
    /// They asked too long ago, and must ask again.
    #[error("the request has expired")]
    Expired,
    /// They have left.
    #[error("the person has left")]
    Left,
}

impl Subscriber {
    /// Until when they can confirm; nothing unless they are pending.
    pub fn expires(&self) -> Option<Timestamp> {
        match &self.standing {
            Standing::Pending { consent, .. } => Some(consent.at + PENDING_LIFE),
            Standing::Active { .. } | Standing::Left(_) => None,
        }
    }

    /// They confirm from their address.
    pub fn confirm(&self, now: Timestamp) -> Result<Self, Refusal> {
        match &self.standing {
            Standing::Pending { consent, .. } if consent.at + PENDING_LIFE <= now => Err(Refusal::Expired),
            Standing::Pending { address, preferences, consent, .. } => Ok(self.moved_to(Standing::Active {
                address: address.clone(),
                preferences: preferences.clone(),
                consent: consent.clone(),
                confirmed_at: Some(now),
                reminded_at: None,
                soft_bounces: vec![],
            })),
            Standing::Active { .. } => Err(Refusal::AlreadyDone),
            Standing::Left(_) => Err(Refusal::Left),
        }
    }

    /// They choose anew.
    pub fn choose(&self, preferences: Preferences) -> Result<Self, Refusal> {
        match &self.standing {
            Standing::Active { preferences: known, .. } if *known == preferences => Err(Refusal::AlreadyDone),
            Standing::Active { address, consent, confirmed_at, reminded_at, soft_bounces, .. } => Ok(self
                .moved_to(Standing::Active {
                    address: address.clone(),
                    preferences,
                    consent: consent.clone(),
                    confirmed_at: *confirmed_at,
                    reminded_at: *reminded_at,
                    soft_bounces: soft_bounces.clone(),
                })),
            Standing::Pending { .. } => Err(Refusal::Expired),
            Standing::Left(_) => Err(Refusal::Left),
        }
    }

    /// They leave, or are made to.
    pub fn leave(&self, why: Departure, now: Timestamp) -> Result<Self, Refusal> {
        match &self.standing {
            Standing::Left(_) => Err(Refusal::AlreadyDone),
            Standing::Pending { .. } | Standing::Active { .. } => {
                Ok(self.moved_to(Standing::Left(Left { why, at: now })))
            }
        }
    }
}
