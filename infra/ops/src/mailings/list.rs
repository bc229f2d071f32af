//! The issues of an edition, a line each.

use anyhow::Context;
use futures_util::future::try_join_all;
use model::edition::Year;
use model::mailing::{Health, Mailing, Tally};
use store::{Store, StoreError};

/// The issues of an edition, the earliest week first.
pub(super) async fn of(store: &Store, edition: Option<i16>) -> anyhow::Result<String> {
    let year = match edition {
        Some(year) => Year::from(year),
        None => store.current_edition().await?.context("no edition is open: --edition <year>")?.year,
    };
    let mut mailings = store.mailings(year).await?;
    if mailings.is_empty() {
        return Ok(format!(
            "The edition {year} has no issue yet: the first is drafted on the Thursday before it begins."
        ));
    }
    mailings.sort_by_key(|mailing| {
        (mailing.launched_at().is_none(), mailing.launched_at(), mailing.week, mailing.id)
    });
    let lines = try_join_all(mailings.iter().map(|mailing| line(store, mailing))).await?;
    Ok(lines.join("\n"))
}

async fn line(store: &Store, mailing: &Mailing) -> Result<String, StoreError> {
    let figures = match mailing.audience {
        None => "-".to_owned(),
        Some(audience) => {
            let tallies = store.tallies(mailing.id).await?;
            figures(audience, &tallies, store.health(mailing.id).await?)
        }
    };
    let Mailing { id, week, words, .. } = mailing;
    Ok(format!("{id}\t{}\tweek of {week}\t{figures}\t{}", mailing.state.code(), words.subject))
}

/// What is known without reading every copy: `show` counts them.
fn figures(audience: u32, tallies: &[Tally], health: Health) -> String {
    let sent: u32 = tallies.iter().map(|tally| tally.sent).sum();
    let Health { bounced, complained } = health;
    format!("{sent}+ of {audience} sent, {bounced} bounced, {complained} complained")
}
