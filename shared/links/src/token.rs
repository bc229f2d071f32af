//! What a link lets its bearer do, as a signed token.

use data_encoding::BASE64URL_NOPAD;
use hmac::Mac;
use jiff::Timestamp;
use model::content::RevisionNumber;
use model::edition::Year;
use model::event::Seat;
use model::id::{DraftId, EventId, MailingId, ModeratorId, PersonId};

use crate::keyring::{Keyring, Ring};
use crate::purpose::Purpose;
use crate::subject::{self, Subject};

const VERSION: u8 = 1;
/// version 1 · key 1 · purpose 1 · expiry 6 · subject 18 · moderator 8.
pub(crate) const BODY: usize = 35;
const TAG: usize = 16;
/// 51 bytes are 68 characters of base64url exactly: no padding, no spare bit to play with.
const LENGTH: usize = (BODY + TAG) / 3 * 4;

/// What the bearer of a link may do: one thing, to one subject, as one person, until an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// What.
    pub purpose: Purpose,
    /// To what.
    pub subject: Subject,
    /// As which moderator; none for organisers and subscribers.
    pub moderator: Option<ModeratorId>,
    /// Until when, in whole seconds.
    pub expires: Timestamp,
}

/// Why a token is refused: for the log only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Not the length or the alphabet of a token, or another version; or signed, and yet not what we would write.
    #[error("malformed")]
    Malformed,
    /// Signed by a key that is not, or no longer, in the secret.
    #[error("unknown-key")]
    UnknownKey,
    /// Not signed by us for this purpose.
    #[error("bad-signature")]
    BadSignature,
    /// Too late.
    #[error("expired")]
    Expired,
}

impl Capability {
    /// The token that carries this capability, signed by the active key.
    pub fn token(&self, keys: &Keyring) -> String {
        let ring = keys.ring();
        sign_by(&ring, &self.body(ring.active()), self.purpose)
    }

    /// The whole link.
    pub fn link(&self, base_url: &str, keys: &Keyring) -> String {
        format!("{base_url}{}{}", self.purpose.path(), self.token(keys))
    }

    /// What the bearer of `token` may do for `purpose` at `now`; the log says why a token is refused, the bearer is
    /// not told.
    pub fn accept(token: &str, purpose: Purpose, keys: &Keyring, now: Timestamp) -> Option<Self> {
        Self::verify(token, purpose, keys, now)
            .inspect_err(|reason| tracing::info!(link.rejected = %reason, "a link was refused"))
            .ok()
    }

    /// What the bearer of `token` may do for `purpose` at `now`, or why nothing.
    pub fn verify(token: &str, purpose: Purpose, keys: &Keyring, now: Timestamp) -> Result<Self, Rejection> {
        if token.len() != LENGTH {
            return Err(Rejection::Malformed); // before decoding: a link cannot make us work
        }
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).map_err(|_| Rejection::Malformed)?;
        let (body, tag) = bytes.split_first_chunk::<BODY>().ok_or(Rejection::Malformed)?;
        if body[0] != VERSION {
            return Err(Rejection::Malformed);
        }
        let mut mac = keys.ring().mac(body[1], purpose).ok_or(Rejection::UnknownKey)?;
        mac.update(body);
        mac.verify_truncated_left(tag).map_err(|_| Rejection::BadSignature)?; // constant time
        let capability = Self::of_body(body, purpose).ok_or(Rejection::Malformed)?;
        if capability.expires <= now { Err(Rejection::Expired) } else { Ok(capability) }
    }

    /// The event that the link is about, and its revision.
    pub fn event(&self) -> Option<(EventId, RevisionNumber)> {
        match self.subject {
            Subject::Event { event, revision } => Some((event, revision)),
            _ => None,
        }
    }

    /// The edition that the link is about.
    pub fn edition(&self) -> Option<Year> {
        match self.subject {
            Subject::Edition(year) => Some(year),
            _ => None,
        }
    }

    /// The person that the link is about.
    pub fn person(&self) -> Option<&PersonId> {
        match &self.subject {
            Subject::Person(person) => Some(person),
            _ => None,
        }
    }

    /// The issue of the newsletter that the link is about.
    pub fn mailing(&self) -> Option<MailingId> {
        match self.subject {
            Subject::Mailing(mailing) => Some(mailing),
            _ => None,
        }
    }

    /// The draft that the link is about.
    pub fn draft(&self) -> Option<DraftId> {
        match self.subject {
            Subject::Draft(draft) => Some(draft),
            _ => None,
        }
    }

    /// The event that the link is about, and the place in its team.
    pub fn seat(&self) -> Option<(EventId, Seat)> {
        match self.subject {
            Subject::Seat { event, seat } => Some((event, seat)),
            _ => None,
        }
    }

    fn body(&self, key: u8) -> [u8; BODY] {
        let mut body = [0; BODY];
        body[..3].copy_from_slice(&[VERSION, key, self.purpose.code()]);
        body[3..9].copy_from_slice(&self.expires.as_second().to_be_bytes()[2..]);
        body[9..27].copy_from_slice(&self.subject.to_bytes());
        body[27..].copy_from_slice(&self.moderator.map_or([0; 8], ModeratorId::to_bytes));
        body
    }

    /// Reads a body whose signature holds. One that we would have written otherwise is none of ours.
    fn of_body(body: &[u8; BODY], purpose: Purpose) -> Option<Self> {
        let (&[_, key, _], rest) = body.split_first_chunk::<3>()?;
        let (expires, rest) = rest.split_first_chunk::<6>()?;
        let (subject, moderator) = rest.split_first_chunk::<{ subject::LENGTH }>()?;
        let moderator = *moderator.first_chunk()?;
        let seconds = expires.iter().fold(0i64, |seconds, &byte| (seconds << 8) | i64::from(byte));
        let capability = Self {
            purpose,
            subject: Subject::of_bytes(*subject).filter(|subject| purpose.fits(subject))?,
            moderator: (moderator != [0; 8]).then(|| ModeratorId::from_bytes(moderator)),
            expires: Timestamp::from_second(seconds).ok()?,
        };
        (capability.body(key) == *body).then_some(capability)
    }
}

/// A token of this body, whatever it says, signed for `purpose` by the active key.
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) fn sign(body: &[u8; BODY], purpose: Purpose, keys: &Keyring) -> String {
    sign_by(&keys.ring(), body, purpose)
}

fn sign_by(ring: &Ring, body: &[u8; BODY], purpose: Purpose) -> String {
    let mut bytes = Vec::with_capacity(BODY + TAG);
    bytes.extend(body);
    if let Some(mut mac) = ring.mac(ring.active(), purpose) {
        mac.update(body);
        bytes.extend(&mac.finalize().into_bytes()[..TAG]);
    }
    BASE64URL_NOPAD.encode(&bytes)
}
