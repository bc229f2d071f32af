//! Editions: which there are, which is the current one, and their turns.

use aws_sdk_dynamodb::types::{AttributeValue, Put, TransactWriteItem};
use futures_util::future::try_join_all;
use jiff::Timestamp;
use model::edition::{Edition, State, Year};
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::{Attributes, item};
use crate::keys::{self, Key};
use crate::outbox::OutboxItem;
use crate::table::Store;

const EDITION: &str = "edition";
const EDITION_OF: &str = "edition-of";
const CURRENT: &str = "current-edition";

#[derive(Serialize, Deserialize)]
struct Current {
    year: Year,
}

/// An edition as the table keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptEdition {
    /// The edition.
    #[serde(flatten)]
    pub edition: Edition,
    /// Rises by one with every change; none for one that was written before editions changed.
    #[serde(default)]
    pub version: u32,
}

impl Store {
    /// An edition.
    pub async fn edition(&self, year: Year) -> Result<Option<Edition>, StoreError> {
        self.get(Key::edition(year), EDITION).await
    }

    /// An edition, for whoever changes it.
    pub async fn kept_edition(&self, year: Year) -> Result<Option<KeptEdition>, StoreError> {
        self.get(Key::edition(year), EDITION).await
    }

    /// The edition whose programme is the site's home, and which takes proposals while it is open.
    pub async fn current_edition(&self) -> Result<Option<Edition>, StoreError> {
        match self.get::<Current>(Key::current_edition(), CURRENT).await? {
            Some(current) => self.edition(current.year).await,
            None => Ok(None),
        }
    }

    /// Every edition that has a programme, in order of year: not those that are prepared.
    pub async fn editions(&self) -> Result<Vec<Edition>, StoreError> {
        let mut editions = self.every_edition().await?;
        editions.retain(|edition| edition.state != State::Prepared);
        Ok(editions)
    }

    /// Every edition, in order of year.
    pub async fn every_edition(&self) -> Result<Vec<Edition>, StoreError> {
        let years: Vec<Current> = self.collection(keys::EDITIONS, keys::YEAR, EDITION_OF).await?;
        let editions = try_join_all(years.iter().map(|it| self.edition(it.year))).await?;
        let mut editions: Vec<_> = editions.into_iter().flatten().collect();
        editions.sort_by_key(|edition| edition.year);
        Ok(editions)
    }

    /// Writes an edition and makes it the current one, whatever was there: for a table that nothing reads yet. Nobody is told
    /// to render it.
    pub async fn open_edition(&self, edition: &Edition) -> Result<(), StoreError> {
        let year = Current { year: edition.year };
        self.replace(item(Key::edition(edition.year), EDITION, edition)?).await?;
        self.replace(item(Key::edition_of(edition.year), EDITION_OF, &year)?).await?;
        self.replace(item(Key::current_edition(), CURRENT, &year)?).await
    }

    /// Writes an edition that nobody sees yet. A conflict means that there is one of its year.
    pub async fn create_edition(&self, edition: &Edition) -> Result<(), StoreError> {
        let kept = KeptEdition { edition: edition.clone(), version: 1 };
        let year = Current { year: edition.year };
        let writes = vec![
            self.create(item(Key::edition(edition.year), EDITION, &kept)?)?,
            self.put(item(Key::edition_of(edition.year), EDITION_OF, &year)?)?,
        ];
        self.transact(writes).await
    }

    /// Writes what has become of an edition since it was read, and has its programme rendered where it has one. A conflict
    /// means that it has changed since.
    pub async fn change_edition(
        &self,
        read: &KeptEdition,
        after: &Edition,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        self.transact(self.change(read, after, now)?).await
    }

    /// The same, and it is the current edition from now on.
    pub async fn make_current(
        &self,
        read: &KeptEdition,
        after: &Edition,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut writes = self.change(read, after, now)?;
        writes.push(self.put(item(Key::current_edition(), CURRENT, &Current { year: after.year })?)?);
        self.transact(writes).await
    }

    fn change(
        &self,
        read: &KeptEdition,
        after: &Edition,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let kept = KeptEdition { edition: after.clone(), version: read.version + 1 };
        let written = item(Key::edition(after.year), EDITION, &kept)?;
        let mut writes = vec![match read.version {
            0 => self.number(written)?,
            version => self.succeed(written, version)?,
        }];
        if after.state != State::Prepared {
            let cause = format!("edition-{}-{}", after.year, kept.version);
            writes.push(self.create(OutboxItem::programme(after.year, &cause).into_item(now)?)?);
        }
        Ok(writes)
    }

    /// Part of a transaction: an item that must be there without a version.
    fn number(&self, item: Attributes) -> Result<TransactWriteItem, StoreError> {
        let entity = AttributeValue::S(EDITION.into());
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("#entity = :entity AND attribute_not_exists(#version)")
            .expression_attribute_names("#entity", "entity")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":entity", entity)
            .build()
            .map_err(|error| StoreError::shape("transaction", error))?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}
