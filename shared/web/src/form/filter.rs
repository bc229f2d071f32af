//! Narrowing a list.

use askama::Template;

use super::Choice;

/// A drop-down list that narrows a list: its first option is what the page shows without it.
#[derive(Template, Default)]
#[template(path = "form/filter.html")]
pub struct Filter<'a> {
    /// The element's identifier and the field's name.
    pub name: &'a str,
    /// The label.
    pub label: &'a str,
    /// The first option, in words; its value is empty.
    pub unset: &'a str,
    /// The other options.
    pub choices: Vec<Choice<'a>>,
}

impl Filter<'_> {
    /// The HTML.
    pub fn html(&self) -> String {
        self.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }
}
