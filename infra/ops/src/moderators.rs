//! The organising team.

mod left;

use std::fmt;

use anyhow::{Context, bail};
use clap::{Subcommand, ValueEnum};
use jiff::civil::Date;
use model::email::EmailAddress;
use model::id::ModeratorId;
use model::moderation::{Moderator, Rhythm, Scope};
use model::territory::Region;
use model::text::Line;
use runtime::Clock;
use serde::Serialize;
use store::Store;

use crate::console::{Console, Told};
use left::left_by;

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
pub(crate) async fn run(
    store: &Store,
    command: Command,
    console: Console,
    clock: &Clock,
) -> anyhow::Result<()> {
    match command {
        Command::List => console.tell(&Team(store.team().await?.into_iter().map(Member::of).collect())),
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
            write(store, moderator, console).await
        }
        Command::Away { email, until } => {
            let moderator = find(store, &email).await?;
            write(store, Moderator { away_until: Some(until), ..moderator }, console).await
        }
        Command::Back { email } => {
            let moderator = find(store, &email).await?;
            write(store, Moderator { away_until: None, ..moderator }, console).await
        }
        Command::Remove { email, yes } => {
            let moderator = find(store, &email).await?;
            let left = left_by(store, &moderator, clock.now()).await?;
            if !yes {
                bail!(
                    "{} would leave the team and their links would be dead; {}: add --yes to do it",
                    moderator.name,
                    left.said()
                );
            }
            store.remove_moderator(moderator.id).await?;
            let said =
                format!("{} has left the team, and their links are dead; {}", moderator.name, left.said());
            console.tell(&Told::new(said, left))
        }
    }
}

async fn write(store: &Store, moderator: Moderator, console: Console) -> anyhow::Result<()> {
    store.put_moderator(&moderator).await?;
    console.tell(&Member::of(moderator))
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
    let region = |code: &String| region(code);
    Ok(Scope::Regions { regions: regions.iter().map(region).collect::<Result<_, _>>()? })
}

/// The region that has this code.
pub(crate) fn region(code: &str) -> anyhow::Result<Region> {
    Region::from_code(code).with_context(|| {
        let known: Vec<_> =
            Region::all().map(|region| format!("{} {}", region.code(), region.name())).collect();
        format!("no region has the code {code}; the codes are {}", known.join(", "))
    })
}

/// The team.
#[derive(Debug, Serialize)]
#[serde(transparent)]
struct Team(Vec<Member>);

/// Someone of the team.
#[derive(Debug, Serialize)]
struct Member {
    email: EmailAddress,
    name: Line<100>,
    /// None: the whole country.
    regions: Option<Vec<&'static str>>,
    rhythm: Rhythm,
    away_until: Option<Date>,
    #[serde(skip)]
    scope: String,
}

impl Member {
    fn of(moderator: Moderator) -> Self {
        let Moderator { email, name, scope, rhythm, away_until, .. } = moderator;
        let (regions, scope) = match scope {
            Scope::National => (None, "national".to_owned()),
            Scope::Regions { regions } => {
                let names: Vec<_> = regions.iter().map(Region::name).collect();
                (Some(regions.iter().map(Region::code).collect()), names.join(", "))
            }
        };
        Self { email, name, regions, rhythm, away_until, scope }
    }
}

impl fmt::Display for Team {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("Nobody: mip moderators add <address> --name <name> [--region <code>]");
        }
        let lines: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { email, name, scope, .. } = self;
        let rhythm = match self.rhythm {
            Rhythm::AtOnce => "at once",
            Rhythm::Digest => "each morning",
            Rhythm::Both => "at once and each morning",
        };
        let away = self.away_until.map_or(String::new(), |day| format!("\taway until {day}"));
        write!(f, "{email}\t{name}\t{scope}\t{rhythm}{away}")
    }
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
