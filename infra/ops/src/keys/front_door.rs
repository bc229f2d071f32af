//! The key of the front door: `docs/front-door.md`.
//!
//! The secret is `{"key": …, "other": …}`: the front door says the first, functions know both. A rotation adds the next one
//! as the other, waits until every function knows it, exchanges them, waits for a deployment that gives it to CloudFront, and
//! forgets the former. What has been done is told by the notes `made` and `exchanged` beside the keys.

use std::fmt;

use anyhow::bail;
use jiff::{SignedDuration, Timestamp};
use runtime::Clock;
use serde::{Deserialize, Serialize};

use super::ring::JUST_MADE;
use super::vault::{Held, Vault};
use super::{head_start, wait};
use crate::console::{Console, eprint};
use crate::table::Service;

/// The secret.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Keys {
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other: Option<String>,
    /// When the newest was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) made: Option<Timestamp>,
    /// When the newest became the first, for as long as the former is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    exchanged: Option<Timestamp>,
}

/// Which key the front door says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Door {
    /// That of the secret's version with this identifier, as the front door's stack was deployed with.
    Of(String),
    /// That of the present version: the operator says so.
    Says,
    /// Nobody knows: there is no such stack.
    Unknown,
}

/// How far a rotation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "front_door", rename_all = "kebab-case")]
pub(super) enum Rotated {
    /// All say and know one key.
    Done {
        /// Whether this run has done it.
        changed: bool,
    },
    /// Functions know both; the front door is to be given the new one.
    Deploy {
        /// Whether it is our CloudFront.
        ours: bool,
    },
}

impl Rotated {
    pub(super) fn is_done(self) -> bool {
        matches!(self, Self::Done { .. })
    }
}

impl fmt::Display for Rotated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Done { changed: true } => "the front door says its new key, and functions know no other",
            Self::Done { changed: false } => {
                "the front door's key was made within a day: nothing to do (--again makes another)"
            }
            Self::Deploy { ours: true } => {
                "every function knows the new key. Now give it to CloudFront: make deploy, with the settings of the last \
                 time; then run this again, and the former key is forgotten"
            }
            Self::Deploy { ours: false } => {
                "every function knows the new key. Now let the front door say the secret's \"key\" (docs/front-door.md); then \
                 run this again with --deployed, and the former key is forgotten"
            }
        })
    }
}

impl Keys {
    pub(super) fn read(secret: &str) -> anyhow::Result<Self> {
        let said = "the secret of the front door is not {\"key\": …, \"other\": …}";
        serde_json::from_str(secret).map_err(|_| anyhow::anyhow!(said)) // the cause may quote a key
    }

    /// Whether a rotation was begun and not finished.
    pub(super) fn is_changing(&self) -> bool {
        self.other.is_some()
    }

    fn added(&self, key: String, now: Timestamp) -> Self {
        Self { key: self.key.clone(), other: Some(key), made: Some(now), exchanged: None }
    }

    fn exchanged(&self, other: &str, now: Timestamp) -> Self {
        Self { key: other.to_owned(), other: Some(self.key.clone()), made: self.made, exchanged: Some(now) }
    }

    fn settled(&self) -> Self {
        Self { key: self.key.clone(), other: None, made: self.made, exchanged: None }
    }
}

/// Goes on from wherever a rotation is, as far as it can.
pub(super) async fn rotate(
    vault: &Vault<'_>,
    said: &Door,
    mut again: bool,
    known_for: SignedDuration,
    console: Console,
    clock: &Clock,
) -> anyhow::Result<Rotated> {
    for _ in 0..10 {
        let held = vault.read().await?;
        let keys = Keys::read(&held.text)?;
        let now = clock.now();
        let after = match (&keys.other, keys.made, keys.exchanged) {
            (None, made, _) if !again && made.is_some_and(|made| now < made + JUST_MADE) => {
                return Ok(Rotated::Done { changed: false });
            }
            (None, ..) => {
                eprint("the next key of the front door is known from now on");
                keys.added(vault.draw()?, now)
            }
            (Some(_), None, _) => bail!(
                "the secret of the front door has two keys that this command has not written: finish that change by hand \
                 (docs/front-door.md)"
            ),
            (Some(other), Some(made), None) => {
                let left = (made + head_start(known_for)).duration_since(now);
                if left > SignedDuration::ZERO {
                    wait(left.min(head_start(known_for)), console).await;
                    continue;
                }
                keys.exchanged(other, now)
            }
            (Some(_), Some(_), Some(_)) if says(said, &held) => {
                if vault.replace(&held, serde_json::to_string(&keys.settled())?).await? {
                    return Ok(Rotated::Done { changed: true });
                }
                continue;
            }
            (Some(_), Some(_), Some(_)) => return Ok(Rotated::Deploy { ours: *said != Door::Unknown }),
        };
        again &= !vault.replace(&held, serde_json::to_string(&after)?).await?; // one rotation a run
    }
    bail!("others keep changing the secret of the front door: mip keys status, then run this again")
}

/// Whether the front door says the first key of what is held.
fn says(said: &Door, held: &Held) -> bool {
    match said {
        Door::Of(version) => *version == held.version,
        Door::Says => true,
        Door::Unknown => false,
    }
}

/// Which key our CloudFront says: its stack was deployed with the secret's version.
pub(super) async fn said(service: &Service) -> anyhow::Result<Door> {
    Ok(service.front_door_key_version().await?.map_or(Door::Unknown, Door::Of))
}
