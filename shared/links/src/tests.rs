//! What a token holds, and that nothing else is one.

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use model::id::{DraftId, EventId, MailingId, ModeratorId, PersonId};
use proptest::prelude::*;

use crate::token::{BODY, sign};
use crate::{Capability, Keyring, Purpose, Rejection, Subject};

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

fn event(revision: u16) -> Subject {
    Subject::Event { event: EventId::derive(&[b"event"]), revision: revision.into() }
}

fn seat(seat: u8) -> Subject {
    Subject::Seat { event: EventId::derive(&[b"event"]), seat: seat.into() }
}

/// What a link for `purpose` may be about.
fn subject(purpose: Purpose) -> Subject {
    match purpose {
        Purpose::Confirm | Purpose::Moderate | Purpose::Edit => event(3),
        Purpose::Queue => Subject::Edition(2027.into()),
        Purpose::Subscribe | Purpose::Preferences | Purpose::Unsubscribe => {
            Subject::Person(PersonId::from_bytes(*b"sixteen bytes ok"))
        }
        Purpose::Compose => Subject::Mailing(MailingId::derive(&[b"issue"])),
        Purpose::Draft | Purpose::Opening => Subject::Draft(DraftId::derive(&[b"draft"])),
        Purpose::Organise | Purpose::Illustrate => seat(2),
    }
}

fn capability(purpose: Purpose) -> Capability {
    Capability {
        purpose,
        subject: subject(purpose),
        moderator: Some(ModeratorId::derive(&[b"moderator"])),
        expires: Timestamp::from_second(1_820_000_060).unwrap(),
    }
}

fn verify(token: &str, purpose: Purpose) -> Result<Capability, Rejection> {
    Capability::verify(token, purpose, &keys(), now())
}

/// The body of the token of `capability`, changed and signed again.
fn resigned(capability: &Capability, change: impl FnOnce(&mut [u8; BODY])) -> String {
    let bytes = BASE64URL_NOPAD.decode(capability.token(&keys()).as_bytes()).unwrap();
    let mut body = *bytes.first_chunk().unwrap();
    change(&mut body);
    sign(&body, capability.purpose, &keys())
}

#[test]
fn a_token_gives_back_what_it_was_made_for() {
    for purpose in Purpose::ALL {
        let token = capability(purpose).token(&keys());
        assert_eq!(token.len(), 68);
        assert_eq!(verify(&token, purpose), Ok(capability(purpose)));
    }
}

#[test]
fn a_capability_says_what_it_is_about() {
    let (deciding, queue) = (capability(Purpose::Moderate), capability(Purpose::Queue));
    assert_eq!(deciding.event(), Some((EventId::derive(&[b"event"]), 3.into())));
    assert_eq!(deciding.edition(), None);
    assert_eq!(queue.event(), None);
    assert_eq!(queue.edition(), Some(2027.into()));
    let (reader, editor) = (capability(Purpose::Preferences), capability(Purpose::Compose));
    assert_eq!(reader.person(), Some(&PersonId::from_bytes(*b"sixteen bytes ok")));
    assert_eq!(editor.mailing(), Some(MailingId::derive(&[b"issue"])));
    assert_eq!((reader.mailing(), editor.person()), (None, None));
    let (typing, organiser) = (capability(Purpose::Draft), capability(Purpose::Organise));
    assert_eq!(typing.draft(), Some(DraftId::derive(&[b"draft"])));
    assert_eq!(organiser.seat(), Some((EventId::derive(&[b"event"]), 2.into())));
    assert_eq!((typing.seat(), organiser.draft(), organiser.event()), (None, None, None));
}

#[test]
fn a_link_sent_before_there_were_kinds_of_subject_still_holds() {
    // Signed by the first version of this crate, with the key of these tests.
    let token = "AQECAABsev88AAAAAAAAAAAImq4OfTXQCwADDHxniCLt6x4KekmSl_f_YfTq_nh_iVh-";
    assert_eq!(capability(Purpose::Moderate).token(&keys()), token);
}

#[test]
fn every_flipped_bit_is_noticed() {
    for purpose in Purpose::ALL {
        let bytes = BASE64URL_NOPAD.decode(capability(purpose).token(&keys()).as_bytes()).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut forged = bytes.clone();
            forged[bit / 8] ^= 1 << (bit % 8);
            assert!(verify(&BASE64URL_NOPAD.encode(&forged), purpose).is_err(), "{purpose:?}, bit {bit}");
        }
    }
}

#[test]
fn truncated_and_extended_tokens_are_malformed() {
    for purpose in Purpose::ALL {
        let token = capability(purpose).token(&keys());
        for length in 0..token.len() {
            assert_eq!(verify(&token[..length], purpose), Err(Rejection::Malformed), "{length} characters");
            assert_eq!(verify(&token[length + 1..], purpose), Err(Rejection::Malformed), "without {length}");
        }
        for end in ["A", "=", "\n", "/", "%", "é", &token] {
            assert_eq!(verify(&format!("{token}{end}"), purpose), Err(Rejection::Malformed), "{end:?}");
            assert_eq!(verify(&format!("{end}{token}"), purpose), Err(Rejection::Malformed), "{end:?}");
        }
    }
}

#[test]
fn a_token_for_one_purpose_is_noise_for_every_other() {
    for made_for in Purpose::ALL {
        let token = capability(made_for).token(&keys());
        for other in Purpose::ALL.into_iter().filter(|other| *other != made_for) {
            assert_eq!(verify(&token, other), Err(Rejection::BadSignature), "{made_for:?} as {other:?}");
        }
    }
}

#[test]
fn every_purpose_has_its_own_path_and_none_is_the_beginning_of_another() {
    for purpose in Purpose::ALL {
        let path = purpose.path();
        assert!(capability(purpose).link("https://exemple.gouv.fr", &keys()).contains(&format!(".fr{path}")));
        for other in Purpose::ALL.into_iter().filter(|other| *other != purpose) {
            assert!(!path.starts_with(other.path()), "{path}");
        }
    }
}

#[test]
fn whatever_differs_in_a_capability_shows_in_its_token() {
    let original = capability(Purpose::Moderate);
    let of = |subject| Capability { subject, ..original.clone() };
    let others = [
        of(Subject::Event { event: EventId::derive(&[b"another"]), revision: 3.into() }),
        of(event(2)), // an older revision
        of(event(4)),
        capability(Purpose::Edit),
        Capability { moderator: None, ..original.clone() },
        Capability { moderator: Some(ModeratorId::derive(&[b"another"])), ..original.clone() },
        Capability { expires: Timestamp::from_second(1_820_000_061).unwrap(), ..original.clone() },
    ];
    for other in others {
        assert_ne!(other.token(&keys()), original.token(&keys()), "{other:?}");
        assert_eq!(verify(&other.token(&keys()), other.purpose), Ok(other));
    }
    let (this, next) = (capability(Purpose::Queue), Subject::Edition(2028.into()));
    assert_ne!(Capability { subject: next, ..this.clone() }.token(&keys()), this.token(&keys()));
    let organiser = Capability { subject: seat(0), ..capability(Purpose::Organise) };
    assert_ne!(organiser.token(&keys()), capability(Purpose::Organise).token(&keys()), "another seat");
}

#[test]
fn a_subject_that_does_not_fit_the_purpose_is_malformed() {
    for purpose in Purpose::ALL {
        for other in Purpose::ALL {
            let about = Capability { subject: subject(other), ..capability(purpose) };
            let is_picture_of_a_draft =
                purpose == Purpose::Illustrate && matches!(other, Purpose::Draft | Purpose::Opening);
            let fits = subject(purpose) == subject(other) || is_picture_of_a_draft;
            let token = about.token(&keys());
            let expected = if fits { Ok(about) } else { Err(Rejection::Malformed) };
            assert_eq!(verify(&token, purpose), expected, "{purpose:?} about {:?}", subject(other));
        }
    }
}

#[test]
fn a_signed_body_that_we_would_write_otherwise_is_malformed() {
    let malformed = |purpose, what: &str, change: fn(&mut [u8; BODY])| {
        let token = resigned(&capability(purpose), change);
        assert_eq!(verify(&token, purpose), Err(Rejection::Malformed), "{purpose:?}: {what}");
    };
    for purpose in Purpose::ALL {
        assert!(verify(&resigned(&capability(purpose), |_| ()), purpose).is_ok());
        malformed(purpose, "another version", |body| body[0] = 2);
        malformed(purpose, "no purpose", |body| body[2] = 0);
        malformed(purpose, "another purpose", |body| body[2] = body[2] % 12 + 1);
        malformed(purpose, "an expiry beyond the calendar", |body| body[3] = 0xff);
        malformed(purpose, "an unknown kind of subject", |body| body[9] = 6);
        malformed(purpose, "another kind of subject", |body| body[9] = (body[9] + 1) % 6);
        malformed(purpose, "a moderator of more than 60 bits", |body| body[27] |= 0x80);
    }
    for purpose in [Purpose::Edit, Purpose::Queue, Purpose::Compose, Purpose::Draft, Purpose::Organise] {
        malformed(purpose, "a spare byte of the subject", |body| body[16] = 1);
    }
    malformed(Purpose::Preferences, "a byte after the person", |body| body[26] = 1);
    malformed(Purpose::Compose, "an issue of more than 60 bits", |body| body[17] |= 0x10);
    malformed(Purpose::Draft, "a draft of more than 60 bits", |body| body[17] |= 0x10);
    malformed(Purpose::Draft, "a seat of a draft", |body| body[26] = 1);
    malformed(Purpose::Organise, "a seat beyond 255", |body| body[25] = 1);
    malformed(Purpose::Edit, "an event of more than 60 bits", |body| body[17] |= 0x10);
    malformed(Purpose::Queue, "a spare byte before the year", |body| body[22] = 1);
    malformed(Purpose::Queue, "a revision of an edition", |body| body[26] = 1);
}

#[test]
fn a_token_dies_at_its_expiry() {
    let token = capability(Purpose::Moderate).token(&keys());
    let at = |second| {
        let instant = Timestamp::from_second(second).unwrap();
        Capability::verify(&token, Purpose::Moderate, &keys(), instant)
    };
    assert!(at(1_820_000_059).is_ok());
    assert_eq!(at(1_820_000_060), Err(Rejection::Expired));
    assert_eq!(at(1_820_000_061), Err(Rejection::Expired));
}

#[test]
fn rotation_breaks_no_valid_link_and_a_retired_key_is_refused() {
    let original = capability(Purpose::Edit);
    let old = original.token(&ring("1", &["1"]));
    let verify = |token: &str, keys| Capability::verify(token, Purpose::Edit, &keys, now());
    let new = original.token(&ring("2", &["1", "2"]));
    assert_ne!(old, new);
    assert_eq!(verify(&old, ring("2", &["1", "2"])), Ok(original.clone()));
    assert_eq!(verify(&new, ring("2", &["1", "2"])), Ok(original));
    assert_eq!(verify(&old, ring("2", &["2"])), Err(Rejection::UnknownKey));
}

fn any_purpose() -> impl Strategy<Value = Purpose> {
    prop::sample::select(&Purpose::ALL[..])
}

fn any_capability() -> impl Strategy<Value = Capability> {
    let subject = (any::<[u8; 16]>(), any::<[u8; 8]>(), any::<u16>(), any::<i16>(), any::<u8>());
    (any_purpose(), subject, any::<[u8; 8]>(), 1i64..1 << 37).prop_map(
        |(purpose, (person, id, revision, year, seat), moderator, expires)| Capability {
            purpose,
            subject: match purpose {
                Purpose::Queue => Subject::Edition(year.into()),
                Purpose::Subscribe | Purpose::Preferences | Purpose::Unsubscribe => {
                    Subject::Person(PersonId::from_bytes(person))
                }
                Purpose::Compose => Subject::Mailing(MailingId::from_bytes(id)),
                Purpose::Draft | Purpose::Opening => Subject::Draft(DraftId::from_bytes(id)),
                Purpose::Illustrate if seat % 2 == 0 => Subject::Draft(DraftId::from_bytes(id)),
                Purpose::Organise | Purpose::Illustrate => {
                    Subject::Seat { event: EventId::from_bytes(id), seat: seat.into() }
                }
                Purpose::Confirm | Purpose::Moderate | Purpose::Edit => {
                    Subject::Event { event: EventId::from_bytes(id), revision: revision.into() }
                }
            },
            moderator: (moderator != [0; 8]).then(|| ModeratorId::from_bytes(moderator)),
            expires: Timestamp::from_second(expires).unwrap(),
        },
    )
}

/// Bodies from far to near what we write: anything; with the right head; with the spare bytes and bits right, too.
fn any_body() -> impl Strategy<Value = (Purpose, [u8; BODY])> {
    (any_purpose(), any::<[u8; 35]>(), 0..3).prop_map(|(purpose, mut body, near)| {
        if near > 0 {
            body[..3].copy_from_slice(&[1, 1, purpose.code()]);
            body[3] = 0; // within the calendar
            body[9] %= 7;
        }
        if near > 1 {
            body[4] = 0;
            body[9] = subject(purpose).to_bytes()[0];
            match subject(purpose) {
                Subject::Event { .. } => body[10..17].fill(0),
                Subject::Edition(_) => {
                    body[10..23].fill(0);
                    body[25..27].fill(0);
                }
                Subject::Person(_) => body[26] = 0,
                Subject::Mailing(_) | Subject::Draft(_) => {
                    body[10..17].fill(0);
                    body[25..27].fill(0);
                }
                Subject::Seat { .. } => {
                    body[10..17].fill(0);
                    body[25] = 0;
                }
            }
            if !matches!(subject(purpose), Subject::Person(_)) {
                body[17] &= 0x0f;
            }
            body[27] &= 0x0f;
        }
        (purpose, body)
    })
}

proptest! {
    #[test]
    fn no_text_makes_the_parser_stumble(text in "\\PC{0,80}|[A-Za-z0-9_-]{68}", purpose in any_purpose()) {
        prop_assert!(verify(&text, purpose).is_err());
    }

    #[test]
    fn every_capability_reads_back(capability in any_capability()) {
        let token = capability.token(&keys());
        let read = Capability::verify(&token, capability.purpose, &keys(), Timestamp::UNIX_EPOCH);
        prop_assert_eq!(read, Ok(capability));
    }

    #[test]
    fn a_signed_body_is_what_we_would_write_or_malformed((purpose, body) in any_body()) {
        let token = sign(&body, purpose, &keys());
        match Capability::verify(&token, purpose, &keys(), Timestamp::MIN) {
            Ok(capability) => prop_assert_eq!(capability.token(&keys()), token),
            Err(Rejection::UnknownKey) => prop_assert_ne!(body[1], 1),
            Err(reason) => prop_assert_eq!(reason, Rejection::Malformed),
        }
    }
}
