//! Capability links: signed tokens that let their bearer do one thing.
//!
//! A token is base64url of `version · key id · purpose · expiry · subject · revision · actor` (35 bytes)
//! followed by the first 16 bytes of an HMAC-SHA-256 over them: 68 characters. Each purpose has a subkey of
//! its own, so that a token for one purpose is noise for any other. Whatever is wrong with a token, the bearer is
//! told the same thing; the reason goes to the log as a code.

mod keyring;
mod token;

pub use keyring::{Keyring, KeyringError};
pub use token::{Capability, Purpose, Rejection};
