//! The moderators' work: how often each is written to, what they have been told, their bulk orders.

use std::collections::HashSet;

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use jiff::{SignedDuration, Timestamp};
use model::edition::Year;
use model::event::CLOCKS_APART;
use model::id::{EventId, ModeratorId, OrderId, PersonId};
use model::letter::{DeskLetter, Letter};
use model::order::Order;
use model::pace::Pace;
use model::step::Step;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::{expiring, item};
use crate::keys::{self, Key, edition_pk};
use crate::outbox::OutboxItem;
use crate::table::Store;

const PACE: &str = "pace";
const TOLD: &str = "told";
const ORDER: &str = "order";
const OPEN_ORDER: &str = "open-order";

/// How long it is remembered what moderators have been told: longer than anything waits.
const TOLD_KEPT: SignedDuration = SignedDuration::from_hours(120 * 24);

/// How long an order is kept after it was given.
const ORDER_KEPT: SignedDuration = SignedDuration::from_hours(365 * 24);

/// A stage of an event's wait that moderators are told of once.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Told {
    /// Which event.
    pub event: EventId,
    /// Which stage.
    pub stage: Stage,
    /// Since when it waits: another wait is told anew.
    pub since: Timestamp,
}

/// A stage of a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// Moderators are reminded.
    Reminder,
    /// The national team is told.
    Escalation,
}

#[derive(Serialize, Deserialize)]
struct OpenOrder {
    order: OrderId,
}

/// A change of how often a moderator is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaceChange {
    /// Whose.
    pub moderator: ModeratorId,
    /// After; its version is the one before plus one.
    pub after: Pace,
}

impl Store {
    /// How often a moderator has been written to of late.
    pub async fn pace(&self, moderator: ModeratorId) -> Result<Pace, StoreError> {
        Ok(self.get(Key::pace(moderator), PACE).await?.unwrap_or_default())
    }

    /// Records that the desk has passed an event on, with the pace of those it wrote to. A conflict means that the event
    /// or a pace has changed since it was read.
    pub async fn record_screening(&self, step: &Step, paces: &[PaceChange]) -> Result<(), StoreError> {
        let mut writes = self.writes(step)?;
        for change in paces {
            writes.push(self.pace_change(change)?);
        }
        self.transact(writes).await
    }

    /// Writes a letter to a moderator, with what must be remembered with it. A conflict means that it was written
    /// before.
    pub async fn write_to_moderators(
        &self,
        letters: Vec<DeskLetter>,
        told: &[Told],
        edition: Year,
        pace: Option<&PaceChange>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writes = Vec::new();
        for letter in letters {
            writes.extend(self.letter(Letter::Desk(letter), SignedDuration::ZERO, now)?);
        }
        for marker in told {
            let item = item(Key::told(edition, marker), TOLD, marker)?;
            writes.push(self.create(expiring(item, now + TOLD_KEPT))?);
        }
        if let Some(change) = pace {
            writes.push(self.pace_change(change)?);
        }
        self.transact(writes).await
    }

    /// The stages that moderators have been told of in an edition.
    pub async fn told(&self, edition: Year) -> Result<HashSet<Told>, StoreError> {
        let told: Vec<_> = self.collection(&edition_pk(edition), keys::TOLD, TOLD).await?;
        Ok(told.into_iter().collect())
    }

    /// Notes that someone asks for their queue link, whoever they are: the desk looks who it is.
    pub async fn ask_link(&self, person: PersonId, window: i64, now: Timestamp) -> Result<(), StoreError> {
        let asked = OutboxItem::link_asked(person, window);
        self.transact(vec![self.create(asked.into_item(now)?)?]).await
    }

    /// An order.
    pub async fn order(&self, order: OrderId) -> Result<Option<Order>, StoreError> {
        self.get(Key::order(order), ORDER).await
    }

    /// The orders of an edition that are not wholly applied, or not wholly undone.
    pub async fn open_orders(&self, edition: Year) -> Result<Vec<OrderId>, StoreError> {
        let open: Vec<OpenOrder> =
            self.collection(&edition_pk(edition), keys::OPEN_ORDER, OPEN_ORDER).await?;
        Ok(open.into_iter().map(|it| it.order).collect())
    }

    /// Records an order, for the desk to apply. A conflict means that it was given before.
    pub async fn give_order(&self, order: &Order) -> Result<(), StoreError> {
        let kept = expiring(item(Key::order(order.id), ORDER, order)?, order.at + ORDER_KEPT);
        let mut writes = vec![self.create(kept)?];
        writes.extend(self.call_for(order, "order", order.at)?);
        self.transact(writes).await
    }

    /// Records that an order is undone, for the desk to take back what it has applied. A conflict means that it was
    /// undone before.
    pub async fn undo_order(&self, order: &Order, at: Timestamp) -> Result<(), StoreError> {
        let key = Key::order(order.id);
        let update = Update::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .update_expression("SET #undone_at = :at")
            .condition_expression("attribute_exists(#pk) AND attribute_not_exists(#undone_at)")
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_names("#undone_at", "undone_at")
            .expression_attribute_values(":at", AttributeValue::S(at.to_string()))
            .build()
            .map_err(|error| StoreError::shape(ORDER, error))?;
        let mut writes = vec![TransactWriteItem::builder().update(update).build()];
        writes.extend(self.call_for(order, "undo", at)?);
        self.transact(writes).await
    }

    /// Notes that nothing is left to do for an order, with the letter that tells of it if there is one. A conflict means
    /// that it was noted before.
    pub async fn close_order(
        &self,
        order: &Order,
        letter: Option<DeskLetter>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writes = vec![self.remove_existing(Key::open_order(order.edition, order.id))?];
        if let Some(letter) = letter {
            let hold = (now.duration_until(order.undo_until) + CLOCKS_APART).max(SignedDuration::ZERO);
            writes.extend(self.letter(Letter::Desk(letter), hold, now)?);
        }
        self.transact(writes).await
    }

    fn call_for(
        &self,
        order: &Order,
        occasion: &str,
        now: Timestamp,
    ) -> Result<[TransactWriteItem; 2], StoreError> {
        let open = OpenOrder { order: order.id };
        let nudge = OutboxItem::order(order.id, occasion).into_item(now)?;
        // Undoing opens it again, or finds it open still: both are right.
        let open = self.put(item(Key::open_order(order.edition, order.id), OPEN_ORDER, &open)?)?;
        Ok([open, self.create(nudge)?])
    }

    fn pace_change(&self, change: &PaceChange) -> Result<TransactWriteItem, StoreError> {
        let pace = item(Key::pace(change.moderator), PACE, &change.after)?;
        match change.after.version - 1 {
            0 => self.create(pace),
            before => self.succeed(pace, before),
        }
    }
}
