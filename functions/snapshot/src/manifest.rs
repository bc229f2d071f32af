//! A date's manifest: what its snapshot is made of.

use jiff::Timestamp;
use jiff::civil::Date;
use model::edition::Year;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use site::{Bucket, Object};

use crate::SnapshotError;

/// The version of the manifest's shape.
pub const FORMAT: u32 = 1;

/// What was named once stays as it is.
pub(crate) const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The manifest: `docs/exports.md` describes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of this shape.
    pub format: u32,
    /// The edition.
    pub edition: Year,
    /// The date, in Paris.
    pub date: Date,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// The digest of the files, and the folder they are in, beside the manifest.
    pub root: String,
    /// How many.
    pub counts: Counts,
    /// Every file, by path.
    pub files: Vec<FileEntry>,
}

/// Counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Published events.
    pub events: usize,
    /// Files.
    pub files: usize,
    /// Their bytes.
    pub bytes: usize,
}

/// A file of the snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Its path within the folder `root`, the same as on the site.
    pub path: String,
    /// Its bytes.
    pub size: usize,
    /// The SHA-256 of its content, in hexadecimal.
    pub sha256: String,
}

/// A manifest and the bytes that stand for it in the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Taken {
    pub(crate) manifest: Manifest,
    pub(crate) sha256: String,
}

/// Hexadecimal SHA-256.
pub fn sha256(content: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(content))
}

impl FileEntry {
    /// The entry of a content.
    pub fn of(path: &str, content: &[u8]) -> Self {
        Self { path: path.to_owned(), size: content.len(), sha256: sha256(content) }
    }
}

/// The first 12 hexadecimal characters of the SHA-256 over the entries, sorted by path: `<sha256>  <path>\n` each, as
/// `sha256sum` writes and checks them. 48 bits tell apart the few contents that one date can have.
pub fn root(entries: &[FileEntry]) -> String {
    let lines: Vec<_> = entries.iter().map(|entry| format!("{}  {}\n", entry.sha256, entry.path)).collect();
    sha256(lines.concat().as_bytes()).chars().take(12).collect()
}

/// The folder of a date's snapshot.
pub fn folder(year: Year, date: Date) -> String {
    format!("snapshots/{year}/{date}/")
}

/// Where a date's manifest is.
pub fn key(year: Year, date: Date) -> String {
    format!("{}manifest.json", folder(year, date))
}

/// The manifest of a date, if its snapshot has been taken.
pub(crate) async fn find(bucket: &Bucket, year: Year, date: Date) -> Result<Option<Taken>, SnapshotError> {
    let key = key(year, date);
    let Some((body, _)) = bucket.read(&key).await? else { return Ok(None) };
    let manifest =
        serde_json::from_slice(&body).map_err(|source| SnapshotError::Unreadable { key, source })?;
    Ok(Some(Taken { manifest, sha256: sha256(&body) }))
}

/// As an object of the bucket.
pub(crate) fn object(
    key: String,
    value: &impl Serialize,
    cache_control: &'static str,
) -> Result<Object, SnapshotError> {
    match serde_json::to_vec_pretty(value) {
        Ok(mut body) => {
            body.push(b'\n');
            Ok(Object { key, body, content_type: "application/json", cache_control })
        }
        Err(source) => Err(SnapshotError::Unreadable { key, source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_that_of_sha256sum() {
        let entries = [FileEntry::of("a", b"abc"), FileEntry::of("b", b"")];
        assert_eq!(entries[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // printf abc > a; : > b; sha256sum a b | sha256sum
        assert_eq!(root(&entries), "09c7e0b8a02d");
        assert_ne!(root(&entries[..1]), root(&entries));
    }
}
