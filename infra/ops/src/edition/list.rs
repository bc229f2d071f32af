//! The editions, a line each.

use std::fmt;

use anyhow::Result;
use jiff::civil::Date;
use model::edition::{Edition, State, Year};
use serde::Serialize;
use store::Store;

use super::answer::state;

/// The editions.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Editions(Vec<Row>);

#[derive(Debug, Serialize)]
struct Row {
    edition: Year,
    name: String,
    ordinal: u16,
    first: Date,
    last: Date,
    state: &'static str,
    /// Whether its programme is the site's home.
    current: bool,
    #[serde(skip)]
    stands: State,
}

/// All of them, in order of year.
pub(super) async fn of(store: &Store) -> Result<Editions> {
    let (editions, current) = tokio::try_join!(store.every_edition(), store.current_edition())?;
    let current = current.map(|current| current.year);
    let row = |Edition { year, state, ordinal, name, period, .. }: Edition| Row {
        edition: year,
        name: name.to_string(),
        ordinal,
        first: period.first(),
        last: period.last(),
        state: state.code(),
        current: current == Some(year),
        stands: state,
    };
    Ok(Editions(editions.into_iter().map(row).collect()))
}

impl fmt::Display for Editions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("There is none: mip edition create --example prints a file to start from.");
        }
        for (at, row) in self.0.iter().enumerate() {
            let (end, current) =
                (if at == 0 { "" } else { "\n" }, if row.current { "\tcurrent" } else { "" });
            let Row { edition, first, last, name, .. } = row;
            write!(f, "{end}{edition}\t{first} to {last}\t{name}\t{}{current}", state(row.stands))?;
        }
        Ok(())
    }
}
