//! One run: an edition, from the table to the bucket.

use std::collections::HashSet;

use model::edition::Year;
use model::zone::Zone;
use programme::{DOCUMENTS, File, Programme, Setting, Stage};
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

/// Brings the bucket to what the table says of an edition. What the site has once (home, robots…) is written for the
/// current edition only.
pub async fn publish(deps: &Deps, year: Year) -> Result<Published, PublishError> {
    // The bucket before the table: see the crate's own words.
    let mut listing = deps.bucket.list(&format!("{year}/")).await?;
    let mine: Vec<String> = listing.keys().cloned().collect();
    for key in programme::SITE_FILES {
        listing.extend(deps.bucket.list(key).await?);
    }
    let documents = deps.bucket.list(&format!("{DOCUMENTS}/{year}/")).await?.into_keys().collect();
    let material = deps.store.material(year).await?.ok_or(PublishError::NoSuchEdition(year))?;
    let today = deps.clock.now().to_zoned(Zone::PARIS.rules()).date();
    let setting = Setting { base_url: &deps.base_url, today, documents: &documents };
    let programme = Programme::new(&material, setting);
    let mut run = Run { deps, listing: &listing, rendered: HashSet::new(), files: Written::default() };
    for stage in Stage::ALL.into_iter().filter(|stage| *stage != Stage::Site || material.is_current()) {
        run.write(programme.files(stage)).await?;
    }
    let gone = mine.iter().filter(|key| !run.rendered.contains(*key));
    let (pages, others): (Vec<_>, Vec<_>) = gone.partition(|key| key.ends_with("/index.html"));
    // Nothing leads to a page that left the programme, but the page leads to its calendar.
    let deleted = deps.bucket.delete_all(pages).await? + deps.bucket.delete_all(others).await?;
    Ok(Published { events: programme.len(), files: run.files, deleted })
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
}

fn object(file: File) -> Object {
    Object {
        key: file.path,
        body: file.body,
        content_type: file.content_type,
        cache_control: file.cache_control,
    }
}
