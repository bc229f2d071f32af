//! The figures of an edition, for its review.

mod chart;
mod days;
mod figures;
mod long;
mod newsletter;
mod page;
mod programme;
mod proposals;
mod sentences;
mod source;
mod story;
mod table;
mod text;
mod words;

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};
use clap::ValueEnum;
use model::edition::Year;
use runtime::Clock;
use serde::Serialize;
use store::Store;

use crate::console::Console;
use figures::{Figures, Wish};
use source::Source;

/// Which report.
#[derive(Debug, clap::Args)]
pub(crate) struct Query {
    /// The edition's year; the current one if not given. It is set beside the edition before, if there is one.
    #[arg(long)]
    edition: Option<i16>,
    /// How it is written: as the file's name ends, as text if not given.
    #[arg(long, value_enum, conflicts_with = "json")]
    format: Option<Format>,
    /// A file instead of the standard output.
    #[arg(long)]
    output: Option<PathBuf>,
    /// Says how much each moderator has decided, by name: personal data, which stay within the team.
    #[arg(long)]
    by_moderator: bool,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For a terminal.
    Text,
    /// For a spreadsheet: a line a number.
    Csv,
    /// One page with charts, to print or to send.
    Html,
}

impl Format {
    /// As a file's name ends.
    fn of(file: &Path) -> Self {
        match file.extension().and_then(|end| end.to_str()).map(str::to_ascii_lowercase).as_deref() {
            Some("csv") => Self::Csv,
            Some("html" | "htm") => Self::Html,
            _ => Self::Text,
        }
    }
}

/// That a report was written.
#[derive(Debug, Serialize)]
struct Written {
    edition: Year,
    tables: usize,
    output: PathBuf,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The report of {} is in {}: {} tables.", self.edition, self.output.display(), self.tables)
    }
}

/// Writes it.
pub(crate) async fn run(store: &Store, query: Query, console: Console, clock: &Clock) -> anyhow::Result<()> {
    // Where they stand apart on the command line, clap does not see both.
    ensure!(query.format.is_none() || !console.is_json(), "--json and --format are two answers: choose one");
    let figures = figures(store, &query, console, clock).await?;
    let content = match query.format.or_else(|| query.output.as_deref().map(Format::of)) {
        None => return console.tell(&figures),
        Some(Format::Text) => figures.to_string().into_bytes(),
        Some(Format::Csv) => long::csv(&figures)?,
        Some(Format::Html) => page::html(&figures)?.into_bytes(),
    };
    let Some(output) = query.output else {
        return std::io::stdout().write_all(&content).context("the standard output does not take it");
    };
    std::fs::write(&output, content).with_context(|| format!("{} cannot be written", output.display()))?;
    console.tell(&Written { edition: figures.edition, tables: figures.tables.len(), output })
}

/// Counts.
async fn figures(store: &Store, query: &Query, console: Console, clock: &Clock) -> anyhow::Result<Figures> {
    let year = match query.edition {
        Some(year) => Year::from(year),
        None => store.current_edition().await?.context("no edition is open: --edition <year>")?.year,
    };
    let editions: Vec<Year> = store.editions().await?.into_iter().map(|edition| edition.year).collect();
    let readers = source::readers(store, console).await?;
    let Some(source) = Source::read(store, year, &readers, console).await? else {
        let known: Vec<_> = editions.iter().map(ToString::to_string).collect();
        bail!(
            "there is no edition {year}; those there are: {}",
            if known.is_empty() { "none".into() } else { known.join(", ") }
        );
    };
    let before = match editions.into_iter().filter(|other| *other < year).max() {
        Some(before) => Source::read(store, before, &readers, console).await?,
        None => None,
    };
    let wish = Wish { names: query.by_moderator, now: clock.now() };
    Ok(Figures::of(&source, before.as_ref(), &readers, wish))
}

#[cfg(test)]
mod tests;
