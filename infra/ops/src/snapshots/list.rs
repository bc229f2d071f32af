//! The snapshots of an edition, a line each.

use anyhow::Context;
use model::edition::Year;
use site::Bucket;
use snapshot::{Manifest, Pointer, key, pointer_key};

use super::place::dates;
use crate::in_paris;

/// The snapshots of an edition, the earliest first.
pub(super) async fn of(bucket: &Bucket, year: Year) -> anyhow::Result<String> {
    let latest = match bucket.read(&pointer_key(year)).await? {
        Some((body, _)) => {
            let pointer: Pointer = serde_json::from_slice(&body)
                .with_context(|| format!("{} cannot be read: mip snapshot verify", pointer_key(year)))?;
            Some(pointer.date)
        }
        None => None,
    };
    let mut lines = Vec::new();
    for date in dates(bucket, year).await? {
        let line = match bucket.read(&key(year, date)).await? {
            None => "no manifest: a run that did not come to its end, nothing leads to it".to_owned(),
            Some((body, _)) => serde_json::from_slice::<Manifest>(&body).map_or_else(
                |error| format!("its manifest cannot be read ({error})"),
                |manifest| line(&manifest, latest == Some(date)),
            ),
        };
        lines.push(format!("{date}\t{line}"));
    }
    if lines.is_empty() {
        return Ok(format!(
            "The edition {year} has no snapshot yet: the first is taken the night after it opens."
        ));
    }
    Ok(lines.join("\n"))
}

fn line(manifest: &Manifest, is_latest: bool) -> String {
    let counts = manifest.counts;
    let latest = if is_latest { "\tlatest" } else { "" };
    let taken = in_paris(manifest.taken_at);
    format!(
        "{} events\t{} files\t{} bytes\ttaken {taken}\t{}{latest}",
        counts.events, counts.files, counts.bytes, manifest.root
    )
}
