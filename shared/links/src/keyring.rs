//! The signing keys: the active one signs, every key present verifies.

use std::collections::BTreeMap;

use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;

use crate::purpose::Purpose;

/// The keys of the secret, by identifier.
///
/// The secret is a JSON object: `{"active": "2", "1": "<at least 32 characters>", "2": "…"}`. A rotation takes
/// three steps, because running functions have read the secret when they started: add a key; once every function has
/// started anew (a deployment does that), make it active; once the links signed by the old key have expired, remove
/// that one: its links are then refused.
#[derive(Clone)]
pub struct Keyring {
    active: u8,
    masters: BTreeMap<u8, Vec<u8>>,
}

/// Why a secret is not a key ring.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    /// Not the JSON object described at [`Keyring`].
    #[error("the secret of the link keys is not a JSON object of strings")]
    Malformed(#[source] serde_json::Error),
    /// A key's identifier is not a number from 0 to 255.
    #[error("the link key identifier {0:?} is not a number from 0 to 255")]
    Identifier(String),
    /// A key is shorter than 32 characters.
    #[error("the link key {0} is shorter than 32 characters")]
    TooShort(u8),
    /// The active key is not among the keys.
    #[error("the active link key is not in the secret")]
    NoActive,
}

#[derive(Deserialize)]
struct Secret {
    active: String,
    #[serde(flatten)]
    keys: BTreeMap<String, String>,
}

impl Keyring {
    /// Reads the secret.
    pub fn from_secret(json: &str) -> Result<Self, KeyringError> {
        let secret: Secret = serde_json::from_str(json).map_err(KeyringError::Malformed)?;
        let identifier =
            |text: &str| text.parse::<u8>().map_err(|_| KeyringError::Identifier(text.to_owned()));
        let mut masters = BTreeMap::new();
        for (id, key) in secret.keys {
            let id = identifier(&id)?;
            if key.len() < 32 {
                return Err(KeyringError::TooShort(id));
            }
            masters.insert(id, key.into_bytes());
        }
        let active = identifier(&secret.active)?;
        if masters.contains_key(&active) { Ok(Self { active, masters }) } else { Err(KeyringError::NoActive) }
    }

    pub(crate) fn active(&self) -> u8 {
        self.active
    }

    /// A MAC under the subkey of `purpose`, itself derived from the master key: HMAC(master, "mip-link" · purpose).
    pub(crate) fn mac(&self, key: u8, purpose: Purpose) -> Option<Hmac<Sha256>> {
        let mut derivation = Hmac::<Sha256>::new_from_slice(self.masters.get(&key)?).ok()?;
        derivation.update(b"mip-link");
        derivation.update(&[purpose.code()]);
        Hmac::<Sha256>::new_from_slice(&derivation.finalize().into_bytes()).ok()
    }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keyring").field("active", &self.active).field("keys", &self.masters.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_a_secret_is_said() {
        let key = "k".repeat(32);
        let read = |json: String| Keyring::from_secret(&json).map(|_| ()).unwrap_err();
        assert!(matches!(read("[]".into()), KeyringError::Malformed(_)));
        assert!(matches!(read(format!(r#"{{"active":"2","1":"{key}"}}"#)), KeyringError::NoActive));
        assert!(matches!(read(format!(r#"{{"active":"1","x":"{key}"}}"#)), KeyringError::Identifier(_)));
        assert!(matches!(read(r#"{"active":"1","1":"court"}"#.into()), KeyringError::TooShort(1)));
    }

    #[test]
    fn a_key_ring_does_not_print_its_keys() {
        let ring =
            Keyring::from_secret(&format!(r#"{{"active":"1","1":"{}"}}"#, "s3cret".repeat(6))).unwrap();
        assert!(!format!("{ring:?}").contains("s3cret"));
    }
}
