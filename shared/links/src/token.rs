//! What a link lets its bearer do, as a signed token.

use data_encoding::BASE64URL_NOPAD;
use hmac::Mac;
use jiff::Timestamp;
use model::content::RevisionNumber;
use model::id::{EventId, ModeratorId};

use crate::keyring::Keyring;

const VERSION: u8 = 1;
/// version 1 · key 1 · purpose 1 · expiry 6 · subject 16 · revision 2 · actor 8.
const BODY: usize = 35;
const TAG: usize = 16;
/// 51 bytes are 68 characters of base64url exactly: no padding, no spare bit to play with.
const LENGTH: usize = (BODY + TAG) / 3 * 4;

/// What a link is for. Each purpose has its own subkey and its own path in the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The organiser confirms their address.
    Confirm,
    /// A moderator decides on a revision.
    Moderate,
}

impl Purpose {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Confirm => 1,
            Self::Moderate => 2,
        }
    }

    /// The path under which the site answers to such links.
    pub fn path(self) -> &'static str {
        match self {
            Self::Confirm => "/confirmer/",
            Self::Moderate => "/moderer/",
        }
    }
}

/// What the bearer of a link may do: one thing, to one revision of one event, as one person, until an instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// What.
    pub purpose: Purpose,
    /// To which event.
    pub event: EventId,
    /// To which of its revisions.
    pub revision: RevisionNumber,
    /// As which moderator; none for the organiser.
    pub moderator: Option<ModeratorId>,
    /// Until when.
    pub expires: Timestamp,
}

/// Why a token is refused: for the log only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Rejection {
    /// Not the length or the alphabet of a token, or another version.
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
        let key = keys.active();
        let mut bytes = Vec::with_capacity(BODY + TAG);
        bytes.extend([VERSION, key, self.purpose.code()]);
        bytes.extend(&self.expires.as_second().to_be_bytes()[2..]);
        bytes.extend([0; 8]); // a subject has 16 bytes; an event's identifier takes the last 8
        bytes.extend(self.event.to_bytes());
        bytes.extend(self.revision.get().to_be_bytes());
        bytes.extend(self.moderator.map_or([0; 8], ModeratorId::to_bytes));
        if let Some(mut mac) = keys.mac(key, self.purpose) {
            mac.update(&bytes);
            bytes.extend(&mac.finalize().into_bytes()[..TAG]);
        }
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// The whole link.
    pub fn link(&self, base_url: &str, keys: &Keyring) -> String {
        format!("{base_url}{}{}", self.purpose.path(), self.token(keys))
    }

    /// What the bearer of `token` may do for `purpose` at `now`.
    pub fn verify(token: &str, purpose: Purpose, keys: &Keyring, now: Timestamp) -> Result<Self, Rejection> {
        if token.len() != LENGTH {
            return Err(Rejection::Malformed); // before decoding: a link cannot make us work
        }
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).map_err(|_| Rejection::Malformed)?;
        let (body, tag) = bytes.split_first_chunk::<BODY>().ok_or(Rejection::Malformed)?;
        if body[0] != VERSION {
            return Err(Rejection::Malformed);
        }
        let mut mac = keys.mac(body[1], purpose).ok_or(Rejection::UnknownKey)?;
        mac.update(body);
        mac.verify_truncated_left(tag).map_err(|_| Rejection::BadSignature)?; // constant time
        let capability = Self::of_body(body, purpose).ok_or(Rejection::Malformed)?;
        if capability.expires <= now { Err(Rejection::Expired) } else { Ok(capability) }
    }

    /// Reads a body whose signature holds.
    fn of_body(body: &[u8; BODY], purpose: Purpose) -> Option<Self> {
        let (_, rest) = body.split_first_chunk::<3>()?;
        let (expires, rest) = rest.split_first_chunk::<6>()?;
        let (_, rest) = rest.split_first_chunk::<8>()?;
        let (event, rest) = rest.split_first_chunk::<8>()?;
        let (revision, rest) = rest.split_first_chunk::<2>()?;
        let (moderator, _) = rest.split_first_chunk::<8>()?;
        let seconds = expires.iter().fold(0i64, |seconds, &byte| (seconds << 8) | i64::from(byte));
        Some(Self {
            purpose,
            event: EventId::from_bytes(*event),
            revision: u16::from_be_bytes(*revision).into(),
            moderator: (*moderator != [0; 8]).then(|| ModeratorId::from_bytes(*moderator)),
            expires: Timestamp::from_second(seconds).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys() -> Keyring {
        ring("1", &["1"])
    }

    fn ring(active: &str, present: &[&str]) -> Keyring {
        let keys: Vec<_> =
            present.iter().map(|id| format!(r#""{id}":"{}""#, format!("key-{id}-").repeat(8))).collect();
        Keyring::from_secret(&format!(r#"{{"active":"{active}",{}}}"#, keys.join(","))).unwrap()
    }

    fn now() -> Timestamp {
        Timestamp::from_second(1_820_000_000).unwrap()
    }

    fn capability() -> Capability {
        Capability {
            purpose: Purpose::Moderate,
            event: EventId::derive(&[b"event"]),
            revision: 3.into(),
            moderator: Some(ModeratorId::derive(&[b"moderator"])),
            expires: Timestamp::from_second(1_820_000_060).unwrap(),
        }
    }

    fn verify(token: &str) -> Result<Capability, Rejection> {
        Capability::verify(token, Purpose::Moderate, &keys(), now())
    }

    #[test]
    fn a_token_gives_back_what_it_was_made_for() {
        let token = capability().token(&keys());
        assert_eq!(token.len(), 68);
        assert_eq!(verify(&token), Ok(capability()));
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let bytes = BASE64URL_NOPAD.decode(capability().token(&keys()).as_bytes()).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut forged = bytes.clone();
            forged[bit / 8] ^= 1 << (bit % 8);
            assert!(verify(&BASE64URL_NOPAD.encode(&forged)).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn truncated_and_extended_tokens_are_malformed() {
        let token = capability().token(&keys());
        for length in 0..token.len() {
            assert_eq!(verify(&token[..length]), Err(Rejection::Malformed), "{length} characters");
        }
        assert_eq!(verify(&format!("{token}A")), Err(Rejection::Malformed));
        assert_eq!(verify(&format!("{token}=")), Err(Rejection::Malformed));
    }

    #[test]
    fn a_token_for_one_purpose_is_noise_for_another() {
        let token = capability().token(&keys());
        let confirming = Capability::verify(&token, Purpose::Confirm, &keys(), now());
        assert_eq!(confirming, Err(Rejection::BadSignature));
    }

    #[test]
    fn a_token_dies_at_its_expiry() {
        let token = capability().token(&keys());
        let at = |second| {
            let instant = Timestamp::from_second(second).unwrap();
            Capability::verify(&token, Purpose::Moderate, &keys(), instant)
        };
        assert!(at(1_820_000_059).is_ok());
        assert_eq!(at(1_820_000_060), Err(Rejection::Expired));
    }

    #[test]
    fn rotation_breaks_no_valid_link_and_a_retired_key_is_refused() {
        let old = capability().token(&ring("1", &["1"]));
        let verify = |token: &str, keys| Capability::verify(token, Purpose::Moderate, &keys, now());
        let new = capability().token(&ring("2", &["1", "2"]));
        assert_ne!(old, new);
        assert_eq!(verify(&old, ring("2", &["1", "2"])), Ok(capability()));
        assert_eq!(verify(&new, ring("2", &["1", "2"])), Ok(capability()));
        assert_eq!(verify(&old, ring("2", &["2"])), Err(Rejection::UnknownKey));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_stumble(text in "\\PC{0,80}|[A-Za-z0-9_-]{68}") {
            prop_assert!(verify(&text).is_err());
        }

        #[test]
        fn every_capability_reads_back(
            event in any::<[u8; 8]>(), revision in any::<u16>(), moderator in 1u64..1 << 60, expires in 1i64..1 << 37,
        ) {
            let capability = Capability {
                event: EventId::from_bytes(event),
                revision: revision.into(),
                moderator: Some(ModeratorId::from_bytes(moderator.to_be_bytes())),
                expires: Timestamp::from_second(expires).unwrap(),
                ..capability()
            };
            let before = Timestamp::from_second(0).unwrap();
            let token = capability.token(&keys());
            prop_assert_eq!(Capability::verify(&token, Purpose::Moderate, &keys(), before), Ok(capability));
        }
    }
}
