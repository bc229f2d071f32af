//! The issues of an edition, a line each.

use anyhow::Context;
use futures_util::future::try_join_all;
use jiff::civil::Date;
use model::edition::Year;
use model::id::MailingId;
use model::mailing::Mailing;
use serde::Serialize;
use store::{Store, StoreError};

use crate::console::Told;

/// An issue, as far as it is known without reading every copy.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    id: MailingId,
    state: &'static str,
    week: Date,
    subject: String,
    audience: Option<u32>,
    /// At least so many.
    sent: Option<u32>,
    bounced: Option<u32>,
    complained: Option<u32>,
}

/// The issues of an edition, the earliest week first.
pub(super) async fn of(store: &Store, edition: Option<i16>) -> anyhow::Result<Told<Vec<Row>>> {
    let year = match edition {
        Some(year) => Year::from(year),
        None => store.current_edition().await?.context("no edition is open: --edition <year>")?.year,
    };
    let mut mailings = store.mailings(year).await?;
    if mailings.is_empty() {
        let said = format!(
            "The edition {year} has no issue yet: the first is drafted on the Thursday before it begins."
        );
        return Ok(Told::new(said, vec![]));
    }
    mailings.sort_by_key(|mailing| {
        (mailing.launched_at().is_none(), mailing.launched_at(), mailing.week, mailing.id)
    });
    let rows = try_join_all(mailings.iter().map(|mailing| row(store, mailing))).await?;
    let lines: Vec<_> = rows.iter().map(line).collect();
    Ok(Told::new(lines.join("\n"), rows))
}

/// `show` counts every copy.
async fn row(store: &Store, mailing: &Mailing) -> Result<Row, StoreError> {
    let (mut sent, mut health) = (None, None);
    if mailing.audience.is_some() {
        sent = Some(store.tallies(mailing.id).await?.iter().map(|tally| tally.sent).sum());
        health = Some(store.health(mailing.id).await?);
    }
    Ok(Row {
        id: mailing.id,
        state: mailing.state.code(),
        week: mailing.week,
        subject: mailing.words.subject.to_string(),
        audience: mailing.audience,
        sent,
        bounced: health.map(|health| health.bounced),
        complained: health.map(|health| health.complained),
    })
}

fn line(row: &Row) -> String {
    let Row { id, state, week, subject, .. } = row;
    let figures = match (row.audience, row.sent, row.bounced, row.complained) {
        (Some(audience), Some(sent), Some(bounced), Some(complained)) => {
            format!("{sent}+ of {audience} sent, {bounced} bounced, {complained} complained")
        }
        _ => "-".to_owned(),
    };
    format!("{id}\t{state}\tweek of {week}\t{figures}\t{subject}")
}
