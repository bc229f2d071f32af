//! What a moderator decides, and in which words the organiser reads it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::content::RevisionNumber;
use crate::id::{ModeratorId, OrderId};
use crate::part::Part;
use crate::reason::Reason;
use crate::text::{Line, Prose};

/// Most characters of a moderator's message to the organiser.
pub const MESSAGE_MAX: usize = 2_000;

/// Most characters of what is asked about one part.
pub const WISH_MAX: usize = 500;

/// How far apart two machines' clocks may be: the organiser's mail leaves this long after the window, so that nothing is
/// undone on one machine that another has told already.
pub const CLOCKS_APART: SignedDuration = SignedDuration::from_secs(2);

/// What a moderator decided, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What.
    pub outcome: Outcome,
    /// On which revision, as the moderator read it.
    pub revision: RevisionNumber,
    /// The revision with the moderator's small corrections, if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<RevisionNumber>,
    /// Who.
    pub moderator: ModeratorId,
    /// Their name at the time, so that the page can say who decided for as long as the event lives.
    pub moderator_name: Line<100>,
    /// When.
    pub at: Timestamp,
    /// The event's version that it brought about: which decision it is.
    pub version: u32,
    /// Until when it can be undone; the organiser's mail leaves afterwards.
    pub undo_until: Timestamp,
    /// The bulk order it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
}

/// What a moderator can decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// Into the programme.
    Publish,
    /// Back to the organiser, who is told what to change.
    RequestChanges {
        /// What to change.
        request: ChangeRequest,
    },
    /// Not into the programme; the organiser is told why.
    Reject {
        /// From the edition's list.
        reason: Reason,
        /// As the organiser will read it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        message: Option<Prose<MESSAGE_MAX>>,
    },
    /// Not into the programme; nobody is told.
    Spam,
    /// Out of the programme, where it was; the organiser is told why.
    Withdraw {
        /// As the organiser will read it.
        message: Prose<MESSAGE_MAX>,
    },
}

impl Outcome {
    /// Its code: in forms, in the log, in exports.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::RequestChanges { .. } => "changes",
            Self::Reject { .. } => "reject",
            Self::Spam => "spam",
            Self::Withdraw { .. } => "withdraw",
        }
    }

    /// What happened, as people read it: "Publié", "Refusé"…
    pub fn done(&self) -> &'static str {
        match self {
            Self::Publish => "Publié",
            Self::RequestChanges { .. } => "Modifications demandées",
            Self::Reject { .. } => "Refusé",
            Self::Spam => "Classé comme indésirable",
            Self::Withdraw { .. } => "Retiré du programme",
        }
    }

    /// Whether the organiser is written to.
    pub fn is_told(&self) -> bool {
        !matches!(self, Self::Spam)
    }
}

/// What the organiser is asked to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeRequest {
    /// Part by part, at least one.
    pub wishes: Vec<Wish>,
    /// A word to the organiser, for all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Prose<MESSAGE_MAX>>,
}

/// What is asked about one part: a reason from the edition's list, a text, or both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    /// Which part.
    pub part: Part,
    /// From the edition's list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// As the organiser will read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Prose<WISH_MAX>>,
}

impl ChangeRequest {
    /// What is asked about a part.
    pub fn about(&self, part: Part) -> Option<&Wish> {
        self.wishes.iter().find(|wish| wish.part == part)
    }
}
