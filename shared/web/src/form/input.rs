//! Text fields.

use askama::Template;

use super::described_by;

/// A one-line field.
#[derive(Template, Default)]
#[template(path = "form/input.html")]
pub struct Input<'a> {
    /// The element's identifier; errors link to it.
    pub id: &'a str,
    /// The field's name in the form.
    pub name: &'a str,
    /// The label.
    pub label: &'a str,
    /// Format and example, under the label; none if empty.
    pub hint: &'a str,
    /// `text`, `email`, `tel`, `url`, `date`, `time`.
    pub kind: &'a str,
    /// What the browser may fill in (WCAG 1.3.5); none if empty.
    pub autocomplete: &'a str,
    /// Which keyboard a phone shows; the kind's if empty.
    pub inputmode: &'a str,
    /// Most characters, which a script counts while one types; 0 for no counter. Nothing is cut: the server says it too.
    pub most: usize,
    /// What was typed.
    pub value: &'a str,
    /// What someone asks to change here, lines kept; none if empty.
    pub advice: &'a str,
    /// What is wrong.
    pub error: Option<&'a str>,
    /// Whether it takes the focus when the page opens.
    pub focused: bool,
}

/// A field of several lines.
#[derive(Template, Default)]
#[template(path = "form/textarea.html")]
pub struct Textarea<'a> {
    /// The element's identifier; errors link to it.
    pub id: &'a str,
    /// The field's name in the form.
    pub name: &'a str,
    /// The label.
    pub label: &'a str,
    /// Format and example, under the label; none if empty.
    pub hint: &'a str,
    /// Lines shown.
    pub rows: u8,
    /// Most characters, which a script counts while one types; 0 for no counter. Nothing is cut: the server says it too.
    pub most: usize,
    /// What was typed.
    pub value: &'a str,
    /// What someone asks to change here, lines kept; none if empty.
    pub advice: &'a str,
    /// What is wrong.
    pub error: Option<&'a str>,
}

impl Input<'_> {
    /// The HTML.
    pub fn html(&self) -> String {
        self.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    fn described_by(&self) -> Option<String> {
        described_by(self.id, self.advice, self.error)
    }
}

impl Textarea<'_> {
    /// The HTML.
    pub fn html(&self) -> String {
        self.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    fn described_by(&self) -> Option<String> {
        described_by(self.id, self.advice, self.error)
    }
}
