//! The report for a spreadsheet: a line a number.

use anyhow::Context;

use super::figures::Figures;
use super::table::{Cell, Measure, Table};
use crate::spreadsheet::{self, harmless};

/// The columns.
pub(super) const COLUMNS: [&str; 6] = ["table", "key", "label", "count", "measure", "edition"];

/// The key of the whole of a table.
const TOTAL: &str = "total";

/// The numbers, as RFC 4180.
pub(super) fn csv(figures: &Figures) -> anyhow::Result<Vec<u8>> {
    let mut writer = spreadsheet::writer();
    writer.write_record(COLUMNS)?;
    for table in &figures.tables {
        let mut line = |key: &str, label: &str, cell: Cell, measure: &Measure| {
            let Table { key: name, .. } = table;
            let edition = measure.edition.to_string();
            writer.write_record([
                name,
                &*harmless(key),
                &*harmless(label),
                &*count(cell),
                measure.key,
                &*edition,
            ])
        };
        for row in &table.rows {
            for (cell, measure) in row.cells.iter().zip(&table.measures) {
                line(&row.key, &row.label, *cell, measure)?;
            }
        }
        for (cell, measure) in table.total.iter().zip(&table.measures) {
            line(TOTAL, "Total", *cell, measure)?;
        }
    }
    writer.into_inner().context("the table cannot be written")
}

fn count(cell: Cell) -> String {
    match cell {
        Cell::Count(number) | Cell::Hours(number) => number.to_string(),
        Cell::Few => "moins de 5".to_owned(),
        Cell::Unknown => String::new(),
    }
}
