//! Two tables, compared row by row; and the one made like the other, except for what is kept.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use futures_util::{StreamExt, TryStreamExt, stream};
use indicatif::ProgressBar;
use jiff::Timestamp;
use serde::Serialize;
use store::{BATCH, Item, OUTBOX, RESTORATION, Store, Write};

use super::digest::Digest;
use super::kept::{Choice, Kept, decides, kind};
use super::pages::{AT_ONCE, each_page, write};

/// How many lost events are named.
const NAMED: usize = 20;

/// What differs between the present table and what it is to be, by kind of row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct Difference {
    /// The counts of each kind that differs.
    pub(super) kinds: BTreeMap<String, Counts>,
    /// Events that are not in the restored table: the first of them.
    pub(super) lost_events: Vec<String>,
    /// Rows of the present table that should say what is kept, and cannot be read.
    pub(super) unreadable: usize,
    /// Rows of the restored table that have not expired.
    pub(super) rows: u64,
}

/// How many rows of a kind differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub(super) struct Counts {
    /// They come back: the present table does not have them.
    pub(super) back: u64,
    /// They go back to what they were.
    pub(super) changed: u64,
    /// They are lost: the restored table does not have them.
    pub(super) lost: u64,
    /// They stay as they are, although the restored table says otherwise.
    pub(super) kept: u64,
}

impl Difference {
    /// How many rows are written or removed.
    pub(super) fn writes(&self) -> u64 {
        self.kinds.values().map(|it| it.back + it.changed + it.lost).sum()
    }

    fn of(&mut self, entity: &str) -> &mut Counts {
        self.kinds.entry(entity.to_owned()).or_default()
    }
}

/// The present table: what is kept of it, and the digest of each of its rows.
#[derive(Debug, Default)]
struct Present {
    kept: Kept,
    rows: HashMap<String, (Digest, u16)>,
    kinds: Vec<String>,
}

impl Present {
    fn note(&mut self, item: &Item) {
        self.kept.learn(item);
        let known = self.kinds.iter().position(|kind| kind == item.entity());
        let kind = known.unwrap_or_else(|| {
            self.kinds.push(item.entity().to_owned());
            self.kinds.len() - 1
        });
        self.rows.insert(key(item), (Digest::of(item), u16::try_from(kind).unwrap_or(u16::MAX)));
    }

    fn kind(&self, kind: u16) -> &str {
        self.kinds.get(usize::from(kind)).map_or("", String::as_str)
    }

    /// Whether a row of the restored table is to be written.
    fn misses(&mut self, item: &Item, at: Timestamp, difference: &mut Difference) -> bool {
        if is_expired(item, at) {
            return false; // so one of its key that is there remains, and goes
        }
        difference.rows += 1;
        let key = key(item);
        let there = self.rows.get(&key).map(|(digest, _)| *digest);
        let is_same = there == Some(Digest::of(item));
        match self.kept.choice(item, there.is_some()) {
            Choice::Past => {
                self.rows.remove(&key);
                match there {
                    Some(_) if is_same => return false,
                    Some(_) => difference.of(item.entity()).changed += 1,
                    None => difference.of(item.entity()).back += 1,
                }
                true
            }
            Choice::Present => {
                self.rows.remove(&key);
                if !is_same && item.entity() != RESTORATION {
                    difference.of(item.entity()).kept += 1;
                }
                false
            }
            Choice::Nothing => {
                if there.is_none() {
                    difference.of(item.entity()).kept += 1;
                }
                false
            }
        }
    }

    /// What goes of the rows that the restored table has not.
    fn lost(&self, which: Rows, difference: &mut Difference) -> Vec<Write> {
        let mut lost = Vec::new();
        for (key, (_, kind)) in &self.rows {
            let (entity, (pk, sk)) = (self.kind(*kind), key.split_once('\0').unwrap_or((key, "")));
            if !which.include(entity) {
                continue;
            }
            if self.kept.outlives(entity, pk, sk) {
                if entity != RESTORATION {
                    difference.of(entity).kept += 1;
                }
                continue;
            }
            if entity != OUTBOX {
                difference.of(entity).lost += 1;
            }
            if entity == kind::EVENT {
                difference.lost_events.push(pk.rsplit_once('#').map_or(pk, |(_, id)| id).to_owned());
            }
            lost.push(Write::Delete(pk.to_owned(), sk.to_owned()));
        }
        difference.lost_events.sort();
        difference.lost_events.truncate(NAMED);
        lost
    }
}

fn is_expired(item: &Item, at: Timestamp) -> bool {
    item.expires_at().is_some_and(|expires| expires <= at)
}

/// Which rows a pass is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    /// All of them: nothing is written.
    All,
    /// Those on which no other depends.
    Others,
    /// Those on which others depend.
    Deciding,
}

impl Rows {
    fn include(self, entity: &str) -> bool {
        match self {
            Self::All => true,
            Self::Others => !decides(entity),
            Self::Deciding => decides(entity),
        }
    }

    fn are_written(self) -> bool {
        self != Self::All
    }
}

/// Two tables, and until when rows count as there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'a> {
    /// The restored one.
    pub(super) past: &'a Store,
    /// The stack's.
    pub(super) present: &'a Store,
    /// Rows that expire by then are left out.
    pub(super) at: Timestamp,
}

impl Pair<'_> {
    /// What differs. The outbox is left out: it is put back last, and anew.
    pub(super) async fn compare(self, bar: &ProgressBar) -> anyhow::Result<Difference> {
        let mut present = self.read_present(bar).await?;
        let mut difference = self.pass(&mut present, Rows::All, bar).await?;
        difference.unreadable = present.kept.unreadable;
        Ok(difference)
    }

    /// Makes the stack's table like the other one, except for what is kept, and removes its outbox. Interrupted anywhere and
    /// run again, it ends the same.
    pub(super) async fn bring(self, bar: &ProgressBar) -> anyhow::Result<()> {
        let mut present = self.read_present(bar).await?;
        self.pass(&mut present, Rows::Others, bar).await?;
        self.pass(&mut present, Rows::Deciding, bar).await?;
        Ok(())
    }

    /// Puts the other table's outbox into the stack's, where its items are new: each is forwarded again.
    pub(super) async fn refill_outbox(self, bar: &ProgressBar) -> anyhow::Result<()> {
        each_page(self.past, async |page| {
            bar.inc(page.len() as u64);
            let alive = page.into_iter().filter(|item| item.entity() == OUTBOX && !is_expired(item, self.at));
            write(self.present, alive.map(Write::Put).collect()).await
        })
        .await
    }

    async fn read_present(self, bar: &ProgressBar) -> anyhow::Result<Present> {
        let present = RefCell::new(Present::default());
        each_page(self.present, async |page| {
            for item in &page {
                present.borrow_mut().note(item);
            }
            bar.inc(page.len() as u64);
            Ok(())
        })
        .await?;
        Ok(present.into_inner())
    }

    async fn pass(self, present: &mut Present, which: Rows, bar: &ProgressBar) -> anyhow::Result<Difference> {
        let (known, difference) = (RefCell::new(&mut *present), RefCell::new(Difference::default()));
        each_page(self.past, async |page| {
            bar.inc(page.len() as u64);
            let mut puts = Vec::new();
            for item in page.into_iter().filter(|it| it.entity() != OUTBOX && which.include(it.entity())) {
                if known.borrow_mut().misses(&item, self.at, &mut difference.borrow_mut()) {
                    puts.push(Write::Put(item));
                }
            }
            if which.are_written() { write(self.present, puts).await } else { Ok(()) }
        })
        .await?;
        let mut difference = difference.into_inner();
        let lost = present.lost(which, &mut difference);
        if which.are_written() {
            let batches = lost.chunks(BATCH).map(<[_]>::to_vec);
            let written = stream::iter(batches).map(|batch| self.present.write_rows(batch));
            written.buffer_unordered(usize::try_from(AT_ONCE)?).try_collect::<Vec<()>>().await?;
        }
        Ok(difference)
    }
}

fn key(item: &Item) -> String {
    format!("{}\0{}", item.pk(), item.sk())
}

#[cfg(test)]
mod tests;
