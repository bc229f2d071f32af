//! What is held on someone: handed out to them, or erased (GDPR, articles 15 and 17).

mod erase;
mod export;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use clap::Subcommand;
use model::email::EmailAddress;
use model::id::{PersonId, PersonKey};
use model::moderation::Moderator;
use retention::erasure::{Erasure, Erasures, Scope};
use retention::person::People;
use runtime::Clock;
use store::Store;

use crate::console::Console;
use crate::table::Service;

/// What to do about someone.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Writes a file with everything that is held on an address, as JSON that only you may read: events and roles, drafts,
    /// subscription with the proof of consent, mails, copies of letters, lines of the log, place in the team.
    Export {
        /// Whose.
        address: String,
        /// Where to write it; `person-<the first digits of their identifier>.json` by default. What is there is not replaced.
        #[arg(long)]
        output: Option<PathBuf>,
    },
    /// Erases everything that is held on an address, in all places at once, and keeps a keyed proof that it was done. Without
    /// --yes, says what would become of what and changes nothing. Interrupted, it is taken up by doing it again.
    Erase {
        /// Whose.
        address: String,
        /// Does it. It cannot be taken back.
        #[arg(long)]
        yes: bool,
    },
}

/// Does it.
pub(crate) async fn run(
    service: &Service,
    command: Command,
    console: Console,
    clock: &Clock,
) -> anyhow::Result<ExitCode> {
    let key = service.person_key().await?;
    match command {
        Command::Export { address, output } => {
            let person = Someone::new(&service.store, &key, &address, clock)?;
            export::run(&person, output, console, clock).await?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Erase { address, yes } => {
            let person = Someone::new(&service.store, &key, &address, clock)?;
            let register = Erasures::new(service.bucket(service.output("RegisterBucketName").await?));
            erase::run(&person, &register, yes, console).await
        }
    }
}

/// Whoever has an address.
struct Someone<'a> {
    store: &'a Store,
    address: EmailAddress,
    erasure: Erasure,
    people: People<'a>,
}

impl<'a> Someone<'a> {
    fn new(store: &'a Store, key: &PersonKey, address: &str, clock: &Clock) -> anyhow::Result<Self> {
        let address = EmailAddress::parse(address)
            .context("this is not an address, such as camille.durand@exemple.gouv.fr")?;
        let erasure =
            Erasure { person: PersonId::of(&address, key), at: clock.now(), scope: Scope::Everything };
        let people = People::new(store, key, vec![erasure.clone()]);
        Ok(Self { store, address, erasure, people })
    }

    /// Their place in the team, if they have one.
    async fn moderator(&self) -> anyhow::Result<Option<Moderator>> {
        let team = self.store.team().await?;
        let same = |it: &Moderator| it.email.as_str().eq_ignore_ascii_case(self.address.as_str());
        Ok(team.into_iter().find(same))
    }
}
