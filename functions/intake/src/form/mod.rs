//! The form's fields: what was typed, what is wrong, what the team asks, and where.

mod fields;
mod slots;
#[cfg(test)]
mod tests;
mod wishes;

pub(crate) use wishes::{field_of, words};

use askama::Template;
use model::edition::Edition;
use model::email::EmailAddress;
use model::event::ChangeRequest;
use model::french;
use model::proposal::{Field, Problem, Proposal};
use web::form::{Choice, Choices, ErrorSummary, FieldError, Input, Select};

/// The fields with what was typed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Form<'a> {
    typed: &'a Proposal,
    edition: Option<&'a Edition>,
    address: Address<'a>,
    problems: &'a [Problem],
    request: Option<&'a ChangeRequest>,
    one_more_slot: bool,
}

/// Where the organiser is written to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Address<'a> {
    /// The form asks for it.
    Asked,
    /// It has been confirmed and stays; none while the table cannot be read.
    Confirmed(Option<&'a EmailAddress>),
}

#[derive(Template)]
#[template(path = "fields.html")]
struct Fields<'a> {
    form: &'a Form<'a>,
}

impl<'a> Form<'a> {
    pub(crate) fn new(typed: &'a Proposal, edition: Option<&'a Edition>, address: Address<'a>) -> Self {
        Self { typed, edition, address, problems: &[], request: None, one_more_slot: false }
    }

    pub(crate) fn with_problems(self, problems: &'a [Problem]) -> Self {
        Self { problems, ..self }
    }

    pub(crate) fn with_request(self, request: Option<&'a ChangeRequest>) -> Self {
        Self { request, ..self }
    }

    pub(crate) fn with_one_more_slot(self) -> Self {
        Self { one_more_slot: true, ..self }
    }

    pub(crate) fn edition(&self) -> Option<&'a Edition> {
        self.edition
    }

    pub(crate) fn typed(&self) -> &'a Proposal {
        self.typed
    }

    pub(crate) fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Whether the page opens at a place of its own in the form.
    pub(crate) fn takes_the_focus(&self) -> bool {
        self.has_problems() || self.one_more_slot
    }

    /// Every field, as HTML.
    pub(crate) fn fields(&self) -> String {
        Fields { form: self }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    /// What is wrong, each line a link to its field.
    pub(crate) fn summary(&self) -> String {
        let line = |problem: &'a Problem| FieldError { anchor: problem.anchor(), message: &problem.message };
        ErrorSummary { errors: self.problems.iter().map(line).collect() }.html()
    }

    /// The days of the edition: « du 4 au 30 novembre 2027 ».
    pub(crate) fn period(&self) -> String {
        self.edition.map(|edition| french::period(edition.period)).unwrap_or_default()
    }

    fn error(&self, field: Field, row: usize) -> Option<&'a str> {
        let here = |problem: &&Problem| problem.field == field && problem.row == row;
        self.problems.iter().find(here).map(|problem| problem.message.as_str())
    }

    fn advice(&self, field: Field) -> String {
        self.request.map(|request| wishes::advice(request, field, self.typed)).unwrap_or_default()
    }

    fn text(&self, field: Field, value: &str, hint: &str) -> String {
        self.input(field, value, hint, "text", "")
    }

    fn input(&self, field: Field, value: &str, hint: &str, kind: &str, autocomplete: &str) -> String {
        Input {
            id: field.name(),
            name: field.name(),
            label: field.label(),
            hint,
            kind,
            autocomplete,
            inputmode: if field == Field::Postcode { "numeric" } else { "" },
            value,
            advice: &self.advice(field),
            error: self.error(field, 0),
            focused: false,
        }
        .html()
    }

    fn select(
        &self,
        field: Field,
        chosen: &str,
        choices: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> String {
        let choice = |(value, label)| Choice { value, label, chosen: value == chosen };
        Select {
            name: field.name(),
            label: field.label(),
            choices: choices.map(choice).collect(),
            advice: &self.advice(field),
            error: self.error(field, 0),
        }
        .html()
    }

    fn choices(&self, field: Field, hint: &str, several: bool, choices: Vec<Choice<'_>>) -> String {
        let (name, legend) = (field.name(), field.label());
        let advice = &self.advice(field);
        Choices { name, legend, hint, several, choices, advice, error: self.error(field, 0) }.html()
    }
}
