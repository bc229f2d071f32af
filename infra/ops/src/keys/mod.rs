//! The keys: those that sign links, and that by which functions know the front door.
//!
//! Why a rotation breaks no link: `docs/decisions/0028-how-link-keys-are-rotated.md`.

mod front_door;
mod retire;
mod ring;
mod rotate;
mod status;
mod vault;

use std::process::ExitCode;

use clap::Subcommand;
use jiff::SignedDuration;
use runtime::{Clock, Random};

use crate::console::Console;
use crate::table::Service;
use front_door::Door;
use vault::Vault;

/// What to do with keys.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Each key: whether it signs, since when, until when the links that it signed may be of use.
    ///
    /// Ends with 1 when the key that signs is older than 400 days, or when a rotation was begun and not finished. 400 days:
    /// keys are rotated once a year, before the edition, which is never earlier by more than a month than a year before.
    ///
    /// The key under which addresses are hashed is not among those that are rotated: it makes the keys of people's rows,
    /// and another one would find none of them.
    Status,
    /// A new key signs from now on; the links of the former ones go on working.
    ///
    /// The new key is first known to all functions and signs nothing: they read the secret every ten minutes, and the
    /// command waits for them, a quarter of an hour. Then it signs. Interrupted, the command goes on where it was when it
    /// is run again; run twice within a day, it finds that it is done.
    Rotate {
        /// The key of the front door instead: known to the functions, then said by CloudFront, which `make deploy` does,
        /// then the former is forgotten. The command says what to do between, and goes on when it is run again.
        #[arg(long)]
        front_door: bool,
        /// With --front-door where it is not our CloudFront: the front door says the new key, forget the former.
        #[arg(long, requires = "front_door")]
        deployed: bool,
        /// Rotates although the key is not a day old: it has leaked, too.
        #[arg(long)]
        again: bool,
    },
    /// Takes a key out: links that it signed are refused from then on.
    ///
    /// Refused while such links may be of use, which is five years after its last signature, unless it has leaked
    /// (--even-valid-links): whoever holds a key can make any link.
    Retire {
        /// Its identifier: mip keys status.
        key: u8,
        /// Without it, says what would happen and changes nothing.
        #[arg(long)]
        yes: bool,
        /// Also a key whose links may be of use: they all break. Without --yes, says which, and how people get others.
        #[arg(long)]
        even_valid_links: bool,
    },
}

/// Does it; says how it ended.
pub(crate) async fn run(
    service: &Service,
    command: Command,
    console: Console,
    clock: &Clock,
) -> anyhow::Result<ExitCode> {
    let random = Random::system();
    let secrets = aws_sdk_secretsmanager::Client::new(service.aws());
    let links = Vault::new(&secrets, service.output("LinkKeysSecretId").await?, &random);
    let known_for = known_for(service).await?;
    match command {
        Command::Status => {
            let door = Vault::new(&secrets, service.output("FrontDoorKeyArn").await?, &random);
            let status = status::of(&links, &door, known_for, clock.now()).await?;
            console.tell(&status)?;
            Ok(ExitCode::from(u8::from(!status.is_well())))
        }
        Command::Rotate { front_door: false, again, .. } => {
            console.tell(&rotate::rotate(&links, again, known_for, console, clock).await?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Rotate { front_door: true, deployed, again } => {
            let vault = Vault::new(&secrets, service.output("FrontDoorKeyArn").await?, &random);
            let said = if deployed { Door::Says } else { front_door::said(service).await? };
            let rotated = front_door::rotate(&vault, &said, again, known_for, console, clock).await?;
            console.tell(&rotated)?;
            Ok(ExitCode::from(u8::from(!rotated.is_done())))
        }
        Command::Retire { key, yes, even_valid_links } => {
            let consent = retire::Consent { yes, even_valid_links };
            console.tell(&retire::retire(&links, key, consent, known_for, clock.now()).await?)?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// How old what a function knows of a secret may be, as the stack was deployed.
async fn known_for(service: &Service) -> anyhow::Result<SignedDuration> {
    let outputs = service.outputs().await?;
    let seconds = outputs.get("SecretsKnownForSeconds").and_then(|seconds| seconds.parse().ok());
    Ok(seconds.map_or(runtime::renewed::KNOWN_FOR, SignedDuration::from_secs))
}

/// How long a new key is known before it is used: as long again by half, for functions that could not read it at once.
fn head_start(known_for: SignedDuration) -> SignedDuration {
    known_for + known_for / 2
}

/// Waits, with a bar for who looks.
async fn wait(until_known: SignedDuration, console: Console) {
    let seconds = u64::try_from(until_known.as_secs()).unwrap_or_default() + 1;
    let bar = console.progress("until every function knows the new key", seconds);
    for _ in 0..seconds {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        bar.inc(1);
    }
    bar.finish_and_clear();
}

#[cfg(test)]
mod tests;
