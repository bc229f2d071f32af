//! What SES tells of a mail to a person, and what follows for the person.

use jiff::{SignedDuration, Timestamp};

use super::{Departure, Standing, Subscriber};
use crate::ledger::Fate;

/// So many passing bounces in a row…
pub const SOFT_BOUNCES: usize = 5;

/// …within this time end a subscription.
pub const SOFT_BOUNCES_WITHIN: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Whether a bounce speaks of the mail and not of its recipient: SES's subtypes of transient bounces, and the word
/// that `feedback` has for a virus.
pub fn is_about_the_mail(why: &str) -> bool {
    matches!(why, "ContentRejected" | "AttachmentRejected" | "MessageTooLarge" | "Rejected")
}

impl Subscriber {
    /// What follows from the fate of a mail to them; nothing when nothing does. The same fate told twice changes nothing
    /// the second time.
    pub fn told(&self, fate: &Fate) -> Option<Self> {
        match fate {
            Fate::Complained { at } => self.leave(Departure::Complained, *at).ok(),
            Fate::Bounced { why, .. } if is_about_the_mail(why) => None,
            Fate::Bounced { at, permanent: true, .. } => self.leave(Departure::HardBounce, *at).ok(),
            Fate::Bounced { at, permanent: false, .. } => self.bounced_softly(*at),
            Fate::Delivered { at } => self.delivered(*at),
        }
    }

    fn bounced_softly(&self, at: Timestamp) -> Option<Self> {
        let Standing::Active { soft_bounces, .. } = &self.standing else { return None };
        if soft_bounces.contains(&at) {
            return None;
        }
        let mut recent: Vec<_> = soft_bounces.iter().copied().chain([at]).collect();
        recent.sort_unstable();
        let last = recent.last().copied().unwrap_or(at);
        recent.retain(|&bounce| last.duration_since(bounce) <= SOFT_BOUNCES_WITHIN);
        if recent.len() >= SOFT_BOUNCES {
            return self.leave(Departure::SoftBounces, at).ok();
        }
        (recent != *soft_bounces).then(|| self.with_soft_bounces(recent)).flatten()
    }

    fn delivered(&self, at: Timestamp) -> Option<Self> {
        let Standing::Active { soft_bounces, .. } = &self.standing else { return None };
        let later: Vec<_> = soft_bounces.iter().copied().filter(|&bounce| bounce > at).collect();
        (later != *soft_bounces).then(|| self.with_soft_bounces(later)).flatten()
    }

    fn with_soft_bounces(&self, bounces: Vec<Timestamp>) -> Option<Self> {
        let mut standing = self.standing.clone();
        let Standing::Active { soft_bounces, .. } = &mut standing else { return None };
        *soft_bounces = bounces;
        Some(self.moved_to(standing))
    }
}
