//! An issue for the tests: the week of 8 November 2027; Alex and Lou edit it, Noa looks after La Réunion only.

use jiff::civil::{date, time};
use jiff::{SignedDuration, Timestamp};
use links::{Capability, Purpose, Subject};
use mail::Quota;
use model::content::Content;
use model::edition::Edition;
use model::email::EmailAddress;
use model::id::{EventId, ModeratorId, PersonId, PersonKey};
use model::mailing::{Mailing, Week, gather};
use model::moderation::{Moderator, Rhythm as Pace, Scope};
use model::practical::Status;
use model::publication::Publication;
use model::subscriber::{Preferences, Reader, Rhythm};
use model::territory::Region;
use pipeline_tests::samples;
pub(crate) use pipeline_tests::samples::keys;

use crate::audience::Audience;
use crate::case::Case;
use crate::link::Link;
use crate::readiness::Readiness;

pub(crate) const BASE_URL: &str = "https://mois.exemple.gouv.fr";

/// The Thursday before, at nine.
pub(crate) fn now() -> Timestamp {
    "2027-11-04T08:00:00Z".parse().unwrap()
}

pub(crate) fn edition() -> Edition {
    samples::edition(2027)
}

pub(crate) fn editor(name: &str) -> Moderator {
    Moderator {
        id: ModeratorId::derive(&[name.as_bytes()]),
        name: name.to_owned().try_into().unwrap(),
        email: format!("{}@exemple.gouv.fr", name.to_lowercase()).try_into().unwrap(),
        scope: Scope::National,
        rhythm: Pace::AtOnce,
        away_until: None,
    }
}

fn team() -> Vec<Moderator> {
    let regional = Scope::Regions { regions: vec![Region::LA_REUNION] };
    vec![editor("Alex"), editor("Lou"), Moderator { scope: regional, ..editor("Noa") }]
}

pub(crate) fn mailing() -> Mailing {
    let week = Week::of(date(2027, 11, 8));
    Mailing::weekly(&edition(), week, now() - SignedDuration::from_hours(7 * 24), now()).unwrap()
}

pub(crate) fn link() -> Link {
    let capability = Capability {
        purpose: Purpose::Compose,
        subject: Subject::Mailing(mailing().id),
        moderator: Some(editor("Alex").id),
        expires: now() + SignedDuration::from_hours(48),
    };
    Link::read(&capability.token(&keys()), &keys(), now()).unwrap()
}

pub(crate) fn case() -> Case {
    let mailing = mailing();
    Case {
        link: link(),
        now: now(),
        issues: vec![mailing.clone()],
        mailing,
        edition: edition(),
        team: team(),
        editor: editor("Alex"),
    }
}

/// The case once the issue has become this.
pub(crate) fn with(mailing: Mailing) -> Case {
    Case { issues: vec![mailing.clone()], mailing, ..case() }
}

/// An event of the week in Rennes, one online the week after.
pub(crate) fn programme() -> Vec<Publication> {
    vec![
        event(b"rennes", "Repenser l’accueil", "2027-11-09"),
        event(b"ligne", "Écrire simplement", "2027-11-16"),
    ]
}

fn event(id: &[u8], title: &str, day: &str) -> Publication {
    let mut content = serde_json::to_value(samples::revision(title).content).unwrap();
    let instant = |hour| format!("{day}T{hour}:00:00Z");
    content["schedule"]["slots"] = serde_json::json!([{ "start": instant("09"), "end": instant("10") }]);
    if id == b"rennes" {
        content["attendance"] = serde_json::json!({ "mode": "on-site", "places": [{
            "name": "Mairie", "address": "1 place de la Mairie", "postcode": "35000", "town": "35238" }] });
    }
    let content: Content = serde_json::from_value(content).unwrap();
    Publication {
        id: EventId::derive(&[id]),
        edition: 2027.into(),
        slug: "evenement".into(),
        sequence: 0,
        revision: 1.into(),
        published_at: now() - SignedDuration::from_hours(24),
        updated_at: now(),
        status: Status::Scheduled,
        news: None,
        earlier: None,
        moved_online: false,
        featured: false,
        content,
    }
}

pub(crate) fn person(name: &str) -> PersonId {
    let address = EmailAddress::parse(&format!("{name}@exemple.gouv.fr")).unwrap();
    PersonId::of(&address, &PersonKey::new("a key"))
}

pub(crate) fn reader(name: &str, regions: &[&str], rhythm: Rhythm) -> Reader {
    let regions = regions.iter().map(|code| Region::from_code(code).unwrap()).collect();
    Reader { person: person(name), preferences: Preferences { regions, rhythm, ..Preferences::default() } }
}

pub(crate) fn quota() -> Quota {
    Quota { max_24_hours: Some(50_000), sent_last_24_hours: 0, max_rate: 14.0 }
}

/// What the page of an open issue shows, with an audience of 12,000.
pub(crate) fn readiness(case: &Case) -> Readiness {
    let issue = gather(&case.mailing, &case.edition, &programme(), case.leaves_at());
    let bretagne = issue.regions();
    let audience = Audience {
        readers: 15_000,
        segment: 15_000,
        monthly: 2_000,
        chosen: 12_000,
        variants: [(bretagne, 3_000), (std::collections::BTreeSet::new(), 9_000)].into(),
    };
    Readiness::of(programme(), issue, audience, Some(quota()), case, BASE_URL)
}

#[test]
fn dates_of_the_sample_are_those_of_its_week() {
    assert_eq!(mailing().week, date(2027, 11, 8));
    assert_eq!(now().to_zoned(model::zone::Zone::PARIS.rules()).time(), time(9, 0, 0, 0));
}
