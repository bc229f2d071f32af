//! A snapshot, taken out of the archive: into a folder, or back to the site.
//!
//! Every sum is verified before anything is written, and again of what is written. A second run writes what the first has not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, bail};
use futures_util::{StreamExt, TryStreamExt, stream};
use indicatif::ProgressBar;
use programme::Stage;
use serde::Serialize;
use site::{Bucket, Object};
use snapshot::{FileEntry, Manifest, folder, key, sha256};

use super::Which;
use super::place::{Place, walk};
use super::verify::{AT_ONCE, verify};
use model::edition::Year;

/// How long what publish writes may be kept: as it says itself, so that it takes over again at once.
pub(super) const FRESH: &str = "public, max-age=0, s-maxage=5";

/// A snapshot that was found whole.
#[derive(Debug)]
pub(super) struct Whole {
    manifest: Manifest,
}

/// What was taken out.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Restored {
    /// Of which date.
    pub(super) date: String,
    /// Where to.
    pub(super) to: String,
    /// Files that were not there, or otherwise. Of a dry run: that would be written.
    pub(super) written: usize,
    /// Files that were there as they should be.
    pub(super) unchanged: usize,
    /// Files of the edition that are there and not in the snapshot: they stay.
    pub(super) others: usize,
    /// Whether anything was written at all.
    pub(super) applied: bool,
}

impl std::fmt::Display for Restored {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { date, to, written, unchanged, others, applied } = self;
        let done = if *applied { "written" } else { "would be written (add --apply)" };
        write!(f, "snapshot of {date} to {to}: {written} files {done}, {unchanged} were there")?;
        if *others > 0 {
            write!(f, ", {others} others of the edition stay")?;
        }
        Ok(())
    }
}

/// Reads all of a snapshot, and refuses one that is not as its manifest says.
pub(super) async fn whole(
    bucket: &Bucket,
    year: Year,
    which: Which,
    progress: impl Fn(&str),
) -> anyhow::Result<Whole> {
    let report = verify(bucket, year, which, &Place::Bucket, progress).await?;
    if !report.is_whole() {
        bail!(
            "nothing is written, the snapshot is not whole: {}; mip snapshot list shows the others",
            report.problems.join("; ")
        );
    }
    let date = report.date.context("the snapshot has no date")?;
    let (body, _) = bucket.content(&key(year, date)).await?;
    Ok(Whole { manifest: serde_json::from_slice(&body).context("the manifest cannot be read")? })
}

impl Whole {
    /// Writes every file into a folder, which must be new, empty, or hold nothing but files of this snapshot.
    pub(super) async fn to_folder(
        &self,
        bucket: &Bucket,
        to: &Path,
        bar: &ProgressBar,
    ) -> anyhow::Result<Restored> {
        let Manifest { files, date, .. } = &self.manifest;
        let mut there = BTreeSet::new();
        if to.exists() {
            walk(to, "", &mut there)?;
        }
        let named: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let stranger = there.iter().find(|path| !named.contains(path.strip_suffix(PART).unwrap_or(path)));
        if let Some(stranger) = stranger {
            bail!(
                "{} holds {stranger}, which is not of this snapshot: choose a folder that is new or empty",
                to.display()
            );
        }
        let mut restored = self.restored(to.display().to_string(), true);
        restored.date = date.to_string();
        let written = stream::iter(files).map(async |file| {
            let target = to.join(&file.path);
            let is_there = std::fs::read(&target).is_ok_and(|body| FileEntry::of(&file.path, &body) == *file);
            if !is_there {
                let body = self.read(bucket, file).await?;
                put(&target, &body).with_context(|| format!("{} cannot be written", target.display()))?;
            }
            bar.inc(1);
            Ok::<_, anyhow::Error>(!is_there)
        });
        let written: Vec<bool> = written.buffered(AT_ONCE).try_collect().await?;
        restored.count(&written);
        Ok(restored)
    }

    /// Writes every file back to the site, what is led to first; `apply`: or only says how many.
    pub(super) async fn to_site(
        &self,
        bucket: &Bucket,
        apply: bool,
        bar: &ProgressBar,
    ) -> anyhow::Result<Restored> {
        let Manifest { edition, files, .. } = &self.manifest;
        // The bucket before anything is written: whoever writes meanwhile makes our write conflict.
        let mut there = bucket.list(&format!("{edition}/")).await?;
        let named: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let others = there.keys().filter(|key| !named.contains(key.as_str())).count();
        there.extend(bucket.list_each(programme::SITE_FILES).await?);
        let mut stages: BTreeMap<Stage, Vec<&FileEntry>> = BTreeMap::new();
        for file in files {
            stages.entry(Stage::of(&file.path)).or_default().push(file);
        }
        let mut restored = self.restored("the site".to_owned(), apply);
        restored.others = others;
        for files in stages.values() {
            let there = &there;
            let written = stream::iter(files).map(async |file| {
                let object = Object {
                    key: file.path.clone(),
                    body: self.read(bucket, file).await?,
                    content_type: content_type(&file.path),
                    cache_control: FRESH,
                };
                let seen = there.get(&object.key);
                let is_there = seen == Some(&object.etag());
                if apply && !is_there {
                    bucket.put(&object, seen).await?;
                }
                bar.inc(1);
                Ok::<_, anyhow::Error>(!is_there)
            });
            let written: Vec<bool> = written.buffered(AT_ONCE).try_collect().await?;
            restored.count(&written);
        }
        Ok(restored)
    }

    /// How many files it has.
    pub(super) fn files(&self) -> u64 {
        self.manifest.files.len() as u64
    }

    fn restored(&self, to: String, applied: bool) -> Restored {
        Restored { date: self.manifest.date.to_string(), to, applied, ..Restored::default() }
    }

    async fn read(&self, bucket: &Bucket, file: &FileEntry) -> anyhow::Result<Vec<u8>> {
        let Manifest { edition, date, root, .. } = &self.manifest;
        let (body, _) = bucket.content(&format!("{}{root}/{}", folder(*edition, *date), file.path)).await?;
        if sha256(&body) != file.sha256 {
            bail!("{} is not what it was a moment ago: mip snapshot verify", file.path);
        }
        Ok(body)
    }
}

impl Restored {
    fn count(&mut self, written: &[bool]) {
        let new = written.iter().filter(|it| **it).count();
        self.written += new;
        self.unchanged += written.len() - new;
    }
}

/// What a file is called while it is being written.
const PART: &str = ".part";

/// Writes a file whole or not at all.
fn put(target: &Path, body: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut part = target.as_os_str().to_owned();
    part.push(PART);
    std::fs::write(&part, body)?;
    std::fs::rename(&part, target)
}

/// The media type of a file of the programme, as the programme itself says it.
pub(super) fn content_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "html" => "text/html; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "json" if path.ends_with(".schema.json") => "application/schema+json",
        "json" => "application/json",
        "geojson" => "application/geo+json",
        "csv" => "text/csv; charset=utf-8; header=present",
        "atom" => "application/atom+xml",
        "xml" => "application/xml",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
