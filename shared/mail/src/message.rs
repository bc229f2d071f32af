//! A mail's words, from which both of its parts are rendered: they cannot say different things.

use askama::Template;
use model::email::EmailAddress;

/// What a mail says, and to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The recipient's name; empty when it is not known.
    pub to_name: String,
    /// The recipient's address.
    pub to: EmailAddress,
    /// The subject: one line.
    pub subject: String,
    /// The line that mail clients show beside the subject.
    pub preheader: String,
    /// What stands between the greeting and the signature.
    pub body: Vec<Block>,
    /// Who signs.
    pub signature: String,
    /// Why this person receives this mail.
    pub why: String,
}

/// A piece of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// What the next blocks are about.
    Heading(String),
    /// Labels and values.
    Facts(Vec<(&'static str, String)>),
    /// Short sentences, one a line.
    Points(Vec<String>),
    /// Things, each with a few lines about it.
    Entries(Vec<Entry>),
    /// Things, each with a few lines about it and the way to it.
    Linked(Vec<Linked>),
    /// Someone's words, set apart; one paragraph an entry.
    Quotation(Vec<String>),
    /// The one thing to do: a button.
    Action {
        /// What the button says.
        label: &'static str,
        /// Where it leads.
        address: String,
    },
    /// What one can do besides: a plain link.
    Besides {
        /// What the link says.
        label: &'static str,
        /// Where it leads.
        address: String,
    },
}

/// A thing of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub title: String,
    /// What is said of it, line by line.
    pub lines: Vec<String>,
}

/// A thing of a list, and the way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked {
    /// What it is.
    pub entry: Entry,
    /// What the link says.
    pub label: &'static str,
    /// Where it leads.
    pub address: String,
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

/// What underlines a heading of the text part. Three at least: a line of two dashes would begin the signature.
fn rule(heading: &str) -> String {
    "-".repeat(heading.chars().count().max(3))
}
