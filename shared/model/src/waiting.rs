//! An event that waits for a moderator, as the queue shows it: small enough to read five hundred of them at once.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::content::{Content, RevisionNumber, SUMMARY_MAX, TITLE_MAX};
use crate::event::{Event, State};
use crate::french;
use crate::id::{EventId, ModeratorId};
use crate::schedule::Schedule;
use crate::territory::{Departement, Region};
use crate::text::Line;
use crate::vocabulary::Format;

/// After how long moderators are reminded of an event.
pub const REMINDER: SignedDuration = SignedDuration::from_hours(48);

/// After how long the national team is told.
pub const ESCALATION: SignedDuration = SignedDuration::from_hours(96);

/// An event that waits for a moderator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Which event.
    pub event: EventId,
    /// The event's version: a write never replaces a later one.
    pub version: u32,
    /// The revision to decide on.
    pub revision: RevisionNumber,
    /// Since when it waits.
    pub since: Timestamp,
    /// Whether an earlier revision is in the programme.
    pub is_edit: bool,
    /// Its title.
    pub title: Line<TITLE_MAX>,
    /// Its summary.
    pub summary: Line<SUMMARY_MAX>,
    /// Who proposes it.
    pub organisation: Line<140>,
    /// Its format.
    pub format: Format,
    /// When it is, in words.
    pub when: String,
    /// Where it is, in words.
    pub place: String,
    /// Where; none when it is online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departement: Option<Departement>,
    /// Where; none when it is online.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// The other regions where it takes place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<Region>,
    /// Who has been entrusted with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned: Option<ModeratorId>,
    /// Whether the desk has passed it on to its moderators.
    #[serde(default)]
    pub screened: bool,
    /// The score of what looks like it most, 0 to 100; none when nothing does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_alike: Option<u8>,
    /// How much of an advertisement it looks, 0 to 100.
    pub suspicion: u8,
}

impl Waiting {
    /// The event, whose revision under review has this content, if it waits for a moderator.
    pub fn of(event: &Event, content: &Content) -> Option<Self> {
        if event.state() != State::InReview {
            return None;
        }
        let screening = event.standing.screening.as_ref();
        let when = match &content.schedule {
            Schedule::Slots { zone, slots } => match slots.iter().count() - 1 {
                0 => french::slot(&slots.first(), *zone),
                more => format!("{} (+\u{a0}{more})", french::slot(&slots.first(), *zone)),
            },
            Schedule::Period { period } => french::period(*period),
        };
        let mode = content.attendance.mode().label();
        let place = content.attendance.place().map_or_else(
            || mode.to_owned(),
            |place| format!("{} ({})", place.town.name(), place.town.departement().code()),
        );
        Some(Self {
            event: event.id,
            version: event.version,
            revision: event.revision(),
            since: event.standing.waiting_since.unwrap_or(event.submitted_at),
            is_edit: event.shown().is_some(),
            title: content.title.clone(),
            summary: content.summary.clone(),
            organisation: content.organisation.name.clone(),
            format: content.format,
            when,
            place,
            departement: content.departement(),
            region: content.region(),
            also_in: content.regions().into_iter().skip(1).collect(),
            assigned: event.standing.assigned,
            screened: screening.is_some(),
            look_alike: screening
                .and_then(|screening| screening.look_alikes.first())
                .map(|first| first.score),
            suspicion: screening.map_or(0, |screening| screening.suspicion.score),
        })
    }

    /// All the regions where it takes place; none when it is online.
    pub fn regions(&self) -> Vec<Region> {
        self.region.into_iter().chain(self.also_in.iter().copied()).collect()
    }

    /// How long it has waited.
    pub fn age(&self, now: Timestamp) -> SignedDuration {
        now.duration_since(self.since)
    }
}
