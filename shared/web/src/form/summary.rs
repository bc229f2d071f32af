//! The list of what is wrong, at the top of the page, each line a link to its field.

use askama::Template;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError<'a> {
    /// The identifier of the field's element.
    pub anchor: String,
    /// What is wrong and what to do.
    pub message: &'a str,
}

/// What is wrong with a form of several pages: a line and where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorLink<'a> {
    /// The address of the field, on this page (`#title`) or on another.
    pub href: String,
    /// What is wrong and what to do.
    pub message: &'a str,
}

/// The summary of a form that is kept while it is being filled in; it takes the focus when the page opens.
#[derive(Template)]
#[template(path = "form/error-links.html")]
pub struct ErrorLinks<'a> {
    /// What becomes of what was typed, and what to do now.
    pub lead: &'a str,
    /// At least one.
    pub links: Vec<ErrorLink<'a>>,
}

impl ErrorLinks<'_> {
    /// The HTML; nothing without errors.
    pub fn html(&self) -> String {
        if self.links.is_empty() {
            return String::new();
        }
        self.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }
}

/// The summary; it takes the focus when the page opens, without JavaScript.
#[derive(Template)]
#[template(path = "form/summary.html")]
pub struct ErrorSummary<'a> {
    /// At least one.
    pub errors: Vec<FieldError<'a>>,
}

impl ErrorSummary<'_> {
    /// The HTML; nothing without errors.
    pub fn html(&self) -> String {
        if self.errors.is_empty() {
            return String::new();
        }
        self.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }
}
