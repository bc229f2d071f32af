//! Mails to a subscriber about their subscription.

use serde::{Deserialize, Serialize};

use super::MailId;
use crate::id::PersonId;
use crate::subscriber::{Standing, Subscriber};

/// A mail to a subscriber about their subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriberLetter {
    /// To whom.
    pub person: PersonId,
    /// The subscriber's version that called for it.
    pub version: u32,
    /// Why.
    #[serde(flatten)]
    pub occasion: SubscriberOccasion,
}

/// Why one writes to a subscriber.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "occasion", rename_all = "kebab-case")]
pub enum SubscriberOccasion {
    /// Confirm your address.
    ConfirmSubscription,
    /// You subscribe now.
    Welcome,
    /// You asked, and subscribe already: here is your page.
    AlreadySubscribed,
}

impl SubscriberLetter {
    pub(super) fn id(&self) -> MailId {
        let Self { person, version, occasion } = self;
        let occasion = match occasion {
            SubscriberOccasion::ConfirmSubscription => "confirm",
            SubscriberOccasion::Welcome => "welcome",
            SubscriberOccasion::AlreadySubscribed => "already",
        };
        MailId(format!("{person}-{version}-{occasion}"))
    }

    /// Whether events have overtaken it.
    pub fn is_overtaken_by(&self, subscriber: &Subscriber) -> bool {
        match self.occasion {
            SubscriberOccasion::ConfirmSubscription => {
                !matches!(subscriber.standing, Standing::Pending { .. })
            }
            SubscriberOccasion::Welcome | SubscriberOccasion::AlreadySubscribed => !subscriber.is_active(),
        }
    }
}
