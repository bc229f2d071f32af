//! The first step: what the event is.

use askama::Template;
use model::proposal::Field;
use model::theme::{MOST_THEMES, Theme};
use model::vocabulary::{Format, Language};
use web::answer::escape;
use web::form::Choice;

use super::Form;

/// The name of a field that nobody sees, and that only a robot fills in.
pub const HONEYPOT: &str = "site_internet";

#[derive(Template)]
#[template(path = "event.html")]
struct Event<'a> {
    form: &'a Form<'a>,
}

#[derive(Template)]
#[template(path = "trap.html")]
struct Trap;

/// The field that nobody sees: out of the window rather than hidden, which robots look for.
pub fn trap() -> String {
    Trap.render().unwrap_or_default() // formats strings only: it has nothing to fail on
}

/// What was typed in a field that cannot be shown, so that it is not lost.
fn unseen(field: Field, values: &[String]) -> String {
    let hidden = |value: &String| {
        format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">\n", field.name(), escape(value))
    };
    values.iter().map(hidden).collect()
}

impl<'a> Form<'a> {
    pub(crate) fn event(&self) -> String {
        Event { form: self }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    fn format(&self) -> String {
        let choices = Format::ALL.iter().map(|it| (it.code(), it.label()));
        self.select(Field::Format, &self.typed.format, choices)
    }

    /// The edition's themes. While it cannot be read, those that were ticked stay, unseen.
    fn themes(&self) -> String {
        let ticked = |code: &str| self.typed.themes.iter().any(|it| it == code);
        let Some(edition) = self.edition else { return unseen(Field::Themes, &self.typed.themes) };
        if edition.themes.is_empty() && self.advice(Field::Themes).is_empty() {
            return String::new();
        }
        let choice = |theme: &'a Theme| Choice {
            value: &theme.code,
            label: theme.label.as_str(),
            chosen: ticked(&theme.code),
        };
        let hint = format!("{MOST_THEMES} au plus\u{a0}: ceux qui comptent vraiment.");
        self.boxes(Field::Themes, &hint, edition.themes.iter().map(choice).collect())
    }

    fn language(&self) -> String {
        let typed = self.typed.language.as_str();
        let chosen = if typed.is_empty() { Language::default().code() } else { typed };
        self.select(Field::Language, chosen, Language::ALL.iter().map(|it| (it.code(), it.label())))
    }
}
