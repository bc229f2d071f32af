//! What an organiser typed, as typed, and the rules that turn it into a revision.
//!
//! The form and the worker both call [`Proposal::check`]: every rule is there once.

mod check;
mod field;
#[cfg(test)]
mod generated;
pub mod moment;
mod retyped;
#[cfg(test)]
mod tests;

pub use field::{Field, Problem};

use serde::{Deserialize, Serialize};

use crate::attendance::Mode;
use crate::content::Revision;
use crate::edition::{Edition, Year};
use crate::id::EventId;
use crate::text;
use crate::vocabulary::Audience;

/// The form's fields, as typed. Names are those of the HTML form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "each field is described by `Field`")]
pub struct Proposal {
    pub title: String,
    pub summary: String,
    pub description: String,
    pub format: String,
    /// `slots` or `period`.
    pub schedule: String,
    /// The three lists go together, row by row.
    pub slot_date: Vec<String>,
    pub slot_start: Vec<String>,
    pub slot_end: Vec<String>,
    pub period_from: String,
    pub period_to: String,
    /// A code of `attendance::Mode`.
    pub mode: String,
    pub place_name: String,
    pub address: String,
    pub postcode: String,
    pub commune: String,
    pub online_link: String,
    pub audience: Vec<String>,
    pub registration_link: String,
    pub organisation: String,
    pub organisation_kind: String,
    pub organiser_name: String,
    pub organiser_email: String,
}

/// A row of the list of slots, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedSlot<'a> {
    /// The day.
    pub date: &'a str,
    /// The hour it starts.
    pub start: &'a str,
    /// The hour it ends.
    pub end: &'a str,
}

impl TypedSlot<'_> {
    fn to_owned_row(self) -> [String; 3] {
        [self.date, self.start, self.end].map(text::visible)
    }

    /// Whether nothing was typed in the row.
    pub fn is_blank(&self) -> bool {
        [self.date, self.start, self.end].iter().all(|typed| typed.trim().is_empty())
    }
}

impl Proposal {
    /// Checks everything, and tells everything that is wrong at once.
    pub fn check(&self, edition: &Edition) -> Result<Revision, Vec<Problem>> {
        check::check(self, edition)
    }

    /// The rows of the list of slots; a missing cell is blank.
    pub fn slots(&self) -> impl Iterator<Item = TypedSlot<'_>> {
        let rows = self.slot_date.len().max(self.slot_start.len()).max(self.slot_end.len());
        (0..rows).map(|row| TypedSlot {
            date: cell(&self.slot_date, row),
            start: cell(&self.slot_start, row),
            end: cell(&self.slot_end, row),
        })
    }

    /// Without what the choices make useless (the link of an event that is only on site…), blank rows, and what nobody
    /// sees: what is left has been measured by [`Proposal::check`], which says the same of it as before.
    #[must_use]
    pub fn without_the_unused(mut self) -> Self {
        let blank: &mut [&mut String] = match Mode::from_code(&self.mode) {
            Some(Mode::OnSite) => &mut [&mut self.online_link],
            Some(Mode::Online) => {
                &mut [&mut self.place_name, &mut self.address, &mut self.postcode, &mut self.commune]
            }
            Some(Mode::Hybrid) | None => &mut [],
        };
        for field in blank {
            field.clear();
        }
        if self.is_over_a_period() {
            self.slot_date.clear();
            self.slot_start.clear();
            self.slot_end.clear();
        } else {
            self.period_from.clear();
            self.period_to.clear();
        }
        let rows: Vec<_> = self.slots().filter(|row| !row.is_blank()).map(TypedSlot::to_owned_row).collect();
        self.slot_date = rows.iter().map(|row| row[0].clone()).collect();
        self.slot_start = rows.iter().map(|row| row[1].clone()).collect();
        self.slot_end = rows.into_iter().map(|[_, _, end]| end).collect();
        for field in self.texts() {
            *field = text::visible(field);
        }
        self.audience.retain(|code| Audience::from_code(code).is_some());
        self.audience.sort_unstable();
        self.audience.dedup();
        self
    }

    fn texts(&mut self) -> [&mut String; 18] {
        [
            &mut self.title,
            &mut self.summary,
            &mut self.description,
            &mut self.format,
            &mut self.schedule,
            &mut self.period_from,
            &mut self.period_to,
            &mut self.mode,
            &mut self.place_name,
            &mut self.address,
            &mut self.postcode,
            &mut self.commune,
            &mut self.online_link,
            &mut self.registration_link,
            &mut self.organisation,
            &mut self.organisation_kind,
            &mut self.organiser_name,
            &mut self.organiser_email,
        ]
    }

    /// Whether the event is available over a period instead of taking place at given hours.
    pub fn is_over_a_period(&self) -> bool {
        self.schedule == "period"
    }
}

fn cell(column: &[String], row: usize) -> &str {
    column.get(row).map_or("", String::as_str)
}

/// The event that a form becomes: the same form (its `key`, drawn when it was opened) with the same content
/// is the same event however often it is sent; a corrected one is another.
pub fn event_of(key: &str, edition: Year, revision: &Revision) -> EventId {
    // A revision serialises without maps, hence always to the same bytes; it holds nothing that could fail.
    let content = serde_json::to_vec(revision).unwrap_or_default();
    EventId::derive(&[b"event", &edition.get().to_be_bytes(), key.as_bytes(), &content])
}
