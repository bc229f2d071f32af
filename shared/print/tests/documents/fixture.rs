//! An edition and its events, few or many.

use model::edition::Edition;
use model::material::Material;
use model::publication::Publication;
use serde_json::{Value, json};

pub(crate) const BASE_URL: &str = "https://mois.exemple.gouv.fr";

/// Communes with a postcode of theirs, from Rennes to Saint-Denis of La Réunion.
const TOWNS: [(&str, &str, &str); 5] = [
    ("35238", "35000", "Europe/Paris"),
    ("59350", "59000", "Europe/Paris"),
    ("97411", "97400", "Indian/Reunion"),
    ("75056", "75004", "Europe/Paris"),
    ("13055", "13002", "Europe/Paris"),
];

pub(crate) fn edition() -> Edition {
    serde_json::from_value(json!({
        "year": 2027,
        "ordinal": 14,
        "name": "Mois de l’innovation publique",
        "period": { "first": "2027-11-04", "last": "2027-11-30" },
        "operator": "Direction interministérielle de la transformation publique (DITP)",
        "contact": "mois@exemple.gouv.fr",
    }))
    .unwrap()
}

/// An edition with these events.
pub(crate) fn material(events: impl IntoIterator<Item = Publication>) -> Material {
    Material { events: events.into_iter().collect(), ..Material::of(edition()) }
}

/// An event with this content, and what else is said of it.
pub(crate) fn event(number: usize, content: &Value, standing: &Value) -> Publication {
    let id = model::id::EventId::derive(&[&number.to_be_bytes()]);
    let mut event = json!({
        "id": id,
        "edition": 2027,
        "slug": "evenement",
        "sequence": 0,
        "revision": 1,
        "published_at": "2027-09-03T08:32:00Z",
        "updated_at": "2027-09-03T08:32:00Z",
        "content": content,
    });
    event.as_object_mut().unwrap().extend(standing.as_object().unwrap().clone());
    serde_json::from_value(event).unwrap()
}

/// An event in one of a few towns, on one of twenty days, such as organisers propose.
pub(crate) fn usual(number: usize) -> Value {
    let (town, postcode, zone) = TOWNS[number % TOWNS.len()];
    let day = 4 + number % 20;
    let hour = 7 + number % 9;
    let slot = |day: usize| json!({ "start": format!("2027-11-{day:02}T{hour:02}:00:00Z"), "end": format!("2027-11-{day:02}T{:02}:30:00Z", hour + 1) });
    json!({
        "title": format!("Atelier n° {number} : réécrire un courrier que personne ne comprend"),
        "summary": "Une demi-journée pour relire ensemble les courriers de l’administration, avec celles et ceux qui les reçoivent.",
        "description": "En quelques phrases.",
        "format": "atelier",
        "schedule": { "kind": "slots", "zone": zone, "slots": [slot(day), slot(day + 2)] },
        "attendance": { "mode": "on-site", "places": [{
            "name": "Tiers-lieu La Fabrique",
            "address": format!("{number} rue de la République"),
            "postcode": postcode,
            "town": town,
        }] },
        "audience": ["agents", "grand-public"],
        "capacity": 30,
        "registration": {
            "link": format!("https://www.demarches.exemple.gouv.fr/inscription?atelier={number}&lieu={town}"),
            "email": "atelier@exemple.gouv.fr",
            "phone": "0123456789",
            "deadline": "2027-11-02",
        },
        "organisation": { "name": "Préfecture de région", "kind": "etat" },
        "contact": { "name": "Camille Durand", "email": "camille.durand@exemple.gouv.fr" },
    })
}

/// The same with other fields.
pub(crate) fn with(mut content: Value, fields: &Value) -> Value {
    content.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    content
}

pub(crate) fn many(count: usize) -> Material {
    material((0..count).map(|number| event(number, &usual(number), &json!({}))))
}
