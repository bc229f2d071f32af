//! The table itself: reading one item, reading a whole collection, writing a transaction.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, Delete, Put, Select, TransactWriteItem};
use serde::de::DeserializeOwned;

use crate::error::{StoreError, is_crossed};
use crate::item::{Attributes, value};
use crate::keys::Key;

/// The table.
#[derive(Debug, Clone)]
pub struct Store {
    pub(crate) client: Client,
    pub(crate) table: String,
}

impl Store {
    /// The table of that name.
    pub fn new(client: Client, table: impl Into<String>) -> Self {
        Self { client, table: table.into() }
    }

    /// One item, as last written.
    pub(crate) async fn get<T: DeserializeOwned>(
        &self,
        key: Key,
        entity: &'static str,
    ) -> Result<Option<T>, StoreError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::of)?;
        answer.item.map(|item| value(item, entity)).transpose()
    }

    /// Every item of a partition whose sort key starts with `prefix` (not empty), page after page.
    pub(crate) async fn collection<T: DeserializeOwned>(
        &self,
        pk: &str,
        prefix: &str,
        entity: &'static str,
    ) -> Result<Vec<T>, StoreError> {
        self.query("#pk = :pk AND begins_with(#sk, :sk)", pk, prefix, entity).await
    }

    /// Every item of a partition whose sort key is `from` or comes after it, page after page.
    pub(crate) async fn collection_from<T: DeserializeOwned>(
        &self,
        pk: &str,
        from: &str,
        entity: &'static str,
    ) -> Result<Vec<T>, StoreError> {
        self.query("#pk = :pk AND #sk >= :sk", pk, from, entity).await
    }

    /// How many items of a partition have a sort key that starts with `prefix` (not empty), page after page.
    pub(crate) async fn count_collection(&self, pk: &str, prefix: &str) -> Result<usize, StoreError> {
        let mut pages = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("#pk = :pk AND begins_with(#sk, :sk)")
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_names("#sk", "sk")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .expression_attribute_values(":sk", AttributeValue::S(prefix.to_owned()))
            .select(Select::Count)
            .consistent_read(true)
            .into_paginator()
            .send();
        let mut count = 0;
        while let Some(page) = pages.next().await {
            count += usize::try_from(page.map_err(StoreError::of)?.count).unwrap_or_default();
        }
        Ok(count)
    }

    async fn query<T: DeserializeOwned>(
        &self,
        condition: &str,
        pk: &str,
        sk: &str,
        entity: &'static str,
    ) -> Result<Vec<T>, StoreError> {
        let mut pages = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression(condition)
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_names("#sk", "sk")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .expression_attribute_values(":sk", AttributeValue::S(sk.to_owned()))
            .consistent_read(true)
            .into_paginator()
            .send();
        let mut values = Vec::new();
        while let Some(page) = pages.next().await {
            for item in page.map_err(StoreError::of)?.items.unwrap_or_default() {
                values.push(value(item, entity)?);
            }
        }
        Ok(values)
    }

    /// Writes an item, whether it was there or not; for what an operator sets.
    pub(crate) async fn replace(&self, item: Attributes) -> Result<(), StoreError> {
        let put = self.client.put_item().table_name(&self.table).set_item(Some(item));
        put.send().await.map_err(StoreError::of).map(|_| ())
    }

    /// All of the writes or none. The SDK gives each request an idempotency token, so that its own retries write once;
    /// a request that was cancelled because another held one of its items is made again.
    pub(crate) async fn transact(&self, writes: Vec<TransactWriteItem>) -> Result<(), StoreError> {
        for pause in [50, 150] {
            let request = self.client.transact_write_items().set_transact_items(Some(writes.clone()));
            match request.send().await {
                Ok(_) => return Ok(()),
                Err(error) if is_crossed(&error) => tokio::time::sleep(Duration::from_millis(pause)).await,
                Err(error) => return Err(StoreError::of_transaction(error)),
            }
        }
        let request = self.client.transact_write_items().set_transact_items(Some(writes));
        request.send().await.map_err(StoreError::of_transaction).map(|_| ())
    }

    /// Part of a transaction: an item that must not be there yet.
    pub(crate) fn create(&self, item: Attributes) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(#pk)")
            .expression_attribute_names("#pk", "pk");
        write(put.build())
    }

    /// Part of a transaction: an item that must still have the version it was read with.
    pub(crate) fn succeed(&self, item: Attributes, version: u32) -> Result<TransactWriteItem, StoreError> {
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("#version = :read")
            .set_expression_attribute_names(Some(HashMap::from([("#version".into(), "version".into())])))
            .expression_attribute_values(":read", AttributeValue::N(version.to_string()));
        write(put.build())
    }

    /// Part of a transaction: an item that replaces at most what an earlier version of its event left.
    pub(crate) fn supersede(
        &self,
        mut item: Attributes,
        version: u32,
    ) -> Result<TransactWriteItem, StoreError> {
        item.insert("version".into(), AttributeValue::N(version.to_string()));
        let put = Put::builder()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression(IF_EARLIER)
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":version", AttributeValue::N(version.to_string()));
        write(put.build())
    }

    /// Part of a transaction: an item that an earlier version of its event left, if any, is gone.
    pub(crate) fn remove(&self, key: Key, version: u32) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .condition_expression(IF_EARLIER)
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":version", AttributeValue::N(version.to_string()))
            .build()
            .map_err(|error| StoreError::shape("transaction", error))?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }

    /// An item that is written unless it is there: true when it was written.
    pub(crate) async fn put_if_absent(&self, item: Attributes) -> Result<bool, StoreError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.table)
            .set_item(Some(item))
            .condition_expression("attribute_not_exists(#pk)")
            .expression_attribute_names("#pk", "pk");
        match put.send().await.map_err(StoreError::of) {
            Ok(_) => Ok(true),
            Err(error) if error.is_conflict() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Part of a transaction: an item that must be there, and no longer is.
    pub(crate) fn remove_existing(&self, key: Key) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .condition_expression("attribute_exists(#pk)")
            .expression_attribute_names("#pk", "pk")
            .build()
            .map_err(|error| StoreError::shape("transaction", error))?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }

    /// Part of a transaction: an item that must still have the version it was read with, and no longer is.
    pub(crate) fn remove_version(&self, key: Key, version: u32) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .condition_expression("#version = :read")
            .expression_attribute_names("#version", "version")
            .expression_attribute_values(":read", AttributeValue::N(version.to_string()))
            .build()
            .map_err(|error| StoreError::shape("transaction", error))?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }

    /// Part of a transaction: an item that says the same whether it was there or not.
    pub(crate) fn put(&self, item: Attributes) -> Result<TransactWriteItem, StoreError> {
        write(Put::builder().table_name(&self.table).set_item(Some(item)).build())
    }
}

const IF_EARLIER: &str = "attribute_not_exists(#pk) OR #version < :version";

fn write(put: Result<Put, aws_sdk_dynamodb::error::BuildError>) -> Result<TransactWriteItem, StoreError> {
    let put = put.map_err(|error| StoreError::shape("transaction", error))?;
    Ok(TransactWriteItem::builder().put(put).build())
}
