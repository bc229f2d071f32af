//! Identifiers: typed, short enough to read over the phone, and derived rather than drawn where a
//! repetition must give the same one again.
//!
//! Written in Crockford's base32 (no I, L, O, U), read whatever the case, with or without dashes.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH: usize = 12;

/// The text is not twelve characters of Crockford's base32.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: twelve letters or digits are expected")]
pub struct IdError;

fn encode(mut bits: u64) -> String {
    let mut text = [0; LENGTH];
    for place in text.iter_mut().rev() {
        *place = ALPHABET[usize::try_from(bits & 31).unwrap_or(0)];
        bits >>= 5;
    }
    text.iter().map(|&byte| char::from(byte)).collect()
}

fn decode(text: &str) -> Result<u64, IdError> {
    let mut bits: u64 = 0;
    let mut length = 0;
    for typed in text.bytes().filter(|&b| b != b'-') {
        let letter = match typed.to_ascii_lowercase() {
            b'i' | b'l' => b'1',
            b'o' => b'0',
            other => other,
        };
        let value = ALPHABET.iter().position(|&known| known == letter).ok_or(IdError)?;
        bits = (bits << 5) | value as u64;
        length += 1;
        if length > LENGTH {
            return Err(IdError);
        }
    }
    if length == LENGTH { Ok(bits) } else { Err(IdError) }
}

/// The first 60 bits of the SHA-256 of `parts`, each preceded by its length.
fn digest60(parts: &[&[u8]]) -> u64 {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(8).fold(0u64, |bits, &byte| (bits << 8) | u64::from(byte)) >> 4
}

macro_rules! id60 {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(u64);

        impl $name {
            /// Reads the twelve characters, dashes and case ignored.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                decode(text).map(Self)
            }

            /// Always the same identifier for the same parts.
            pub fn derive(parts: &[&[u8]]) -> Self {
                Self(digest60(parts))
            }

            /// As eight bytes, for a capability link.
            pub fn to_bytes(self) -> [u8; 8] {
                self.0.to_be_bytes()
            }

            /// From the eight bytes of a capability link.
            pub fn from_bytes(bytes: [u8; 8]) -> Self {
                Self(u64::from_be_bytes(bytes) & ((1 << 60) - 1))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&encode(self.0))
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }
    };
}

id60!(
    /// An event, for ever: part of its public address and the base of its reference.
    EventId
);
id60!(
    /// A member of the organising team.
    ModeratorId
);
id60!(
    /// A bulk order.
    OrderId
);
id60!(
    /// An issue of the newsletter.
    MailingId
);
id60!(
    /// A draft of the form.
    DraftId
);
id60!(
    /// A picture: what its files are named after.
    PictureId
);

impl EventId {
    /// As people are given it: `7K3Q-X9MB-2FHT`.
    pub fn reference(self) -> String {
        let text = self.to_string().to_uppercase();
        format!("{}-{}-{}", &text[..4], &text[4..8], &text[8..])
    }
}

/// A person without their address: a keyed hash, so that the table's keys tell nothing to who lacks the key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonId(String);

impl PersonId {
    /// HMAC-SHA-256 of the address (in lower case) under `key`, 32 hexadecimal characters of it.
    pub fn of(address: &crate::email::EmailAddress, key: &PersonKey) -> Self {
        Self(hex(&key.digest(address.as_str().to_lowercase().as_bytes())))
    }

    /// Reads the 32 hexadecimal characters.
    pub fn parse(text: &str) -> Result<Self, PersonIdError> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 32 && text.bytes().all(is_digit) {
            Ok(Self(text.into()))
        } else {
            Err(PersonIdError)
        }
    }

    /// As sixteen bytes, for a capability link.
    pub fn to_bytes(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        for (byte, digits) in bytes.iter_mut().zip(self.0.as_bytes().chunks(2)) {
            let digits = std::str::from_utf8(digits).unwrap_or_default();
            *byte = u8::from_str_radix(digits, 16).unwrap_or_default(); // two digits, as every identifier is made
        }
        bytes
    }

    /// From the sixteen bytes of a capability link.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(hex(&bytes))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The text is not 32 hexadecimal characters in lower case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a person: 32 hexadecimal characters are expected")]
pub struct PersonIdError;

impl TryFrom<String> for PersonId {
    type Error = PersonIdError;
    fn try_from(text: String) -> Result<Self, PersonIdError> {
        Self::parse(&text)
    }
}

impl From<PersonId> for String {
    fn from(person: PersonId) -> String {
        person.0
    }
}

/// A network address without the address: what proves that two consents came from the same place, and no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NetworkId(String);

impl NetworkId {
    /// HMAC-SHA-256 of the address as the front door saw it, under `key`, 32 hexadecimal characters of it.
    pub fn of(address: &str, key: &PersonKey) -> Self {
        Self(hex(&key.digest(format!("network:{address}").as_bytes())))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The domain of a mail address without the domain: what one counts by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DomainId(String);

impl DomainId {
    /// HMAC-SHA-256 of the address's domain (in lower case) under `key`, 32 hexadecimal characters of it.
    pub fn of(address: &crate::email::EmailAddress, key: &PersonKey) -> Self {
        let domain = address.as_str().rsplit_once('@').map_or("", |(_, domain)| domain).to_lowercase();
        Self(hex(&key.digest(format!("domain:{domain}").as_bytes())))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
        text
    })
}

impl std::fmt::Display for PersonId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The secret under which addresses are hashed; it never changes while an edition's data lives.
#[derive(Clone)]
pub struct PersonKey(Vec<u8>);

impl PersonKey {
    /// A key of any bytes.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }

    /// The first half of an HMAC-SHA-256 under this key.
    fn digest(&self, message: &[u8]) -> [u8; 16] {
        use hmac::{Hmac, KeyInit, Mac};
        // HMAC takes a key of any length (RFC 2104 §2), so `new_from_slice` cannot fail here.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { unreachable!("HMAC takes any key") };
        mac.update(message);
        let mut half = [0; 16];
        half.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        half
    }
}

impl std::fmt::Debug for PersonKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::EmailAddress;
    use proptest::prelude::*;

    #[test]
    fn a_reference_read_over_the_phone_finds_its_event() {
        let id = EventId::derive(&[b"atelier"]);
        let spoken = id.reference().replace('0', "O").replace('1', "l");
        assert_eq!(EventId::parse(&spoken), Ok(id));
    }

    #[test]
    fn where_one_part_ends_matters() {
        assert_ne!(EventId::derive(&[b"ab", b"c"]), EventId::derive(&[b"a", b"bc"]));
    }

    #[test]
    fn other_lengths_and_letters_are_refused() {
        for text in ["", "7k3qx9mb2fh", "7k3qx9mb2fhtt", "7k3qx9mb2fhu", "7k3qx9mb 2fh", "é7k3qx9mb2fh"] {
            assert_eq!(EventId::parse(text), Err(IdError), "{text}");
        }
    }

    #[test]
    fn a_person_is_the_same_whatever_the_case_and_another_under_another_key() {
        let (key, other) = (PersonKey::new("k"), PersonKey::new("o"));
        let typed = EmailAddress::parse("Camille.Durand@exemple.gouv.fr").unwrap();
        let lower = EmailAddress::parse("camille.durand@exemple.gouv.fr").unwrap();
        assert_eq!(PersonId::of(&typed, &key), PersonId::of(&lower, &key));
        assert_ne!(PersonId::of(&typed, &key), PersonId::of(&typed, &other));
    }

    #[test]
    fn a_person_is_the_same_as_bytes_and_as_text() {
        let person = PersonId::of(&EmailAddress::parse("a@example.org").unwrap(), &PersonKey::new("k"));
        assert_eq!(PersonId::from_bytes(person.to_bytes()), person);
        assert_eq!(PersonId::parse(person.as_str()), Ok(person.clone()));
        for text in
            ["", &person.as_str()[1..], &person.as_str().to_uppercase(), "zz345678901234567890123456789012"]
        {
            assert_eq!(PersonId::parse(text), Err(PersonIdError), "{text}");
        }
    }

    #[test]
    fn two_addresses_of_one_domain_are_counted_together_and_no_others() {
        let domain = |address| DomainId::of(&EmailAddress::parse(address).unwrap(), &PersonKey::new("k"));
        assert_eq!(domain("camille@exemple.gouv.fr"), domain("Lou@Exemple.Gouv.fr"));
        assert_ne!(domain("camille@exemple.gouv.fr"), domain("camille@autre.gouv.fr"));
        assert_ne!(domain("camille@exemple.gouv.fr"), domain("camille@gouv.fr"));
    }

    #[test]
    fn a_network_is_no_person() {
        let key = PersonKey::new("k");
        let person = PersonId::of(&EmailAddress::parse("a@example.org").unwrap(), &key);
        assert_ne!(NetworkId::of("a@example.org", &key).as_str(), person.as_str());
    }

    proptest! {
        #[test]
        fn every_identifier_reads_back(bytes in any::<[u8; 8]>()) {
            let id = EventId::from_bytes(bytes);
            prop_assert_eq!(EventId::parse(&id.to_string()), Ok(id));
            prop_assert_eq!(EventId::parse(&id.reference()), Ok(id));
            prop_assert_eq!(EventId::from_bytes(id.to_bytes()), id);
        }
    }
}
