//! Subscribers: what they ask, where they stand, and the readers from which audiences are chosen.

use aws_sdk_dynamodb::types::TransactWriteItem;
use jiff::{SignedDuration, Timestamp};
use model::id::PersonId;
use model::letter::{Letter, SubscriberLetter, SubscriberOccasion};
use model::subscriber::{Left, Reader, Request, Standing, Subscriber};

use crate::error::StoreError;
use crate::item::{expiring, item};
use crate::keys::{self, Key, readers_pk};
use crate::outbox::OutboxItem;
use crate::table::Store;

const SUBSCRIBER: &str = "subscriber";
const REQUEST: &str = "subscription-request";
const READER: &str = "reader";
const DEPARTURE: &str = "departure";

/// How long a request is kept for the worker to read.
const REQUEST_KEPT: SignedDuration = SignedDuration::from_hours(24);

/// What becomes of a person.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// The version that was read, 0 for none.
    pub before: u32,
    /// What they are from now on.
    pub after: &'a Subscriber,
    /// The letter that says so.
    pub occasion: Option<SubscriberOccasion>,
}

impl Store {
    /// Notes that someone asks for the newsletter, whoever they are: the worker looks who it is. A conflict means that they
    /// asked within the same window.
    pub async fn ask_subscription(
        &self,
        person: &PersonId,
        window: i64,
        request: &Request,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let asked = item(Key::subscription_request(person, window), REQUEST, request)?;
        let nudge = OutboxItem::subscription_asked(person.clone(), window).into_item(now)?;
        self.transact(vec![self.create(expiring(asked, now + REQUEST_KEPT))?, self.create(nudge)?]).await
    }

    /// What someone asked in a window.
    pub async fn subscription_request(
        &self,
        person: &PersonId,
        window: i64,
    ) -> Result<Option<Request>, StoreError> {
        self.get(Key::subscription_request(person, window), REQUEST).await
    }

    /// A person as the newsletter knows them. Whoever had left, asked again and did not confirm has left, once DynamoDB has
    /// deleted what they asked: at version 0, since no item of theirs has one.
    pub async fn subscriber(&self, person: &PersonId) -> Result<Option<Subscriber>, StoreError> {
        if let Some(known) = self.get(Key::subscriber(person), SUBSCRIBER).await? {
            return Ok(Some(known));
        }
        let left: Option<Left> = self.get(Key::departure(person), DEPARTURE).await?;
        let gone = |left| Subscriber { person: person.clone(), version: 0, standing: Standing::Left(left) };
        Ok(left.map(gone))
    }

    /// Records what becomes of a person, with the letter that says so. `before` is the version that was read, 0 for none. A
    /// conflict means that they have changed since.
    pub async fn record_subscriber(
        &self,
        before: u32,
        after: &Subscriber,
        occasion: Option<SubscriberOccasion>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.transact(self.told_writes(&Change { before, after, occasion }, now)?).await
    }

    /// Settles what someone asked in a window, with what becomes of them if anything does: what they asked is gone in the same
    /// transaction, so it is answered once. A conflict means that they have changed since they were read, or that it has been
    /// answered.
    pub async fn settle_subscription(
        &self,
        person: &PersonId,
        window: i64,
        change: Option<Change<'_>>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writes = vec![self.remove_existing(Key::subscription_request(person, window))?];
        if let Some(change) = change {
            writes.extend(self.told_writes(&change, now)?);
        }
        self.transact(writes).await
    }

    /// Records that a person confirms an address that replaces another, which leaves in the same transaction.
    pub async fn record_move(
        &self,
        arrived: &Subscriber,
        left: &Subscriber,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writes = self.subscriber_writes(arrived.version - 1, arrived)?;
        writes.extend(self.subscriber_writes(left.version - 1, left)?);
        let occasion = SubscriberOccasion::Welcome;
        let letter = SubscriberLetter { person: arrived.person.clone(), version: arrived.version, occasion };
        writes.extend(self.letter(Letter::Subscriber(letter), SignedDuration::ZERO, now)?);
        self.transact(writes).await
    }

    /// Forgets all that is known of a person as a subscriber. A conflict means that they have changed since they were read.
    pub async fn erase_subscriber(&self, subscriber: &Subscriber) -> Result<(), StoreError> {
        let Subscriber { person, version, .. } = subscriber;
        let writes = vec![
            self.remove_version(Key::subscriber(person), *version)?,
            self.remove(Key::reader(person), version + 1)?,
            self.remove(Key::departure(person), version + 1)?,
        ];
        self.transact(writes).await
    }

    /// The readers of a shard: active subscribers, without their addresses.
    pub async fn readers(&self, shard: u8) -> Result<Vec<Reader>, StoreError> {
        self.collection(&readers_pk(shard), keys::READER, READER).await
    }

    /// Parts of a transaction: where a person stands, and the letter that says so.
    fn told_writes(&self, change: &Change<'_>, now: Timestamp) -> Result<Vec<TransactWriteItem>, StoreError> {
        let after = change.after;
        let mut writes = self.subscriber_writes(change.before, after)?;
        if let Some(occasion) = change.occasion {
            let letter = SubscriberLetter { person: after.person.clone(), version: after.version, occasion };
            writes.extend(self.letter(Letter::Subscriber(letter), SignedDuration::ZERO, now)?);
        }
        Ok(writes)
    }

    /// Parts of a transaction: where a person stands, their place among the readers or none, and that they have left or not.
    pub(crate) fn subscriber_writes(
        &self,
        before: u32,
        after: &Subscriber,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let mut state = item(Key::subscriber(&after.person), SUBSCRIBER, after)?;
        if let Some(expires) = after.expires() {
            state = expiring(state, expires);
        }
        let state = if before == 0 { self.create(state)? } else { self.succeed(state, before)? };
        let place = Key::reader(&after.person);
        let place = match after.reader() {
            Some(reader) => self.supersede(item(place, READER, &reader)?, after.version)?,
            None => self.remove(place, after.version)?,
        };
        let departure = Key::departure(&after.person);
        let departure = match &after.standing {
            Standing::Left(left) => Some(self.supersede(item(departure, DEPARTURE, left)?, after.version)?),
            Standing::Active { .. } => Some(self.remove(departure, after.version)?),
            // Remembered, whether they confirm or not.
            Standing::Pending { .. } => None,
        };
        Ok([state, place].into_iter().chain(departure).collect())
    }
}
