//! `mip`: the operator's command.

mod log;
mod moderators;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The operator's command: the organising team, the log. Works on the AWS account of the environment (AWS_PROFILE,
/// AWS_REGION…), or on a local cloud (AWS_ENDPOINT_URL).
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
}

#[tokio::main]
async fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprint(&format!("mip: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> anyhow::Result<()> {
    let store = cli.table.open().await?;
    match cli.command {
        Command::Moderators(command) => moderators::run(&store, command).await,
        Command::Log(query) => log::export(&store, &query).await,
    }
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
