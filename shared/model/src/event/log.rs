//! The append-only history of an event: who did what, when, on which revision, and which mails followed.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Change, Colleague, Decision, Event, Seat, State};
use crate::content::RevisionNumber;
use crate::id::{EventId, ModeratorId, PersonId};
use crate::letter::MailId;
use crate::practical::Practical;
use crate::text::{Line, Prose};

/// Most characters of a note among moderators.
pub const NOTE_MAX: usize = 2_000;

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Actor {
    /// The organiser, or a colleague.
    Organiser {
        /// Without their address.
        person: PersonId,
    },
    /// A moderator.
    Moderator {
        /// Who.
        moderator: ModeratorId,
        /// Their name at the time.
        name: Line<100>,
    },
    /// Whoever runs the service, by hand.
    Operator,
    /// The service by itself.
    Service,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "deed", rename_all = "kebab-case")]
pub enum Deed {
    /// The form came in.
    Submitted,
    /// The organiser confirmed their address.
    Confirmed,
    /// The organiser sent a new revision.
    Edited,
    /// The organiser said something that holds at once.
    Practical {
        /// All that was said from then on.
        practical: Box<Practical>,
    },
    /// The organiser took it back before it came into the programme.
    Retracted,
    /// A colleague was invited.
    Invited {
        /// Without their address.
        colleague: PersonId,
        /// Their place.
        seat: Seat,
    },
    /// A colleague left.
    Dismissed {
        /// Without their address.
        colleague: PersonId,
        /// Their place.
        seat: Seat,
    },
    /// The desk passed it on to these moderators.
    Routed {
        /// To whom.
        to: Vec<ModeratorId>,
    },
    /// A moderator decided.
    Decided {
        /// What.
        decision: Box<Decision>,
    },
    /// The last decision was undone.
    Undone,
    /// A request for changes was taken back.
    TakenBack,
    /// It was entrusted to a moderator, or let go.
    Assigned {
        /// To whom.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<ModeratorId>,
    },
    /// A moderator put it on the programme's home.
    Featured,
    /// A moderator took it off the programme's home.
    Unfeatured,
    /// A note that only moderators see.
    Noted {
        /// The note.
        text: Prose<NOTE_MAX>,
    },
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Of which event.
    pub event: EventId,
    /// The event's version that this line brought about; orders the history.
    pub version: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    #[serde(flatten)]
    pub actor: Actor,
    /// What.
    #[serde(flatten)]
    pub deed: Deed,
    /// Where the event stood before; none for its first line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<State>,
    /// Where it stands after.
    pub after: State,
    /// The revision that counts after.
    pub revision: RevisionNumber,
    /// The mails that followed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mails: Vec<MailId>,
}

impl Deed {
    /// What the change was, for the history.
    pub fn of(change: &Change) -> Self {
        match change {
            Change::Submitted { .. } => Self::Submitted,
            Change::Confirmed => Self::Confirmed,
            Change::Edited => Self::Edited,
            Change::Practical(practical) => Self::Practical { practical: practical.clone() },
            Change::Retracted => Self::Retracted,
            Change::Invited(Colleague { person, seat, .. }) => {
                Self::Invited { colleague: person.clone(), seat: *seat }
            }
            Change::Dismissed(Colleague { person, seat, .. }) => {
                Self::Dismissed { colleague: person.clone(), seat: *seat }
            }
            Change::Screened(screening) => Self::Routed { to: screening.to.clone() },
            Change::Decided(decision) => Self::Decided { decision: Box::new(decision.clone()) },
            Change::Undone(_) => Self::Undone,
            Change::TakenBack => Self::TakenBack,
            Change::Assigned(to) => Self::Assigned { to: *to },
            Change::Featured(true) => Self::Featured,
            Change::Featured(false) => Self::Unfeatured,
            Change::Noted(text) => Self::Noted { text: text.clone() },
        }
    }

    /// Its code, in exports.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Confirmed => "confirmed",
            Self::Edited => "edited",
            Self::Practical { .. } => "practical",
            Self::Retracted => "retracted",
            Self::Invited { .. } => "invited",
            Self::Dismissed { .. } => "dismissed",
            Self::Routed { .. } => "routed",
            Self::Decided { .. } => "decided",
            Self::Undone => "undone",
            Self::TakenBack => "taken-back",
            Self::Assigned { .. } => "assigned",
            Self::Featured => "featured",
            Self::Unfeatured => "unfeatured",
            Self::Noted { .. } => "noted",
        }
    }
}

impl LogEntry {
    /// Whether this moderator did it.
    pub fn is_by(&self, id: ModeratorId) -> bool {
        matches!(&self.actor, Actor::Moderator { moderator, .. } if *moderator == id)
    }

    /// The line that tells how `after` came about.
    pub fn of(
        before: Option<&Event>,
        actor: Actor,
        deed: Deed,
        after: &Event,
        mails: Vec<MailId>,
        at: Timestamp,
    ) -> Self {
        Self {
            event: after.id,
            version: after.version,
            at,
            actor,
            deed,
            before: before.map(Event::state),
            after: after.state(),
            revision: after.revision(),
            mails,
        }
    }
}
