//! What retention and erasure do beside removing and rewording: nobody's copies, proofs, what is looked up at once, where a
//! walk goes on.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use model::edition::Year;
use model::id::{EventId, PersonId};
use model::mailing::Delivery;
use model::subscriber::Left;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::{expiring, item};
use crate::keys::Key;
use crate::outbox::OutboxItem;
use crate::sweep::{Act, Row, RowKey};
use crate::table::Store;

const WALK: &str = "walk";

/// How long it is remembered where an unfinished walk goes on.
const WALK_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Serialize, Deserialize)]
struct Walked {
    after: RowKey,
}

impl Store {
    /// A copy of an issue is nobody's any more: it counts as it did, in the place of `nobody`, which leads to no one.
    pub fn unnaming(&self, row: &Row, nobody: PersonId) -> Result<[Act; 2], StoreError> {
        let copy = Delivery { person: nobody, ..row.read()? };
        let mut item = item(Key::delivery(&copy.id()), "delivery", &copy)?;
        if let Some(expires) = row.attributes.get("expires_at") {
            item.insert("expires_at".into(), expires.clone());
        }
        Ok([self.removal(row)?, Act(self.create(item)?)])
    }

    /// The proof that someone is gone from the newsletter, and nothing else of them.
    pub fn proving(&self, person: &PersonId, left: &Left, version: u32) -> Result<Act, StoreError> {
        Ok(Act(self.supersede(item(Key::departure(person), "departure", left)?, version)?))
    }

    /// The programme of an edition is to be rendered.
    pub fn rendering(&self, edition: Year, occasion: &str, now: Timestamp) -> Result<Act, StoreError> {
        Ok(Act(self.create(OutboxItem::programme(edition, occasion).into_item(now)?)?))
    }

    /// The rows of someone as a subscriber: who they are, their place among the readers, that they have left.
    pub async fn subscription_rows(&self, person: &PersonId) -> Result<[Option<Row>; 3], StoreError> {
        let keys = [Key::subscriber(person), Key::reader(person), Key::departure(person)];
        let [subscriber, reader, departure] = keys.map(|Key { pk, sk }| RowKey { pk, sk });
        Ok([self.row(&subscriber).await?, self.row(&reader).await?, self.row(&departure).await?])
    }

    /// The rows of an event in its edition's collections: published, on the home, waiting, compared.
    pub async fn edition_rows(&self, edition: Year, event: EventId) -> Result<[Option<Row>; 4], StoreError> {
        let keys = [
            Key::publication(edition, event),
            Key::featured(edition, event),
            Key::waiting(edition, event),
            Key::profile(edition, event),
        ];
        let mut rows = [const { None }; 4];
        for (place, Key { pk, sk }) in rows.iter_mut().zip(keys) {
            *place = self.row(&RowKey { pk, sk }).await?;
        }
        Ok(rows)
    }

    /// After which row an unfinished walk through the table goes on.
    pub async fn walked_to(&self) -> Result<Option<RowKey>, StoreError> {
        Ok(self.get::<Walked>(Key::purge_cursor(), WALK).await?.map(|walked| walked.after))
    }

    /// Remembers after which row an unfinished walk goes on, for a week; none: it is finished.
    pub async fn walk_on_after(&self, after: Option<RowKey>, now: Timestamp) -> Result<(), StoreError> {
        let key = Key::purge_cursor();
        if let Some(after) = after {
            let walked = item(key, WALK, &Walked { after })?;
            return self.replace(expiring(walked, now + WALK_KEPT)).await;
        }
        let delete = self.client.delete_item().table_name(&self.table);
        let delete = delete.key("pk", AttributeValue::S(key.pk)).key("sk", AttributeValue::S(key.sk));
        delete.send().await.map_err(StoreError::of).map(|_| ())
    }
}
