//! Those who receive the newsletter.

mod cell;
mod count;
mod export;
mod import;
mod list;

use std::path::PathBuf;

use clap::Subcommand;
use runtime::Clock;

use crate::console::Console;
use crate::table::Service;

/// What to do with subscribers.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Brings in the people of a list who have agreed to receive the newsletter. Without --apply, says what would happen
    /// and writes nothing. Whoever has unsubscribed, bounced or complained stays out, whoever subscribes keeps what they
    /// chose, and doing it again changes nothing.
    Import(import::Import),
    /// Writes out active subscribers with what they chose and the proof of their consent, as CSV.
    Export {
        /// A file instead of the standard output; only its owner may read it.
        #[arg(long)]
        output: Option<PathBuf>,
    },
    /// Counts active subscribers by what they chose. Those who have not confirmed, or have left, are not counted: nothing
    /// lists them.
    Count,
}

/// Does it, and says what was done.
pub(crate) async fn run(
    service: &Service,
    command: Command,
    console: Console,
    clock: &Clock,
) -> anyhow::Result<()> {
    match command {
        Command::Import(import) => import::run(service, &import, clock).await,
        Command::Export { output } => export::run(&service.store, output.as_deref()).await,
        Command::Count => console.tell(&count::Count::of(&service.store).await?),
    }
}
