//! A fact of an event, as people read it: a label and lines, in a page as in a mail.

use std::fmt;

use askama::Template;
use model::email::EmailAddress;
use model::part::Part;
use model::phone::Phone;
use model::web_link::WebLink;

/// A label and what is said under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Of which part of the content it is.
    pub part: Part,
    /// As people read it, without a colon.
    pub label: &'static str,
    /// Never none.
    pub lines: Vec<Said>,
}

/// A line. As text (`Display`) it says the whole of it; as HTML it has its link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// Words.
    Text(String),
    /// A date that holds no more.
    Former(String),
    /// A page, and what for.
    Web {
        /// « S’inscrire », « Suivre l’événement »…
        invitation: &'static str,
        /// Which.
        link: WebLink,
    },
    /// Where a place is, on a map.
    Map {
        /// The place.
        place: String,
        /// The map's address.
        link: String,
    },
    /// An address to write to.
    Mail(EmailAddress),
    /// A number to call.
    Phone(Phone),
}

impl Fact {
    pub(crate) fn new(part: Part, label: &'static str, lines: impl IntoIterator<Item = Said>) -> Self {
        Self { part, label, lines: lines.into_iter().collect() }
    }

    /// The fact, unless nothing is said.
    pub(crate) fn if_said(
        part: Part,
        label: &'static str,
        lines: impl IntoIterator<Item = Said>,
    ) -> Option<Self> {
        Some(Self::new(part, label, lines)).filter(|fact| !fact.lines.is_empty())
    }

    /// Whether its lines are a list, each item of the same kind as the others.
    pub(crate) fn is_a_list(&self) -> bool {
        self.lines.len() > 1 && matches!(self.part, Part::When | Part::Themes)
    }
}

/// What a line is in HTML; a template of its own because one type has one text.
#[derive(Template)]
#[template(path = "said.html")]
struct Html<'a> {
    said: &'a Said,
}

impl Said {
    pub(crate) fn text(text: &(impl ToString + ?Sized)) -> Self {
        Self::Text(text.to_string())
    }

    /// The line as HTML, escaped, with its link.
    pub fn html(&self) -> String {
        Html { said: self }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Former(date) => write!(f, "Ancienne date\u{a0}: {date}"),
            Self::Web { invitation, link } => write!(f, "{invitation}\u{a0}: {link}"),
            Self::Map { place, link } => write!(f, "Voir sur une carte, {place}\u{a0}: {link}"),
            Self::Mail(address) => address.fmt(f),
            Self::Phone(number) => number.fmt(f),
        }
    }
}
