//! Everything that an edition's programme is made of.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::edition::{Edition, Year};
use crate::id::EventId;
use crate::mailing::Issue;
use crate::publication::{Listing, Publication};
use crate::schedule::Schedule;

/// What the table says of an edition's programme. No list has an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Material {
    /// The edition.
    pub edition: Edition,
    /// The other editions that have a programme.
    pub others: Vec<Edition>,
    /// The edition whose programme is the site's home.
    pub current: Option<Year>,
    /// Its published events.
    pub events: Vec<Publication>,
    /// The events that it had and has no longer.
    pub departed: Vec<Departed>,
    /// The issues of the newsletter, each with when it left.
    pub issues: Vec<(Timestamp, Issue)>,
}

/// An event that the programme showed once and shows no longer: its address stays, and says so. None of its words are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Departed {
    /// For ever.
    pub id: EventId,
    /// Its edition.
    pub edition: Year,
    /// The readable part of its address.
    pub slug: String,
    /// Rises with every change: the calendar's SEQUENCE (RFC 5545 §3.8.7.4).
    pub sequence: u32,
    /// When it left.
    pub departed_at: Timestamp,
    /// When it was to take place: calendars that have it learn that it does not.
    pub schedule: Schedule,
}

impl Departed {
    /// What is left of an event as the programme showed it, once its place there shows none.
    pub fn of(shown: Publication, place: &Listing) -> Self {
        Self {
            id: shown.id,
            edition: shown.edition,
            slug: shown.slug,
            sequence: place.sequence,
            departed_at: place.updated_at,
            schedule: shown.content.schedule,
        }
    }

    /// The event's permanent address within the site.
    pub fn path(&self) -> String {
        crate::publication::path(self.edition, &self.slug, self.id)
    }
}

impl Material {
    /// A programme without an event yet.
    pub fn of(edition: Edition) -> Self {
        let current = Some(edition.year);
        Self {
            edition,
            others: Vec::new(),
            current,
            events: Vec::new(),
            departed: Vec::new(),
            issues: Vec::new(),
        }
    }

    /// Whether it is the site's home.
    pub fn is_current(&self) -> bool {
        self.current == Some(self.edition.year)
    }
}
