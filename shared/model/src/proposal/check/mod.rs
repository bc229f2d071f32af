//! The rules, each once. All of them run, so that a person is told everything at once.

mod place;
mod public;
mod values;
mod when;

use super::{Field, Problem, Proposal};
use crate::attendance::Attendance;
use crate::content::{Content, Revision};
use crate::edition::Edition;
use crate::organisation::{Organisation, Organiser};
use crate::schedule::Schedule;
use crate::vocabulary::{Format, Language, OrganisationKind};
use crate::zone::Zone;

pub(super) fn check(typed: &Proposal, edition: &Edition) -> Result<Revision, Vec<Problem>> {
    let mut checker = Checker { typed, edition, problems: Vec::new() };
    match checker.revision() {
        Some(revision) if checker.problems.is_empty() => Ok(revision),
        _ => Err(checker.problems),
    }
}

pub(super) fn check_dates(
    typed: &Proposal,
    format: Format,
    zone: Zone,
    edition: &Edition,
) -> Result<Schedule, Vec<Problem>> {
    let mut checker = Checker { typed, edition, problems: Vec::new() };
    checker.schedule(Some(format), zone).ok_or(checker.problems)
}

struct Checker<'a> {
    typed: &'a Proposal,
    edition: &'a Edition,
    problems: Vec<Problem>,
}

impl Checker<'_> {
    /// In the order of the form, so that the error summary reads like the page.
    fn revision(&mut self) -> Option<Revision> {
        let typed = self.typed;
        let title = self.line(Field::Title, &typed.title);
        let summary = self.line(Field::Summary, &typed.summary);
        let description = self.prose(Field::Description, &typed.description);
        let format = self.choice(Field::Format, Format::from_code(&typed.format));
        let themes = self.themes();
        let language = self.language();
        // The hours are those of the place, so the place is read first and its problems are told after.
        let told = self.problems.len();
        let attendance = self.attendance();
        let of_the_place = self.problems.split_off(told);
        let zone = attendance.as_ref().map_or(Zone::PARIS, Attendance::zone);
        let schedule = self.schedule(format, zone);
        self.problems.extend(of_the_place);
        let audience = self.audience();
        let capacity = self.capacity();
        let registration = self.registration();
        let accessibility = self.accessibility();
        let organisation = self.organisation();
        let contact = self.contact();
        let organiser = self.organiser();
        let picture = self.picture();
        let content = Content {
            title: title?,
            summary: summary?,
            description: description?,
            format: format?,
            themes: themes?,
            language: language?,
            schedule: schedule?,
            attendance: attendance?,
            audience: audience?,
            capacity: capacity?,
            registration: registration?,
            accessibility: accessibility?,
            organisation: organisation?,
            contact: contact?,
            picture: picture?,
        };
        Some(Revision { content, organiser: organiser? })
    }

    /// The one that nobody needs to be told, where none is chosen.
    fn language(&mut self) -> Option<Language> {
        match self.typed.language.as_str() {
            "" => Some(Language::default()),
            code => self.choice(Field::Language, Language::from_code(code)),
        }
    }

    fn organisation(&mut self) -> Option<Organisation> {
        let typed = self.typed;
        let name = self.line(Field::Organisation, &typed.organisation);
        let kind =
            self.choice(Field::OrganisationKind, OrganisationKind::from_code(&typed.organisation_kind));
        let partners = self.partners();
        Some(Organisation { name: name?, kind: kind?, partners: partners? })
    }

    fn organiser(&mut self) -> Option<Organiser> {
        let typed = self.typed;
        let name = self.line(Field::OrganiserName, &typed.organiser_name);
        let role = self.optional_line(Field::OrganiserRole, &typed.organiser_role);
        let email = self.email(Field::OrganiserEmail, &typed.organiser_email);
        let phone = self.optional_phone(Field::OrganiserPhone, &typed.organiser_phone);
        Some(Organiser { name: name?, role: role?, email: email?, phone: phone? })
    }

    pub(super) fn tell(&mut self, field: Field, message: impl Into<String>) {
        self.tell_row(field, 0, message);
    }

    pub(super) fn tell_row(&mut self, field: Field, row: usize, message: impl Into<String>) {
        self.problems.push(Problem { field, row, message: message.into() });
    }
}
