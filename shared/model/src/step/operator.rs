//! Steps of whoever runs the service, in the place of someone who cannot take them any more.

use jiff::Timestamp;

use super::Step;
use crate::content::Content;
use crate::email::EmailAddress;
use crate::event::{Actor, Command, Event, Refusal, Seat};
use crate::id::PersonId;

impl Step {
    /// The operator gives someone a place in the team, at an address; `content` is that of the revision that counts. They are
    /// written to as any colleague who is invited.
    pub fn seat(
        event: Event,
        invited: (PersonId, EmailAddress),
        content: &Content,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        Self::invited(event, Actor::Operator, invited, content, now)
    }

    /// The operator takes someone out of the team, its organiser too: the links to their place are dead, and nobody ever has
    /// it again.
    pub fn unseat(event: Event, seat: Seat, content: &Content, now: Timestamp) -> Result<Self, Refusal> {
        Self::dismissed(event, Actor::Operator, Command::Unseat { seat }, content, now)
    }
}
