//! The nightly snapshots, from the operator's side: `docs/exports.md` says what they are made of.

mod list;
mod place;
mod restore;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Subcommand;
use jiff::civil::Date;
use model::edition::Year;
use site::Bucket;

use crate::console::Console;
use crate::eprint;
use crate::exit::NO;
use place::{Place, editions};

/// What to do with snapshots.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The snapshots of an edition: date, counts, size, when each was taken, which is the latest.
    List {
        /// The edition's year; the last that has a snapshot if not given.
        #[arg(long)]
        edition: Option<i16>,
    },
    /// Reads every file of a snapshot and compares it with the manifest, and the manifest with the pointer.
    Verify {
        /// Its date, such as 2027-11-09, or `latest`: the one that the pointer leads to.
        #[arg(default_value = "latest")]
        date: Which,
        /// The edition's year; the last that has a snapshot if not given.
        #[arg(long)]
        edition: Option<i16>,
        /// A folder that holds a copy of the files (`<folder>/2027/index.html`…): they are read there, not in the bucket.
        #[arg(long)]
        against: Option<PathBuf>,
    },
    /// Takes a snapshot out of the archive: into a folder, from where any server can show it, or back to the site, for when
    /// the table is gone and people must read the programme. Every file is verified before the first is written.
    Restore {
        /// Its date, such as 2027-11-09, or `latest`: the one that the pointer leads to.
        date: Which,
        /// The edition's year; the last that has a snapshot if not given.
        #[arg(long)]
        edition: Option<i16>,
        /// A folder that is new or empty, or that an earlier run has begun to fill.
        #[arg(long, required_unless_present = "site", conflicts_with = "site")]
        to: Option<PathBuf>,
        /// The site itself. Publish must be stopped: within the hour it writes over it what the table says.
        #[arg(long)]
        site: bool,
        /// Writes to the site; without it, says how many files would be written.
        #[arg(long, requires = "site")]
        apply: bool,
    },
}

/// Which snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// The one that the pointer leads to.
    Latest,
    /// That of a date.
    Of(Date),
}

impl std::str::FromStr for Which {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "latest" => Ok(Self::Latest),
            date => date.parse().map(Self::Of).map_err(|_| "a date such as 2027-11-09, or latest".to_owned()),
        }
    }
}

/// Does it; says how it ended.
pub(crate) async fn run(bucket: &Bucket, command: Command, console: Console) -> anyhow::Result<ExitCode> {
    match command {
        Command::List { edition } => {
            console.tell(&list::of(bucket, year(bucket, edition).await?).await?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Verify { date, edition, against } => {
            let year = year(bucket, edition).await?;
            let place = match against {
                Some(folder) if folder.is_dir() => Place::Folder(folder),
                Some(folder) => bail!("{} is not a folder", folder.display()),
                None => Place::Bucket,
            };
            let report = verify::verify(bucket, year, date, &place, eprint).await?;
            console.tell(&report)?;
            Ok(if report.is_whole() { ExitCode::SUCCESS } else { ExitCode::from(NO) })
        }
        Command::Restore { date, edition, to, apply, .. } => {
            let whole = restore::whole(bucket, year(bucket, edition).await?, date, eprint).await?;
            let bar = console.progress("files", whole.files());
            let restored = match to {
                Some(folder) => whole.to_folder(bucket, &folder, &bar).await?,
                None => whole.to_site(bucket, apply, &bar).await?,
            };
            bar.finish_and_clear();
            console.tell(&restored)?;
            Ok(if restored.applied { ExitCode::SUCCESS } else { ExitCode::from(NO) })
        }
    }
}

async fn year(bucket: &Bucket, asked: Option<i16>) -> anyhow::Result<Year> {
    match asked {
        Some(year) => Ok(year.into()),
        None => editions(bucket).await?.pop().context("no snapshot has been taken yet"),
    }
}

#[cfg(test)]
mod tests;
