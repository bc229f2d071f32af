//! The files and the manifest of a date that has none yet.

use jiff::Timestamp;
use jiff::civil::Date;
use model::edition::Year;
use programme::{File, Programme, Setting, Stage, document};
use site::{Object, Written};

use crate::manifest::{self, Counts, FOR_EVER, FORMAT, FileEntry, Manifest, Taken};
use crate::{Deps, SnapshotError};

/// What a run wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Export {
    pub(crate) files: Written,
    /// Whether the manifest that stands is this run's.
    pub(crate) first: bool,
}

/// Writes the files, then the manifest unless another run has written one meanwhile; returns the one that stands.
pub(crate) async fn take(
    deps: &Deps,
    year: Year,
    date: Date,
    now: Timestamp,
) -> Result<(Taken, Export), SnapshotError> {
    let documents = deps.bucket.list(&document::folder(year)).await?.into_keys().collect();
    let material = deps.store.material(year).await?.ok_or(SnapshotError::NoSuchEdition(year))?;
    let setting = Setting { base_url: &deps.base_url, today: date, documents: &documents };
    let programme = Programme::new(&material, setting);
    let mine = summary(&programme, date, now);
    let folder = format!("{}{}/", manifest::folder(year, date), mine.root);
    let listing = deps.bucket.list(&folder).await?;
    // Rendered a second time rather than kept: rendering is pure and fast, memory is what a small function lacks.
    let objects = files(&programme).map(|file| object(&folder, file));
    let files = deps.bucket.write_changed(objects, &listing).await?;

    let object = manifest::object(manifest::key(year, date), &mine, FOR_EVER)?;
    match deps.bucket.put(&object, None).await {
        Ok(()) => {
            let sha256 = manifest::sha256(&object.body);
            Ok((Taken { manifest: mine, sha256 }, Export { files, first: true }))
        }
        Err(conflict) if conflict.is_conflict() => {
            let standing = manifest::find(&deps.bucket, year, date).await?;
            // It is gone again only if someone removed it by hand: the conflict stands, another run will do.
            Ok((standing.ok_or(conflict)?, Export { files, first: false }))
        }
        Err(error) => Err(error.into()),
    }
}

fn files<'a>(programme: &'a Programme<'_>) -> impl Iterator<Item = File> + 'a {
    Stage::ALL.into_iter().flat_map(|stage| programme.files(stage))
}

fn summary(programme: &Programme<'_>, date: Date, now: Timestamp) -> Manifest {
    let mut entries: Vec<_> = files(programme).map(|file| FileEntry::of(&file.path, &file.body)).collect();
    entries.sort_by(|a, b| a.path.cmp(&b.path));
    Manifest {
        format: FORMAT,
        edition: programme.edition().year,
        date,
        taken_at: now,
        root: manifest::root(&entries),
        counts: Counts {
            events: programme.len(),
            files: entries.len(),
            bytes: entries.iter().map(|entry| entry.size).sum(),
        },
        files: entries,
    }
}

fn object(folder: &str, file: File) -> Object {
    Object {
        key: format!("{folder}{}", file.path),
        body: file.body,
        content_type: file.content_type,
        cache_control: FOR_EVER,
    }
}
