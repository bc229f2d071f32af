//! Organisers: their events, their colleagues, the links they ask for, how often they are asked to confirm their address.

use aws_sdk_dynamodb::types::TransactWriteItem;
use jiff::{SignedDuration, Timestamp};
use model::edition::Year;
use model::email::EmailAddress;
use model::event::{Seat, Seating};
use model::id::{EventId, PersonId};
use model::letter::{Letter, OrganiserLetter, OrganiserOccasion};
use model::reception::Confirmations;
use model::step::Step;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::{expiring, item};
use crate::keys::{EVENT_OF, Key, person_pk};
use crate::outbox::OutboxItem;
use crate::table::Store;

const EVENT_OF_PERSON: &str = "event-of-person";
const COLLEAGUE: &str = "colleague";
const CONFIRMATIONS: &str = "confirmations";
const LINKS_REQUEST: &str = "event-links-request";

/// How long a request is kept for the desk and for `send` to read.
const REQUEST_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// How long it is remembered how often an address was asked to be confirmed: longer than an edition lasts.
const CONFIRMATIONS_KEPT: SignedDuration = SignedDuration::from_hours(365 * 24);

/// An event that a person answers for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventOf {
    /// Which.
    pub event: EventId,
    /// Of which edition.
    pub edition: Year,
    /// Their place in its team.
    pub seat: Seat,
}

/// Where a colleague is written to.
#[derive(Serialize, Deserialize)]
struct Address {
    person: PersonId,
    address: EmailAddress,
}

/// With which address someone asked for their links.
#[derive(Serialize, Deserialize)]
struct LinksRequest {
    address: EmailAddress,
}

impl Store {
    /// The events that a person answers for, whatever their state and edition.
    pub async fn events_of(&self, person: &PersonId) -> Result<Vec<EventOf>, StoreError> {
        self.collection(&person_pk(person), EVENT_OF, EVENT_OF_PERSON).await
    }

    /// Where the colleague who has this place is written to; nothing once they have left.
    pub async fn colleague(&self, event: EventId, seat: Seat) -> Result<Option<EmailAddress>, StoreError> {
        let address: Option<Address> = self.get(Key::colleague(event, seat), COLLEAGUE).await?;
        Ok(address.map(|it| it.address))
    }

    /// How often a person was asked to confirm their address; nothing if never.
    pub async fn confirmations(&self, person: &PersonId) -> Result<Option<Confirmations>, StoreError> {
        self.get(Key::confirmations(person), CONFIRMATIONS).await
    }

    /// Records a new event and, with the mail that asks to confirm an address, that it was asked once more. False when the
    /// event is there already. A conflict means that the address was asked in between: read how often, then decide again.
    pub async fn submit(&self, step: &Step, asked: Option<&Confirmations>) -> Result<bool, StoreError> {
        let after = &step.after;
        let mut writes = self.writes(step)?;
        if let Some(asked) = asked {
            let kept = item(Key::confirmations(&after.organiser), CONFIRMATIONS, asked)?;
            let kept = expiring(kept, asked.last + CONFIRMATIONS_KEPT);
            writes.push(match asked.version - 1 {
                0 => self.create(kept)?,
                before => self.succeed(kept, before)?,
            });
        }
        match self.transact(writes).await {
            Ok(()) => Ok(true),
            Err(error) if error.is_conflict() && self.event(after.id).await?.is_some() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Notes that someone asks for the links to their events, whoever they are: the desk looks whether they have any. A
    /// conflict means that they asked within the same window.
    pub async fn ask_event_links(
        &self,
        person: &PersonId,
        address: &EmailAddress,
        window: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let request = LinksRequest { address: address.clone() };
        let asked = item(Key::event_links_request(person, window), LINKS_REQUEST, &request)?;
        let nudge = OutboxItem::event_links_asked(person.clone(), window).into_item(now)?;
        self.transact(vec![self.create(expiring(asked, now + REQUEST_KEPT))?, self.create(nudge)?]).await
    }

    /// With which address someone asked in a window for the links to their events.
    pub async fn event_links_request(
        &self,
        person: &PersonId,
        window: i64,
    ) -> Result<Option<EmailAddress>, StoreError> {
        let request: Option<LinksRequest> =
            self.get(Key::event_links_request(person, window), LINKS_REQUEST).await?;
        Ok(request.map(|it| it.address))
    }

    /// Writes the links that someone asked for in a window, to the address that they typed. A conflict means that it was done
    /// before.
    pub async fn write_event_links(
        &self,
        person: PersonId,
        window: i64,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let occasion = OrganiserOccasion::Links { window };
        let letter = Letter::Organiser(OrganiserLetter { person, occasion });
        self.transact(self.letter(letter, SignedDuration::ZERO, now)?.into()).await
    }

    /// Forgets that someone who has no event asked for links. A conflict means that it was forgotten before.
    pub async fn forget_event_links_request(&self, person: &PersonId, window: i64) -> Result<(), StoreError> {
        self.transact(vec![self.remove_existing(Key::event_links_request(person, window))?]).await
    }

    /// Parts of a transaction: who answers for the event from now on, and where they are written to.
    pub(crate) fn team_writes(&self, step: &Step) -> Result<Vec<TransactWriteItem>, StoreError> {
        let (event, edition) = (step.after.id, step.after.edition);
        let of = |person: &PersonId, seat| {
            item(Key::event_of(person, event), EVENT_OF_PERSON, &EventOf { event, edition, seat })
        };
        let mut writes = Vec::new();
        if step.before.is_none() {
            writes.push(self.create(of(&step.after.organiser, Seat::ORGANISER)?)?);
        }
        match &step.seating {
            Some(Seating::Invited { colleague, address }) => {
                let known = Address { person: colleague.person.clone(), address: address.clone() };
                let known = item(Key::colleague(event, colleague.seat), COLLEAGUE, &known)?;
                writes.push(self.create(known)?);
                writes.push(self.create(of(&colleague.person, colleague.seat)?)?);
            }
            Some(Seating::Dismissed { colleague }) => {
                if !colleague.seat.is_organiser() {
                    writes.push(self.remove_existing(Key::colleague(event, colleague.seat))?);
                }
                writes.push(self.remove_existing(Key::event_of(&colleague.person, event))?);
            }
            None => {}
        }
        Ok(writes)
    }
}
