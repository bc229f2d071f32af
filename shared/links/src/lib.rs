//! Capability links: signed tokens that let their bearer do one thing.
//!
//! A token is base64url of `version · key id · purpose · expiry · subject · revision or seat · actor` (35 bytes)
//! followed by the first 16 bytes of an HMAC-SHA-256 over them: 68 characters. Each purpose has a subkey of
//! its own, so that a token for one purpose is noise for any other. A capability has one token under a key, and a
//! token that is not the one its capability would have is refused. Whatever is wrong with a token, the bearer is
//! told the same thing; the reason goes to the log as a code.

mod keyring;
mod purpose;
mod subject;
#[cfg(test)]
mod tests;
mod token;

/// How long the longest-lived links live: those by which people leave the newsletter, for they find letters of years ago.
/// A key is needed for so long after its last signature.
pub const LONGEST_LIFE: jiff::SignedDuration = jiff::SignedDuration::from_hours(5 * 365 * 24);

pub use keyring::{Keyring, KeyringError};
pub use purpose::Purpose;
pub use subject::Subject;
pub use token::{Capability, Rejection};

/// A token of any body, signed for `purpose` by the active key: the fuzz target reaches with it what is behind the
/// signature. No function is built with this feature.
#[cfg(feature = "fuzzing")]
pub fn sign(body: &[u8; token::BODY], purpose: Purpose, keys: &Keyring) -> String {
    token::sign(body, purpose, keys)
}
