//! Events, from the operator's side.

mod case;
mod history;
mod list;
mod reassign;
mod show;
mod withdraw;

#[cfg(test)]
mod tests;

use anyhow::bail;
use clap::Subcommand;
use runtime::Clock;

use crate::console::Console;
use crate::table::Service;

/// What to do with events.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The events of an edition: all of them, or those that are asked for.
    List(list::Query),
    /// Everything of one event: where it stands, what it says, what its organiser has said since, who follows it.
    Show {
        /// Which: its reference or identifier.
        event: String,
        /// With the names, addresses and numbers of its organiser and their colleagues.
        #[arg(long)]
        personal: bool,
    },
    /// What happened to an event, and what became of each mail.
    History {
        /// Which: its reference or identifier.
        event: String,
    },
    /// Takes an event out of the programme, or refuses one that waits for a decision, as a moderator would; its organiser is
    /// told why. The team can undo it for five minutes from the event's page.
    Withdraw {
        /// Which: its reference or identifier.
        event: String,
        /// Why, in French, as its organiser reads it.
        #[arg(long)]
        reason: String,
        /// Without it, says what would happen and changes nothing.
        #[arg(long)]
        yes: bool,
    },
    /// Gives the place of someone who has left, or whose address is dead, to another: the new address gets a link by mail,
    /// the old links are dead.
    Reassign {
        /// Which: its reference or identifier.
        event: String,
        /// The address of whoever takes over. They have agreed to.
        #[arg(long)]
        to: String,
        /// The address of the colleague whose place it is; the organiser's if not given.
        #[arg(long)]
        from: Option<String>,
        /// Without it, says what would happen and changes nothing.
        #[arg(long)]
        yes: bool,
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
    match command {
        Command::List(query) => console.tell(&list::of(store, &query, console, clock.now()).await?),
        Command::Show { event, personal } => {
            console.tell(&show::event(store, &event, personal, clock.now()).await?)
        }
        Command::History { event } => history::tell(store, &event, console).await,
        Command::Withdraw { event, reason, yes } => {
            let wish = withdraw::Wish::read(&event, &reason)?;
            if !yes {
                bail!("{}: add --yes to do it", withdraw::foresee(store, &wish, clock.now()).await?);
            }
            console.tell(&withdraw::grant(store, &wish, clock).await?)
        }
        Command::Reassign { event, to, from, yes } => {
            let wish = reassign::Wish::read(&event, &to, from.as_deref(), &service.person_key().await?)?;
            if !yes {
                bail!("{}: add --yes to do it", reassign::foresee(store, &wish, clock.now()).await?);
            }
            console.tell(&reassign::grant(store, &wish, clock).await?)
        }
    }
}
