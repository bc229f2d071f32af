//! Editions: the file in which the team keeps one, and its life.

mod answer;
mod check;
mod create;
mod difference;
mod file;
mod list;
mod remains;
mod show;
mod turn;

#[cfg(test)]
mod tests;

use std::path::PathBuf;

use anyhow::{Context, bail};
use clap::Subcommand;
use model::edition::Year;
use runtime::Clock;
use store::{KeptEdition, Store};

use crate::console::{Console, say};
use crate::table::Place;

/// What an edition's file looks like, with every field and its usual value.
const EXAMPLE: &str = include_str!("example.toml");

/// What to do with editions.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Writes an edition from its file. Nobody sees it before it is opened.
    ///
    /// With --replace, an edition that is there takes the file's texts: what would change is shown, and --apply writes it and
    /// has its pages rendered. Where it stands does not change.
    Create {
        /// Its year.
        #[arg(required_unless_present = "example")]
        year: Option<i16>,
        /// The file that describes it (TOML); - is the standard input.
        #[arg(long, required_unless_present = "example")]
        file: Option<PathBuf>,
        /// Prints a file to start from, with every field, explained.
        #[arg(long, conflicts_with_all = ["year", "file", "replace", "apply"])]
        example: bool,
        /// Changes the edition of that year, if there is one.
        #[arg(long)]
        replace: bool,
        /// Writes what --replace shows.
        #[arg(long, requires = "replace")]
        apply: bool,
    },
    /// All that an edition says, where it stands, what waits in it.
    Show {
        /// Its year; the current one if not given.
        year: Option<i16>,
        /// As the file that `create` reads: to keep, or to change and bring back with --replace.
        #[arg(long, conflicts_with = "json")]
        toml: bool,
    },
    /// Makes an edition the one that takes proposals and whose programme is the site's home; its first pages appear within
    /// a minute. One that was closed takes proposals again.
    Open {
        /// Its year.
        year: i16,
        /// Opens it even where something speaks against it.
        #[arg(long)]
        yes: bool,
    },
    /// Ends the taking of proposals before the last day. The form says so and whom to ask; what was proposed goes on:
    /// decisions, corrections, newsletter. `open` takes it back.
    Close {
        /// Its year.
        year: i16,
    },
    /// Notes that nothing is left to do in an edition that is over. Its programme stays where it is.
    ///
    /// Refused while events wait for a decision, or an issue of the newsletter is leaving: deciding and cancelling come first.
    Archive {
        /// Its year.
        year: i16,
    },
    /// The editions, with where each stands.
    List,
}

/// Does it, and says what was done.
pub(crate) async fn run(
    place: Place,
    command: Command,
    console: Console,
    clock: &Clock,
) -> anyhow::Result<()> {
    let store = async move || anyhow::Ok(place.open().await?.store);
    match command {
        Command::Create { example: true, .. } => {
            say(EXAMPLE.trim_end());
            Ok(())
        }
        Command::Create { year, file, replace, apply, .. } => {
            let (Some(year), Some(file)) = (year, file) else { bail!("a year and --file are needed") };
            let wish = match (replace, apply) {
                (false, _) => create::Wish::Create,
                (true, false) => create::Wish::Compare,
                (true, true) => create::Wish::Replace,
            };
            let edition = create::read(&file, year.into())?; // before the service is asked anything
            console.tell(&create::write(&store().await?, edition, wish, clock).await?)
        }
        Command::Show { year, toml: true } => {
            let kept = find_or_current(&store().await?, year).await?;
            say(file::write(&kept.edition)?.trim_end());
            Ok(())
        }
        Command::Show { year, toml: false } => {
            let store = store().await?;
            let kept = find_or_current(&store, year).await?;
            console.tell(&show::edition(&store, kept.edition, clock.now()).await?)
        }
        Command::Open { year, yes } => {
            console.tell(&turn::open(&store().await?, year.into(), yes, clock).await?)
        }
        Command::Close { year } => console.tell(&turn::close(&store().await?, year.into(), clock).await?),
        Command::Archive { year } => console.tell(&turn::archive(&store().await?, year.into(), clock).await?),
        Command::List => console.tell(&list::of(&store().await?).await?),
    }
}

async fn find(store: &Store, year: Year) -> anyhow::Result<KeptEdition> {
    let found = store.kept_edition(year).await?;
    found.with_context(|| {
        format!("there is no edition {year}: mip edition list, or mip edition create {year} --file <file>")
    })
}

async fn find_or_current(store: &Store, year: Option<i16>) -> anyhow::Result<KeptEdition> {
    if let Some(year) = year {
        return find(store, year.into()).await;
    }
    let current = store.current_edition().await?;
    let current = current.context("no edition is open: mip edition list, then mip edition open <year>")?;
    find(store, current.year).await
}
