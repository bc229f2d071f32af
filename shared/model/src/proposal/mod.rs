//! What an organiser typed, as typed, and the rules that turn it into a revision.
//!
//! The form and the worker both call [`Proposal::check`]: every rule is there once.

mod check;
mod field;
#[cfg(test)]
mod generated;
pub mod moment;
mod retyped;
mod rows;
mod stage;
#[cfg(test)]
mod tests;

pub use field::{Field, Problem};
pub use stage::Stage;

use serde::{Deserialize, Serialize};

use crate::attendance::Mode;
use crate::content::Revision;
use crate::edition::Edition;
use crate::schedule::Schedule;
use crate::text;
use crate::vocabulary::{Audience, Disability, Format};
use crate::zone::Zone;

/// The form's fields, as typed. Names are those of the HTML form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "each field is described by `Field`")]
pub struct Proposal {
    pub title: String,
    pub summary: String,
    pub description: String,
    pub format: String,
    pub themes: Vec<String>,
    pub language: String,
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
    /// The five lists go together, row by row.
    pub place_name: Vec<String>,
    pub address: Vec<String>,
    pub postcode: Vec<String>,
    pub commune: Vec<String>,
    /// The code of a département where the commune is not in the official list; blank where it is.
    pub place_departement: Vec<String>,
    /// `public` or `registered`.
    pub online_access: String,
    pub online_link: String,
    pub audience: Vec<String>,
    pub capacity: String,
    pub registration_link: String,
    pub registration_email: String,
    pub registration_phone: String,
    pub registration_deadline: String,
    pub accessibility: Vec<String>,
    pub accessibility_contact: String,
    pub accessibility_details: String,
    pub organisation: String,
    pub organisation_kind: String,
    /// One a line.
    pub partners: String,
    pub contact_name: String,
    pub contact_email: String,
    pub contact_phone: String,
    pub organiser_name: String,
    pub organiser_role: String,
    pub organiser_email: String,
    pub organiser_phone: String,
    /// [`YES`] to get the newsletter too.
    pub newsletter: String,
    /// The code of a `picture::Frame`: never typed, set when the picture is there.
    pub picture: String,
    pub picture_alt: String,
    /// [`YES`] when nothing has to stand for the picture.
    pub picture_decorative: String,
    pub picture_credit: String,
    /// [`YES`] when the organiser may use it.
    pub picture_rights: String,
}

/// The value of a ticked box.
pub const YES: &str = "oui";

/// The value of `online_access` when the link is for everyone.
pub const PUBLIC_LINK: &str = "public";
/// The value of `online_access` when the link is sent to those who register.
pub const LINK_FOR_REGISTERED: &str = "registered";

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

/// A row of the list of places, as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypedPlace<'a> {
    /// As people know it.
    pub name: &'a str,
    /// Number and street.
    pub address: &'a str,
    /// Five digits.
    pub postcode: &'a str,
    /// The commune.
    pub commune: &'a str,
    /// The code of a département, where the commune is not in the official list.
    pub departement: &'a str,
}

impl TypedPlace<'_> {
    /// Whether nothing was typed in the row.
    pub fn is_blank(&self) -> bool {
        [self.name, self.address, self.postcode, self.commune].iter().all(|typed| typed.trim().is_empty())
    }
}

impl Proposal {
    /// Checks everything, and tells everything that is wrong at once.
    pub fn check(&self, edition: &Edition) -> Result<Revision, Vec<Problem>> {
        check::check(self, edition)
    }

    /// Checks the dates alone, as those of an event of this format whose clocks are in `zone`.
    pub fn check_dates(
        &self,
        format: Format,
        zone: Zone,
        edition: &Edition,
    ) -> Result<Schedule, Vec<Problem>> {
        check::check_dates(self, format, zone, edition)
    }

    /// What is wrong with one step.
    pub fn problems_of(&self, stage: Stage, edition: &Edition) -> Vec<Problem> {
        let mut problems = self.check(edition).err().unwrap_or_default();
        problems.retain(|problem| problem.field.stage() == stage);
        problems
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

    /// The rows of the list of places; a missing cell is blank.
    pub fn places(&self) -> impl Iterator<Item = TypedPlace<'_>> {
        let columns = [&self.place_name, &self.address, &self.postcode, &self.commune];
        let rows = columns.iter().map(|column| column.len()).max().unwrap_or(0);
        (0..rows).map(|row| TypedPlace {
            name: cell(&self.place_name, row),
            address: cell(&self.address, row),
            postcode: cell(&self.postcode, row),
            commune: cell(&self.commune, row),
            departement: cell(&self.place_departement, row),
        })
    }

    /// Without what the choices make useless (the link of an event that is only on site…), blank rows, and what nobody
    /// sees: what is left has been measured by [`Proposal::check`], which says the same of it as before.
    #[must_use]
    pub fn without_the_unused(mut self) -> Self {
        let mode = Mode::from_code(&self.mode);
        if mode == Some(Mode::OnSite) {
            self.online_access.clear();
        }
        if self.online_access != PUBLIC_LINK {
            self.online_link.clear();
        }
        if mode == Some(Mode::Online) {
            self.drop_places(|_| false);
        }
        if self.is_over_a_period() {
            self.slot_date.clear();
            self.slot_start.clear();
            self.slot_end.clear();
        } else {
            self.period_from.clear();
            self.period_to.clear();
        }
        if self.picture.is_empty() {
            self.picture_alt.clear();
            self.picture_decorative.clear();
            self.picture_credit.clear();
            self.picture_rights.clear();
        }
        self.drop_blank_slots();
        self.drop_places(|place| !place.is_blank());
        for field in self.texts() {
            *field = text::visible(field);
        }
        let known = |code: &String| Audience::from_code(code).is_some();
        keep_once(&mut self.audience, known);
        keep_once(&mut self.accessibility, |code| Disability::from_code(code).is_some());
        keep_once(&mut self.themes, |code| code.len() <= 60);
        self
    }

    fn drop_places(&mut self, keep: impl Fn(&TypedPlace<'_>) -> bool) {
        let rows: Vec<[String; 5]> = self
            .places()
            .filter(keep)
            .map(|row| [row.name, row.address, row.postcode, row.commune, row.departement].map(text::visible))
            .collect();
        let column = |cell: usize| rows.iter().map(|row| row[cell].clone()).collect();
        (self.place_name, self.address, self.postcode) = (column(0), column(1), column(2));
        (self.commune, self.place_departement) = (column(3), column(4));
    }

    fn texts(&mut self) -> [&mut String; 34] {
        [
            &mut self.title,
            &mut self.summary,
            &mut self.description,
            &mut self.format,
            &mut self.language,
            &mut self.schedule,
            &mut self.period_from,
            &mut self.period_to,
            &mut self.mode,
            &mut self.online_access,
            &mut self.online_link,
            &mut self.capacity,
            &mut self.registration_link,
            &mut self.registration_email,
            &mut self.registration_phone,
            &mut self.registration_deadline,
            &mut self.accessibility_contact,
            &mut self.accessibility_details,
            &mut self.organisation,
            &mut self.organisation_kind,
            &mut self.partners,
            &mut self.contact_name,
            &mut self.contact_email,
            &mut self.contact_phone,
            &mut self.organiser_name,
            &mut self.organiser_role,
            &mut self.organiser_email,
            &mut self.organiser_phone,
            &mut self.newsletter,
            &mut self.picture,
            &mut self.picture_alt,
            &mut self.picture_decorative,
            &mut self.picture_credit,
            &mut self.picture_rights,
        ]
    }

    /// Whether the event is available over a period instead of taking place at given hours.
    pub fn is_over_a_period(&self) -> bool {
        self.schedule == "period"
    }
}

fn keep_once(codes: &mut Vec<String>, known: impl Fn(&String) -> bool) {
    codes.retain(known);
    codes.sort_unstable();
    codes.dedup();
}

fn cell(column: &[String], row: usize) -> &str {
    column.get(row).map_or("", String::as_str)
}
