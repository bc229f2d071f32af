//! Whether a snapshot is as it was taken: the pointer, the manifest, every file.

use std::collections::BTreeSet;

use anyhow::{Context, bail};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::civil::Date;
use model::edition::Year;
use serde::Serialize;
use site::Bucket;
use snapshot::{FORMAT, FileEntry, Manifest, Pointer, folder, key, pointer_key, root, sha256};

use super::Which;
use super::place::Place;

/// Files under way at once.
pub(super) const AT_ONCE: usize = 16;

/// How often it is said how far the work has come.
const SAY_EVERY: usize = 500;

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Report {
    /// What was looked at.
    what: String,
    /// Of which date; nothing when there is none.
    pub(super) date: Option<Date>,
    /// What is wrong, a line each.
    pub(super) problems: Vec<String>,
    /// What is not wrong but may be asked about.
    pub(super) notes: Vec<String>,
    files: usize,
    bytes: usize,
}

impl Report {
    /// Whether nothing is wrong.
    pub(super) fn is_whole(&self) -> bool {
        self.problems.is_empty()
    }

    fn wrong(&mut self, problem: impl Into<String>) {
        self.problems.push(problem.into());
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for line in &self.problems {
            writeln!(f, "{line}")?;
        }
        for line in &self.notes {
            writeln!(f, "note: {line}")?;
        }
        let Self { what, files, bytes, .. } = self;
        match self.problems.len() {
            0 => write!(f, "{what}: whole, {files} files, {bytes} bytes"),
            1 => write!(f, "{what}: 1 problem"),
            problems => write!(f, "{what}: {problems} problems"),
        }
    }
}

/// Looks at a snapshot; `progress` is told how far it has come.
pub(super) async fn verify(
    bucket: &Bucket,
    year: Year,
    which: Which,
    place: &Place,
    progress: impl Fn(&str),
) -> anyhow::Result<Report> {
    let mut report = Report::default();
    let pointer = pointer(bucket, year, &mut report).await?;
    let date = match (which, &pointer) {
        (Which::Of(date), _) => date,
        (Which::Latest, Some(pointer)) => pointer.date,
        (Which::Latest, None) => {
            report.what = pointer_key(year);
            if report.is_whole() {
                bail!("the edition {year} has no snapshot yet");
            }
            return Ok(report);
        }
    };
    report.what = format!("snapshot of {date}");
    report.date = Some(date);
    let pointer = pointer.filter(|pointer| pointer.date == date);
    let key = key(year, date);
    let Some((body, _)) = bucket.read(&key).await? else {
        match pointer {
            Some(_) => report.wrong(format!("{}: leads to {key}, which is not there", pointer_key(year))),
            None => report.wrong(format!("{key}: is not there")),
        }
        return Ok(report);
    };
    if let Some(pointer) = &pointer
        && pointer.manifest_sha256 != sha256(&body)
    {
        report.wrong(format!("{key}: is not the manifest whose SHA-256 {} has", pointer_key(year)));
    }
    let manifest: Manifest = match serde_json::from_slice(&body) {
        Ok(manifest) => manifest,
        Err(error) => {
            report.wrong(format!("{key}: cannot be read ({error})"));
            return Ok(report);
        }
    };
    if let Some(pointer) = &pointer
        && pointer.root != manifest.root
    {
        report.wrong(format!("{}: says {}, the manifest {}", pointer_key(year), pointer.root, manifest.root));
    }
    itself(&manifest, year, date, &key, &mut report);
    files(bucket, &manifest, place, progress, &mut report).await?;
    if *place == Place::Bucket {
        others(bucket, &manifest, &mut report).await?;
    }
    Ok(report)
}

async fn pointer(bucket: &Bucket, year: Year, report: &mut Report) -> anyhow::Result<Option<Pointer>> {
    let key = pointer_key(year);
    let Some((body, _)) = bucket.read(&key).await? else { return Ok(None) };
    match serde_json::from_slice::<Pointer>(&body) {
        Ok(pointer) => {
            let expected = format!("/{}", snapshot::key(year, pointer.date));
            if pointer.edition != year || pointer.manifest != expected {
                report.wrong(format!("{key}: leads to {}, not to {expected}", pointer.manifest));
            }
            Ok(Some(pointer))
        }
        Err(error) => {
            report.wrong(format!("{key}: cannot be read ({error})"));
            Ok(None)
        }
    }
}

/// Whether the manifest agrees with itself.
fn itself(manifest: &Manifest, year: Year, date: Date, key: &str, report: &mut Report) {
    let mut check = |holds: bool, what: &str| {
        if !holds {
            report.wrong(format!("{key}: {what}"));
        }
    };
    let Manifest { format, files, counts, .. } = manifest;
    check(*format == FORMAT, "is of another format");
    check((manifest.edition, manifest.date) == (year, date), "is that of another date");
    check(manifest.root == root(files), "its root is not the digest of its files");
    check(counts.files == files.len(), "its count of files is not that of its list");
    check(
        counts.bytes == files.iter().map(|file| file.size).sum::<usize>(),
        "its count of bytes is not that of its list",
    );
    check(
        files.is_sorted_by(|a, b| a.path < b.path),
        "its files are not in the order of their paths, each once",
    );
    let is_within = |path: &str| !path.split('/').any(|part| ["", ".", ".."].contains(&part));
    check(files.iter().all(|file| is_within(&file.path)), "a path leads out of its folder");
}

async fn files(
    bucket: &Bucket,
    manifest: &Manifest,
    place: &Place,
    progress: impl Fn(&str),
    report: &mut Report,
) -> anyhow::Result<()> {
    let Manifest { edition, date, root, files, .. } = manifest;
    let there = place.paths(bucket, *edition, *date, root).await?;
    let named: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let present: Vec<&FileEntry> = files.iter().filter(|file| there.contains(&file.path)).collect();
    let all = present.len();
    let read = stream::iter(present).map(async |file| {
        let body = place.read(bucket, *edition, *date, root, &file.path).await?;
        Ok::<_, anyhow::Error>((file, body.len(), FileEntry::of(&file.path, &body)))
    });
    let mut read = read.buffered(AT_ONCE);
    while let Some((file, size, found)) =
        read.try_next().await.context("the snapshot was not read to its end")?
    {
        report.files += 1;
        report.bytes += size;
        if found.size != file.size {
            report.wrong(format!("{}: has {size} bytes instead of {}", file.path, file.size));
        } else if found.sha256 != file.sha256 {
            report
                .wrong(format!("{}: its SHA-256 is {} instead of {}", file.path, found.sha256, file.sha256));
        }
        if report.files.is_multiple_of(SAY_EVERY) {
            progress(&format!("{} of {all} files", report.files));
        }
    }
    for file in files.iter().filter(|file| !there.contains(&file.path)) {
        report.wrong(format!("{}: is not there", file.path));
    }
    for path in there.iter().filter(|path| !named.contains(path.as_str())) {
        report.wrong(format!("{path}: is there, and the manifest does not name it"));
    }
    Ok(())
}

/// Files of the date that are in no folder of the manifest's: a run that died, or came second, has left them.
async fn others(bucket: &Bucket, manifest: &Manifest, report: &mut Report) -> anyhow::Result<()> {
    let folder = folder(manifest.edition, manifest.date);
    let own = format!("{folder}{}/", manifest.root);
    let mut others = bucket.list(&folder).await?;
    others.retain(|key, _| !key.starts_with(&own) && *key != key_of(manifest));
    if !others.is_empty() {
        let notes = &mut report.notes;
        notes.push(format!("{} files in {folder} of runs whose manifest is not the date’s", others.len()));
    }
    Ok(())
}

fn key_of(manifest: &Manifest) -> String {
    key(manifest.edition, manifest.date)
}
