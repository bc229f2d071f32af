//! A drop-down list whose first option means none, and that can be wrong.

use askama::Template;
use web::form::Choice;

/// The list.
#[derive(Template, Default)]
#[template(path = "select.html")]
pub(super) struct Select<'a> {
    /// The element's identifier and the field's name.
    pub(super) name: &'a str,
    pub(super) label: &'a str,
    /// The first option, in words; its value is empty.
    pub(super) unset: &'a str,
    /// The other options, in groups with a title.
    pub(super) groups: Vec<(&'a str, Vec<Choice<'a>>)>,
    /// What is wrong.
    pub(super) error: Option<&'a str>,
}

impl Select<'_> {
    pub(super) fn html(&self) -> String {
        self.render().unwrap_or_default() // formats strings only
    }
}
