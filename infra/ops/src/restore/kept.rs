//! What has left the house is not turned back: which rows of the present table outlive a restore.
//!
//! The rules are pure, and they give the same answer on a table that is half restored, as long as the rows that decide (see
//! [`decides`]) are written after those that they decide: docs/decisions/0030.

use std::collections::{HashMap, HashSet};

use model::ledger::Status;
use model::mailing::{Mailing, State};
use model::subscriber::{Standing, Subscriber};
use serde::Deserialize;
use store::{Item, RESTORATION};

/// The kinds of rows that the rules look at, as the store names them.
pub(super) mod kind {
    pub(in super::super) const SUBSCRIBER: &str = "subscriber";
    pub(in super::super) const DEPARTURE: &str = "departure";
    pub(in super::super) const READER: &str = "reader";
    pub(in super::super) const MAILING: &str = "mailing";
    pub(in super::super) const DELIVERY: &str = "delivery";
    pub(in super::super) const MAIL: &str = "mail";
    pub(in super::super) const ACCEPTED: &str = "accepted-mail";
    pub(in super::super) const EVENT: &str = "event";
}

/// What the present table says that a restore may not turn back.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Where people stand, by their partition key.
    people: HashMap<String, Known>,
    /// The issues that were launched, by their partition key.
    launched: HashSet<String>,
    /// The copies and the mails that may have reached SES, by key.
    reached: HashSet<(String, String)>,
    /// Rows that should say where someone or something stands, and cannot be read.
    pub(super) unreadable: usize,
}

#[derive(Debug, Default, Clone, Copy)]
struct Known {
    /// Whether they are subscribed, if a row says where they stand.
    active: Option<bool>,
    /// Whether a row says that they have left.
    departed: bool,
}

/// What is to be there in place of a row of the restored table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// The row.
    Past,
    /// What the present table has; nothing if it has nothing.
    Present,
    /// Nothing, whatever the present table has.
    Nothing,
}

#[derive(Deserialize)]
struct Sending {
    status: Status,
}

/// Whether others depend on a row: it is written after them.
pub(super) fn decides(entity: &str) -> bool {
    matches!(entity, kind::SUBSCRIBER | kind::MAILING)
}

impl Kept {
    /// Learns what a row of the present table says.
    pub(super) fn learn(&mut self, item: &Item) {
        let (pk, sk) = (item.pk().to_owned(), item.sk().to_owned());
        let read = match item.entity() {
            kind::SUBSCRIBER => item.value::<Subscriber>().map(|it| {
                self.people.entry(pk).or_default().active = Some(it.is_active());
            }),
            kind::DEPARTURE => {
                self.people.entry(pk).or_default().departed = true;
                Ok(())
            }
            kind::MAILING => item.value::<Mailing>().map(|mailing| {
                if is_launched(&mailing.state) {
                    self.launched.insert(pk);
                }
            }),
            kind::DELIVERY | kind::MAIL => item.value::<Sending>().map(|it| {
                if may_have_reached_ses(&it.status) {
                    self.reached.insert((pk, sk));
                }
            }),
            _ => Ok(()),
        };
        self.unreadable += usize::from(read.is_err());
    }

    /// What is to be there in place of a row of the restored table; `is_there`: whether the present table has one of its key.
    pub(super) fn choice(&self, past: &Item, is_there: bool) -> Choice {
        let (pk, sk) = (past.pk(), past.sk());
        let present_first = if is_there { Choice::Present } else { Choice::Past };
        match past.entity() {
            RESTORATION => Choice::Present,
            // Where the present says only that they have left, the restored row stands if it says so too.
            kind::SUBSCRIBER if self.is_gone(pk) => match past.value::<Subscriber>().map(|it| it.standing) {
                Ok(Standing::Left(_) | Standing::Pending { left: Some(_), .. }) => present_first,
                _ => Choice::Present,
            },
            kind::DEPARTURE if self.is_gone(pk) => present_first,
            kind::READER if self.is_gone(&person_of(sk)) => Choice::Nothing,
            kind::ACCEPTED => present_first,
            kind::DELIVERY | kind::MAIL if self.has_reached(pk, sk) => present_first,
            kind::MAIL => Choice::Past,
            entity if self.is_of_a_launched_issue(entity, pk, sk) => present_first,
            _ => Choice::Past,
        }
    }

    /// Whether a row stays that only the present table has.
    pub(super) fn outlives(&self, entity: &str, pk: &str, sk: &str) -> bool {
        match entity {
            RESTORATION | kind::ACCEPTED => true,
            kind::SUBSCRIBER | kind::DEPARTURE => self.is_gone(pk),
            kind::DELIVERY if self.has_reached(pk, sk) => true,
            // What it was about is undone: the same step, done anew, writes its mail anew.
            kind::MAIL => false,
            _ => self.is_of_a_launched_issue(entity, pk, sk),
        }
    }

    /// Whether the present table knows someone, and not as a subscriber.
    fn is_gone(&self, person: &str) -> bool {
        let known = self.people.get(person).copied().unwrap_or_default();
        !known.active.unwrap_or(!known.departed)
    }

    fn has_reached(&self, pk: &str, sk: &str) -> bool {
        self.reached.contains(&(pk.to_owned(), sk.to_owned()))
    }

    fn is_of_a_launched_issue(&self, entity: &str, pk: &str, sk: &str) -> bool {
        let issue = match (entity, pk.starts_with("MAILING#")) {
            // MAILING#<issue>#<part>
            (kind::DELIVERY, true) => pk.rsplit_once('#').map_or(pk, |(issue, _)| issue).to_owned(),
            (_, true) => pk.to_owned(),
            // EDITION#<year>, MAILING#<issue> or ISSUE#<issue>
            ("mailing-of-edition" | "archived-issue", false) => {
                format!("MAILING#{}", sk.rsplit_once('#').map_or(sk, |(_, issue)| issue))
            }
            _ => return false,
        };
        self.launched.contains(&issue)
    }
}

/// The partition key of the person that a reader's row is about.
fn person_of(sk: &str) -> String {
    format!("PERSON#{}", sk.strip_prefix("READER#").unwrap_or(sk))
}

/// Whether copies of an issue may have left, or may leave at any moment.
fn is_launched(state: &State) -> bool {
    !state.is_open() && !matches!(state, State::Discarded { .. })
}

/// Whether a mail may have reached SES: one that waits for its first try has not, nor has one that events had overtaken.
fn may_have_reached_ses(status: &Status) -> bool {
    !matches!(status, Status::Pending { attempts: 0 } | Status::Skipped { .. })
}
