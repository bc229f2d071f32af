//! Someone asks for the newsletter with an address: whether it is written to, and what becomes of it.
//!
//! Whoever asks is told the same thing whatever happens here, so that nobody learns who subscribes.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Consent, Left, Preferences, Standing, Subscriber};
use crate::email::EmailAddress;
use crate::id::PersonId;

/// At most so many mails to an address that does not confirm.
const MOST_ASKED: usize = 3;

/// At most one of them within this time.
const ASKED_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// How long an address that is asked for again is asked for once, in seconds.
const WINDOW_SECONDS: i64 = 600;

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// With which address.
    pub address: EmailAddress,
    /// What they chose.
    pub preferences: Preferences,
    /// The proof.
    pub consent: Consent,
    /// The address that they leave for this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<PersonId>,
}

/// What follows from a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Write down that they asked, and ask them to confirm.
    Confirm(Subscriber),
    /// Write down what they now chose; they have been written to of late, or often enough.
    Amend(Subscriber),
    /// They subscribe already: write down that they are told so.
    Remind(Subscriber),
    /// Nothing: they were told today, or must not be written to.
    Nothing,
}

/// The version of a person of whom nothing is known: the second. So whoever was erased, or had not confirmed in time, and
/// comes back later has versions, and by them letters, that were never theirs.
fn beginning(now: Timestamp) -> u32 {
    u32::try_from(now.as_second()).unwrap_or(1).max(1)
}

impl Request {
    /// In which ten-minute window since 1970 it is asked: again within it is asked once. Moves have windows of their own:
    /// the same address may just have been typed into the form.
    pub fn window(&self) -> i64 {
        let window = self.consent.at.as_second().div_euclid(WINDOW_SECONDS);
        if self.replaces.is_some() { -window } else { window }
    }

    /// What follows for `person`, of whom `known` is known.
    pub fn answer(&self, person: &PersonId, known: Option<&Subscriber>, now: Timestamp) -> Answer {
        let Some(known) = known else {
            return Answer::Confirm(self.first(person, beginning(now), None, now));
        };
        let version = known.version + 1;
        match &known.standing {
            Standing::Pending { consent, left, .. } if consent.at + super::PENDING_LIFE <= now => {
                Answer::Confirm(self.first(person, version.max(beginning(now)), *left, now))
            }
            Standing::Pending { asked, replaces, left, .. } => {
                let late = asked.last().is_none_or(|&last| now.duration_since(last) >= ASKED_EVERY);
                let writes = late && asked.len() < MOST_ASKED;
                let asked = asked.iter().copied().chain(writes.then_some(now)).collect();
                let replaces = self.replaces.clone().or_else(|| replaces.clone());
                let pending = Subscriber {
                    person: person.clone(),
                    version,
                    standing: self.pending(asked, replaces, *left),
                };
                if writes { Answer::Confirm(pending) } else { Answer::Amend(pending) }
            }
            Standing::Active { reminded_at, .. }
                if reminded_at.is_some_and(|at| now.duration_since(at) < ASKED_EVERY) =>
            {
                Answer::Nothing
            }
            Standing::Active { address, preferences, consent, confirmed_at, soft_bounces, .. } => {
                Answer::Remind(known.moved_to(Standing::Active {
                    address: address.clone(),
                    preferences: preferences.clone(),
                    consent: consent.clone(),
                    confirmed_at: *confirmed_at,
                    reminded_at: Some(now),
                    soft_bounces: soft_bounces.clone(),
                }))
            }
            Standing::Left(left) if left.why.may_return() => {
                Answer::Confirm(self.first(person, version.max(beginning(now)), Some(*left), now))
            }
            Standing::Left(_) => Answer::Nothing,
        }
    }

    /// What follows for `person` when the operator imports them with a proof: only a person of whom nothing is known, or
    /// who has asked and not confirmed yet, becomes active; whoever has left is never revived.
    pub fn import(&self, person: &PersonId, known: Option<&Subscriber>) -> Option<Subscriber> {
        let version = match known.map(|known| (&known.standing, known.version)) {
            None => beginning(self.consent.at),
            Some((Standing::Pending { left: None, .. }, version)) => version + 1,
            Some((
                Standing::Pending { left: Some(_), .. } | Standing::Active { .. } | Standing::Left(_),
                _,
            )) => {
                return None;
            }
        };
        let standing = Standing::Active {
            address: self.address.clone(),
            preferences: self.preferences.clone(),
            consent: self.consent.clone(),
            confirmed_at: None,
            reminded_at: None,
            soft_bounces: vec![],
        };
        Some(Subscriber { person: person.clone(), version, standing })
    }

    fn first(&self, person: &PersonId, version: u32, left: Option<Left>, now: Timestamp) -> Subscriber {
        let standing = self.pending(vec![now], self.replaces.clone(), left);
        Subscriber { person: person.clone(), version, standing }
    }

    fn pending(&self, asked: Vec<Timestamp>, replaces: Option<PersonId>, left: Option<Left>) -> Standing {
        Standing::Pending {
            address: self.address.clone(),
            preferences: self.preferences.clone(),
            consent: self.consent.clone(),
            asked,
            replaces,
            left,
        }
    }
}
