//! Another key signs the links.

use std::fmt;

use anyhow::bail;
use jiff::SignedDuration;
use runtime::Clock;
use serde::Serialize;

use super::ring::{Ring, Step};
use super::vault::Vault;
use super::wait;
use crate::console::{Console, eprint};

/// How often the secret is read again because another operator has written meanwhile.
const TRIES: usize = 10;

/// How a rotation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Rotated {
    /// The key that signs.
    active: u8,
    /// Whether this run has made it sign: another one may have.
    changed: bool,
}

impl fmt::Display for Rotated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { active, changed } = self;
        if *changed {
            write!(
                f,
                "the key {active} signs from now on; links of the former keys go on working, so retire none of them before \
                 mip keys status says that nobody needs it"
            )
        } else {
            write!(
                f,
                "the key {active} signs, and was made within a day: nothing to do (--again makes another)"
            )
        }
    }
}

/// Goes on from wherever a rotation is, until another key signs.
pub(super) async fn rotate(
    vault: &Vault<'_>,
    mut again: bool,
    known_for: SignedDuration,
    console: Console,
    clock: &Clock,
) -> anyhow::Result<Rotated> {
    let mut tries = 0;
    while tries < TRIES {
        let held = vault.read().await?;
        let ring = Ring::read(&held.text)?;
        match ring.step(again, known_for, clock.now(), || vault.draw())? {
            Step::Done => return Ok(Rotated { active: ring.active, changed: false }),
            Step::Add(after) => {
                if vault.replace(&held, after.write()?).await? {
                    again = false; // it is made
                    let next = after.next().unwrap_or_default();
                    eprint(&format!(
                        "the key {next} is known from now on, and will sign once every function knows it"
                    ));
                } else {
                    tries += 1;
                }
            }
            Step::Wait(left) => {
                again = false; // another key is on its way
                eprint(&format!(
                    "waiting {} s: interrupted, this command goes on where it was when it is run again",
                    left.as_secs()
                ));
                wait(left, console).await;
                tries += 1;
            }
            Step::Activate(after) => {
                again = false;
                if vault.replace(&held, after.write()?).await? {
                    return Ok(Rotated { active: after.active, changed: true });
                }
                tries += 1;
            }
        }
    }
    bail!("others keep changing the secret of the link keys: mip keys status, then run this again")
}
