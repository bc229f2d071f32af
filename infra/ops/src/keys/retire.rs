//! A key is taken out: links that it signed are refused from then on.

use std::fmt;

use anyhow::bail;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::ring::{Ring, Standing};
use super::vault::Vault;
use crate::in_paris;

/// What the operator has agreed to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Consent {
    pub(super) yes: bool,
    pub(super) even_valid_links: bool,
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Retired {
    key: u8,
    /// Whether it was there.
    changed: bool,
    /// The keys that are left.
    left: Vec<u8>,
    /// How many seconds functions that run may still know it.
    known_for_seconds: i64,
}

impl fmt::Display for Retired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, changed, left, known_for_seconds } = self;
        let left: Vec<_> = left.iter().map(ToString::to_string).collect();
        let left = left.join(", ");
        if *changed {
            write!(
                f,
                "the key {key} is gone, and no function knows it in {known_for_seconds} s; those that are left: {left}"
            )
        } else {
            write!(f, "there is no key {key}: nothing to do; those that there are: {left}")
        }
    }
}

/// What breaks with a key whose links may be of use, and how people get others.
const BREAKS: &str = "links of mails that have left are refused. People get others: organisers at /mes-evenements \
(« Retrouver mes événements »), moderators at /moderation, editors with the mail of the next draft, readers by asking for \
the newsletter again at /abonnement, and whoever was to confirm an address by doing again what they did. The links to leave \
the newsletter in letters of before die, those that mail programs use too: unsubscribe whoever writes to the contact address, \
since each letter owes its reader a way out that works (CPCE, art. L. 34-5; RGPD, art. 7.3), and let a letter with good \
links leave soon";

/// Takes it out, unless it is needed.
pub(super) async fn retire(
    vault: &Vault<'_>,
    key: u8,
    consent: Consent,
    known_for: SignedDuration,
    now: Timestamp,
) -> anyhow::Result<Retired> {
    let retired = |ring: &Ring, changed| Retired {
        key,
        changed,
        left: ring.ids().collect(),
        known_for_seconds: known_for.as_secs(),
    };
    for _ in 0..10 {
        let held = vault.read().await?;
        let ring = Ring::read(&held.text)?;
        let Some(standing) = ring.standing(key) else { return Ok(retired(&ring, false)) };
        check(key, standing, consent, now)?;
        let after = ring.without(key);
        if vault.replace(&held, after.write()?).await? {
            return Ok(retired(&after, true));
        }
    }
    bail!("others keep changing the secret of the link keys: mip keys status, then run this again")
}

fn check(key: u8, standing: Standing, consent: Consent, now: Timestamp) -> anyhow::Result<()> {
    let Consent { yes, even_valid_links } = consent;
    let needed = match standing {
        Standing::Active => bail!("the key {key} signs: mip keys rotate first, then retire it"),
        Standing::Next => false, // it has signed nothing
        Standing::Former { .. } => standing.needed_until().is_none_or(|until| now < until),
    };
    if needed && !even_valid_links {
        match standing.needed_until() {
            Some(until) => bail!(
                "links that the key {key} signed may be of use until {}: it stays, unless it has leaked (--even-valid-links)",
                in_paris(until)
            ),
            None => bail!(
                "nobody has noted until when the key {key} signed, so its links may be of use: it stays, unless it has leaked \
                 (--even-valid-links)"
            ),
        }
    }
    match (yes, needed) {
        (true, _) => Ok(()),
        (false, true) => bail!("the key {key} would be gone for good: {BREAKS}. Add --yes to do it"),
        (false, false) => {
            bail!("the key {key} would be gone for good, and no link needs it: add --yes to do it")
        }
    }
}
