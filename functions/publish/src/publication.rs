//! One run: an edition, from the table to the bucket.

use std::collections::HashSet;

use model::edition::Year;
use model::material::Material;
use model::zone::Zone;
use programme::{File, Programme, Setting, Stage, document};
use site::{Listing, Object, Written};

use crate::{Deps, PublishError};

/// What a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published {
    /// Events of the programme.
    pub events: usize,
    /// Files written, and found as they should be.
    pub files: Written,
    /// Files removed.
    pub deleted: usize,
}

/// How often a run that wrote may find that the table has moved on meanwhile. What moved it has a nudge of its own.
const LOOKS: usize = 3;

/// Brings the bucket to what the table says of an edition. What the site has once (home, robots…) is written for the
/// current edition only. Where another run writes at the same time, it starts again: waiting for the nudge to come back
/// would take minutes.
pub async fn publish(deps: &Deps, year: Year) -> Result<Published, PublishError> {
    let mut all = Published { events: 0, files: Written::default(), deleted: 0 };
    for _ in 0..LOOKS {
        let run = async || Box::pin(run(deps, year)).await; // boxed: its future is large
        let (done, material) = store::insist(run, PublishError::is_conflict).await?;
        let has_changed = done.files.written + done.deleted > 0;
        all.events = done.events;
        all.files.written += done.files.written;
        all.files.unchanged = done.files.unchanged;
        all.deleted += done.deleted;
        // It may have written what another run, which read later, had found nothing to write against:
        // docs/decisions/0024-publish-looks-again-after-it-has-written.md.
        if !has_changed || deps.store.material(year).await?.as_ref() == Some(&material) {
            break;
        }
    }
    Ok(all)
}

/// One look at the bucket and the table, and what follows from it.
async fn run(deps: &Deps, year: Year) -> Result<(Published, Material), PublishError> {
    // The bucket before the table: see the crate's own words.
    let mut listing = deps.bucket.list(&format!("{year}/")).await?;
    let mine: Vec<String> = listing.keys().cloned().collect();
    listing.extend(deps.bucket.list_each(programme::SITE_FILES).await?);
    let documents = deps.bucket.list(&document::folder(year)).await?.into_keys().collect();
    let material = deps.store.material(year).await?.ok_or(PublishError::NoSuchEdition(year))?;
    let today = Zone::PARIS.date(deps.clock.now());
    let setting = Setting { base_url: &deps.base_url, today, documents: &documents };
    let programme = Programme::new(&material, setting);
    let mut run = Run { deps, listing: &listing, rendered: HashSet::new(), files: Written::default() };
    for stage in Stage::ALL.into_iter().filter(|stage| *stage != Stage::Site || material.is_current()) {
        if stage.leads_to_itself() {
            run.write_new_first(|| programme.files(stage)).await?;
        } else {
            run.write(programme.files(stage)).await?;
        }
    }
    let gone: Vec<_> = mine.iter().filter(|key| !run.rendered.contains(*key)).collect();
    let mut deleted = 0;
    for stage in Stage::ALL.into_iter().rev() {
        let of_stage = gone.iter().filter(|key| Stage::of(key) == stage);
        deleted += deps.bucket.delete_all(of_stage.copied()).await?;
    }
    // `typeset` writes documents, and only here is it known when no page leads to one any more.
    deleted += deps.bucket.delete_all(documents.iter().filter(|key| !programme.has_document(key))).await?;
    let done = Published { events: programme.len(), files: run.files, deleted };
    drop(programme);
    Ok((done, material))
}

struct Run<'a> {
    deps: &'a Deps,
    listing: &'a Listing,
    rendered: HashSet<String>,
    files: Written,
}

impl Run<'_> {
    async fn write(&mut self, files: impl Iterator<Item = File>) -> Result<(), PublishError> {
        let objects = files.map(object).inspect(|object| {
            self.rendered.insert(object.key.clone());
        });
        self.files += self.deps.bucket.write_changed(objects, self.listing).await?;
        Ok(())
    }

    /// Files that lead to one another. Where there is nothing yet comes first: nothing that is read leads there until what
    /// is there already follows. Rendered once more rather than kept, and only when something changes.
    async fn write_new_first<F>(&mut self, files: impl Fn() -> F) -> Result<(), PublishError>
    where
        F: Iterator<Item = File>,
    {
        let (bucket, listing) = (&self.deps.bucket, self.listing);
        let (mut unchanged, mut changed) = (0, 0);
        let new = files().map(object).filter(|object| {
            self.rendered.insert(object.key.clone());
            match listing.get(&object.key) {
                None => return true,
                Some(seen) if *seen == object.etag() => unchanged += 1,
                Some(_) => changed += 1,
            }
            false
        });
        self.files += bucket.write_changed(new, listing).await?;
        self.files += Written { written: 0, unchanged };
        if changed > 0 {
            let is_changed =
                |object: &Object| listing.get(&object.key).is_some_and(|it| *it != object.etag());
            let others = files().map(object).filter(is_changed);
            self.files += bucket.write_changed(others, listing).await?;
        }
        Ok(())
    }
}

fn object(file: File) -> Object {
    Object {
        key: file.path,
        body: file.body,
        content_type: file.content_type,
        cache_control: file.cache_control,
    }
}
