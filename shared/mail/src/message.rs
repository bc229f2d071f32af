//! A mail's words, from which both of its parts are rendered: they cannot say different things.

use askama::Template;
use model::email::EmailAddress;

/// What a mail says, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The recipient's name.
    pub to_name: String,
    /// The recipient's address.
    pub to: EmailAddress,
    /// The subject: one line.
    pub subject: String,
    /// The line that mail clients show beside the subject.
    pub preheader: String,
    /// Paragraphs before the facts.
    pub opening: Vec<String>,
    /// Labels and values.
    pub facts: Vec<(&'static str, String)>,
    /// Someone's words, set apart; one paragraph an entry.
    pub quotation: Vec<String>,
    /// The one thing to do: label and address.
    pub button: Option<(&'static str, String)>,
    /// Paragraphs after the button.
    pub closing: Vec<String>,
    /// Who signs.
    pub signature: String,
    /// Why this person receives this mail.
    pub why: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    message: &'a Message,
}

#[derive(Template)]
#[template(path = "letter.txt", escape = "none")]
struct Text<'a> {
    message: &'a Message,
}

impl Message {
    /// The HTML part.
    pub fn html(&self) -> String {
        Html { message: self }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    /// The text part.
    pub fn text(&self) -> String {
        Text { message: self }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }
}
