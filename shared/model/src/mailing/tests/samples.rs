//! An edition, events of its programme, an issue: what these tests start from.

use jiff::Timestamp;
use jiff::civil::{Date, date, time};

use crate::attendance::Attendance;
use crate::content::{Content, RevisionNumber};
use crate::edition::Edition;
use crate::email::EmailAddress;
use crate::id::EventId;
use crate::mailing::{Mailing, Week};
use crate::organisation::Organisation;
use crate::practical::Status;
use crate::publication::Publication;
use crate::reason::Reasons;
use crate::schedule::{Period, Schedule, Slot};
use crate::text::{Line, Prose};
use crate::vocabulary::{Audience, Format, OrganisationKind};
use crate::zone::Zone;

/// 4 to 30 November 2027: a Thursday, and the Tuesday of its fifth week.
pub(super) fn edition() -> Edition {
    Edition {
        year: 2027.into(),
        ordinal: 14,
        name: Line::parse("Mois de l’innovation publique").unwrap(),
        period: Edition::usual_period(2027.into()).unwrap(),
        operator: Line::parse("DITP").unwrap(),
        contact: EmailAddress::parse("mois@exemple.gouv.fr").unwrap(),
        reasons: Reasons::default(),
        themes: Vec::new(),
        data_protection: crate::data_protection::DataProtection::default(),
        legal: crate::legal::Legal::default(),
        state: crate::edition::State::default(),
    }
}

pub(super) fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

/// The week from 8 November.
pub(super) fn week() -> Week {
    Week::of(date(2027, 11, 8))
}

/// Its issue, as drafted on the Thursday before; what was published since 1 November is new.
pub(super) fn mailing() -> Mailing {
    let (news_since, now) = (at("2027-11-01T00:00:00Z"), at("2027-11-04T08:00:00Z"));
    Mailing::weekly(&edition(), week(), news_since, now).unwrap()
}

/// An event of the programme.
#[derive(Clone)]
pub(super) struct Event(Publication);

/// An online workshop of this title.
pub(super) fn event(title: &str) -> Event {
    let attendance = serde_json::json!({ "mode": "online", "link": "https://visio.exemple.fr/" });
    Event(Publication {
        id: EventId::derive(&[title.as_bytes()]),
        edition: 2027.into(),
        slug: crate::publication::slug(title),
        sequence: 0,
        revision: RevisionNumber::FIRST,
        published_at: at("2027-10-01T08:00:00Z"),
        updated_at: at("2027-10-01T08:00:00Z"),
        status: Status::Scheduled,
        news: None,
        earlier: None,
        moved_online: false,
        featured: false,
        content: Content {
            title: Line::parse(title).unwrap(),
            summary: Line::parse("En une phrase.").unwrap(),
            description: Prose::parse("En quelques phrases.").unwrap(),
            format: Format::Atelier,
            schedule: slots(&[(date(2027, 11, 9), 10)], Zone::PARIS),
            attendance: serde_json::from_value::<Attendance>(attendance).unwrap(),
            audience: vec![Audience::Agents],
            registration: None,
            themes: Vec::new(),
            language: crate::vocabulary::Language::default(),
            capacity: None,
            accessibility: crate::accessibility::Accessibility::default(),
            contact: None,
            picture: None,
            organisation: Organisation {
                name: Line::parse("DITP").unwrap(),
                kind: OrganisationKind::Etat,
                partners: Vec::new(),
            },
        },
    })
}

fn slots(hours: &[(Date, i8)], zone: Zone) -> Schedule {
    let slot = |&(day, hour): &(Date, i8)| {
        Slot::local(day, time(hour, 0, 0, 0), time(hour + 1, 0, 0, 0), zone).unwrap()
    };
    let slots: Vec<_> = hours.iter().map(slot).collect();
    Schedule::Slots { zone, slots: slots.try_into().unwrap() }
}

impl Event {
    /// Of which its organiser has said this since.
    pub(super) fn said(mut self, status: Status) -> Self {
        self.0.status = status;
        self
    }

    /// In this commune (its code and one of its postcodes), at these hours of its clocks.
    pub(super) fn in_commune(mut self, code: &str, postcode: &str, hours: &[(Date, i8)]) -> Self {
        let place = serde_json::json!({
            "mode": "on-site",
            "places": [{ "name": "Médiathèque", "postcode": postcode, "town": code }],
        });
        self.0.content.attendance = serde_json::from_value(place).unwrap();
        self.0.content.schedule = slots(hours, self.0.content.attendance.zone());
        self
    }

    /// Online at these hours of Paris.
    pub(super) fn online(mut self, hours: &[(Date, i8)]) -> Self {
        self.0.content.schedule = slots(hours, Zone::PARIS);
        self
    }

    /// There at any hour, from one day to another.
    pub(super) fn over(mut self, first: Date, last: Date) -> Self {
        self.0.content.schedule = Schedule::Period { period: Period::new(first, last).unwrap() };
        self.0.content.format = Format::Podcast;
        self
    }

    pub(super) fn of_format(mut self, format: Format) -> Self {
        self.0.content.format = format;
        self
    }

    pub(super) fn published(mut self, at: Timestamp) -> Self {
        self.0.published_at = at;
        self
    }

    pub(super) fn id(&self) -> EventId {
        self.0.id
    }
}

impl From<Event> for Publication {
    fn from(event: Event) -> Self {
        event.0
    }
}
