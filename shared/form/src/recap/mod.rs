//! Everything that was typed, to be checked before it is sent: step by step, with the way back to each.

mod event;
mod organisation;
mod public;
mod when_where;

use askama::Template;
use model::proposal::{Field, Stage};

use super::Form;
use super::value::value;

/// What a label ends with when its field may stay blank.
const OPTIONAL: &str = " (optionnel)";

/// One line of the list.
#[derive(Debug, Default)]
struct Line<'a> {
    label: String,
    /// Each a list of lines; none where nothing was typed.
    paragraphs: Vec<Vec<String>>,
    /// What is wrong with it.
    problems: Vec<&'a str>,
}

/// One step.
struct Part<'a> {
    stage: Stage,
    lines: Vec<Line<'a>>,
    /// Where it is changed; none where it cannot be.
    address: Option<String>,
}

#[derive(Template)]
#[template(path = "recap.html")]
struct Recap<'a> {
    parts: Vec<Part<'a>>,
}

impl<'a> Form<'a> {
    /// What was typed, step by step, picture included; `address` is where a step is changed, if it can be. What is
    /// missing says so, what may stay blank and does is left out.
    pub fn recap(&self, address: impl Fn(Stage) -> Option<String>) -> String {
        let stages = Stage::STEPS.into_iter().chain([Stage::Picture]);
        let part = |stage| Part { stage, lines: self.lines(stage), address: address(stage) };
        let recap = Recap { parts: stages.map(part).collect() };
        recap.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    fn lines(&self, stage: Stage) -> Vec<Line<'a>> {
        let lines = match stage {
            Stage::Event => self.event_lines(),
            Stage::Dates => self.date_lines(),
            Stage::Place => self.place_lines(),
            Stage::Public => self.public_lines(),
            Stage::Organisation => self.organisation_lines(),
            Stage::Picture => self.picture_lines(),
        };
        lines.into_iter().flatten().collect()
    }

    /// A field with what was typed in it; nothing for one that may stay blank, does, and has no problem.
    fn told(&self, field: Field) -> Option<Line<'a>> {
        self.told_as(field, paragraphs(value(self.typed, field)))
    }

    fn told_as(&self, field: Field, paragraphs: Vec<Vec<String>>) -> Option<Line<'a>> {
        let problems: Vec<_> = self.error(field, 0).into_iter().collect();
        let label = field.label();
        let may_be_left_out = label.ends_with(OPTIONAL) && problems.is_empty();
        if paragraphs.is_empty() && may_be_left_out {
            return None;
        }
        let label = label.strip_suffix(OPTIONAL).unwrap_or(label);
        Some(Line { label: label.to_owned(), paragraphs, problems })
    }

    /// A field of one choice, by its label; a code that is none was not chosen in the form.
    fn chosen(&self, field: Field, label: Option<&str>) -> Option<Line<'a>> {
        self.told_as(field, one(label))
    }
}

/// One paragraph of one line, if there is something to say.
fn one(text: Option<&str>) -> Vec<Vec<String>> {
    text.into_iter().map(|text| vec![text.to_owned()]).collect()
}

/// A text as it was typed: paragraphs between blank lines.
fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let mut paragraphs = vec![vec![]];
    for line in text.lines() {
        match paragraphs.last_mut() {
            Some(last) if !line.trim().is_empty() => last.push(line.trim_end().to_owned()),
            _ => paragraphs.push(vec![]),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

impl Part<'_> {
    /// The stage as it is spoken of: « Modifier », then this.
    fn about(&self) -> &'static str {
        match self.stage {
            Stage::Event => "ce qui décrit l’événement",
            Stage::Dates => "les dates",
            Stage::Place => "le lieu",
            Stage::Public => "le public et l’inscription",
            Stage::Organisation => "l’organisation et vos coordonnées",
            Stage::Picture => "l’image",
        }
    }

    fn can_be_added(&self) -> bool {
        self.stage == Stage::Picture && self.lines.is_empty()
    }

    fn verb(&self) -> &'static str {
        if self.can_be_added() { "Ajouter" } else { "Modifier" }
    }

    fn object(&self) -> &'static str {
        if self.can_be_added() { "une image" } else { self.about() }
    }

    fn icon(&self) -> &'static str {
        if self.can_be_added() { "add" } else { "edit" }
    }
}
