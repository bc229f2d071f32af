//! A case for the tests: Noa (La Réunion) has a workshop to decide on; Alex looks after the whole country.

use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp};
use lambda_http::{Body, http};
use links::{Capability, Keyring, Purpose, Subject};
use model::attendance::Attendance;
use model::content::{Content, Revision, RevisionNumber};
use model::edition::{Edition, Year};
use model::email::EmailAddress;
use model::event::Event;
use model::id::{EventId, ModeratorId, PersonId, PersonKey, PictureId};
use model::moderation::{Moderator, Rhythm, Scope};
use model::organisation::{Organisation, Organiser};
use model::reason::Reasons;
use model::reception::Reception;
use model::schedule::{Schedule, Slot, Slots};
use model::step::Step;
use model::territory::Region;
use model::text::{Line, Prose};
use model::vocabulary::{Audience, Format, OrganisationKind};
use model::zone::Zone;

use crate::case::Case;
use crate::link::Link;

pub(crate) const YEAR: i16 = 2027;

pub(crate) fn now() -> Timestamp {
    "2027-09-03T08:32:00Z".parse().unwrap()
}

pub(crate) fn keys() -> Keyring {
    Keyring::from_secret(&format!(r#"{{"active":"1","1":"{}"}}"#, "k".repeat(32))).unwrap()
}

pub(crate) fn moderator(name: &str, scope: Scope) -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[name.as_bytes()]),
        name: Line::parse(name).unwrap(),
        email: EmailAddress::parse("m@exemple.gouv.fr").unwrap(),
        scope,
        rhythm: Rhythm::AtOnce,
        away_until: None,
    }
}

pub(crate) fn revision() -> Revision {
    let slot = Slot::local(date(2027, 11, 9), time(10, 0, 0, 0), time(12, 0, 0, 0), Zone::PARIS).unwrap();
    Revision {
        content: Content {
            title: Line::parse("Repenser l’accueil").unwrap(),
            summary: Line::parse("Un atelier pour repenser l’accueil.").unwrap(),
            description: Prose::parse("Venez nombreux.\n\nMerci.").unwrap(),
            format: Format::Atelier,
            schedule: Schedule::Slots { zone: Zone::PARIS, slots: Slots::try_from(vec![slot]).unwrap() },
            attendance: Attendance::Online { link: None },
            audience: vec![Audience::Agents],
            registration: None,
            themes: Vec::new(),
            language: model::vocabulary::Language::default(),
            capacity: None,
            accessibility: model::accessibility::Accessibility::default(),
            contact: None,
            picture: None,
            organisation: Organisation {
                name: Line::parse("Ville de Rennes").unwrap(),
                kind: OrganisationKind::Collectivite,
                partners: Vec::new(),
            },
        },
        organiser: Organiser {
            name: Line::parse("Camille Durand").unwrap(),
            role: None,
            email: EmailAddress::parse("camille.durand@exemple.gouv.fr").unwrap(),
            phone: None,
        },
    }
}

/// A visit of two places, in which every field says something.
pub(crate) fn full() -> Revision {
    let mut revision = serde_json::to_value(revision()).unwrap();
    let content = serde_json::json!({
        "themes": [{ "code": "design", "label": "Design et expérience des usagers" }],
        "language": "en",
        "attendance": { "mode": "hybrid", "link": "https://visio.exemple.fr/visite", "places": [
            { "name": "Médiathèque", "address": "1 rue de Paris", "postcode": "97400", "town": "97411" },
            { "name": "Maison des usagers", "postcode": "97410",
              "town": { "name": "Terre Nouvelle", "departement": "974" } },
        ] },
        "capacity": 40,
        "registration": { "link": "https://exemple.gouv.fr/inscription", "email": "inscription@exemple.gouv.fr",
            "phone": "01 23 45 67 89", "deadline": "2027-11-02" },
        "accessibility": { "provided_for": ["hi"], "contact": "Lou, au 01 40 50 60 70",
            "details": "Boucle magnétique à l’accueil." },
        "contact": { "name": "Service accueil", "email": "accueil@exemple.gouv.fr" },
        "picture": { "id": PictureId::derive(&[b"p"]), "width": 1200, "height": 800,
            "alt": "Six agents autour d’une maquette", "credit": "Camille Durand, ville de Rennes" },
        "organisation": { "name": "Ville de Rennes", "kind": "collectivite", "partners": ["Agence des usagers"] },
    });
    for (name, value) in content.as_object().unwrap() {
        revision["content"][name] = value.clone();
    }
    revision["organiser"]["role"] = "Cheffe de projet".into();
    revision["organiser"]["phone"] = "06 98 76 54 32".into();
    serde_json::from_value(revision).unwrap()
}

/// The workshop, in review.
pub(crate) fn case() -> Case {
    let regions = vec![Region::LA_REUNION];
    let team = vec![moderator("Noa", Scope::Regions { regions }), moderator("Alex", Scope::National)];
    let submitted = submitted(b"atelier");
    Case {
        link: link(submitted.after.id, RevisionNumber::FIRST),
        now: now(),
        event: submitted.after,
        revision: revision(),
        edition: Edition {
            year: Year::from(YEAR),
            ordinal: 14,
            name: Line::parse("Mois de l’innovation publique").unwrap(),
            period: Edition::usual_period(Year::from(YEAR)).unwrap(),
            operator: Line::parse("Direction interministérielle de la transformation publique").unwrap(),
            contact: EmailAddress::parse("equipe@exemple.gouv.fr").unwrap(),
            reasons: Reasons::default(),
            themes: Vec::new(),
            data_protection: model::data_protection::DataProtection::default(),
            legal: model::legal::Legal::default(),
            state: model::edition::State::default(),
        },
        moderator: team[0].clone(),
        team,
        history: vec![submitted.log],
        versions: std::collections::HashMap::new(),
    }
}

/// The case after a step.
pub(crate) fn after(mut case: Case, step: Step) -> Case {
    if let Some(revision) = step.revision {
        case.versions.insert(step.after.highest, revision);
    }
    case.event = step.after;
    case.history.push(step.log);
    case
}

/// The same workshop, submitted under another identifier.
pub(crate) fn event(id: &[u8]) -> Event {
    submitted(id).after
}

/// The case as Noa's link to the current revision leads to it.
pub(crate) fn at_current(mut case: Case) -> Case {
    let current = case.event.revision();
    let present = case.versions.remove(&current).unwrap();
    case.versions.insert(case.link.revision, std::mem::replace(&mut case.revision, present));
    Case { link: link(case.event.id, current), ..case }
}

fn submitted(id: &[u8]) -> Step {
    let organiser = PersonId::of(&revision().organiser.email, &PersonKey::new("k"));
    Step::submit(EventId::derive(&[id]), Year::from(YEAR), organiser, Reception::Known, revision(), now())
}

/// Noa's link to a revision.
fn link(event: EventId, revision: RevisionNumber) -> Link {
    let subject = Subject::Event { event, revision };
    let moderator = Some(ModeratorId::derive(&[b"Noa"]));
    let expires = now() + SignedDuration::from_hours(24);
    let token = Capability { purpose: Purpose::Moderate, subject, moderator, expires }.token(&keys());
    let request = http::Request::builder().uri("https://exemple.gouv.fr/").body(Body::Empty).unwrap();
    Link::read(&token, &request, &keys(), now()).unwrap()
}
