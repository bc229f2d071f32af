//! A deed of the log, for a row, an object or a sentence.

use std::collections::HashMap;

use jiff::Timestamp;
use model::content::RevisionNumber;
use model::event::{Actor, Deed, LogEntry, Outcome, State};
use model::id::{ModeratorId, OrderId};
use model::ledger::Fate;
use model::letter::MailId;
use serde::Serialize;
use store::Mail;

use crate::spreadsheet::harmless;

/// A deed.
#[derive(Debug, Serialize)]
pub(crate) struct Line<'a> {
    pub(crate) at: Timestamp,
    event: String,
    version: u32,
    revision: u16,
    pub(crate) by: &'static str,
    moderator: Option<ModeratorId>,
    pub(crate) name: &'a str,
    pub(crate) deed: &'static str,
    pub(crate) outcome: &'static str,
    corrected_revision: Option<u16>,
    order: Option<OrderId>,
    before: Option<&'static str>,
    pub(crate) after: &'static str,
    pub(crate) words: String,
    pub(crate) mails: Vec<Followed<'a>>,
}

/// A mail that followed; nothing is known of one that is no longer kept.
#[derive(Debug, Serialize)]
pub(crate) struct Followed<'a> {
    pub(crate) mail: &'a MailId,
    pub(crate) status: Option<&'static str>,
    pub(crate) fate: Option<&'static str>,
}

impl<'a> Line<'a> {
    /// What a deed was, and what followed.
    pub(crate) fn of(entry: &'a LogEntry, mails: &'a HashMap<MailId, Mail>) -> Self {
        let (by, moderator, name) = match &entry.actor {
            Actor::Organiser { .. } => ("organiser", None, ""),
            Actor::Moderator { moderator, name } => ("moderator", Some(*moderator), name.as_str()),
            Actor::Operator => ("operator", None, ""),
            Actor::Service => ("service", None, ""),
        };
        let decision = match &entry.deed {
            Deed::Decided { decision } => Some(decision),
            _ => None,
        };
        let (outcome, words) = said(&entry.deed);
        let followed = |mail: &'a MailId| {
            let row = mails.get(mail);
            let fate = row.and_then(|row| row.fate.as_ref()).map(Fate::code);
            Followed { mail, status: row.map(|row| row.status.code()), fate }
        };
        Self {
            at: entry.at,
            event: entry.event.reference(),
            version: entry.version,
            revision: entry.revision.get(),
            by,
            moderator,
            name,
            deed: entry.deed.code(),
            outcome,
            corrected_revision: decision.and_then(|decision| decision.corrected).map(RevisionNumber::get),
            order: decision.and_then(|decision| decision.order),
            before: entry.before.map(State::code),
            after: entry.after.code(),
            words,
            mails: entry.mails.iter().map(followed).collect(),
        }
    }

    /// The cells of its row, before those of a mail; none is a formula.
    pub(super) fn cells(&self) -> [String; 14] {
        fn or_empty(value: Option<impl ToString>) -> String {
            value.map(|value| value.to_string()).unwrap_or_default()
        }
        [
            self.at.to_string(),
            self.event.clone(),
            self.version.to_string(),
            self.revision.to_string(),
            self.by.to_owned(),
            or_empty(self.moderator),
            harmless(self.name),
            self.deed.to_owned(),
            self.outcome.to_owned(),
            or_empty(self.corrected_revision),
            or_empty(self.order),
            or_empty(self.before),
            self.after.to_owned(),
            harmless(&self.words),
        ]
    }
}

/// The code of what was said of the event, and the words.
fn said(deed: &Deed) -> (&'static str, String) {
    match deed {
        Deed::Decided { decision } => (decision.outcome.code(), words(&decision.outcome)),
        Deed::Noted { text } => ("", text.as_str().to_owned()),
        Deed::Routed { to } => ("", to.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
        Deed::Assigned { to } => ("", to.map(|to| to.to_string()).unwrap_or_default()),
        Deed::Practical { practical } => {
            let news = practical.news.as_ref().map(ToString::to_string);
            (practical.status.code(), news.unwrap_or_default())
        }
        Deed::Invited { seat, .. } | Deed::Dismissed { seat, .. } => ("", seat.to_string()),
        Deed::Submitted
        | Deed::Confirmed
        | Deed::Edited
        | Deed::Retracted
        | Deed::Undone
        | Deed::TakenBack
        | Deed::Featured
        | Deed::Unfeatured => ("", String::new()),
    }
}

/// What a moderator wrote, reason first.
fn words(outcome: &Outcome) -> String {
    let lines: Vec<String> = match outcome {
        Outcome::Publish | Outcome::Spam => vec![],
        Outcome::Withdraw { message } => vec![message.as_str().to_owned()],
        Outcome::Reject { reason, message } => {
            let message = message.as_ref().map(|message| message.as_str().to_owned());
            std::iter::once(reason.label.to_string()).chain(message).collect()
        }
        Outcome::RequestChanges { request } => {
            let wish = |wish: &model::event::Wish| {
                let reason = wish.reason.as_ref().map_or("", |reason| reason.label.as_str());
                let text = wish.text.as_ref().map_or("", |text| text.as_str());
                format!("{}: {reason} {text}", wish.part.code())
            };
            let message = request.message.as_ref().map(|message| message.as_str().to_owned());
            request.wishes.iter().map(wish).chain(message).collect()
        }
    };
    lines.join("\n")
}
