//! One box to tick, which says enough by itself to need no group.

use askama::Template;

/// A check box that stands alone: a consent, or one part of a whole with fields of its own.
#[derive(Template, Default)]
#[template(path = "form/tick-box.html")]
pub struct TickBox<'a> {
    /// The element's identifier; errors link to it.
    pub id: &'a str,
    /// The field's name in the form.
    pub name: &'a str,
    /// The field's value when it is ticked.
    pub value: &'a str,
    /// What people read.
    pub label: &'a str,
    /// Whether it is ticked.
    pub ticked: bool,
    /// What is wrong.
    pub error: Option<&'a str>,
}

impl TickBox<'_> {
    /// The HTML.
    pub fn html(&self) -> String {
        self.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }
}
