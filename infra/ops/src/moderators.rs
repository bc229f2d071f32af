//! The organising team.

use anyhow::{Context, bail};
use clap::{Subcommand, ValueEnum};
use jiff::civil::Date;
use model::email::EmailAddress;
use model::id::ModeratorId;
use model::moderation::{Moderator, Rhythm, Scope};
use model::territory::Region;
use model::text::Line;
use store::Store;

use crate::say;

/// What to do with the team.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Who is in the team.
    List,
    /// Adds someone, or replaces what is known of them.
    Add {
        /// Where they are written to; who they are.
        email: String,
        /// First and last name, as organisers' pages never and colleagues' pages always show it.
        #[arg(long)]
        name: String,
        /// A region they look after, by its COG code (53 is Bretagne); several times for several. None: the whole country.
        #[arg(long = "region")]
        regions: Vec<String>,
        /// When they are written to.
        #[arg(long, value_enum, default_value_t = When::AtOnce)]
        rhythm: When,
    },
    /// Says that someone is away: others take over.
    Away {
        /// Who.
        email: String,
        /// The last day of the absence.
        #[arg(long)]
        until: Date,
    },
    /// Says that someone is back.
    Back {
        /// Who.
        email: String,
    },
    /// Takes someone out of the team: their links are dead at once.
    Remove {
        /// Who.
        email: String,
        /// Without it, says what would happen and changes nothing.
        #[arg(long)]
        yes: bool,
    },
}

/// A rhythm, as typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum When {
    /// A mail for each event.
    AtOnce,
    /// A digest in the morning.
    Digest,
    /// Both.
    Both,
}

/// Does it, and says what was done.
pub(crate) async fn run(store: &Store, command: Command) -> anyhow::Result<()> {
    match command {
        Command::List => {
            let team = store.team().await?;
            if team.is_empty() {
                say("Nobody: mip moderators add <address> --name <name> [--region <code>]");
            }
            for moderator in team {
                say(line(&moderator));
            }
            Ok(())
        }
        Command::Add { email, name, regions, rhythm } => {
            let email = EmailAddress::parse(&email).context("this address cannot be written to")?;
            let known = find(store, email.as_str()).await.ok();
            let moderator = Moderator {
                id: known.as_ref().map_or_else(|| id_of(&email), |known| known.id),
                name: Line::parse(&name).context("this name cannot be shown")?,
                scope: scope(&regions)?,
                rhythm: match rhythm {
                    When::AtOnce => Rhythm::AtOnce,
                    When::Digest => Rhythm::Digest,
                    When::Both => Rhythm::Both,
                },
                away_until: known.and_then(|known| known.away_until),
                email,
            };
            write(store, moderator).await
        }
        Command::Away { email, until } => {
            let moderator = find(store, &email).await?;
            write(store, Moderator { away_until: Some(until), ..moderator }).await
        }
        Command::Back { email } => {
            let moderator = find(store, &email).await?;
            write(store, Moderator { away_until: None, ..moderator }).await
        }
        Command::Remove { email, yes } => {
            let moderator = find(store, &email).await?;
            if !yes {
                bail!(
                    "{} would leave the team and their links would be dead: add --yes to do it",
                    moderator.name
                );
            }
            store.remove_moderator(moderator.id).await?;
            say(format!("{} has left the team", moderator.name));
            Ok(())
        }
    }
}

async fn write(store: &Store, moderator: Moderator) -> anyhow::Result<()> {
    store.put_moderator(&moderator).await?;
    say(line(&moderator));
    Ok(())
}

async fn find(store: &Store, email: &str) -> anyhow::Result<Moderator> {
    let same = |moderator: &Moderator| moderator.email.as_str().eq_ignore_ascii_case(email.trim());
    let found = store.team().await?.into_iter().find(same);
    found.with_context(|| format!("nobody in the team has the address {email}: mip moderators list"))
}

/// Someone who leaves and comes back with the same address is the same in the log.
fn id_of(email: &EmailAddress) -> ModeratorId {
    ModeratorId::derive(&[b"moderator", email.as_str().to_lowercase().as_bytes()])
}

fn scope(regions: &[String]) -> anyhow::Result<Scope> {
    if regions.is_empty() {
        return Ok(Scope::National);
    }
    let region = |code: &String| {
        Region::from_code(code).with_context(|| {
            let known: Vec<_> =
                Region::all().map(|region| format!("{} {}", region.code(), region.name())).collect();
            format!("no region has the code {code}; the codes are {}", known.join(", "))
        })
    };
    Ok(Scope::Regions { regions: regions.iter().map(region).collect::<Result<_, _>>()? })
}

fn line(moderator: &Moderator) -> String {
    let scope = match &moderator.scope {
        Scope::National => "national".to_owned(),
        Scope::Regions { regions } => regions.iter().map(Region::name).collect::<Vec<_>>().join(", "),
    };
    let rhythm = match moderator.rhythm {
        Rhythm::AtOnce => "at once",
        Rhythm::Digest => "each morning",
        Rhythm::Both => "at once and each morning",
    };
    let away = moderator.away_until.map_or(String::new(), |day| format!("\taway until {day}"));
    format!("{}\t{}\t{scope}\t{rhythm}{away}", moderator.email, moderator.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_region_code_is_answered_with_the_right_ones() {
        let error = scope(&["999".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("53 Bretagne"), "{error}");
        assert_eq!(scope(&[]).unwrap(), Scope::National);
    }

    #[test]
    fn the_same_address_is_the_same_person() {
        let id = |address: &str| id_of(&EmailAddress::parse(address).unwrap());
        assert_eq!(id("Noa@exemple.gouv.fr"), id("noa@exemple.gouv.fr"));
    }
}
