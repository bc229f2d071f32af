//! How a table is drawn: where each bar is. Across, all is in hundredths of the width, so that the text keeps its size on a phone.

use super::table::{Cell, Chart, Table};
use super::words;

/// The widest a bar is: its number stands beside it.
const WIDEST: f64 = 76.0;
/// Characters of a label on one line: what a phone has room for.
const LABEL: usize = 40;
/// The height of the columns' drawing, and of the columns in it.
const HEIGHT: u32 = 190;
const ROOM: f64 = 140.0;
/// Numbers that can stand above as many columns on a phone.
const MOST_NUMBERS: usize = 8;
/// Dates that can stand below them.
const MOST_DATES: usize = 6;

/// A drawing.
#[derive(Debug)]
pub(super) enum Drawing {
    /// Bars that lie below each other.
    Bars {
        /// In pixels.
        height: u32,
        /// Each.
        bars: Vec<Bar>,
    },
    /// Columns beside each other.
    Columns {
        /// In pixels.
        height: u32,
        /// The line that they stand on.
        ground: u32,
        /// Each.
        columns: Vec<Column>,
    },
}

/// A bar with its words.
#[derive(Debug)]
pub(super) struct Bar {
    /// The lines of its label, each with how far down it is.
    pub(super) label: Vec<(u32, String)>,
    /// How far down the bar begins.
    pub(super) top: u32,
    /// In hundredths of the width.
    pub(super) width: String,
    /// Its number.
    pub(super) number: String,
    /// The same in the edition before.
    pub(super) before: Option<Before>,
}

/// The bar of the edition before.
#[derive(Debug)]
pub(super) struct Before {
    pub(super) top: u32,
    pub(super) width: String,
    pub(super) words: String,
}

/// A column with its words.
#[derive(Debug)]
pub(super) struct Column {
    /// In hundredths of the width.
    pub(super) left: String,
    pub(super) middle: String,
    pub(super) width: String,
    /// In pixels.
    pub(super) top: String,
    pub(super) height: String,
    /// Its number, where there is room.
    pub(super) number: Option<String>,
    /// Its date, where there is room.
    pub(super) date: Option<String>,
}

/// The drawing of a table, if it has one and anything to draw.
pub(super) fn of(table: &Table) -> Option<Drawing> {
    let numbers = |column: usize| table.rows.iter().filter_map(move |row| row.cells.get(column)?.number());
    let most =
        numbers(0).chain(before(table).into_iter().flat_map(numbers)).max().filter(|most| *most > 0)?;
    match table.chart {
        Chart::Bars => Some(bars(table, most)),
        Chart::Columns => numbers(0).max().filter(|most| *most > 0).map(|most| columns(table, most)),
        Chart::None => None,
    }
}

/// The column that holds the same of the edition before.
fn before(table: &Table) -> Option<usize> {
    let first = table.measures.first()?;
    table.measures.iter().position(|other| other.key == first.key && other.edition != first.edition)
}

#[expect(clippy::cast_precision_loss, reason = "a drawing of numbers far below 2^52")]
fn part(of: u64, most: u64) -> f64 {
    of as f64 / most.max(1) as f64
}

fn bars(table: &Table, most: u64) -> Drawing {
    let (mut top, mut bars) = (0, Vec::new());
    let width = |cell: Cell| format!("{:.2}", part(cell.number().unwrap_or_default(), most) * WIDEST);
    for row in &table.rows {
        let mut label = Vec::new();
        for line in wrapped(&row.label) {
            top += 18;
            label.push((top - 4, line));
        }
        let bar = top;
        top += 18;
        let before = before(table).map(|column| {
            let (cell, top_of) = (row.cells[column], top + 1);
            top += 15;
            let words = format!("{}\u{a0}: {}", table.measures[column].edition, words::cell(cell));
            Before { top: top_of, width: width(cell), words }
        });
        let cell = row.cells[0];
        let number = match (&before, cell) {
            (Some(_), cell) => format!("{}\u{a0}: {}", table.measures[0].edition, words::cell(cell)),
            (None, cell) => words::cell(cell),
        };
        top += 8;
        bars.push(Bar { label, top: bar, width: width(cell), number, before });
    }
    Drawing::Bars { height: top, bars }
}

fn columns(table: &Table, most: u64) -> Drawing {
    let count = table.rows.len().max(1);
    let every = count.div_ceil(MOST_DATES);
    let step = 100.0 / f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let ground = HEIGHT - 24;
    let columns = table.rows.iter().enumerate().map(|(at, row)| {
        let number = row.cells[0].number().unwrap_or_default();
        let left = step * f64::from(u32::try_from(at).unwrap_or(u32::MAX));
        let height = part(number, most) * ROOM;
        Column {
            left: format!("{left:.2}"),
            middle: format!("{:.2}", left + step * 0.4),
            width: format!("{:.2}", step * 0.8),
            top: format!("{:.1}", f64::from(ground) - height),
            height: format!("{height:.1}"),
            number: (number > 0 && (count <= MOST_NUMBERS || number == most))
                .then(|| words::cell(row.cells[0])),
            date: at.is_multiple_of(every).then(|| short(&row.key)),
        }
    });
    Drawing::Columns { height: HEIGHT, ground, columns: columns.collect() }
}

/// « 8/11 », of a date such as 2027-11-08.
fn short(key: &str) -> String {
    let mut parts = key.split('-').rev().map(|part| part.trim_start_matches('0'));
    match (parts.next(), parts.next()) {
        (Some(day), Some(month)) => format!("{day}/{month}"),
        _ => key.to_owned(),
    }
}

/// A label in lines that a phone has room for.
fn wrapped(label: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in label.split(' ') {
        let line = lines
            .last_mut()
            .filter(|line| line.is_empty() || line.chars().count() + 1 + word.chars().count() <= LABEL);
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}
