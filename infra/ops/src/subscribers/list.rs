//! A list of people as a spreadsheet saves it: CSV in UTF-8, with or without a byte-order mark, cells parted by commas,
//! semicolons or tabs.

use std::collections::HashSet;

use anyhow::{Context, bail, ensure};
use csv::ByteRecord;
use model::email::EmailAddress;
use model::publication::slug;
use model::subscriber::Preferences;

use super::cell;

/// What a list says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct List {
    /// Everyone, once each.
    pub(super) people: Vec<Person>,
    /// What is wrong, in the order of the list.
    pub(super) mistakes: Vec<Mistake>,
    /// Lines that name someone again.
    pub(super) again: usize,
    /// Lines with a mistake.
    pub(super) wrong: usize,
}

/// Someone of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) address: EmailAddress,
    pub(super) preferences: Preferences,
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) line: u64,
    pub(super) column: &'static str,
    pub(super) what: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.column {
            "" => write!(f, "line {}: {}", self.line, self.what),
            column => write!(f, "line {}, column {column}: {}", self.line, self.what),
        }
    }
}

/// The columns, in any order; all but the first can be left out.
const COLUMNS: [&str; 5] = ["adresse", "administration", "profession", "region", "interets"];

impl List {
    /// Reads a file's content. What is wrong with a line is in [`List::mistakes`]; an error is about the whole.
    pub(super) fn read(content: &[u8]) -> anyhow::Result<Self> {
        ensure!(
            !content.starts_with(&[0xff, 0xfe]) && !content.starts_with(&[0xfe, 0xff]),
            "the file is in UTF-16: save it as « CSV UTF-8 »"
        );
        let content = content.strip_prefix("\u{feff}".as_bytes()).unwrap_or(content);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(content))
            .flexible(true)
            .has_headers(false)
            .from_reader(content);
        let mut record = ByteRecord::new();
        ensure!(
            reader.read_byte_record(&mut record)?,
            "the file is empty: its first line names the columns, adresse first"
        );
        let columns = columns(&record)?;
        let (mut list, mut known) = (Self::default(), HashSet::new());
        while reader.read_byte_record(&mut record)? {
            let line = record.position().map_or(0, csv::Position::line);
            if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue; // what a spreadsheet leaves below a table
            }
            match person(&record, &columns, line) {
                Err(mistakes) => {
                    list.wrong += 1;
                    list.mistakes.extend(mistakes);
                }
                // As `PersonId::of` sees them.
                Ok(person) if known.insert(person.address.as_str().to_lowercase()) => {
                    list.people.push(person);
                }
                Ok(_) => list.again += 1,
            }
        }
        Ok(list)
    }

    /// How many lines it has, headings and empty lines apart.
    pub(super) fn lines(&self) -> usize {
        self.people.len() + self.again + self.wrong
    }
}

/// What parts the cells of the first line most often.
fn delimiter(content: &[u8]) -> u8 {
    let mut lines = content.split(|byte| *byte == b'\n');
    let first = lines.find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
    let count = |delimiter: u8| first.split(|byte| *byte == delimiter).count();
    // The last of several that are as frequent: a comma, if there is only one column.
    [b'\t', b';', b','].into_iter().max_by_key(|delimiter| count(*delimiter)).unwrap_or(b',')
}

fn columns(headings: &ByteRecord) -> anyhow::Result<Vec<&'static str>> {
    let mut columns = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let heading = std::str::from_utf8(heading)
            .context("the first line is not in UTF-8: save the file as « CSV UTF-8 »")?;
        let wanted = slug(heading);
        let Some(column) = COLUMNS.into_iter().find(|column| *column == wanted) else {
            bail!(
                "column {} is {heading:?}: the columns are {}; remove the others",
                at + 1,
                COLUMNS.join(", ")
            );
        };
        ensure!(!columns.contains(&column), "two columns are called {column}");
        columns.push(column);
    }
    ensure!(columns.contains(&"adresse"), "there is no column adresse: the first line names the columns");
    Ok(columns)
}

fn person(record: &ByteRecord, columns: &[&'static str], line: u64) -> Result<Person, Vec<Mistake>> {
    if record.len() != columns.len() {
        let what = format!(
            "cells: {}, where the first line has {}; quote a cell that holds a comma or a semicolon",
            record.len(),
            columns.len()
        );
        return Err(vec![Mistake { line, column: "", what }]);
    }
    let (mut address, mut preferences, mut mistakes) = (None, Preferences::default(), Vec::new());
    for (&column, cell) in columns.iter().zip(record) {
        let read = std::str::from_utf8(cell)
            .map_err(|_| "not in UTF-8: save the file as « CSV UTF-8 »".to_owned())
            .map(str::trim)
            .and_then(|text| match column {
                "adresse" => cell::address(text).map(|it| address = Some(it)),
                "administration" => cell::administration(text).map(|it| preferences.administration = it),
                "profession" => cell::profession(text).map(|it| preferences.profession = it),
                "region" => cell::regions(text).map(|it| preferences.regions = it),
                _ => cell::interests(text).map(|it| preferences.interests = it),
            });
        if let Err(what) = read {
            mistakes.push(Mistake { line, column, what });
        }
    }
    match address {
        Some(address) if mistakes.is_empty() => Ok(Person { address, preferences }),
        _ => Err(mistakes),
    }
}

#[cfg(test)]
mod tests;
