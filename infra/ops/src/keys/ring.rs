//! The secret of the link keys as the operator keeps it: beside the keys, when each was made and until when it signed.

use std::collections::BTreeMap;

use anyhow::{Context, bail};
use jiff::{SignedDuration, Timestamp};
use links::{Keyring, LONGEST_LIFE};
use serde::{Deserialize, Serialize};

use super::head_start;

/// A key so young was made by the rotation that is asked for: the answer to the first try was lost.
pub(super) const JUST_MADE: SignedDuration = SignedDuration::from_hours(24);

/// How much the clocks of two operators' machines may differ.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(1);

/// The link keys.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Ring {
    pub(super) active: u8,
    keys: BTreeMap<u8, String>,
    made: BTreeMap<u8, Timestamp>,
    signed_until: BTreeMap<u8, Timestamp>,
}

/// As it is written.
#[derive(Serialize, Deserialize)]
struct Written {
    active: String,
    #[serde(default)]
    made: BTreeMap<String, Timestamp>,
    #[serde(default)]
    signed_until: BTreeMap<String, Timestamp>,
    #[serde(flatten)]
    keys: BTreeMap<String, String>,
}

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "standing", rename_all = "kebab-case")]
pub(super) enum Standing {
    /// It signs.
    Active,
    /// It is known, and will sign once every function knows it.
    Next,
    /// It signed until then.
    Former {
        /// Nothing where nobody has noted it.
        signed_until: Option<Timestamp>,
    },
}

/// What a rotation does next.
pub(super) enum Step {
    /// Nothing: the key that signs was made just now.
    Done,
    /// A key is added.
    Add(Ring),
    /// Nothing for so long: not every function knows the new key yet.
    Wait(SignedDuration),
    /// The new key signs.
    Activate(Ring),
}

impl Ring {
    pub(super) fn read(secret: &str) -> anyhow::Result<Self> {
        Keyring::from_secret(secret)?; // what functions refuse is refused here
        let written: Written =
            serde_json::from_str(secret).context("the notes beside the keys cannot be read")?;
        Ok(Self {
            active: id(&written.active)?,
            keys: by_id(written.keys)?,
            made: by_id(written.made)?,
            signed_until: by_id(written.signed_until)?,
        })
    }

    /// The secret's text: what functions would refuse is never written.
    pub(super) fn write(&self) -> anyhow::Result<String> {
        let written = Written {
            active: self.active.to_string(),
            keys: by_name(&self.keys),
            made: by_name(&self.made),
            signed_until: by_name(&self.signed_until),
        };
        let text = serde_json::to_string(&written)?;
        Keyring::from_secret(&text)?;
        Ok(text)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = u8> {
        self.keys.keys().copied()
    }

    pub(super) fn made(&self, key: u8) -> Option<Timestamp> {
        self.made.get(&key).copied()
    }

    /// What a key is for; nothing where there is none.
    pub(super) fn standing(&self, key: u8) -> Option<Standing> {
        let signed_until = self.signed_until.get(&key).copied();
        self.keys.contains_key(&key).then(|| {
            if key == self.active {
                Standing::Active
            } else if signed_until.is_none() && self.made.contains_key(&key) {
                Standing::Next
            } else {
                Standing::Former { signed_until } // one without a note was put there by hand
            }
        })
    }

    pub(super) fn next(&self) -> Option<u8> {
        self.ids().find(|&key| self.standing(key) == Some(Standing::Next))
    }

    /// What is to be done next so that another key signs. `draw` makes a key.
    pub(super) fn step(
        &self,
        again: bool,
        known_for: SignedDuration,
        now: Timestamp,
        draw: impl FnOnce() -> anyhow::Result<String>,
    ) -> anyhow::Result<Step> {
        let Some(next) = self.next() else {
            let is_young = self.made(self.active).is_some_and(|made| now < made + JUST_MADE);
            return if is_young && !again {
                Ok(Step::Done)
            } else {
                Ok(Step::Add(self.added(now, draw()?)?))
            };
        };
        let made = self.made(next).unwrap_or(now);
        if made > now + CLOCKS_DIFFER {
            bail!(
                "the key {next} is said to be made at {made}, which is to come: is this machine's clock right?"
            );
        }
        let left = (made + head_start(known_for)).duration_since(now);
        if left > SignedDuration::ZERO {
            return Ok(Step::Wait(left));
        }
        let mut after = self.clone();
        // Functions that run go on with what they know for a while: until then the former key signs.
        after.signed_until.insert(self.active, now + known_for);
        after.active = next;
        Ok(Step::Activate(after))
    }

    fn added(&self, now: Timestamp, key: String) -> anyhow::Result<Self> {
        let last = self.ids().max().unwrap_or_default();
        let higher = last.checked_add(1);
        let free = higher.or_else(|| (1..=u8::MAX).find(|id| !self.keys.contains_key(id)));
        let id = free.context("all 255 identifiers are taken: mip keys retire those that nobody needs")?;
        let mut after = self.clone();
        after.keys.insert(id, key);
        after.made.insert(id, now);
        Ok(after)
    }

    /// Without a key that does not sign.
    pub(super) fn without(&self, key: u8) -> Self {
        let mut after = self.clone();
        after.keys.remove(&key);
        after.made.remove(&key);
        after.signed_until.remove(&key);
        after
    }
}

impl Standing {
    /// Until when links that a key has signed may be of use; nothing where nobody can tell.
    pub(super) fn needed_until(self) -> Option<Timestamp> {
        match self {
            Self::Former { signed_until } => signed_until.map(|last| last + LONGEST_LIFE),
            Self::Active | Self::Next => None,
        }
    }
}

fn id(name: &str) -> anyhow::Result<u8> {
    name.parse().with_context(|| format!("the key identifier {name:?} is not a number from 0 to 255"))
}

fn by_id<T>(by_name: BTreeMap<String, T>) -> anyhow::Result<BTreeMap<u8, T>> {
    by_name.into_iter().map(|(name, value)| Ok((id(&name)?, value))).collect()
}

fn by_name<T: Clone>(by_id: &BTreeMap<u8, T>) -> BTreeMap<String, T> {
    by_id.iter().map(|(id, value)| (id.to_string(), value.clone())).collect()
}
