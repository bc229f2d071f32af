//! A workshop of 2027, proposed, read and decided: what the tests of organisers’ pages start from.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use model::content::{Revision, RevisionNumber};
use model::edition::{Edition, Year};
use model::email::EmailAddress;
use model::event::{ChangeRequest, Event, Outcome, Wish};
use model::id::{EventId, PersonId, PersonKey};
use model::part::Part;
use model::proposal::Proposal;
use model::reason::Reasons;
use model::reception::Reception;
use model::schedule::Period;
use model::step::{Ruling, Step};
use model::text::{Line, Prose};

/// How long a decision can be undone.
pub const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// Seconds after the workshop was proposed.
pub fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_820_000_000 + seconds).expect("a valid sample")
}

/// Its edition.
pub fn edition() -> Edition {
    Edition {
        year: Year::from(2027),
        ordinal: 14,
        name: Line::parse("Mois de l’innovation publique").expect("a valid sample"),
        period: Period::new(date(2027, 11, 4), date(2027, 11, 30)).expect("a valid sample"),
        operator: Line::parse("DITP").expect("a valid sample"),
        contact: EmailAddress::parse("mip@exemple.gouv.fr").expect("a valid sample"),
        reasons: Reasons::default(),
        themes: Vec::new(),
        data_protection: model::data_protection::DataProtection::default(),
        legal: model::legal::Legal::default(),
        state: model::edition::State::default(),
    }
}

/// As it was typed.
pub fn proposal() -> Proposal {
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

/// As it was sent.
pub fn revision() -> Revision {
    proposal().check(&edition()).expect("a valid sample")
}

/// An event whose organiser has confirmed their address.
pub fn in_review() -> Event {
    let address = EmailAddress::parse("camille.durand@exemple.gouv.fr").expect("a valid sample");
    let organiser = PersonId::of(&address, &PersonKey::new("key"));
    Step::submit(EventId::derive(&[b"e"]), Year::from(2027), organiser, Reception::Known, revision(), at(0))
        .after
}

/// The event after a decision.
pub fn decided(event: &Event, outcome: Outcome, now: Timestamp) -> Event {
    ruled(event, outcome, None, now)
}

/// The event after a decision, with the moderator's corrections if there are any.
pub fn ruled(event: &Event, outcome: Outcome, corrected: Option<Revision>, now: Timestamp) -> Event {
    let moderator = super::moderator();
    let ruling = Ruling { moderator: &moderator, outcome, corrected, window: WINDOW, order: None };
    Step::decide(event.clone(), event.revision(), ruling, &revision().content, now)
        .expect("a valid sample")
        .after
}

/// What is asked of a part: a reason by its code, a text.
pub fn wish(part: Part, reason: Option<&str>, text: Option<&str>) -> Wish {
    let reason = reason.map(|code| Reasons::default().change(code).expect("a valid sample").clone());
    Wish { part, reason, text: text.map(|text| Prose::parse(text).expect("a valid sample")) }
}

/// A request for changes, of two parts.
pub fn request() -> ChangeRequest {
    ChangeRequest {
        wishes: vec![
            wish(Part::Title, Some("a-preciser"), Some("De quel accueil\u{a0}?\nCelui de la mairie\u{a0}?")),
            wish(Part::When, None, Some("Le 9 est un mardi.")),
        ],
        message: Some(Prose::parse("Merci pour cette belle proposition <3").expect("a valid sample")),
    }
}

/// A refusal with a reason and a word.
pub fn rejection() -> Outcome {
    let reason = Reasons::default().refusal("hors-sujet").expect("a valid sample").clone();
    Outcome::Reject {
        reason,
        message: Some(Prose::parse("Une autre année, peut-être.").expect("a valid sample")),
    }
}

/// The number of a revision.
pub fn number(number: u16) -> RevisionNumber {
    RevisionNumber::from(number)
}
