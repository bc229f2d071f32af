//! Single mails: what each is for and which ones a change calls for.
//!
//! A letter is an intention, without address or text: `send` looks both up when it sends, and drops a
//! letter that events have overtaken.

use serde::{Deserialize, Serialize};

use crate::content::{Content, RevisionNumber};
use crate::event::{Change, Event, State};
use crate::id::{EventId, ModeratorId};
use crate::moderation::{Moderator, reviewers};

/// A mail to one person about one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// About which event.
    pub event: EventId,
    /// About which revision.
    pub revision: RevisionNumber,
    /// The event's version that called for it.
    pub version: u32,
    /// Why.
    #[serde(flatten)]
    pub purpose: Purpose,
}

/// Why one writes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "purpose", rename_all = "kebab-case")]
pub enum Purpose {
    /// To the organiser: confirm your address.
    ConfirmAddress,
    /// To the organiser, whose address is known: we have it, a moderator will read it.
    Received,
    /// To a moderator: please decide.
    Review {
        /// To whom.
        moderator: ModeratorId,
    },
    /// To the organiser: what was decided.
    Decision,
}

/// A mail's identifier, always the same for the same letter, so that none can be created twice.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MailId(String);

impl MailId {
    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for MailId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Letter {
    /// Its identifier; letters, digits and dashes only, as an SES message tag allows.
    pub fn id(&self) -> MailId {
        let Self { event, version, .. } = self;
        MailId(match &self.purpose {
            Purpose::ConfirmAddress => format!("{event}-{version}-confirm"),
            Purpose::Received => format!("{event}-{version}-received"),
            Purpose::Review { moderator } => format!("{event}-{version}-review-{moderator}"),
            Purpose::Decision => format!("{event}-{version}-decision"),
        })
    }

    /// Whether events have overtaken it: what it asks for is done, or what it says no longer holds.
    pub fn is_overtaken_by(&self, event: &Event) -> bool {
        match self.purpose {
            Purpose::ConfirmAddress => event.state != State::Unconfirmed,
            Purpose::Received => false,
            Purpose::Review { .. } => event.state != State::InReview || event.revision != self.revision,
            Purpose::Decision => event.version != self.version,
        }
    }
}

/// The letters that a change calls for.
pub fn letters_after(change: &Change, event: &Event, content: &Content, team: &[Moderator]) -> Vec<Letter> {
    let letter =
        |purpose| Letter { event: event.id, revision: event.revision, version: event.version, purpose };
    let to_reviewers =
        || reviewers(content, team).into_iter().map(move |who| letter(Purpose::Review { moderator: who.id }));
    match change {
        Change::Submitted { in_review: false } => vec![letter(Purpose::ConfirmAddress)],
        Change::Submitted { in_review: true } => {
            std::iter::once(letter(Purpose::Received)).chain(to_reviewers()).collect()
        }
        Change::Confirmed => to_reviewers().collect(),
        Change::Decided(_) => vec![letter(Purpose::Decision)],
    }
}
