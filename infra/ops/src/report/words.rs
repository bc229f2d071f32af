//! How a number of a table is written.

use model::french;

use super::table::{Cell, Measure, Row, Sums, Table};

fn number(count: u64) -> String {
    french::number(usize::try_from(count).unwrap_or(usize::MAX))
}

/// « 1 234 », « moins de 5 », « 21 h », « n. c. ».
pub(super) fn cell(cell: Cell) -> String {
    match cell {
        Cell::Count(count) => number(count),
        Cell::Few => "moins de\u{a0}5".into(),
        Cell::Hours(hours) => format!("{}\u{a0}h", number(hours)),
        Cell::Unknown => "n.\u{a0}c.".into(),
    }
}

/// « 41 (10 %) », where a line is part of the whole and the column is of this edition.
pub(super) fn with_share(table: &Table, row: &Row, column: usize) -> String {
    let said = cell(row.cells.get(column).copied().unwrap_or(Cell::Unknown));
    match table.share(row, column).filter(|_| column == 0 && table.key != "letters") {
        Some(share) => format!("{said} ({share}\u{a0}%)"),
        None => said,
    }
}

/// A column's heading: with its year where the table has two.
pub(super) fn heading(table: &Table, measure: &Measure) -> String {
    let years = table.measures.iter().filter(|other| other.key == measure.key).count();
    let first = table.measures.first().is_some_and(|first| first == measure);
    if years > 1 && first { format!("{} {}", measure.label, measure.edition) } else { measure.label.clone() }
}

/// Why the lines are more than the whole, or something else; nothing where they add up.
pub(super) fn note(table: &Table) -> Option<&'static str> {
    match table.sums {
        Sums::AddUp => None,
        Sums::Overlap(why) | Sums::Apart(why) => Some(why),
    }
}
