//! The `local` command.

use std::process::ExitCode;

use clap::Parser;
use local::commands::{Cli, execute};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            local::console::complain(&error.into());
            return ExitCode::FAILURE;
        }
    };
    let code = runtime.block_on(execute(cli));
    // Whatever still runs on a thread of its own, a zip being written for example, need not end.
    runtime.shutdown_background();
    code
}
