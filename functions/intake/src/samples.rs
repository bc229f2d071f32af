//! An edition, a proposal, an event: what the tests of the pages start from.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use model::content::{Revision, RevisionNumber};
use model::edition::{Edition, Year};
use model::email::EmailAddress;
use model::event::{ChangeRequest, Event, Outcome, Wish};
use model::id::{EventId, ModeratorId, PersonId, PersonKey};
use model::moderation::{Moderator, Rhythm, Scope};
use model::part::Part;
use model::proposal::Proposal;
use model::reason::Reasons;
use model::reception::Reception;
use model::schedule::Period;
use model::step::{Ruling, Step};
use model::text::{Line, Prose};

/// How long a decision can be undone.
pub(crate) const WINDOW: SignedDuration = SignedDuration::from_mins(5);

pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_820_000_000 + seconds).unwrap()
}

pub(crate) fn edition() -> Edition {
    Edition {
        year: Year::from(2027),
        ordinal: 14,
        name: Line::parse("Mois de l’innovation publique").unwrap(),
        period: Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap(),
        operator: Line::parse("DITP").unwrap(),
        contact: EmailAddress::parse("mip@exemple.gouv.fr").unwrap(),
        reasons: Reasons::default(),
        themes: Vec::new(),
        data_protection: model::data_protection::DataProtection::default(),
    }
}

pub(crate) fn proposal() -> Proposal {
    Proposal {
        title: "Repenser l’accueil".into(),
        summary: "Un atelier pour repenser l’accueil.".into(),
        description: "Venez nombreux.\n\n<b>Apportez</b> vos idées.".into(),
        format: "atelier".into(),
        schedule: "slots".into(),
        slot_date: vec!["2027-11-09".into(), "2027-11-10".into()],
        slot_start: vec!["10:00".into(), "14:00".into()],
        slot_end: vec!["12:00".into(), "16:30".into()],
        mode: "on-site".into(),
        place_name: vec!["Médiathèque".into()],
        postcode: vec!["97400".into()],
        commune: vec!["Saint-Denis".into()],
        audience: vec!["agents".into(), "grand-public".into()],
        organisation: "Département".into(),
        organisation_kind: "collectivite".into(),
        organiser_name: "Camille Durand".into(),
        organiser_email: "camille.durand@exemple.gouv.fr".into(),
        ..Proposal::default()
    }
}

pub(crate) fn revision() -> Revision {
    proposal().check(&edition()).unwrap()
}

/// An event whose organiser has confirmed their address.
pub(crate) fn in_review() -> Event {
    let address = EmailAddress::parse("camille.durand@exemple.gouv.fr").unwrap();
    let organiser = PersonId::of(&address, &PersonKey::new("key"));
    Step::submit(EventId::derive(&[b"e"]), Year::from(2027), organiser, Reception::Known, revision(), at(0))
        .after
}

pub(crate) fn decided(event: &Event, outcome: Outcome, now: Timestamp) -> Event {
    ruled(event, outcome, None, now)
}

/// The event after a decision, with the moderator's corrections if there are any.
pub(crate) fn ruled(event: &Event, outcome: Outcome, corrected: Option<Revision>, now: Timestamp) -> Event {
    let moderator = Moderator {
        id: ModeratorId::derive(&[b"m"]),
        name: Line::parse("Dominique Martin").unwrap(),
        email: EmailAddress::parse("dominique@exemple.gouv.fr").unwrap(),
        scope: Scope::National,
        rhythm: Rhythm::default(),
        away_until: None,
    };
    let ruling = Ruling { moderator: &moderator, outcome, corrected, window: WINDOW, order: None };
    Step::decide(event.clone(), event.revision(), ruling, &revision().content, now).unwrap().after
}

pub(crate) fn wish(part: Part, reason: Option<&str>, text: Option<&str>) -> Wish {
    let reason = reason.map(|code| Reasons::default().change(code).unwrap().clone());
    Wish { part, reason, text: text.map(|text| Prose::parse(text).unwrap()) }
}

pub(crate) fn request() -> ChangeRequest {
    ChangeRequest {
        wishes: vec![
            wish(Part::Title, Some("a-preciser"), Some("De quel accueil\u{a0}?\nCelui de la mairie\u{a0}?")),
            wish(Part::When, None, Some("Le 9 est un mardi.")),
        ],
        message: Some(Prose::parse("Merci pour cette belle proposition <3").unwrap()),
    }
}

pub(crate) fn rejection() -> Outcome {
    let reason = Reasons::default().refusal("hors-sujet").unwrap().clone();
    Outcome::Reject { reason, message: Some(Prose::parse("Une autre année, peut-être.").unwrap()) }
}

pub(crate) fn number(number: u16) -> RevisionNumber {
    RevisionNumber::from(number)
}
