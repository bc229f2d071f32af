//! Choosing among a list.

use askama::Template;

use super::described_by;

/// One possibility.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<'a> {
    /// The field's value when it is chosen.
    pub value: &'a str,
    /// What people read.
    pub label: &'a str,
    /// Whether it is chosen.
    pub chosen: bool,
}

/// A drop-down list.
#[derive(Template, Default)]
#[template(path = "form/select.html")]
pub struct Select<'a> {
    /// The element's identifier; the field's name if empty.
    pub id: &'a str,
    /// The field's name in the form.
    pub name: &'a str,
    /// The label.
    pub label: &'a str,
    /// More about it, under the label; none if empty.
    pub hint: &'a str,
    /// The possibilities; none is preselected.
    pub choices: Vec<Choice<'a>>,
    /// What someone asks to change here, lines kept; none if empty.
    pub advice: &'a str,
    /// What is wrong.
    pub error: Option<&'a str>,
}

/// Radio buttons, of which one can be chosen, or check boxes, of which any number can.
#[derive(Template, Default)]
#[template(path = "form/choices.html")]
pub struct Choices<'a> {
    /// The group's identifier and the field's name.
    pub name: &'a str,
    /// The group's question.
    pub legend: &'a str,
    /// More about the question; none if empty.
    pub hint: &'a str,
    /// Whether several can be chosen.
    pub several: bool,
    /// The possibilities.
    pub choices: Vec<Choice<'a>>,
    /// What someone asks to change here, lines kept; none if empty.
    pub advice: &'a str,
    /// What is wrong.
    pub error: Option<&'a str>,
}

impl Select<'_> {
    /// The HTML.
    pub fn html(&self) -> String {
        self.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    fn id(&self) -> &str {
        if self.id.is_empty() { self.name } else { self.id }
    }

    fn described_by(&self) -> Option<String> {
        described_by(self.id(), self.advice, self.error)
    }
}

impl Choices<'_> {
    /// The HTML.
    pub fn html(&self) -> String {
        self.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    fn kind(&self) -> &'static str {
        if self.several { "checkbox" } else { "radio" }
    }
}
