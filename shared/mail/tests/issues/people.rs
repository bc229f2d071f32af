//! Who sends, who reads.

use jiff::Timestamp;
use links::Keyring;
use mail::{Addresses, Sender};
use model::email::EmailAddress;
use model::id::{PersonId, PersonKey};
use model::mailing::{Buckets, CopyId, Delivery, Issue};

use crate::sample::BASE_URL;

pub(crate) fn now() -> Timestamp {
    "2027-11-04T08:32:00Z".parse().unwrap()
}

pub(crate) fn keys() -> Keyring {
    Keyring::from_secret(&format!(r#"{{"active":"1","1":"{}"}}"#, "k".repeat(64))).unwrap()
}

pub(crate) fn addresses(keys: &Keyring) -> Addresses<'_> {
    Addresses { base_url: BASE_URL, keys, now: now() }
}

pub(crate) fn sender() -> Sender {
    Sender::parse("L’équipe du Mois <mois@exemple.gouv.fr>", "equipe@exemple.gouv.fr").unwrap()
}

pub(crate) fn address(typed: &str) -> EmailAddress {
    EmailAddress::parse(typed).unwrap()
}

pub(crate) fn copy_id(issue: &Issue, to: &EmailAddress) -> CopyId {
    Delivery::new(issue.id, Buckets::new(64), PersonId::of(to, &PersonKey::new("key"))).id()
}
