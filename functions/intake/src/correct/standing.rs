//! How things stand, as far as the organiser has been told.

use askama::Template;
use jiff::Timestamp;
use model::content::Revision;
use model::event::{ChangeRequest, Event, MESSAGE_MAX, Outcome, State};
use model::reason::Reason;
use model::text::Prose;
use programme::TitleLevel;
use web::{Answer, Page};

use super::found::Found;

/// How an event stands for its organiser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing<'a> {
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
pub(super) enum Closed<'a> {
    /// Nobody has confirmed the organiser's address.
    Unconfirmed,
    /// A decision has been taken that can still be undone: nobody tells the organiser before it stands.
    BeingDecided,
    /// Refused.
    Rejected(Refused<'a>),
    /// Out of the programme.
    Withdrawn(Option<&'a Prose<MESSAGE_MAX>>),
    /// What the team has to say is not for this page.
    Unsaid,
}

/// Why something was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused<'a> {
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
    pub(super) fn words(self) -> Vec<String> {
        let reason = Some(self.reason).filter(|reason| reason.says_something() || self.message.is_none());
        let reason = reason.map(|reason| reason.label.to_string());
        reason.into_iter().chain(self.message.map(ToString::to_string)).collect()
    }
}

#[derive(Template)]
#[template(path = "closed.html")]
struct ClosedPage<'a> {
    found: &'a Found,
    title: &'a str,
    lead: &'a str,
    /// What the team had to say.
    team: Vec<String>,
    /// Whether the team is reading what the organiser has just sent.
    is_read: bool,
    /// What the organiser has just sent, to be copied.
    sent: Option<String>,
}

impl<'a> Standing<'a> {
    /// The standing of an event at `now`.
    pub(super) fn of(event: &'a Event, now: Timestamp) -> Self {
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
                Self::Closed(Closed::Withdrawn(Some(message)))
            }
            (State::Withdrawn, _) => Self::Closed(Closed::Withdrawn(None)),
            (State::Rejected | State::Spam, _) => Self::Closed(Closed::Unsaid),
        }
    }
}

/// The page that says why an event cannot be corrected, and gives back what was just sent.
pub(super) fn page(found: &Found, closed: Closed<'_>, sent: Option<&Revision>) -> Answer {
    let (title, lead) = words(closed);
    let team = match closed {
        Closed::Rejected(refused) => refused.words(),
        Closed::Withdrawn(message) => message.map(ToString::to_string).into_iter().collect(),
        Closed::Unconfirmed | Closed::BeingDecided | Closed::Unsaid => Vec::new(),
    };
    let is_read = closed == Closed::BeingDecided && sent == Some(&found.current);
    let sent = sent.filter(|sent| **sent != found.current);
    let sent = sent.map(|sent| programme::event_article(&sent.content, TitleLevel::H2));
    let page = ClosedPage { found, title, lead, team, is_read, sent };
    let main = page.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    Answer::page(&Page::private(title, Some(&found.edition), &main))
}

fn words(closed: Closed<'_>) -> (&'static str, &'static str) {
    match closed {
        Closed::Unconfirmed => (
            "Confirmez d’abord votre adresse",
            "Suivez le lien du courriel que vous avez reçu après votre envoi\u{a0}: une fois votre adresse confirmée, \
             vous pourrez modifier votre proposition.",
        ),
        Closed::BeingDecided => (
            "L’équipe examine votre événement en ce moment",
            "Revenez dans quelques minutes\u{a0}: cette page dira où en est votre événement.",
        ),
        Closed::Rejected(_) => (
            "Votre proposition n’a pas été retenue",
            "L’équipe l’a lue avec attention. Elle ne paraîtra pas au programme, et ne peut plus être modifiée.",
        ),
        Closed::Withdrawn(_) => (
            "Votre événement n’est plus au programme",
            "L’équipe l’a retiré du programme. Il ne peut plus être modifié.",
        ),
        Closed::Unsaid => (
            "Votre événement ne peut pas être modifié",
            "Si vous voulez y changer quelque chose, ou savoir où il en est, l’équipe vous répondra.",
        ),
    }
}
