//! A table that is copied, and what tells whether two are the same.

use std::cell::RefCell;

use indicatif::ProgressBar;
use serde::Serialize;
use store::{OUTBOX, RESTORATION, Store, Write};

use super::digest::{Digest, Sum};
use super::pages::{each_page, write};

/// What a table is, so that two people can say that they speak of the same one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Summary {
    /// Its rows.
    pub(super) rows: u64,
    /// The digest of all of them, but for the outbox and the note of the restore itself.
    pub(super) digest: String,
}

/// Counts a table, and gives its digest.
pub(super) async fn summary(store: &Store, bar: &ProgressBar) -> anyhow::Result<Summary> {
    let all = RefCell::new((0, Sum::default()));
    each_page(store, async |page| {
        bar.inc(page.len() as u64);
        for item in page.iter().filter(|item| ![OUTBOX, RESTORATION].contains(&item.entity())) {
            let (rows, sum) = &mut *all.borrow_mut();
            *rows += 1;
            *sum += Digest::of(item);
        }
        Ok(())
    })
    .await?;
    let (rows, sum) = all.into_inner();
    Ok(Summary { rows, digest: sum.to_string() })
}

/// Puts every row of a table into another one that is empty, but for the note of a restore.
pub(super) async fn copy(from: &Store, to: &Store, bar: &ProgressBar) -> anyhow::Result<()> {
    each_page(from, async |page| {
        bar.inc(page.len() as u64);
        let rows = page.into_iter().filter(|item| item.entity() != RESTORATION);
        write(to, rows.map(Write::Put).collect()).await
    })
    .await
}

/// Whether a table has no row.
pub(super) async fn is_empty(store: &Store) -> anyhow::Result<bool> {
    let mut pages = store.pages(0, 1);
    while let Some(page) = pages.next().await? {
        if !page.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}
