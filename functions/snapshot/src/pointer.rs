//! The pointer to an edition's latest snapshot.

use jiff::civil::Date;
use model::edition::Year;
use serde::{Deserialize, Serialize};
use site::Bucket;

use crate::SnapshotError;
use crate::manifest::{self, Manifest, Taken};

/// Readers ask again each time; CloudFront asks the bucket at most once a minute.
const FRESH: &str = "public, max-age=0, s-maxage=60";

/// How often the pointer is read again when someone else has moved it. Runs of one edition are a night apart: two
/// at once are rare, five in a row are not runs of ours.
const TRIES: usize = 5;

/// The pointer: `snapshots/<year>/latest.json`, which `docs/exports.md` describes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointer {
    /// The version of this shape.
    pub format: u32,
    /// The edition.
    pub edition: Year,
    /// The latest date.
    pub date: Date,
    /// The digest of its files.
    pub root: String,
    /// Where its manifest is: an address within the site.
    pub manifest: String,
    /// The SHA-256 of the manifest, in hexadecimal.
    pub manifest_sha256: String,
}

impl Pointer {
    fn to(taken: &Taken) -> Self {
        let Manifest { edition, date, root, .. } = &taken.manifest;
        Self {
            format: manifest::FORMAT,
            edition: *edition,
            date: *date,
            root: root.clone(),
            manifest: format!("/{}", manifest::key(*edition, *date)),
            manifest_sha256: taken.sha256.clone(),
        }
    }
}

/// Where the pointer of an edition is.
pub fn pointer_key(year: Year) -> String {
    format!("snapshots/{year}/latest.json")
}

/// Moves the pointer to a snapshot unless it is there already or further on; says whether it leads to this one.
pub(crate) async fn advance(bucket: &Bucket, taken: &Taken) -> Result<bool, SnapshotError> {
    let key = pointer_key(taken.manifest.edition);
    let wanted = manifest::object(key.clone(), &Pointer::to(taken), FRESH)?;
    for _ in 0..TRIES {
        let seen = bucket.read(&key).await?;
        if let Some((body, _)) = &seen {
            let current: Pointer = serde_json::from_slice(body)
                .map_err(|source| SnapshotError::Unreadable { key: key.clone(), source })?;
            if current.date >= taken.manifest.date {
                return Ok(current.date == taken.manifest.date);
            }
        }
        match bucket.put(&wanted, seen.as_ref().map(|(_, etag)| etag)).await {
            Ok(()) => return Ok(true),
            Err(conflict) if conflict.is_conflict() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(SnapshotError::PointerContended(key))
}
