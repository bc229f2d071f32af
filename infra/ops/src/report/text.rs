//! The report as a terminal shows it.

use std::fmt;

use super::figures::Figures;
use super::table::{Section, Table};
use super::words;

/// How wide a line of words is.
const WIDTH: usize = 100;

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n", self.title(), self.subtitle())?;
        for sentence in &self.sentences {
            paragraph(f, sentence)?;
        }
        for section in Section::ALL {
            write!(f, "\n{}\n", section.title().to_uppercase())?;
            for table in self.tables.iter().filter(|table| table.section == section) {
                self::table(f, table)?;
            }
        }
        Ok(())
    }
}

fn paragraph(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let mut width = 0;
    for word in text.split(' ') {
        let longer = word.chars().count();
        if width > 0 && width + 1 + longer > WIDTH {
            writeln!(f)?;
            width = 0;
        }
        if width > 0 {
            f.write_str(" ")?;
            width += 1;
        }
        f.write_str(word)?;
        width += longer;
    }
    writeln!(f)
}

fn table(f: &mut fmt::Formatter<'_>, table: &Table) -> fmt::Result {
    write!(f, "\n{}\n", table.title)?;
    paragraph(f, &table.counted)?;
    if let Some(note) = words::note(table) {
        paragraph(f, note)?;
    }
    let mut lines: Vec<Vec<String>> = Vec::new();
    lines.push(table.measures.iter().map(|measure| words::heading(table, measure)).collect());
    for row in &table.rows {
        lines.push((0..table.measures.len()).map(|column| words::with_share(table, row, column)).collect());
    }
    if !table.total.is_empty() {
        lines.push(table.total.iter().map(|cell| words::cell(*cell)).collect());
    }
    let labels = std::iter::once("").chain(table.rows.iter().map(|row| row.label.as_str())).chain(["Total"]);
    let labels: Vec<&str> = labels.take(lines.len()).collect();
    let widest = labels.iter().map(|label| label.chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..table.measures.len())
        .map(|column| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default())
        .collect();
    for (label, line) in labels.iter().zip(&lines) {
        write!(f, "  {label:<widest$}")?;
        for (cell, width) in line.iter().zip(&widths) {
            write!(f, "  {cell:>width$}")?;
        }
        writeln!(f)?;
    }
    Ok(())
}
