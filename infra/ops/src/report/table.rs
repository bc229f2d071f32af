//! A table of the report: what is counted, line by line, and whether the lines add up.

use std::collections::HashMap;

use model::edition::Year;
use serde::{Serialize, Serializer};

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Table {
    /// Its name, for programs.
    pub(super) key: &'static str,
    /// The part of the report that it is in.
    pub(super) section: Section,
    /// Its title.
    pub(super) title: &'static str,
    /// What a line is.
    pub(super) line: &'static str,
    /// What is counted.
    pub(super) counted: String,
    /// Its columns.
    pub(super) measures: Vec<Measure>,
    /// Its lines.
    pub(super) rows: Vec<Row>,
    /// The whole, a cell a column; counted by itself, not added up from the lines.
    pub(super) total: Vec<Cell>,
    /// How the lines and the whole go together.
    pub(super) sums: Sums,
    /// How it is drawn.
    #[serde(skip)]
    pub(super) chart: Chart,
    /// Whether lines that count nothing are left out.
    #[serde(skip)]
    pub(super) hides_empty: bool,
}

/// A part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Section {
    /// What the public sees.
    Programme,
    /// What was proposed, and what became of it.
    Proposals,
    /// The newsletter.
    Newsletter,
}

impl Section {
    /// Every part, in order.
    pub(super) const ALL: [Self; 3] = [Self::Programme, Self::Proposals, Self::Newsletter];

    /// As people read it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Programme => "Le programme",
            Self::Proposals => "Des propositions au programme",
            Self::Newsletter => "La lettre d’information",
        }
    }

    /// Its place in the page.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Proposals => "propositions",
            Self::Newsletter => "lettre",
        }
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Measure {
    /// Its name, for programs.
    pub(super) key: &'static str,
    /// As people read it.
    pub(super) label: String,
    /// Of which edition.
    pub(super) edition: Year,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    /// Its name, for programs: a code of the form, of the COG, a date.
    pub(super) key: String,
    /// As people read it.
    pub(super) label: String,
    /// A cell a column.
    pub(super) cells: Vec<Cell>,
}

/// A number of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// So many.
    Count(u64),
    /// Some, but so few that they could be recognised.
    Few,
    /// Fewer hours than this.
    Hours(u64),
    /// Not known, or not asked.
    Unknown,
}

/// Below so many people, it is not said how many.
pub(super) const FEW: u64 = 5;

impl Cell {
    /// So many people: how many is not said where they are few.
    pub(super) fn people(count: u64) -> Self {
        if (1..FEW).contains(&count) { Self::Few } else { Self::Count(count) }
    }

    /// Its number, where it has one.
    pub(super) fn number(self) -> Option<u64> {
        match self {
            Self::Count(number) | Self::Hours(number) => Some(number),
            Self::Few | Self::Unknown => None,
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(number) | Self::Hours(number) => serializer.serialize_u64(*number),
            Self::Few => serializer.serialize_str("<5"),
            Self::Unknown => serializer.serialize_none(),
        }
    }
}

/// How the lines of a table and its whole go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "why", rename_all = "kebab-case")]
pub(super) enum Sums {
    /// Each is in one line: the lines add up to the whole.
    AddUp,
    /// Each is in one line at least: the lines add up to the whole or to more.
    Overlap(&'static str),
    /// Each is in any number of lines.
    Apart(&'static str),
}

/// How a table is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chart {
    /// A bar a line.
    Bars,
    /// A column a line, in order of time.
    Columns,
    /// Not at all.
    None,
}

/// Lines that are being counted, in the order in which they were named.
#[derive(Debug, Default)]
pub(super) struct Lines {
    rows: Vec<Row>,
    at: HashMap<String, usize>,
    width: usize,
}

impl Lines {
    /// These lines, of `width` numbers each, with nothing counted yet.
    pub(super) fn of<K: Into<String>, L: Into<String>>(
        width: usize,
        named: impl IntoIterator<Item = (K, L)>,
    ) -> Self {
        let mut lines = Self { width, ..Self::default() };
        for (key, label) in named {
            lines.named(&key.into(), || label.into());
        }
        lines
    }

    /// Where a line is; a new one comes last.
    fn named(&mut self, key: &str, label: impl FnOnce() -> String) -> usize {
        if let Some(at) = self.at.get(key) {
            return *at;
        }
        let row = Row { key: key.to_owned(), label: label(), cells: vec![Cell::Count(0); self.width] };
        self.rows.push(row);
        self.at.insert(key.to_owned(), self.rows.len() - 1);
        self.rows.len() - 1
    }

    /// Counts `more` in a column of a line, which is called this if it is not there yet.
    pub(super) fn add(&mut self, key: &str, label: impl FnOnce() -> String, column: usize, more: u64) {
        let at = self.named(key, label);
        if let Cell::Count(count) = &mut self.rows[at].cells[column] {
            *count += more;
        }
    }

    /// Counts one more in the first column.
    pub(super) fn one(&mut self, key: &str, label: impl FnOnce() -> String) {
        self.add(key, label, 0, 1);
    }

    /// The lines, in order.
    pub(super) fn rows(self) -> Vec<Row> {
        self.rows
    }

    /// The lines, in order of their keys.
    pub(super) fn sorted(mut self) -> Vec<Row> {
        self.rows.sort_by(|a, b| a.key.cmp(&b.key));
        self.rows
    }
}

impl Table {
    /// Whether a column is a share of the whole, line by line.
    pub(super) fn share(&self, row: &Row, column: usize) -> Option<u64> {
        let is_count = |cell: &Cell| matches!(cell, Cell::Count(_));
        let whole = self.total.get(column).filter(|cell| is_count(cell))?.number()?;
        let part = row.cells.get(column).filter(|cell| is_count(cell))?.number()?;
        (whole > 0).then(|| (part * 100 + whole / 2) / whole)
    }

    /// Without the lines that count nothing, if it leaves them out.
    #[must_use]
    pub(super) fn tidied(mut self) -> Self {
        if self.hides_empty {
            self.rows.retain(|row| row.cells.iter().any(|cell| *cell != Cell::Count(0)));
        }
        self
    }

    /// With a column for the same in the edition before, beside that of this one.
    #[must_use]
    pub(super) fn beside(mut self, before: Option<&Self>, edition: Year) -> Self {
        let Some((first, before)) = self.measures.first().zip(before) else { return self };
        self.measures.insert(1, Measure { key: first.key, label: edition.to_string(), edition });
        for row in &mut self.rows {
            let was = before.rows.iter().find(|was| was.key == row.key);
            row.cells.insert(1, was.map_or(Cell::Count(0), |was| was.cells[0]));
        }
        for was in &before.rows {
            if !self.rows.iter().any(|row| row.key == was.key) {
                let mut cells = vec![Cell::Count(0); self.measures.len()];
                cells[1] = was.cells[0];
                self.rows.push(Row { cells, ..was.clone() });
            }
        }
        if !self.total.is_empty() {
            self.total.insert(1, before.total.first().copied().unwrap_or(Cell::Unknown));
        }
        self
    }
}
