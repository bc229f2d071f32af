//! An event and its life.

mod command;
mod decision;
mod lifecycle;
mod log;
mod operator;
mod team;
#[cfg(test)]
mod tests;

pub use command::{Author, Change, Command, Refusal};
pub use decision::{CLOCKS_APART, ChangeRequest, Decision, MESSAGE_MAX, Outcome, WISH_MAX, Wish};
pub use lifecycle::decide;
pub use log::{Actor, Deed, LogEntry, NOTE_MAX};
pub use operator::Operator;
pub use team::{Colleague, MOST_COLLEAGUES, MOST_INVITED, Seat, Seating};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::content::RevisionNumber;
use crate::edition::Year;
use crate::id::{EventId, ModeratorId, PersonId};
use crate::practical::{Overlay, Practical};
use crate::publication::Listing;
use crate::screening::Screening;

/// Where an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Submitted; nobody has confirmed the organiser's address yet.
    Unconfirmed,
    /// Waiting for a moderator. An earlier revision may be in the programme meanwhile: see [`Event::shown`].
    InReview,
    /// Waiting for the organiser's corrections.
    ChangesRequested,
    /// In the programme.
    Published,
    /// Refused by a moderator.
    Rejected,
    /// Refused by a moderator without a word.
    Spam,
    /// Out of the programme, where it was, or taken back by its organiser before.
    Withdrawn,
}

impl State {
    /// Its code: in exports, and in the table.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unconfirmed => "unconfirmed",
            Self::InReview => "in-review",
            Self::ChangesRequested => "changes-requested",
            Self::Published => "published",
            Self::Rejected => "rejected",
            Self::Spam => "spam",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// An event: its state and the decision that brought it there. Its content is in its revisions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// For ever.
    pub id: EventId,
    /// Its edition.
    pub edition: Year,
    /// Who answers for it.
    pub organiser: PersonId,
    /// Who else does, in the order in which they were invited.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub colleagues: Vec<Colleague>,
    /// The last place ever given to a colleague: the next one takes the one after.
    #[serde(default, skip_serializing_if = "Seat::is_organiser")]
    pub last_seat: Seat,
    /// Rises by one with every change; a write names the version it has read.
    pub version: u32,
    /// When the form was sent.
    pub submitted_at: Timestamp,
    /// When the organiser confirmed their address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed_at: Option<Timestamp>,
    /// The highest revision number ever given: the next revision takes the one after.
    pub highest: RevisionNumber,
    /// Its place in the programme; kept when it leaves, so that its address never changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing: Option<Listing>,
    /// What its organiser said last beside its revisions; what holds of it is [`Event::practical`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlay: Option<Overlay>,
    /// What a decision changes.
    #[serde(flatten)]
    pub standing: Standing,
    /// What the last decision replaced: what undoing it brings back. Gone as soon as something else happens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced: Option<Box<Replaced>>,
}

/// How an event stands with the moderators: what a decision changes, and what undoing it brings back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Where it stands.
    pub state: State,
    /// The revision that counts: under review, or the last decided on, or in the programme.
    pub revision: RevisionNumber,
    /// Since when it waits for a moderator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting_since: Option<Timestamp>,
    /// The moderator who has been entrusted with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<ModeratorId>,
    /// What the desk found, and whom it wrote to; none while the desk has not seen this revision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub screening: Option<Screening>,
    /// The last decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
}

impl Standing {
    /// Whether its own people have taken it back, rather than a moderator out of the programme.
    pub fn is_retracted(&self) -> bool {
        let withdrawn = |decision: &Decision| matches!(decision.outcome, Outcome::Withdraw { .. });
        self.state == State::Withdrawn && !self.decision.as_ref().is_some_and(withdrawn)
    }
}

/// What a decision replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// The standing before.
    pub standing: Standing,
    /// The revision that the programme showed before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<RevisionNumber>,
    /// Whether it was on the programme's home before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub featured: bool,
}

impl Event {
    /// Where it stands.
    pub fn state(&self) -> State {
        self.standing.state
    }

    /// The revision that counts: under review, or the last decided on, or in the programme.
    pub fn revision(&self) -> RevisionNumber {
        self.standing.revision
    }

    /// The last decision.
    pub fn decision(&self) -> Option<&Decision> {
        self.standing.decision.as_ref()
    }

    /// The revision that the programme shows.
    pub fn shown(&self) -> Option<RevisionNumber> {
        self.listing.as_ref().and_then(|listing| listing.shown)
    }

    /// Whether the team has put it on the programme's home.
    pub fn is_featured(&self) -> bool {
        self.listing.as_ref().is_some_and(|listing| listing.featured)
    }

    /// What holds of what its organiser has said beside its revisions: of what a newer revision says, once it is shown,
    /// only whether it takes place.
    pub fn practical(&self) -> Practical {
        self.overlay.as_ref().map(|overlay| overlay.holding(self.shown())).unwrap_or_default()
    }

    /// Whether the desk has yet to see the revision under review.
    pub fn awaits_the_desk(&self) -> bool {
        self.state() == State::InReview && self.standing.screening.is_none()
    }

    /// The decision that can be undone at `now`, if there is one.
    pub fn undoable(&self, now: Timestamp) -> Option<&Decision> {
        self.decision().filter(|decision| self.replaced.is_some() && now < decision.undo_until)
    }

    /// How it stands as far as its organiser has been told: nobody tells them of a decision that can be undone.
    pub fn told(&self, now: Timestamp) -> &Standing {
        match (&self.replaced, self.undoable(now)) {
            (Some(replaced), Some(_)) => &replaced.standing,
            _ => &self.standing,
        }
    }

    /// The revision that the programme shows, as far as its organiser has been told.
    pub fn shown_as_told(&self, now: Timestamp) -> Option<RevisionNumber> {
        match (&self.replaced, self.undoable(now)) {
            (Some(replaced), Some(_)) => replaced.shown,
            _ => self.shown(),
        }
    }

    /// What was said beside a revision, where that holds over it once it is shown: whoever makes a new revision from it
    /// says that too.
    pub fn beside(&self, number: RevisionNumber, now: Timestamp) -> Option<&Overlay> {
        let overlay = self.overlay.as_ref();
        overlay.filter(|overlay| self.shown_as_told(now).is_some() && number <= overlay.since)
    }

    /// Whether others of its edition are compared with it: not what was refused or has left.
    pub fn is_in_the_running(&self) -> bool {
        matches!(self.state(), State::InReview | State::ChangesRequested | State::Published)
    }
}
