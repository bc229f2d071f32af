//! The fields of a proposal as HTML, step by step: what was typed, what is wrong, what the team asks.
//!
//! Who proposes an event, who corrects one and who checks what was typed see the same labels, hints and choices. A page
//! puts them in a `<form class="proposal" novalidate>`: the class hides what a choice makes useless.

mod action;
mod dates;
mod error;
mod event;
mod manner;
mod organisation;
mod place;
mod public;
mod recap;
mod row;
mod single;
mod stage;
mod stepper;
#[cfg(test)]
mod tests;
mod value;
pub mod wishes;

pub use action::{Action, Focus};
pub use event::{HONEYPOT, trap};
pub use stepper::stepper;

use model::edition::Edition;
use model::email::EmailAddress;
use model::event::ChangeRequest;
use model::french;
use model::proposal::{Problem, Proposal};

/// What goes in a page's head so that its form is better with a script; the answer is then `scripted()`.
pub const SCRIPT: &str = "<script src=\"/assets/form.js\" defer></script>";

/// The fields with what was typed.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    typed: &'a Proposal,
    edition: Option<&'a Edition>,
    address: Address<'a>,
    problems: &'a [Problem],
    request: Option<&'a ChangeRequest>,
    focus: Option<Focus>,
}

/// Where the organiser is written to.
#[derive(Debug, Clone, Copy)]
pub enum Address<'a> {
    /// The form asks for it.
    Asked,
    /// It has been confirmed and stays; none while the table cannot be read.
    Confirmed(Option<&'a EmailAddress>),
    /// It is that of someone else, of whom a colleague who fills the form in is told nothing: neither asked nor shown, as all
    /// that is theirs.
    OfAnother,
}

impl<'a> Form<'a> {
    /// The form of what was typed; without an edition while the table cannot be read.
    pub fn new(typed: &'a Proposal, edition: Option<&'a Edition>, address: Address<'a>) -> Self {
        Self { typed, edition, address, problems: &[], request: None, focus: None }
    }

    /// With what is wrong, each at its field.
    #[must_use]
    pub fn with_problems(self, problems: &'a [Problem]) -> Self {
        Self { problems, ..self }
    }

    /// With what the team asks, each wish at its field.
    #[must_use]
    pub fn with_request(self, request: Option<&'a ChangeRequest>) -> Self {
        Self { request, ..self }
    }

    /// With the row where one goes on typing: one that was just added, or takes the place of one that is gone.
    #[must_use]
    pub fn with_focus(self, focus: Focus) -> Self {
        Self { focus: Some(focus), ..self }
    }

    /// The edition, when it is known.
    pub fn edition(&self) -> Option<&'a Edition> {
        self.edition
    }

    /// What was typed.
    pub fn typed(&self) -> &'a Proposal {
        self.typed
    }

    /// Whether something is wrong.
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Whether the page opens at a place of its own in the form.
    pub fn takes_the_focus(&self) -> bool {
        self.has_problems() || self.focus.is_some()
    }

    /// The days of the edition: « du 4 au 30 novembre 2027 ».
    pub fn period(&self) -> String {
        self.edition.map(|edition| french::period(edition.period)).unwrap_or_default()
    }
}
