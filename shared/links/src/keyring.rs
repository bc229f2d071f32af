//! The signing keys: the active one signs, every key present verifies.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;

use crate::purpose::Purpose;

/// The keys of the secret, by identifier.
///
/// The secret is a JSON object, which `mip keys` writes: `{"active": "2", "1": "<at least 32 characters>", "2": "…"}`.
/// What it says of the keys beside (`made`, `signed_until`) is the operator's. Clones are one ring: when the secret has
/// changed while a function runs, [`Keyring::renew`] changes what all of them sign and verify by. How keys come and go
/// without breaking a link is told in `docs/decisions/0028-how-link-keys-are-rotated.md`.
#[derive(Clone)]
pub struct Keyring(Arc<RwLock<Arc<Ring>>>);

/// What a ring holds at one moment: whoever signs or verifies takes it once, so that it cannot change in between.
pub(crate) struct Ring {
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
    /// When keys were made, and when they ceased to sign: nothing that a function needs.
    #[serde(default, rename = "made")]
    _made: BTreeMap<String, String>,
    #[serde(default, rename = "signed_until")]
    _signed_until: BTreeMap<String, String>,
    #[serde(flatten)]
    keys: BTreeMap<String, String>,
}

impl Keyring {
    /// Reads the secret.
    pub fn from_secret(json: &str) -> Result<Self, KeyringError> {
        Ok(Self(Arc::new(RwLock::new(Arc::new(Ring::from_secret(json)?)))))
    }

    /// Takes what the secret says now. One that cannot be read changes nothing.
    pub fn renew(&self, json: &str) -> Result<(), KeyringError> {
        let ring = Arc::new(Ring::from_secret(json)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    pub(crate) fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Ring {
    fn from_secret(json: &str) -> Result<Self, KeyringError> {
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
        let ring = self.ring();
        f.debug_struct("Keyring").field("active", &ring.active).field("keys", &ring.masters.len()).finish()
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
    fn what_the_operator_notes_of_the_keys_is_not_a_key() {
        let (a, b) = ("a".repeat(32), "b".repeat(32));
        let noted = format!(
            r#"{{"active":"2","1":"{a}","2":"{b}","made":{{"2":"2027-01-05T09:00:00Z"}},"signed_until":{{"1":"2027-01-05T09:15:00Z"}}}}"#
        );
        let ring = Keyring::from_secret(&noted).unwrap().ring();
        assert_eq!((ring.active(), ring.masters.len()), (2, 2));
    }

    #[test]
    fn every_clone_takes_what_the_secret_says_now_and_none_what_cannot_be_read() {
        let secret = |active: u8| {
            let key = |id: u8| format!(r#""{id}":"{}""#, id.to_string().repeat(32));
            format!(r#"{{"active":"{active}",{},{}}}"#, key(1), key(2))
        };
        let keys = Keyring::from_secret(&secret(1)).unwrap();
        let clone = keys.clone();
        keys.renew(&secret(2)).unwrap();
        assert_eq!(clone.ring().active(), 2);
        assert!(keys.renew("{}").is_err());
        assert_eq!(clone.ring().active(), 2);
    }

    #[test]
    fn a_key_ring_does_not_print_its_keys() {
        let ring =
            Keyring::from_secret(&format!(r#"{{"active":"1","1":"{}"}}"#, "s3cret".repeat(6))).unwrap();
        assert!(!format!("{ring:?}").contains("s3cret"));
    }
}
