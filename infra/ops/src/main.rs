//! `mip`: the operator's command.

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
use site::BucketError;
use store::StoreError;

/// The operator's command: the organising team, the log, the newsletter, the snapshots. Works on the AWS account of the environment
/// (AWS_PROFILE, AWS_REGION…), or on a local cloud (AWS_ENDPOINT_URL).
#[derive(Debug, Parser)]
#[command(name = "mip", version)]
struct Cli {
    #[command(flatten)]
    table: table::Place,
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
    /// The nightly snapshots of the programme: which there are, and whether each file is as its manifest says. Ends with 1
    /// where something is wrong with a snapshot, with 2 where that could not be found out.
    #[command(subcommand)]
    Snapshot(snapshots::Command),
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    let trouble =
        if matches!(cli.command, Command::Snapshot(_)) { ExitCode::from(2) } else { ExitCode::FAILURE };
    match run(cli).await {
        Ok(code) => code,
        Err(error) => {
            eprint(&format!("mip: {}", in_a_line(&error)));
            trouble
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    let command = match cli.command {
        Command::Snapshot(command) => return snapshots::run(&cli.table.site().await?, command).await,
        other => other,
    };
    let service = cli.table.open().await?;
    match command {
        Command::Moderators(command) => moderators::run(&service.store, command).await,
        Command::Log(query) => log::export(&service.store, &query).await,
        Command::Subscribers(command) => subscribers::run(&service, command, &Clock::system()).await,
        Command::Mailings(command) => mailings::run(&service, command, &Clock::system()).await,
        Command::Snapshot(_) => Ok(()), // has run
    }?;
    Ok(ExitCode::SUCCESS)
}

/// An error with its causes, on one line; for a table or a bucket that does not answer, what to look at.
fn in_a_line(error: &anyhow::Error) -> String {
    let unreachable = error.chain().enumerate().find_map(|(depth, cause)| {
        let table = cause.downcast_ref::<StoreError>().and_then(|error| match error {
            StoreError::Unavailable { code, .. } => Some(("table", code)),
            _ => None,
        });
        let bucket = || match cause.downcast_ref::<BucketError>() {
            Some(BucketError::Unavailable { code, .. }) => Some(("bucket", code)),
            _ => None,
        };
        table.or_else(bucket).map(|(what, code)| (what, code, depth == 0))
    });
    let said = match unreachable {
        Some((what, code, is_alone)) => {
            let about = if is_alone { String::new() } else { format!("{error}: ") };
            format!(
                "{about}the {what} does not answer ({code}): are the network, the credentials and the region right?"
            )
        }
        None => format!("{error:#}"),
    };
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An instant as clocks show it in Paris.
fn in_paris(at: Timestamp) -> String {
    at.to_zoned(Zone::PARIS.rules()).strftime("%Y-%m-%d %H:%M (Paris)").to_string()
}

#[expect(clippy::print_stderr, reason = "a command says what went wrong on its standard error")]
fn eprint(line: &str) {
    eprintln!("{line}");
}

/// A line of a command's answer.
#[expect(clippy::print_stdout, reason = "a command answers on its standard output")]
fn say(line: impl std::fmt::Display) {
    println!("{line}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn a_table_that_does_not_answer_is_one_line_with_what_to_look_at() {
        let lost = || StoreError::Unavailable { code: "dispatch\nfailure".into(), source: "a\nstack".into() };
        let line = in_a_line(&lost().into());
        assert!(line.starts_with("the table does not answer (dispatch failure): are the network"), "{line}");
        let line = in_a_line(&Err::<(), _>(lost()).context("3 lines are written").unwrap_err());
        assert!(line.starts_with("3 lines are written: the table does not answer"), "{line}");
    }

    #[test]
    fn the_command_line_is_well_formed() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
