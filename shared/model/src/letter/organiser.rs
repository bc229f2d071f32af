//! Mails to an organiser about no event in particular, or about none yet.

use serde::{Deserialize, Serialize};

use super::MailId;
use crate::draft::Draft;
use crate::id::{DraftId, PersonId};

/// A mail to an organiser that they have asked for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganiserLetter {
    /// To whom.
    pub person: PersonId,
    /// Why.
    #[serde(flatten)]
    pub occasion: OrganiserOccasion,
}

/// Why one writes to an organiser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "occasion", rename_all = "kebab-case")]
pub enum OrganiserOccasion {
    /// They asked for the links to their events.
    Links {
        /// Which ten minutes it was asked in: one mail each.
        window: i64,
    },
    /// They asked for the address of their draft.
    Draft {
        /// Which.
        draft: DraftId,
        /// The first mail of it, the second…
        nth: u8,
    },
}

impl OrganiserLetter {
    pub(super) fn id(&self) -> MailId {
        let Self { person, occasion } = self;
        MailId(match occasion {
            OrganiserOccasion::Links { window } => format!("{person}-links-{window}"),
            OrganiserOccasion::Draft { draft, nth } => format!("{person}-draft-{draft}-{nth}"),
        })
    }

    /// The draft whose address it gives.
    pub fn draft(&self) -> Option<DraftId> {
        match self.occasion {
            OrganiserOccasion::Draft { draft, .. } => Some(draft),
            OrganiserOccasion::Links { .. } => None,
        }
    }

    /// Whether events have overtaken it: the draft has been sent.
    pub fn is_overtaken_by(&self, draft: &Draft) -> bool {
        self.draft() == Some(draft.id) && draft.sent.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Draft;
    use crate::letter::Letter;
    use crate::proposal::Proposal;
    use jiff::Timestamp;

    #[test]
    fn a_draft_is_mailed_as_often_as_it_is_asked_until_it_is_sent() {
        let person = PersonId::from_bytes([7; 16]);
        let draft =
            Draft::open(DraftId::derive(&[b"d"]), 2027.into(), Proposal::default(), None, Timestamp::MIN);
        let letter = |nth| OrganiserLetter {
            person: person.clone(),
            occasion: OrganiserOccasion::Draft { draft: draft.id, nth },
        };
        let links =
            OrganiserLetter { person: person.clone(), occasion: OrganiserOccasion::Links { window: 1 } };
        let ids = [letter(1), letter(2), links.clone()].map(|letter| Letter::Organiser(letter).id());
        assert!(ids[0] != ids[1] && ids[1] != ids[2]);
        assert!(!letter(1).is_overtaken_by(&draft));
        let sent = draft.send(false, None, Timestamp::MIN).unwrap();
        assert!(letter(1).is_overtaken_by(&sent));
        assert!(!links.is_overtaken_by(&sent));
    }
}
