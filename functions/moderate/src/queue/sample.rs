//! People and events for the tests of the queue.

use jiff::SignedDuration;
use links::{Capability, Purpose, Subject};
use model::edition::{Edition, Year};
use model::email::EmailAddress;
use model::id::EventId;
use model::moderation::{Moderator, Scope};
use model::reason::Reasons;
use model::territory::Region;
use model::text::Line;
use model::vocabulary::Format;
use model::waiting::Waiting;

use super::bearer::Bearer;
pub(super) use crate::sample::now;
use crate::sample::{keys, moderator};

pub(super) fn region(code: &str) -> Region {
    Region::from_code(code).unwrap()
}

pub(super) fn national(name: &str) -> Moderator {
    moderator(name, Scope::National)
}

pub(super) fn reunion(name: &str) -> Moderator {
    moderator(name, Scope::Regions { regions: vec![Region::LA_REUNION] })
}

pub(super) fn edition() -> Edition {
    Edition {
        year: Year::from(2027),
        ordinal: 14,
        name: Line::parse("Mois de l’innovation publique").unwrap(),
        period: Edition::usual_period(Year::from(2027)).unwrap(),
        operator: Line::parse("Direction interministérielle de la transformation publique (DITP)").unwrap(),
        contact: EmailAddress::parse("equipe@exemple.gouv.fr").unwrap(),
        reasons: Reasons::default(),
        themes: Vec::new(),
        data_protection: model::data_protection::DataProtection::default(),
        legal: model::legal::Legal::default(),
        state: model::edition::State::default(),
    }
}

/// The moderator with a valid link, in a team with Alex (national) and Noa (La Réunion).
pub(super) fn bearer(moderator: Moderator) -> Bearer {
    let keys = keys();
    let expires = now() + SignedDuration::from_hours(12);
    let capability = Capability {
        purpose: Purpose::Queue,
        subject: Subject::Edition(Year::from(2027)),
        moderator: Some(moderator.id),
        expires,
    };
    let token = capability.token(&keys);
    let mut team = vec![national("Alex"), reunion("Noa")];
    team.retain(|member| member.id != moderator.id);
    team.push(moderator.clone());
    Bearer { moderator, team, edition: edition(), now: now(), expires, token, keys }
}

/// An event in La Réunion that has waited for so many hours.
pub(super) fn waiting(title: &str, hours: i64) -> Waiting {
    Waiting {
        event: EventId::derive(&[title.as_bytes()]),
        version: 3,
        revision: 1.into(),
        since: now() - SignedDuration::from_hours(hours),
        is_edit: false,
        title: Line::parse(title).unwrap(),
        summary: Line::parse("Un moment pour améliorer ensemble l’accueil.").unwrap(),
        organisation: Line::parse("Département de La Réunion").unwrap(),
        format: Format::Atelier,
        when: "mardi 9\u{a0}novembre 2027, de 10\u{a0}h à 12\u{a0}h".into(),
        place: "Saint-Denis (974)".into(),
        departement: None,
        region: Some(Region::LA_REUNION),
        also_in: Vec::new(),
        assigned: None,
        screened: true,
        look_alike: None,
        suspicion: 0,
    }
}

pub(super) fn titles<'a>(waiting: impl IntoIterator<Item = &'a Waiting>) -> Vec<&'a str> {
    waiting.into_iter().map(|waiting| waiting.title.as_str()).collect()
}
