//! The report as one page, to print or to send.

use anyhow::Context;
use askama::Template;
use model::french;

use super::chart::{self, Drawing};
use super::figures::Figures;
use super::table::{Row, Section, Table};
use super::words;

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    figures: &'a Figures,
    parts: Vec<Part<'a>>,
}

/// A part of the page.
struct Part<'a> {
    section: Section,
    tables: Vec<Shown<'a>>,
}

/// A table with its drawing.
struct Shown<'a> {
    table: &'a Table,
    drawing: Option<Drawing>,
}

/// The page.
pub(super) fn html(figures: &Figures) -> anyhow::Result<String> {
    let shown = |table| Shown { table, drawing: chart::of(table) };
    let parts = Section::ALL.map(|section| Part {
        section,
        tables: figures.tables.iter().filter(|table| table.section == section).map(shown).collect(),
    });
    Page { figures, parts: parts.into() }.render().context("the page cannot be written")
}

impl Page<'_> {
    fn day(&self) -> String {
        french::day(self.figures.day())
    }
}

impl Shown<'_> {
    fn note(&self) -> Option<&'static str> {
        words::note(self.table)
    }

    fn headings(&self) -> Vec<String> {
        self.table.measures.iter().map(|measure| words::heading(self.table, measure)).collect()
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        (0..self.table.measures.len()).map(|column| words::with_share(self.table, row, column)).collect()
    }

    fn total(&self) -> Vec<String> {
        self.table.total.iter().map(|cell| words::cell(*cell)).collect()
    }

    /// Whether a phone must move it from side to side.
    fn is_wide(&self) -> bool {
        self.table.measures.len() > 3
    }

    /// Which column is drawn.
    fn drawn(&self) -> &str {
        self.table.measures.first().map_or("", |first| first.label.as_str())
    }

    /// What the drawing shows, for who does not see it.
    fn described(&self) -> String {
        let what = self.drawn();
        format!(
            "Graphique\u{a0}: {} ({what}). Les mêmes chiffres sont dans le tableau qui suit.",
            self.table.title
        )
    }
}
