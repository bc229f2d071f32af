//! Who answers for an event: its organiser and, at most, three colleagues.

use serde::{Deserialize, Serialize};

use super::Event;
use crate::email::EmailAddress;
use crate::erased;
use crate::id::PersonId;

/// Most colleagues at a time.
pub const MOST_COLLEAGUES: usize = 3;

/// Most colleagues over an event's whole life: nobody has the service write to the whole world.
pub const MOST_INVITED: u8 = 12;

/// A place in the team of an event: never given to another, so that a link to it is one person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seat(u8);

impl Seat {
    /// The organiser's.
    pub const ORGANISER: Self = Self(0);

    /// As a number.
    pub fn get(self) -> u8 {
        self.0
    }

    /// Whether it is the organiser's.
    pub fn is_organiser(&self) -> bool {
        *self == Self::ORGANISER
    }
}

impl Default for Seat {
    fn default() -> Self {
        Self::ORGANISER
    }
}

impl From<u8> for Seat {
    fn from(number: u8) -> Self {
        Self(number)
    }
}

impl std::fmt::Display for Seat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A colleague of the organiser, without their address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    /// Who.
    pub person: PersonId,
    /// Their place.
    pub seat: Seat,
    /// The event's version that they came with: nobody has written to them before.
    pub since: u32,
}

/// What a step changes in the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seating {
    /// A colleague is invited.
    Invited {
        /// Who.
        colleague: Colleague,
        /// Where they are written to.
        address: EmailAddress,
    },
    /// A colleague leaves.
    Dismissed {
        /// Who.
        colleague: Colleague,
    },
}

impl Event {
    /// Whoever has this place, if someone has.
    pub fn person_at(&self, seat: Seat) -> Option<&PersonId> {
        if seat.is_organiser() {
            return Some(&self.organiser).filter(|person| !erased::is_person(person));
        }
        self.colleague(seat).map(|colleague| &colleague.person)
    }

    /// The colleague who has this place.
    pub fn colleague(&self, seat: Seat) -> Option<&Colleague> {
        self.colleagues.iter().find(|colleague| colleague.seat == seat)
    }

    /// The place of a person, if they answer for the event.
    pub fn seat_of(&self, person: &PersonId) -> Option<Seat> {
        self.seats().find(|seat| self.person_at(*seat) == Some(person))
    }

    /// The places that someone has, the organiser's first, unless they were erased.
    pub fn seats(&self) -> impl Iterator<Item = Seat> {
        let organiser = self.person_at(Seat::ORGANISER).map(|_| Seat::ORGANISER);
        organiser.into_iter().chain(self.colleagues.iter().map(|colleague| colleague.seat))
    }
}
