//! The commands.

mod browser;
mod e2e;
mod run;

use std::process::{ExitCode, ExitStatus};

use clap::{Parser, Subcommand};
use tokio::signal::unix::{SignalKind, signal};

use crate::cloud::Target;
use crate::console;
use crate::workspace::Workspace;
use crate::{assets, demo};

/// Runs the whole system on one machine: an AWS emulator, the production template, one address to open.
#[derive(Debug, Parser)]
#[command(name = "local", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts everything and serves it until Ctrl-C.
    Run {
        #[command(flatten)]
        target: Target,
        /// The port of the front door.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Runs the whole journey, from the form to the published programme, without a hand.
    Demo {
        #[command(flatten)]
        target: Target,
    },
    /// Runs the end-to-end tests, then the browser's, then the operator's story.
    Test {
        #[command(flatten)]
        target: Target,
        /// Passed on to the end-to-end tests, without the others.
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Runs the browser tests.
    Browser {
        #[command(flatten)]
        target: Target,
        /// Files of `tests/browser`, instead of all.
        #[arg(last = true)]
        files: Vec<String>,
    },
    /// Runs the operator's story: what `mip` does to a deployed service.
    Operator {
        #[command(flatten)]
        target: Target,
    },
    /// Writes the static files of the site to target/assets.
    Assets,
}

/// Runs the command that was asked for.
pub async fn execute(cli: Cli) -> ExitCode {
    let serving = matches!(cli.command, Command::Run { .. });
    // Dropping the command's future ends every process that it has started.
    tokio::select! {
        ended = carry_out(cli.command) => finish(ended),
        code = asked_to_stop() => {
            console::say("\nstopping");
            if serving { ExitCode::SUCCESS } else { ExitCode::from(code) }
        }
    }
}

async fn carry_out(command: Command) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::find()?;
    match command {
        Command::Run { target, port } => run::run(&workspace, &target, port).await,
        Command::Demo { target } => demo::demo(&workspace, &target).await,
        Command::Test { target, arguments } => Box::pin(e2e::test(&workspace, &target, &arguments)).await,
        Command::Browser { target, files } => browser::browser(&workspace, &target, &files).await,
        Command::Operator { target } => Box::pin(e2e::operator(&workspace, &target)).await,
        Command::Assets => {
            let written = assets::gather(&workspace).await?;
            console::say(format!("{} files in target/assets", written.len()));
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn finish(ended: anyhow::Result<ExitCode>) -> ExitCode {
    ended.unwrap_or_else(|error| {
        console::complain(&error);
        ExitCode::FAILURE
    })
}

/// The exit code of a program that this command was run for.
fn code(status: ExitStatus) -> ExitCode {
    status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from)
}

/// Resolves on Ctrl-C or a request to end, with the exit code that says so.
async fn asked_to_stop() -> u8 {
    let (Ok(mut terminate), Ok(mut hang_up)) =
        (signal(SignalKind::terminate()), signal(SignalKind::hangup()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => 130,
        _ = terminate.recv() => 143,
        _ = hang_up.recv() => 129,
    }
}
