//! The table, brought back: docs/restore.md says when and how, docs/decisions/0030 why so.

mod answer;
mod compare;
mod copy;
mod digest;
mod halt;
mod identity;
mod kept;
mod pages;
mod run;
mod settings;
mod settle;
mod source;
mod undo;

use std::process::ExitCode;

use anyhow::bail;
use aws_sdk_dynamodb::Client;
use clap::Subcommand;
use jiff::Timestamp;
use retention::erasure::{Erasure, Erasures};
use runtime::Clock;
use serde::Serialize;

use crate::console::{Console, eprint, say};
use crate::exit::NO;
use crate::table::Service;
use halt::Functions;
use run::Restore;
use settle::Erased;
use source::Source;

/// What to restore, and from where.
#[derive(Debug, clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Command {
    #[command(flatten)]
    source: Sources,
    /// Without it, says what would come back and what would be lost, and changes nothing.
    #[arg(long)]
    yes: bool,
    /// How many seconds to give to what still runs when the service is stopped; the longest time-out of its functions if not
    /// given.
    #[arg(long)]
    drain: Option<u32>,
    /// Neither stops nor starts the service: for a table that nothing writes to.
    #[arg(long)]
    no_stop: bool,
    /// Goes on where the present table can neither be recovered to an instant nor backed up.
    #[arg(long)]
    without_undo: bool,
    /// The bucket with the register of erasures, instead of the stack's output `RegisterBucketName`.
    #[arg(long)]
    erasures_bucket: Option<String>,
    #[command(subcommand)]
    other: Option<Other>,
}

#[derive(Debug, clap::Args)]
#[group(multiple = false)]
struct Sources {
    /// An instant, such as 2027-11-09T14:05:00+01:00, of the last 35 days: the table as it was then.
    #[arg(long)]
    at: Option<Timestamp>,
    /// A backup: its ARN (aws dynamodb list-backups). DynamoDB keeps one of a deleted table for 35 days.
    #[arg(long)]
    from_backup: Option<String>,
    /// A table of the same account and region: its name.
    #[arg(long)]
    from_table: Option<String>,
}

#[derive(Debug, Subcommand)]
enum Other {
    /// Copies the table into another one, which must be new or empty: for a drill, or before something risky.
    Copy {
        /// The other table's name; it is made if it is not there.
        #[arg(long)]
        to: String,
    },
    /// Gives the service back as it was before a restore stopped it, whatever the table holds by then.
    Start,
}

/// How to restore.
#[derive(Debug, Clone, Copy)]
struct Options {
    drain: Option<u32>,
    without_undo: bool,
}

/// Does it; a restore without `--yes` is not done.
pub(crate) async fn run(
    service: &Service,
    command: Command,
    console: Console,
    clock: &Clock,
) -> anyhow::Result<ExitCode> {
    let dynamodb = Client::new(service.aws());
    match &command.other {
        Some(Other::Copy { to }) => {
            console.tell(&Copied {
                to: to.clone(),
                table: run::copy(&dynamodb, &service.store, to, console).await?,
            })?;
            return Ok(ExitCode::SUCCESS);
        }
        Some(Other::Start) => {
            let functions = Functions::of(service.aws(), service.stack()).await?;
            say(run::start(&service.store, &functions).await?);
            return Ok(ExitCode::SUCCESS);
        }
        None => {}
    }
    let source = command.source.chosen(clock)?;
    let functions =
        if command.no_stop { None } else { Some(Functions::of(service.aws(), service.stack()).await?) };
    let erased = Erased {
        register: erasures(service, command.erasures_bucket).await?,
        key: service.person_key().await?,
    };
    let options = Options { drain: command.drain, without_undo: command.without_undo };
    let present = &service.store;
    let restore = Restore { dynamodb, present, source: &source, functions, erased, options, console, clock };
    if command.yes {
        console.tell(&restore.go().await?)?;
        return Ok(ExitCode::SUCCESS);
    }
    console.tell(&restore.plan().await?)?;
    eprint("nothing is changed; add --yes to do it");
    Ok(ExitCode::from(NO))
}

impl Sources {
    fn chosen(self, clock: &Clock) -> anyhow::Result<Source> {
        match (self.at, self.from_backup, self.from_table) {
            (Some(at), _, _) if at >= clock.now() => bail!("{at} is yet to come"),
            (Some(at), _, _) => Ok(Source::At(at)),
            (_, Some(arn), _) => Ok(Source::Backup(arn)),
            (_, _, Some(name)) => Ok(Source::Table(name)),
            _ => bail!(
                "restore what? --at <instant>, --from-backup <ARN> or --from-table <name>: docs/restore.md"
            ),
        }
    }
}

/// A copy of the table.
#[derive(Debug, Serialize)]
struct Copied {
    to: String,
    #[serde(flatten)]
    table: copy::Summary,
}

impl std::fmt::Display for Copied {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { to, table } = self;
        write!(
            f,
            "{to} holds the table's {} rows, digest {}: mip restore --from-table {to}",
            table.rows, table.digest
        )
    }
}

/// Whoever was erased, from the register.
async fn erasures(service: &Service, bucket: Option<String>) -> anyhow::Result<Vec<Erasure>> {
    let bucket = match bucket {
        Some(bucket) => bucket,
        None => service.output("RegisterBucketName").await?,
    };
    Ok(Erasures::new(service.bucket(bucket)).list().await?)
}

#[cfg(test)]
mod tests;
