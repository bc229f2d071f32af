//! Whatever the text and whatever the signed body: no panic, and exactly one token for each capability.
//!
//! The input is read three ways: as the text of a token; as a body to sign; as what follows a body's right head (version,
//! key, purpose), to sign too. Without the signature nothing behind it would be reached.

#![no_main]

use std::sync::LazyLock;

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use links::{Capability, Keyring, Purpose, Rejection};

static KEYS: LazyLock<Keyring> = LazyLock::new(|| {
    let secret = format!(r#"{{"active":"1","1":"{}"}}"#, "known".repeat(8));
    Keyring::from_secret(&secret).expect("a key of 40 characters is long enough")
});

fuzz_target!(|input: &[u8]| {
    if let Ok(text) = str::from_utf8(input) {
        for purpose in Purpose::ALL {
            let _ = read(text, purpose);
        }
    }
    let Some((&choice, rest)) = input.split_first() else { return };
    let purpose = Purpose::ALL[usize::from(choice) % Purpose::ALL.len()];
    if let Some(body) = rest.first_chunk::<35>() {
        signed(body, purpose);
    }
    if let Some(tail) = rest.first_chunk::<32>() {
        let mut body = [0; 35];
        body[..3].copy_from_slice(&[1, 1, choice % 12 + 1]); // the codes of the purposes are 1 to 12
        body[3..].copy_from_slice(tail);
        signed(&body, purpose);
    }
});

/// Signs a body and reads it: it is a capability, or malformed, or says that another key has signed it.
fn signed(body: &[u8; 35], purpose: Purpose) {
    let token = links::sign(body, purpose, &KEYS);
    match read(&token, purpose) {
        Ok(_) | Err(Rejection::Malformed) => {}
        Err(Rejection::UnknownKey) => assert_ne!(body[1], 1),
        Err(reason) => panic!("{reason} for a token that is signed and cannot be late"),
    }
    for other in Purpose::ALL.into_iter().filter(|other| *other != purpose) {
        assert!(read(&token, other).is_err(), "a token for {purpose:?} was taken for {other:?}");
    }
}

/// Reads a token at the beginning of time, when none has expired: what verifies is written the same again.
fn read(token: &str, purpose: Purpose) -> Result<Capability, Rejection> {
    let capability = Capability::verify(token, purpose, &KEYS, Timestamp::MIN);
    if let Ok(capability) = &capability {
        assert_eq!(capability.purpose, purpose);
        let of_an_event = matches!(purpose, Purpose::Confirm | Purpose::Moderate | Purpose::Edit);
        assert_eq!(capability.event().is_some(), of_an_event);
        assert_eq!(capability.edition().is_some(), purpose == Purpose::Queue);
        assert_eq!(capability.mailing().is_some(), purpose == Purpose::Compose);
        let of_a_draft = matches!(purpose, Purpose::Draft | Purpose::Opening);
        let of_either = purpose == Purpose::Illustrate;
        assert!(capability.draft().is_some() == of_a_draft || of_either);
        assert!(capability.seat().is_some() == (purpose == Purpose::Organise) || of_either);
        assert!(!of_either || capability.draft().is_some() != capability.seat().is_some());
        assert_eq!(capability.token(&KEYS), token);
    }
    capability
}
