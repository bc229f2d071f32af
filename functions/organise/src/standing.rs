//! How things stand, as far as the organiser has been told.

use jiff::Timestamp;
use model::event::{ChangeRequest, Event, MESSAGE_MAX, Outcome, State};
use model::reason::Reason;
use model::text::Prose;

use crate::found::Found;

/// How an event stands for its organiser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing<'a> {
    /// The team has asked for changes.
    Asked(&'a ChangeRequest),
    /// The team has yet to decide.
    InReview,
    /// It is in the programme; its last correction may have been refused.
    Published(Option<Refused<'a>>),
    /// It cannot be corrected.
    Closed(Closed<'a>),
}

/// Why an event cannot be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed<'a> {
    /// Nobody has confirmed the organiser's address.
    Unconfirmed,
    /// A decision has been taken that can still be undone: nobody tells the organiser before it stands.
    BeingDecided,
    /// Refused.
    Rejected(Refused<'a>),
    /// Out of the programme, where it was.
    Withdrawn(&'a Prose<MESSAGE_MAX>),
    /// Taken back by one of its own team before it came there.
    Retracted,
    /// What the team has to say is not for this page.
    Unsaid,
}

/// Why something was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused<'a> {
    reason: &'a Reason,
    message: Option<&'a Prose<MESSAGE_MAX>>,
}

impl<'a> Refused<'a> {
    fn of(outcome: &'a Outcome) -> Option<Self> {
        match outcome {
            Outcome::Reject { reason, message } => Some(Self { reason, message: message.as_ref() }),
            _ => None,
        }
    }

    /// The reason, then the message. The reason that only announces the message is left out.
    pub(crate) fn words(self) -> Vec<String> {
        let reason = Some(self.reason).filter(|reason| reason.says_something() || self.message.is_none());
        let reason = reason.map(|reason| reason.label.to_string());
        reason.into_iter().chain(self.message.map(ToString::to_string)).collect()
    }
}

impl<'a> Standing<'a> {
    /// The standing of an event at `now`.
    pub(crate) fn of(event: &'a Event, now: Timestamp) -> Self {
        if event.undoable(now).is_some() {
            return Self::Closed(Closed::BeingDecided);
        }
        let outcome = event.decision().map(|decision| &decision.outcome);
        match (event.state(), outcome) {
            (State::ChangesRequested, Some(Outcome::RequestChanges { request })) => Self::Asked(request),
            (State::InReview | State::ChangesRequested, _) => Self::InReview,
            (State::Published, outcome) => Self::Published(outcome.and_then(Refused::of)),
            (State::Unconfirmed, _) => Self::Closed(Closed::Unconfirmed),
            (State::Rejected, Some(outcome)) => {
                Self::Closed(Refused::of(outcome).map_or(Closed::Unsaid, Closed::Rejected))
            }
            (State::Withdrawn, Some(Outcome::Withdraw { message })) => {
                Self::Closed(Closed::Withdrawn(message))
            }
            (State::Withdrawn, _) => Self::Closed(Closed::Retracted),
            (State::Rejected | State::Spam, _) => Self::Closed(Closed::Unsaid),
        }
    }
}

impl Closed<'_> {
    /// In a title and a sentence.
    pub(crate) fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Unconfirmed => (
                "Confirmez d’abord votre adresse",
                "Suivez le lien du courriel que vous avez reçu après votre envoi\u{a0}: une fois votre adresse confirmée, \
                 vous pourrez modifier votre proposition.",
            ),
            Self::BeingDecided => (
                "L’équipe examine votre événement en ce moment",
                "Revenez dans quelques minutes\u{a0}: cette page dira où en est votre événement.",
            ),
            Self::Rejected(_) => (
                "Votre proposition n’a pas été retenue",
                "L’équipe l’a lue avec attention. Elle ne paraîtra pas au programme, et ne peut plus être modifiée.",
            ),
            Self::Withdrawn(_) => (
                "Votre événement n’est plus au programme",
                "L’équipe l’a retiré du programme. Il ne peut plus être modifié.",
            ),
            Self::Retracted => (
                "Votre proposition est retirée",
                "Elle a été retirée à votre demande ou à celle d’une personne qui la suit avec vous. Elle ne paraîtra pas \
                 au programme, et ne peut plus être modifiée.",
            ),
            Self::Unsaid => (
                "Votre événement ne peut pas être modifié",
                "Si vous voulez y changer quelque chose, ou savoir où il en est, l’équipe vous répondra.",
            ),
        }
    }

    /// What the team had to say.
    pub(crate) fn team(self) -> Vec<String> {
        match self {
            Self::Rejected(refused) => refused.words(),
            Self::Withdrawn(message) => vec![message.to_string()],
            Self::Unconfirmed | Self::BeingDecided | Self::Retracted | Self::Unsaid => vec![],
        }
    }
}

impl Found {
    /// How it stands for its organiser.
    pub(crate) fn standing(&self) -> Standing<'_> {
        Standing::of(&self.event, self.at)
    }
}
