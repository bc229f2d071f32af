//! An edition, an event, a moderator, a reader for tests to start from.

pub mod workshop;

use jiff::Timestamp;
use links::Keyring;
use model::content::Revision;
use model::edition::{Edition, Year};
use model::email::EmailAddress;
use model::id::{ModeratorId, PersonId, PersonKey};
use model::moderation::{Moderator, Rhythm, Scope};
use model::reason::Reasons;
use model::subscriber::{CURRENT_TEXT, Consent, Preferences, Source, Standing, Subscriber};
use model::territory::Region;

/// The edition of a year, in its usual days.
pub fn edition(year: impl Into<Year>) -> Edition {
    let year = year.into();
    Edition {
        year,
        ordinal: Edition::usual_ordinal(year).expect("a number"),
        name: "Mois de l’innovation publique".to_owned().try_into().expect("a name"),
        period: Edition::usual_period(year).expect("a month"),
        operator: "DITP".to_owned().try_into().expect("an operator"),
        contact: "mois@exemple.gouv.fr".to_owned().try_into().expect("an address"),
        reasons: Reasons::default(),
        themes: Vec::new(),
        data_protection: model::data_protection::DataProtection::default(),
        legal: model::legal::Legal::default(),
        state: model::edition::State::default(),
    }
}

/// An online workshop of 2024. As the table keeps it, which is also the shortest way to write it.
pub fn revision(title: &str) -> Revision {
    let revision = serde_json::json!({
        "content": {
            "title": title,
            "summary": "En une phrase.",
            "description": "En quelques phrases.",
            "format": "atelier",
            "schedule": { "kind": "slots", "zone": "Europe/Paris",
                "slots": [{ "start": "2024-11-12T09:00:00Z", "end": "2024-11-12T10:00:00Z" }] },
            "attendance": { "mode": "online", "link": "https://visio.exemple.fr/" },
            "audience": ["agents"],
            "organisation": { "name": "DITP", "kind": "etat" },
        },
        "organiser": { "name": "Camille Durand", "email": "camille.durand@exemple.gouv.fr" },
    });
    serde_json::from_value(revision).expect("a revision")
}

/// One of the national team, who is told at once.
pub fn moderator() -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[b"m"]),
        name: "Dominique Martin".to_owned().try_into().expect("a name"),
        email: "dominique@exemple.gouv.fr".to_owned().try_into().expect("an address"),
        scope: Scope::National,
        rhythm: Rhythm::default(),
        away_until: None,
    }
}

/// Keys that sign links.
pub fn keys() -> Keyring {
    Keyring::from_secret(&format!(r#"{{"active":"1","1":"{}"}}"#, "k".repeat(64))).expect("a keyring")
}

/// Someone who receives the newsletter and is told of these regions.
pub fn reader(address: &str, key: &PersonKey, regions: &[Region], since: Timestamp) -> Subscriber {
    let address = EmailAddress::parse(address).expect("an address");
    let preferences = Preferences { regions: regions.iter().copied().collect(), ..Preferences::default() };
    let consent = Consent { at: since, text: CURRENT_TEXT, source: Source::Form { network: None } };
    Subscriber {
        person: PersonId::of(&address, key),
        version: 1,
        standing: Standing::Active {
            address,
            preferences,
            consent,
            confirmed_at: Some(since),
            reminded_at: None,
            soft_bounces: vec![],
        },
    }
}
