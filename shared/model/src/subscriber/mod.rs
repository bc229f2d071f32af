//! Those who receive the newsletter: they ask, they confirm, they change their mind.
//!
//! A person is one item, whatever they are: pending, active, or gone. So whether someone may be written to is one
//! question, and an import cannot revive whoever has left.

mod ask;
mod consent;
mod preferences;
mod standing;
#[cfg(test)]
mod tests;
mod told;

pub use ask::{Answer, Request};
pub use consent::{CURRENT_TEXT, Consent, Source, sentence};
pub use preferences::{Preferences, Rhythm};
pub use standing::{Departure, Left, PENDING_LIFE, Refusal, Standing};
pub use told::{SOFT_BOUNCES, SOFT_BOUNCES_WITHIN, is_about_the_mail};

use serde::{Deserialize, Serialize};

use crate::email::EmailAddress;
use crate::id::PersonId;

/// A person as the newsletter knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscriber {
    /// Who: the keyed hash of their address.
    pub person: PersonId,
    /// Rises by one with every change.
    pub version: u32,
    /// Where they stand.
    pub standing: Standing,
}

/// An active subscriber without their address: what an audience is counted and chosen from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// Who.
    pub person: PersonId,
    /// What they want.
    pub preferences: Preferences,
}

impl Subscriber {
    /// Where they are written to, unless they have left.
    pub fn address(&self) -> Option<&EmailAddress> {
        match &self.standing {
            Standing::Pending { address, .. } | Standing::Active { address, .. } => Some(address),
            Standing::Left(_) => None,
        }
    }

    /// What they want, unless they have left.
    pub fn preferences(&self) -> Option<&Preferences> {
        match &self.standing {
            Standing::Pending { preferences, .. } | Standing::Active { preferences, .. } => Some(preferences),
            Standing::Left(_) => None,
        }
    }

    /// Whether the newsletter is sent to them.
    pub fn is_active(&self) -> bool {
        matches!(self.standing, Standing::Active { .. })
    }

    /// What an audience is chosen from; nothing unless they are active.
    pub fn reader(&self) -> Option<Reader> {
        match &self.standing {
            Standing::Active { preferences, .. } => {
                Some(Reader { person: self.person.clone(), preferences: preferences.clone() })
            }
            Standing::Pending { .. } | Standing::Left(_) => None,
        }
    }

    fn moved_to(&self, standing: Standing) -> Self {
        Self { person: self.person.clone(), version: self.version + 1, standing }
    }
}
