//! A form that is being filled in: kept as typed from its first step on, until it is sent.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::edition::Year;
use crate::email::EmailAddress;
use crate::id::{EventId, NetworkId};
use crate::proposal::Proposal;

pub use crate::id::DraftId;

/// How long a draft is kept after it was last saved.
pub const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How often a draft's address can be mailed.
pub const MOST_MAILED: u8 = 3;

/// A form that is being filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Part of its private address.
    pub id: DraftId,
    /// For which edition.
    pub edition: Year,
    /// Rises by one with every change; a write names the version it has read.
    pub version: u32,
    /// When its first step was sent.
    pub opened_at: Timestamp,
    /// When it last changed.
    pub saved_at: Timestamp,
    /// As typed.
    pub proposal: Proposal,
    /// The event that it was made from: another date, another territory, a past edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<EventId>,
    /// Where its address was last asked to be mailed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail_to: Option<EmailAddress>,
    /// How often its address has been mailed.
    #[serde(default)]
    pub mailed: u8,
    /// That it has been sent: it never changes any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<Sent>,
}

/// How a draft was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The event it becomes.
    pub event: EventId,
    /// When.
    pub at: Timestamp,
    /// Whether the page had computed the proof of work.
    pub proof: bool,
    /// From which network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkId>,
}

/// Why a draft does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// It has been sent.
    #[error("the draft has been sent")]
    Sent,
    /// Its address has been mailed [`MOST_MAILED`] times.
    #[error("the draft's address has been mailed {MOST_MAILED} times")]
    MailedEnough,
}

impl Draft {
    /// A new draft, from its first step or from another event.
    pub fn open(
        id: DraftId,
        edition: Year,
        proposal: Proposal,
        origin: Option<EventId>,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            edition,
            version: 1,
            opened_at: now,
            saved_at: now,
            proposal,
            origin,
            mail_to: None,
            mailed: 0,
            sent: None,
        }
    }

    /// The event it becomes: always the same, so that a form sent twice is one event.
    pub fn event(&self) -> EventId {
        EventId::derive(&[b"event", &self.id.to_bytes()])
    }

    /// Until when it is kept.
    pub fn expires(&self) -> Timestamp {
        self.saved_at + KEPT
    }

    /// Whether it is too old to be shown, even if the table has it still.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.expires() <= now
    }

    /// The draft with what has been typed since.
    pub fn save(&self, proposal: Proposal, now: Timestamp) -> Result<Self, DraftError> {
        Ok(Self { proposal, ..self.changed(now)? })
    }

    /// The draft, sent.
    pub fn send(&self, proof: bool, network: Option<NetworkId>, now: Timestamp) -> Result<Self, DraftError> {
        let sent = Sent { event: self.event(), at: now, proof, network };
        Ok(Self { sent: Some(sent), ..self.changed(now)? })
    }

    /// The draft whose address is mailed once more.
    pub fn mail(&self, to: EmailAddress, now: Timestamp) -> Result<Self, DraftError> {
        let changed = self.changed(now)?;
        if self.mailed >= MOST_MAILED {
            return Err(DraftError::MailedEnough);
        }
        Ok(Self { mail_to: Some(to), mailed: self.mailed + 1, ..changed })
    }

    fn changed(&self, now: Timestamp) -> Result<Self, DraftError> {
        if self.sent.is_some() {
            return Err(DraftError::Sent);
        }
        Ok(Self { version: self.version + 1, saved_at: now, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_second(1_820_000_000 + 3600 * hours).unwrap()
    }

    fn typed(title: &str) -> Proposal {
        Proposal { title: title.into(), ..Proposal::default() }
    }

    fn draft() -> Draft {
        Draft::open(DraftId::derive(&[b"d"]), 2027.into(), typed("Atel"), None, at(0))
    }

    fn address() -> EmailAddress {
        EmailAddress::parse("camille@exemple.gouv.fr").unwrap()
    }

    #[test]
    fn each_step_keeps_what_was_typed_and_says_which_version_it_is() {
        let saved = draft().save(typed("Atelier"), at(1)).unwrap();
        assert_eq!((saved.proposal.title.as_str(), saved.version), ("Atelier", 2));
        assert_eq!((saved.opened_at, saved.saved_at), (at(0), at(1)));
        let sent = saved.send(true, None, at(2)).unwrap();
        assert_eq!((sent.proposal.clone(), sent.version), (saved.proposal, 3));
        assert_eq!(sent.sent, Some(Sent { event: draft().event(), at: at(2), proof: true, network: None }));
    }

    #[test]
    fn a_draft_that_was_sent_never_changes_any_more() {
        let sent = draft().send(false, None, at(1)).unwrap();
        assert_eq!(sent.save(typed("Autre"), at(2)), Err(DraftError::Sent));
        assert_eq!(sent.send(true, None, at(2)), Err(DraftError::Sent));
        assert_eq!(sent.mail(address(), at(2)), Err(DraftError::Sent));
    }

    #[test]
    fn its_address_is_mailed_three_times() {
        let mut draft = draft();
        for nth in 1..=MOST_MAILED {
            draft = draft.mail(address(), at(1)).unwrap();
            assert_eq!((draft.mailed, draft.mail_to.as_ref()), (nth, Some(&address())));
        }
        assert_eq!(draft.mail(address(), at(2)), Err(DraftError::MailedEnough));
        assert!(draft.save(typed("Atelier"), at(2)).is_ok());
    }

    #[test]
    fn it_is_kept_for_thirty_days_after_it_was_last_saved() {
        let hours = 30 * 24;
        assert!(!draft().is_expired(at(hours - 1)));
        assert!(draft().is_expired(at(hours)));
        assert!(!draft().save(typed("Atelier"), at(1)).unwrap().is_expired(at(hours)));
    }

    #[test]
    fn a_draft_is_one_event_and_another_draft_another() {
        let other = Draft { id: DraftId::derive(&[b"other"]), ..draft() };
        assert_eq!(draft().save(typed("Atelier"), at(1)).unwrap().event(), draft().event());
        assert_ne!(other.event(), draft().event());
    }

    #[test]
    fn a_draft_reads_back_as_it_was_written() {
        let draft = draft().mail(address(), at(1)).unwrap().send(true, None, at(2)).unwrap();
        let json = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&json).unwrap(), draft);
    }
}
