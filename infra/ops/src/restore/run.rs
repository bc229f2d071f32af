//! A restore from its beginning to its end, and again from wherever it was interrupted.

use std::time::Duration;

use anyhow::{Context, bail};
use indicatif::ProgressBar;
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;
use store::{Before, Phase, Restoration, Store};

use super::answer::{Planned, Restored, Undo};
use super::compare::Pair;
use super::copy::{self, Summary};
use super::halt::Functions;
use super::settle::{self, Erased, Settled};
use super::source::{self, Source};
use super::{Options, settings, undo};
use crate::console::{Console, eprint};

/// What a restore works with.
pub(super) struct Restore<'a> {
    pub(super) dynamodb: aws_sdk_dynamodb::Client,
    /// The stack's table.
    pub(super) present: &'a Store,
    pub(super) source: &'a Source,
    /// The functions to stop; none: the service is left alone.
    pub(super) functions: Option<Functions>,
    pub(super) erased: Erased,
    pub(super) options: Options,
    pub(super) console: Console,
    pub(super) clock: &'a Clock,
}

impl Restore<'_> {
    /// Says what a restore would do.
    pub(super) async fn plan(&self) -> anyhow::Result<Planned> {
        self.source.ask_for(&self.dynamodb, self.present.name()).await?;
        let (past, at) = self.past().await?;
        let pair = Pair { past: &past, present: self.present, at: self.clock.now() };
        let bar = self.console.progress("rows compared", 0);
        let difference = pair.compare(&bar).await?;
        bar.finish_and_clear();
        Ok(Planned { from: past.name().to_owned(), at, difference })
    }

    /// Restores.
    pub(super) async fn go(&self) -> anyhow::Result<Restored> {
        let mut restoration = self.begin().await?;
        let restored = self.go_on(&mut restoration).await;
        if restored.is_err() && self.functions.is_some() {
            eprint(
                "the service stands: the same command again goes on, mip restore start starts it as it was",
            );
        }
        restored
    }

    async fn go_on(&self, restoration: &mut Restoration) -> anyhow::Result<Restored> {
        if let Some(functions) = &self.functions {
            functions.stop(&restoration.before).await.context("the service is not stopped yet")?;
        }
        let (past, at) = self.past().await?;
        if restoration.phase == Phase::Stopped {
            restoration.at = at;
            self.drain(restoration).await?;
            let (table, now) = (self.present.name(), self.clock.now());
            undo::secure(&self.dynamodb, table, restoration, now, self.options.without_undo).await?;
            self.present.note_restoration(restoration).await?;
            eprint(&format!("nothing was written so far; {}", undo_of(restoration)));
        }
        let bar = self.console.progress("rows", 0);
        let settled = rows(&past, self.present, restoration, &self.erased, self.clock, &bar).await?;
        let table = copy::summary(self.present, &bar).await?;
        bar.finish_and_clear();
        self.end(restoration).await?;
        let settings = settings::see_to(&self.dynamodb, self.present.name()).await;
        Ok(Restored {
            from: restoration.from.clone(),
            table,
            stopped_at: restoration.stopped_at,
            settled,
            settings,
            undo: undo_of(restoration),
        })
    }

    /// Takes up the restore that is under way, or begins one: how the service was is written down before anything is stopped.
    async fn begin(&self) -> anyhow::Result<Restoration> {
        let from = self.source.table(self.present.name());
        if let Some(open) = self.present.restoration().await? {
            if open.from != from {
                bail!(
                    "a restore from {} is under way since {}: the same command again ends it, mip restore start gives it up",
                    open.from,
                    open.stopped_at
                );
            }
            eprint(&format!("going on with the restore of {}", open.stopped_at));
            self.source.ask_for(&self.dynamodb, self.present.name()).await?;
            return Ok(open);
        }
        self.source.ask_for(&self.dynamodb, self.present.name()).await?;
        let before = match &self.functions {
            Some(functions) => functions.now().await?.before,
            None => Before::default(),
        };
        let begun = Restoration {
            from,
            at: None,
            stopped_at: self.clock.now(),
            undo_at: None,
            undo_backup: None,
            before,
            phase: Phase::Stopped,
        };
        self.present.note_restoration(&begun).await?;
        Ok(begun)
    }

    /// The other table, once it can be read, and the instant whose state it holds.
    async fn past(&self) -> anyhow::Result<(Store, Option<Timestamp>)> {
        let name = self.source.table(self.present.name());
        let table = source::ready(&self.dynamodb, &name).await?;
        source::check(&table, &name)?;
        let past = self.present.sibling(name);
        super::identity::check(&past, &self.erased.key).await?;
        Ok((past, self.source.at().or_else(|| source::state_of(&table))))
    }

    /// Gives what still runs the time to end.
    async fn drain(&self, restoration: &Restoration) -> anyhow::Result<()> {
        let Some(functions) = &self.functions else { return Ok(()) };
        let longest = match self.options.drain {
            Some(seconds) => SignedDuration::from_secs(seconds.into()),
            None => functions.now().await?.longest,
        };
        let left = longest - self.clock.now().duration_since(restoration.stopped_at);
        let seconds = u64::try_from(left.as_secs()).unwrap_or_default();
        if seconds > 0 {
            eprint(&format!("the service is stopped; what still runs has {seconds} s to end"));
            tokio::time::sleep(Duration::from_secs(seconds)).await;
        }
        Ok(())
    }

    async fn end(&self, restoration: &Restoration) -> anyhow::Result<()> {
        if let Some(functions) = &self.functions {
            functions.start(&restoration.before).await.context("the service does not run yet")?;
        }
        Ok(self.present.forget_restoration().await?)
    }
}

fn undo_of(restoration: &Restoration) -> Undo {
    Undo { at: restoration.undo_at, backup: restoration.undo_backup.clone() }
}

/// The part of a restore that is about rows, while the service stands. Interrupted anywhere and run again, it ends the same.
pub(super) async fn rows(
    past: &Store,
    present: &Store,
    restoration: &mut Restoration,
    erased: &Erased,
    clock: &Clock,
    bar: &ProgressBar,
) -> anyhow::Result<Option<Settled>> {
    let pair = Pair { past, present, at: restoration.stopped_at };
    if restoration.phase == Phase::Stopped {
        pair.bring(bar).await.context("the table is not restored yet: run the same command again")?;
        let left = pair.compare(bar).await?.writes();
        if left > 0 {
            bail!("{left} rows are not as they should be: does something still write to the table?");
        }
        restoration.phase = Phase::Copied;
        present.note_restoration(restoration).await?;
    }
    if restoration.phase > Phase::Copied {
        return Ok(None);
    }
    let settled = settle::settle(pair, restoration, erased, clock.now(), bar).await;
    let settled =
        settled.context("the table is restored, what follows is not done: run the same command again")?;
    restoration.phase = Phase::Settled;
    present.note_restoration(restoration).await?;
    Ok(Some(settled))
}

/// Gives the service back as it was before a restore stopped it.
pub(super) async fn start(present: &Store, functions: &Functions) -> anyhow::Result<String> {
    let Some(restoration) = present.restoration().await? else {
        bail!("no restore is under way: nothing was stopped by one");
    };
    functions.start(&restoration.before).await.context("the service does not run yet")?;
    let said = match restoration.phase {
        Phase::Stopped => {
            "the service runs; the table may be half restored: run the restore again, or another one"
        }
        _ => {
            "the service runs; the table is restored, and what follows from that may not be done: run the restore again"
        }
    };
    present.forget_restoration().await?;
    Ok(said.to_owned())
}

/// Copies the table into an empty one.
pub(super) async fn copy(
    dynamodb: &aws_sdk_dynamodb::Client,
    present: &Store,
    to: &str,
    console: Console,
) -> anyhow::Result<Summary> {
    if to == present.name() {
        bail!("{to} is the table itself");
    }
    source::create(dynamodb, to).await?;
    let to = present.sibling(to);
    if !copy::is_empty(&to).await? {
        bail!("{} holds rows already: choose another name, or delete it", to.name());
    }
    let bar = console.progress("rows copied", 0);
    copy::copy(present, &to, &bar).await?;
    let summary = copy::summary(&to, &bar).await?;
    bar.finish_and_clear();
    Ok(summary)
}
