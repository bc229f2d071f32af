//! An edition and an event for tests to start from.

use model::content::Revision;
use model::edition::{Edition, Year};
use model::reason::Reasons;

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
