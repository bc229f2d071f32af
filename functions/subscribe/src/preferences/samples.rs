//! Subscribers for the tests of the pages to start from.

use jiff::Timestamp;
use jiff::civil::date;
use model::edition::Edition;
use model::email::EmailAddress;
use model::id::{NetworkId, PersonId, PersonKey};
use model::reason::Reasons;
use model::schedule::Period;
use model::subscriber::{Answer, CURRENT_TEXT, Consent, Preferences, Request, Rhythm, Source, Subscriber};
use model::territory::Region;
use model::text::Line;
use model::vocabulary::{Administration, Interest};

use super::Found;

pub(crate) fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_820_000_000 + 60 * minutes).unwrap()
}

pub(crate) fn edition() -> Edition {
    Edition {
        year: 2027.into(),
        ordinal: 14,
        name: Line::parse("Mois de l’innovation publique").unwrap(),
        period: Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap(),
        operator: Line::parse("DITP").unwrap(),
        contact: EmailAddress::parse("mip@exemple.gouv.fr").unwrap(),
        reasons: Reasons::default(),
        themes: Vec::new(),
        data_protection: model::data_protection::DataProtection::default(),
        legal: model::legal::Legal::default(),
        state: model::edition::State::default(),
    }
}

pub(crate) fn pending() -> Subscriber {
    let (address, key) = (EmailAddress::parse("camille@exemple.gouv.fr").unwrap(), PersonKey::new("k"));
    let person = PersonId::of(&address, &key);
    let preferences = Preferences {
        administration: Some(Administration::Collectivite),
        profession: None,
        regions: [Region::BRETAGNE].into(),
        interests: [Interest::Evenements, Interest::Appels].into(),
        rhythm: Rhythm::EachIssue,
    };
    let source = Source::Form { network: Some(NetworkId::of("198.51.100.10", &key)) };
    let consent = Consent { at: at(0), text: CURRENT_TEXT, source };
    let request = Request { address, preferences, consent, replaces: None };
    let Answer::Confirm(pending) = request.answer(&person, None, at(0)) else {
        panic!("it is a first request")
    };
    pending
}

pub(crate) fn active() -> Subscriber {
    pending().confirm(at(10)).unwrap()
}

pub(crate) fn found(known: Option<Subscriber>) -> Found {
    let path = "/abonnement/mes-choix/jeton".into();
    Found { person: pending().person, known, edition: Some(edition()), path }
}
