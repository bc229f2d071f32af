//! What someone asks of an event, what comes of it, and why it is refused.

use jiff::{SignedDuration, Timestamp};

use super::{Actor, Colleague, Decision, MOST_COLLEAGUES, NOTE_MAX, Outcome, Replaced, Seat, State};
use crate::content::RevisionNumber;
use crate::id::{ModeratorId, OrderId, PersonId};
use crate::practical::Practical;
use crate::screening::Screening;
use crate::text::{Line, Prose};

/// In whose name a moderator's step is taken: a member of the team, or an order, which holds even when whoever gave it
/// has left the team since.
pub trait Author: std::fmt::Debug + Sync {
    /// Which moderator.
    fn moderator(&self) -> ModeratorId;

    /// Their name, for the history.
    fn moderator_name(&self) -> &Line<100>;

    /// Who it is, for the history.
    fn actor(&self) -> Actor {
        Actor::Moderator { moderator: self.moderator(), name: self.moderator_name().clone() }
    }
}

/// What someone asks of an event.
#[derive(Debug, Clone)]
pub enum Command<'a> {
    /// The organiser confirms the address and the revision they have read.
    Confirm {
        /// The revision that the page showed.
        revision: RevisionNumber,
    },
    /// The organiser sends a new revision.
    Edit {
        /// The revision that they started from.
        from: RevisionNumber,
    },
    /// The organiser or a colleague says something of the event that the programme shows, which holds at once.
    Practical {
        /// All that is said of it from now on.
        practical: Practical,
    },
    /// The organiser or a colleague takes back what has not come into the programme.
    Retract,
    /// The organiser or a colleague invites another.
    Invite {
        /// Whom.
        person: PersonId,
    },
    /// The organiser or a colleague takes a colleague out of the team, or leaves it.
    Dismiss {
        /// From which place.
        seat: Seat,
    },
    /// The operator takes someone out of the team, even its organiser.
    Unseat {
        /// From which place.
        seat: Seat,
    },
    /// The desk has looked at the revision under review.
    Screen {
        /// What it found, and whom it writes to.
        screening: Screening,
    },
    /// A moderator decides on the revision they have read.
    Decide {
        /// The revision that the page showed.
        revision: RevisionNumber,
        /// Who.
        moderator: &'a dyn Author,
        /// What.
        outcome: Outcome,
        /// Whether the moderator has corrected the revision: the correction becomes the next one.
        corrects: bool,
        /// How long it can be undone.
        window: SignedDuration,
        /// The bulk order it is part of.
        order: Option<OrderId>,
    },
    /// A moderator takes the last decision back while the organiser knows nothing of it.
    Undo {
        /// Which decision: the version that it brought about.
        version: u32,
        /// When it was asked: a bulk order may be undone a little later than it was asked.
        asked_at: Timestamp,
    },
    /// A moderator takes back a request for changes.
    TakeBack {
        /// The revision that the request was about.
        revision: RevisionNumber,
    },
    /// A moderator entrusts a colleague with the decision.
    Assign {
        /// The colleague; none to let go.
        to: Option<ModeratorId>,
    },
    /// A moderator puts it on the programme's home, or takes it off.
    Feature {
        /// Whether it is to be there.
        featured: bool,
    },
    /// A moderator adds a note.
    Note {
        /// The note.
        text: Prose<NOTE_MAX>,
    },
}

/// What happened to an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It came in; `in_review` says whether the address was already known to be the organiser's.
    Submitted {
        /// Whether it goes straight to the moderators.
        in_review: bool,
    },
    /// The organiser confirmed their address.
    Confirmed,
    /// The organiser sent a new revision.
    Edited,
    /// The organiser said something that holds at once.
    Practical(Box<Practical>),
    /// The organiser took it back.
    Retracted,
    /// A colleague was invited.
    Invited(Colleague),
    /// A colleague left.
    Dismissed(Colleague),
    /// The desk looked at it.
    Screened(Screening),
    /// A moderator decided.
    Decided(Decision),
    /// The last decision was undone.
    Undone(Box<Replaced>),
    /// A request for changes was taken back.
    TakenBack,
    /// It was entrusted to someone, or let go.
    Assigned(Option<ModeratorId>),
    /// It was put on the programme's home, or taken off.
    Featured(bool),
    /// A note was added.
    Noted(Prose<NOTE_MAX>),
}

/// Why a command is refused: the event is not, or no longer, where it would have to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It has been confirmed before.
    #[error("the address has been confirmed before")]
    AlreadyConfirmed,
    /// Nobody has confirmed the organiser's address yet.
    #[error("the organiser has not confirmed yet")]
    NotConfirmed,
    /// It does not wait for this any more.
    #[error("the event is {state:?}")]
    Elsewhere {
        /// Where it stands.
        state: State,
    },
    /// Another revision has come since.
    #[error("revision {current} has come since")]
    StaleRevision {
        /// The revision that counts.
        current: RevisionNumber,
    },
    /// The window is over, or something has happened since.
    #[error("the decision can no longer be undone")]
    TooLate,
    /// The last decision can still be undone, and nobody has been told: that comes first.
    #[error("the decision can still be undone")]
    StillUndoable,
    /// It is said already.
    #[error("nothing would change")]
    NothingChanges,
    /// They answer for the event already.
    #[error("they answer for the event already")]
    AlreadyInvited,
    /// It has as many colleagues as it can have, or as it can ever have.
    #[error("there are {MOST_COLLEAGUES} colleagues, or too many have come and gone")]
    TooManyColleagues,
    /// No colleague has this place.
    #[error("no colleague has seat {seat}")]
    NoColleague {
        /// Which place.
        seat: Seat,
    },
    /// Revisions are numbered up to 65,535.
    #[error("there are too many revisions")]
    TooManyRevisions,
}
