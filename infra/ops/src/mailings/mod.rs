//! Issues of the newsletter, from the operator's side.

mod got;
mod list;
mod show;
mod wish;

use anyhow::Context;
use clap::Subcommand;
use model::id::MailingId;
use model::mailing::Mailing;
use runtime::Clock;
use store::Store;

use crate::console::Console;
use crate::table::Service;
use wish::Wish;

/// What to do with issues.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The issues of an edition, with how far each has come.
    List {
        /// The edition's year; the current one if not given.
        #[arg(long)]
        edition: Option<i16>,
    },
    /// One issue: its numbers, which add up to its audience, and its history.
    Show {
        /// Which: twelve characters, as `mip mailings list` shows them.
        id: String,
    },
    /// Stops an issue that is leaving, for now. What is on its way leaves.
    Pause {
        /// Which.
        id: String,
    },
    /// Lets an issue go on.
    Resume {
        /// Which.
        id: String,
    },
    /// Stops an issue for good: what has not left never will, and the editors get the figures.
    Cancel {
        /// Which.
        id: String,
        /// Without it, says what would happen and changes nothing.
        #[arg(long)]
        yes: bool,
    },
    /// Whether someone got an issue: what became of their copy.
    Got {
        /// Which.
        id: String,
        /// Whose: the address that they subscribed with.
        address: String,
    },
}

/// Does it, and says what was done.
pub(crate) async fn run(
    service: &Service,
    command: Command,
    console: Console,
    clock: &Clock,
) -> anyhow::Result<()> {
    let store = &service.store;
    let told = match command {
        Command::List { edition } => return console.tell(&list::of(store, edition).await?),
        Command::Show { id } => show::issue(store, &find(store, &id).await?).await?,
        Command::Pause { id } => wish::grant(store, clock, &id, Wish::Pause).await?,
        Command::Resume { id } => wish::grant(store, clock, &id, Wish::Resume).await?,
        Command::Cancel { id, yes: true } => wish::grant(store, clock, &id, Wish::Cancel).await?,
        Command::Cancel { id, yes: false } => return wish::warn_of_cancelling(store, &id).await,
        Command::Got { id, address } => {
            let mailing = find(store, &id).await?;
            got::got(store, &mailing, &address, &service.person_key().await?).await?
        }
    };
    console.tell(&told)
}

async fn find(store: &Store, id: &str) -> anyhow::Result<Mailing> {
    let id = MailingId::parse(id).with_context(|| {
        format!("{id:?} is not an issue's identifier, such as 4bzzmmgmpx6p: mip mailings list")
    })?;
    store.mailing(id).await?.with_context(|| format!("there is no issue {id}: mip mailings list"))
}

#[cfg(test)]
mod tests;
