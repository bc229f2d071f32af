//! The snapshots of an edition, a line each.

use anyhow::Context;
use jiff::civil::Date;
use model::edition::Year;
use serde::Serialize;
use site::Bucket;
use snapshot::{Manifest, Pointer, key, pointer_key};

use super::place::dates;
use crate::console::Told;
use crate::in_paris;

/// A snapshot.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    date: Date,
    latest: bool,
    /// None when it is not there, or cannot be read.
    manifest: Option<Manifest>,
    /// Why there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

/// The snapshots of an edition, the earliest first.
pub(super) async fn of(bucket: &Bucket, year: Year) -> anyhow::Result<Told<Vec<Row>>> {
    let latest = match bucket.read(&pointer_key(year)).await? {
        Some((body, _)) => {
            let pointer: Pointer = serde_json::from_slice(&body)
                .with_context(|| format!("{} cannot be read: mip snapshot verify", pointer_key(year)))?;
            Some(pointer.date)
        }
        None => None,
    };
    let mut rows = Vec::new();
    for date in dates(bucket, year).await? {
        let manifest = match bucket.read(&key(year, date)).await? {
            None => Err("no manifest: a run that did not come to its end, nothing leads to it".to_owned()),
            Some((body, _)) => serde_json::from_slice::<Manifest>(&body)
                .map_err(|error| format!("its manifest cannot be read ({error})")),
        };
        let (manifest, problem) = match manifest {
            Ok(manifest) => (Some(manifest), None),
            Err(problem) => (None, Some(problem)),
        };
        rows.push(Row { date, latest: latest == Some(date), manifest, problem });
    }
    if rows.is_empty() {
        let said =
            format!("The edition {year} has no snapshot yet: the first is taken the night after it opens.");
        return Ok(Told::new(said, rows));
    }
    let lines: Vec<_> = rows.iter().map(|row| format!("{}\t{}", row.date, line(row))).collect();
    Ok(Told::new(lines.join("\n"), rows))
}

fn line(row: &Row) -> String {
    let Some(manifest) = &row.manifest else { return row.problem.clone().unwrap_or_default() };
    let counts = manifest.counts;
    let latest = if row.latest { "\tlatest" } else { "" };
    let taken = in_paris(manifest.taken_at);
    format!(
        "{} events\t{} files\t{} bytes\ttaken {taken}\t{}{latest}",
        counts.events, counts.files, counts.bytes, manifest.root
    )
}
