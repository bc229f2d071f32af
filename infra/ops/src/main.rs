//! `mip`: the operator's command.

mod console;
mod cost;
mod doctor;
#[cfg(test)]
mod documented;
mod edition;
mod events;
mod exit;
mod keys;
mod log;
mod mailings;
mod moderators;
#[cfg(test)]
mod on_cloud;
mod person;
mod queues;
mod report;
mod restore;
mod shell;
mod snapshots;
mod spreadsheet;
mod subscribers;
mod table;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use jiff::Timestamp;
use model::zone::Zone;
use runtime::Clock;

use console::{Console, eprint, say};

/// The operator's command. Works on the AWS account of the environment (AWS_PROFILE, AWS_REGION…), or on a local cloud
/// (AWS_ENDPOINT_URL).
///
/// Ends with 0 when it is done, 1 when it is not or when what was looked at is not well, 2 for a wrong argument, 3 when the
/// service cannot be reached.
#[derive(Debug, Parser)]
#[command(name = "mip", version)]
struct Cli {
    #[command(flatten)]
    table: table::Place,
    #[command(flatten)]
    console: Console,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The year's editions: write one from its file, open it, close it, archive it.
    #[command(subcommand)]
    Edition(edition::Command),
    /// The organising team: who looks after what, when they are written to, when they are away.
    #[command(subcommand)]
    Moderators(moderators::Command),
    /// Events: which there are, what happened to one; withdraw one, give one to someone else.
    #[command(subcommand)]
    Events(events::Command),
    /// The log as CSV, or as JSON with an object a line: who did what to which event, and what became of the mails.
    Log(log::Query),
    /// Those who receive the newsletter: bring them in with a proof, write them out, count them.
    #[command(subcommand)]
    Subscribers(subscribers::Command),
    /// The issues of the newsletter: how far each has come, stop one, who received it.
    #[command(subcommand)]
    Mailings(mailings::Command),
    /// What is held on someone: hand it out to them, or erase all of it.
    #[command(subcommand)]
    Person(person::Command),
    /// The queues: how much waits, what was given up (the dead letters), having it tried again.
    #[command(subcommand)]
    Queues(queues::Command),
    /// The keys: those that sign links, that of the front door. How old they are, a new one, an old one taken out.
    #[command(subcommand)]
    Keys(keys::Command),
    /// Brings the table back: as it was at an instant (--at), from a backup, or from another table. Without --yes, says what
    /// would come back and what would be lost. `docs/restore.md` is the guide.
    Restore(restore::Command),
    /// The nightly snapshots of the programme: which there are, and whether each file is as its manifest says.
    #[command(subcommand)]
    Snapshot(snapshots::Command),
    /// Whether the account is ready and the service well: the stack, mails and their DNS records, quotas, alarms, the table's
    /// protection, keys, dead letters, the edition, the team, snapshots. Ends with 1 when something is wrong.
    Doctor,
    /// The figures of an edition, for its review: the events, the proposals, the newsletter, beside the edition before. As
    /// text, as CSV, or as a page with charts; in French, as the team reads it.
    Report(report::Query),
    /// What an edition costs on AWS: a year of it, service by service, what dominates, one more event, one more mail, a month
    /// in which nobody comes. Reckoned from what tests have recorded and from list prices; asks nothing of the account.
    Cost(cost::Question),
    /// Prints what completes the words of this command in a shell: `source <(mip completions bash)`.
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// The man pages: that of the command itself on the standard output, or one for each command in a folder.
    Man(shell::Man),
}

#[tokio::main]
async fn main() -> ExitCode {
    match Box::pin(run(Cli::parse())).await {
        Ok(code) => code,
        Err(error) => {
            eprint(&format!("mip: {}", exit::in_a_line(&error)));
            exit::code(&error)
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let (place, console, clock) = (cli.table, cli.console, Clock::system());
    match cli.command {
        Command::Completions { shell } => shell::complete(shell, Cli::command()),
        Command::Man(man) => {
            if let Some(said) = shell::man(&man, Cli::command())? {
                say(said);
            }
        }
        Command::Edition(command) => edition::run(place, command, console, &clock).await?,
        Command::Moderators(command) => {
            moderators::run(&place.open().await?.store, command, console, &clock).await?;
        }
        Command::Events(command) => events::run(&place.open().await?, command, console, &clock).await?,
        Command::Log(query) => log::export(&place.open().await?.store, &query, console).await?,
        Command::Subscribers(command) => {
            subscribers::run(&place.open().await?, command, console, &clock).await?;
        }
        Command::Mailings(command) => mailings::run(&place.open().await?, command, console, &clock).await?,
        Command::Person(command) => {
            return person::run(&place.open().await?, command, console, &clock).await;
        }
        Command::Queues(command) => {
            return Box::pin(queues::run(&place.open().await?, command, console)).await;
        }
        Command::Keys(command) => {
            return Box::pin(keys::run(&place.open().await?, command, console, &clock)).await;
        }
        Command::Doctor => return doctor::run(&place, console, &clock).await,
        Command::Cost(question) => cost::run(&question, console)?,
        Command::Report(query) => report::run(&place.open().await?.store, query, console, &clock).await?,
        Command::Restore(command) => {
            return restore::run(&place.open().await?, command, console, &clock).await;
        }
        Command::Snapshot(command) => return snapshots::run(&place.site().await?, command, console).await,
    }
    Ok(ExitCode::SUCCESS)
}

/// An instant as clocks show it in Paris.
fn in_paris(at: Timestamp) -> String {
    at.to_zoned(Zone::PARIS.rules()).strftime("%Y-%m-%d %H:%M (Paris)").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
