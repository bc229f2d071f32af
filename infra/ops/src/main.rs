//! `mip`: the operator's command.

mod console;
mod exit;
mod log;
mod mailings;
mod moderators;
mod snapshots;
mod spreadsheet;
mod subscribers;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
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
    /// The organising team: who looks after what, when they are written to, when they are away.
    #[command(subcommand)]
    Moderators(moderators::Command),
    /// The log as CSV: who did what to which event, and what became of the mails.
    Log(log::Query),
    /// Those who receive the newsletter: bring them in with a proof, write them out, count them.
    #[command(subcommand)]
    Subscribers(subscribers::Command),
    /// The issues of the newsletter: how far each has come, stop one, who received it.
    #[command(subcommand)]
    Mailings(mailings::Command),
    /// The nightly snapshots of the programme: which there are, and whether each file is as its manifest says.
    #[command(subcommand)]
    Snapshot(snapshots::Command),
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Cli::parse()).await {
        Ok(code) => code,
        Err(error) => {
            eprint(&format!("mip: {}", exit::in_a_line(&error)));
            exit::code(&error)
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let (place, clock) = (cli.table, Clock::system());
    match cli.command {
        Command::Moderators(command) => moderators::run(&place.open().await?.store, command).await?,
        Command::Log(query) => log::export(&place.open().await?.store, &query).await?,
        Command::Subscribers(command) => subscribers::run(&place.open().await?, command, &clock).await?,
        Command::Mailings(command) => mailings::run(&place.open().await?, command, &clock).await?,
        Command::Snapshot(command) => return snapshots::run(&place.site().await?, command).await,
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
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
