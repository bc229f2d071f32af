//! One edition: where it stands, what waits in it, and all that it says.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::Result;
use jiff::Timestamp;
use jiff::civil::Date;
use model::edition::{Edition, Year};
use model::zone::Zone;
use serde::Serialize;
use store::Store;

use super::answer::{self, unsaid};
use super::file;
use crate::in_paris;

/// All that is known of an edition.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    year: Year,
    state: &'static str,
    /// Whether its programme is the site's home.
    current: bool,
    takes_proposals: bool,
    first: Date,
    last: Date,
    /// How many days are left until its first day; none once it has begun.
    days_to_go: Option<i32>,
    published: usize,
    waiting: usize,
    waiting_since: Option<Timestamp>,
    /// Issues of the newsletter, by where they stand.
    letters: BTreeMap<&'static str, usize>,
    unsaid: Vec<&'static str>,
    texts: Edition,
    #[serde(skip)]
    file: String,
}

/// Looks at an edition.
pub(super) async fn edition(store: &Store, texts: Edition, now: Timestamp) -> Result<Shown> {
    let year = texts.year;
    let (current, published, waiting, mailings) = tokio::try_join!(
        store.current_edition(),
        store.publications(year),
        store.waiting(year),
        store.mailings(year)
    )?;
    let today = Zone::PARIS.date(now);
    let (first, last) = (texts.period.first(), texts.period.last());
    let mut letters = BTreeMap::new();
    for mailing in &mailings {
        *letters.entry(mailing.state.code()).or_default() += 1;
    }
    let is_current = current.is_some_and(|current| current.year == year);
    Ok(Shown {
        year,
        state: texts.state.code(),
        current: is_current,
        takes_proposals: is_current && texts.takes_proposals(today),
        first,
        last,
        days_to_go: first.since(today).ok().map(|span| span.get_days()).filter(|days| *days > 0),
        published: published.len(),
        waiting: waiting.len(),
        waiting_since: waiting.iter().map(|event| event.since).min(),
        letters,
        unsaid: unsaid(&texts),
        file: file::write(&texts)?,
        texts,
    })
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, first, last, published, waiting, .. } = self;
        let current = if self.current { ", the current edition" } else { "" };
        writeln!(f, "{year}      {}, {}", self.texts.name, self.texts.rank())?;
        writeln!(f, "state     {}{current}", answer::state(self.texts.state))?;
        let takes = if self.takes_proposals { "takes proposals" } else { "takes no proposals" };
        let ahead = self.days_to_go.map(|days| format!(", {days} days to go")).unwrap_or_default();
        writeln!(f, "days      {first} to {last}{ahead}; {takes}")?;
        let oldest = self.waiting_since.map(|at| format!(", the oldest since {}", in_paris(at)));
        writeln!(f, "events    {published} published, {waiting} waiting{}", oldest.unwrap_or_default())?;
        let letters: Vec<_> = self.letters.iter().map(|(state, count)| format!("{count} {state}")).collect();
        let letters = if letters.is_empty() { "none yet".to_owned() } else { letters.join(", ") };
        writeln!(f, "letters   {letters}")?;
        if !self.unsaid.is_empty() {
            writeln!(f, "not said  {}", self.unsaid.join(", "))?;
        }
        write!(f, "\n{}", self.file.trim_end())
    }
}
