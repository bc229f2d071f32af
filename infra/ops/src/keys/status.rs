//! Where each key stands.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::front_door::Keys;
use super::ring::{Ring, Standing};
use super::vault::Vault;
use crate::in_paris;

/// A key that signs is rotated by then: keys change once a year, before the edition, which may be a month later than the
/// year before.
const OLD: SignedDuration = SignedDuration::from_hours(400 * 24);

/// All keys.
#[derive(Debug, Serialize)]
pub(super) struct Status {
    links: Vec<Key>,
    front_door: FrontDoor,
    /// What is not well, and what to do.
    problems: Vec<String>,
    /// How old, in seconds, what a function knows of a key may be.
    known_for_seconds: i64,
}

#[derive(Debug, Serialize)]
struct Key {
    id: u8,
    #[serde(flatten)]
    standing: Standing,
    made: Option<Timestamp>,
    age_days: Option<i64>,
    needed_until: Option<Timestamp>,
    /// Whether no link needs it any more.
    is_spent: bool,
}

#[derive(Debug, Serialize)]
struct FrontDoor {
    made: Option<Timestamp>,
    age_days: Option<i64>,
    is_changing: bool,
}

impl Status {
    pub(super) fn is_well(&self) -> bool {
        self.problems.is_empty()
    }
}

/// Reads both secrets.
pub(super) async fn of(
    links: &Vault<'_>,
    door: &Vault<'_>,
    known_for: SignedDuration,
    now: Timestamp,
) -> anyhow::Result<Status> {
    let ring = Ring::read(&links.read().await?.text)?;
    let keys = Keys::read(&door.read().await?.text)?;
    let days = |made: Option<Timestamp>| made.map(|made| now.duration_since(made).as_hours() / 24);
    let first = links.made().await?; // what no note says was made with the secret
    let key = |id: u8| {
        let standing = ring.standing(id)?;
        let made = ring.made(id).or(first);
        let needed_until = standing.needed_until();
        let is_spent = needed_until.is_some_and(|until| until <= now);
        Some(Key { id, standing, made, age_days: days(made), needed_until, is_spent })
    };
    let links: Vec<Key> = ring.ids().filter_map(key).collect();
    let made = match keys.made {
        Some(made) => Some(made),
        None => door.made().await?,
    };
    let front_door = FrontDoor { made, age_days: days(made), is_changing: keys.is_changing() };
    let mut problems = Vec::new();
    for key in &links {
        let age = now.duration_since(key.made.unwrap_or(now));
        match key.standing {
            Standing::Active if age > OLD => problems.push(format!(
                "the key {} has signed for more than {} days: mip keys rotate",
                key.id,
                OLD.as_hours() / 24
            )),
            Standing::Next => problems.push(format!(
                "the key {} is known and does not sign yet: mip keys rotate finishes it",
                key.id
            )),
            Standing::Active | Standing::Former { .. } => {}
        }
    }
    if front_door.is_changing {
        problems
            .push("the front door's key is being changed: mip keys rotate --front-door goes on".to_owned());
    }
    Ok(Status { links, front_door, problems, known_for_seconds: known_for.as_secs() })
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for key in &self.links {
            let made = key.made.map_or_else(|| "nobody knows when".to_owned(), in_paris);
            let days = key.age_days.map(|days| format!(", {days} days old")).unwrap_or_default();
            write!(f, "link key {}\t", key.id)?;
            match key.standing {
                Standing::Active => write!(f, "signs")?,
                Standing::Next => write!(f, "known, will sign next")?,
                Standing::Former { signed_until: Some(last) } => {
                    write!(f, "signed until {}", in_paris(last))?;
                }
                Standing::Former { signed_until: None } => {
                    write!(f, "does not sign, nobody has noted since when")?;
                }
            }
            write!(f, "\tmade {made}{days}")?;
            match key.needed_until {
                Some(_) if key.is_spent => {
                    write!(f, "\tno link needs it: mip keys retire {}", key.id)?;
                }
                Some(until) => write!(f, "\tneeded until {}", in_paris(until))?,
                None => {}
            }
            writeln!(f)?;
        }
        let made = self.front_door.made.map_or_else(|| "nobody knows when".to_owned(), in_paris);
        let changing = if self.front_door.is_changing { "\tbeing changed" } else { "" };
        writeln!(f, "front door\tmade {made}{changing}")?;
        write!(
            f,
            "person key\tnever rotated: it makes the keys of people's rows, another would find none of them"
        )?;
        for problem in &self.problems {
            write!(f, "\n{problem}")?;
        }
        Ok(())
    }
}
