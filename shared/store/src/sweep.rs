//! Rows as they are, whatever their kind: for what goes through the whole table, retention and erasure.
//!
//! Whatever acts on a row says so under the condition that the row is as it was read: one that has changed meanwhile is
//! left as it is.

use aws_sdk_dynamodb::types::{AttributeValue, Delete, TransactWriteItem, Update};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::{Attributes, value};
use crate::table::Store;

const ROW: &str = "row";

/// Where a row is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowKey {
    /// Its partition.
    pub pk: String,
    /// Its place within.
    pub sk: String,
}

/// A row of any kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where it is.
    pub key: RowKey,
    pub(crate) attributes: Attributes,
}

impl Row {
    fn of(mut item: Attributes) -> Option<Self> {
        let mut text = |name: &str| match item.remove(name) {
            Some(AttributeValue::S(text)) => Some(text),
            _ => None,
        };
        let key = RowKey { pk: text("pk")?, sk: text("sk")? };
        Some(Self { key, attributes: item })
    }

    /// The row of a value.
    pub fn holding(key: RowKey, value: &impl Serialize) -> Result<Self, StoreError> {
        Ok(Self { key, attributes: fields(value)? })
    }

    /// What it holds, as a value of its kind.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        value(self.attributes.clone(), ROW)
    }

    /// A number of it, such as `expires_at`.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.attributes.get(name)?.as_n().ok()?.parse().ok()
    }

    /// The condition that it is as it was read: each attribute, since few kinds have a version.
    fn unchanged(&self) -> Condition {
        let mut condition = Condition::default();
        if self.attributes.is_empty() {
            condition.names.push(("#pk".into(), "pk".into()));
            condition.text = "attribute_exists(#pk)".into();
            return condition;
        }
        let mut terms = Vec::new();
        for (nth, (name, value)) in self.attributes.iter().enumerate() {
            terms.push(format!("#c{nth} = :c{nth}"));
            condition.names.push((format!("#c{nth}"), name.clone()));
            condition.values.push((format!(":c{nth}"), value.clone()));
        }
        condition.text = terms.join(" AND ");
        condition
    }
}

#[derive(Default)]
struct Condition {
    text: String,
    names: Vec<(String, String)>,
    values: Vec<(String, AttributeValue)>,
}

/// One change of a row, part of what [`Store::act`] does at once.
#[derive(Debug)]
pub struct Act(pub(crate) TransactWriteItem);

impl Store {
    /// A page of the whole table, from after a row on, with where the next page begins. Reads are eventually consistent, at
    /// half the price: whoever acts on a row does so under its condition.
    pub async fn sweep(
        &self,
        after: Option<&RowKey>,
        most: Option<i32>,
    ) -> Result<(Vec<Row>, Option<RowKey>), StoreError> {
        let start = after.map(|key| {
            let part = |name: &str, text: &str| (name.to_owned(), AttributeValue::S(text.to_owned()));
            Attributes::from([part("pk", &key.pk), part("sk", &key.sk)])
        });
        let scan = self.client.scan().table_name(&self.table);
        let page =
            scan.set_exclusive_start_key(start).set_limit(most).send().await.map_err(StoreError::of)?;
        let rows = page.items.unwrap_or_default().into_iter().filter_map(Row::of).collect();
        let next = page.last_evaluated_key.and_then(Row::of).map(|row| row.key);
        Ok((rows, next))
    }

    /// Every row of a partition.
    pub async fn rows_of(&self, pk: &str) -> Result<Vec<Row>, StoreError> {
        let mut pages = self
            .client
            .query()
            .table_name(&self.table)
            .key_condition_expression("#pk = :pk")
            .expression_attribute_names("#pk", "pk")
            .expression_attribute_values(":pk", AttributeValue::S(pk.to_owned()))
            .consistent_read(true)
            .into_paginator()
            .send();
        let mut rows = Vec::new();
        while let Some(page) = pages.next().await {
            rows.extend(
                page.map_err(StoreError::of)?.items.unwrap_or_default().into_iter().filter_map(Row::of),
            );
        }
        Ok(rows)
    }

    /// A row, as last written.
    pub async fn row(&self, key: &RowKey) -> Result<Option<Row>, StoreError> {
        let answer = self
            .client
            .get_item()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk.clone()))
            .key("sk", AttributeValue::S(key.sk.clone()))
            .consistent_read(true)
            .send()
            .await
            .map_err(StoreError::of)?;
        Ok(answer.item.and_then(Row::of))
    }

    /// A row is gone.
    pub fn removal(&self, row: &Row) -> Result<Act, StoreError> {
        let condition = row.unchanged();
        let delete = Delete::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(row.key.pk.clone()))
            .key("sk", AttributeValue::S(row.key.sk.clone()))
            .condition_expression(condition.text)
            .set_expression_attribute_names(Some(condition.names.into_iter().collect()))
            .set_expression_attribute_values(some(condition.values))
            .build()
            .map_err(|error| StoreError::shape(ROW, error))?;
        Ok(Act(TransactWriteItem::builder().delete(delete).build()))
    }

    /// A row says `after` where it said `before`; attributes that neither has stay.
    pub fn rewording<T: Serialize>(&self, row: &Row, before: &T, after: &T) -> Result<Act, StoreError> {
        let (before, after) = (fields(before)?, fields(after)?);
        let mut condition = row.unchanged();
        let (mut set, mut remove) = (Vec::new(), Vec::new());
        for (nth, (name, value)) in
            after.iter().filter(|(name, value)| before.get(*name) != Some(value)).enumerate()
        {
            set.push(format!("#s{nth} = :s{nth}"));
            condition.names.push((format!("#s{nth}"), name.clone()));
            condition.values.push((format!(":s{nth}"), value.clone()));
        }
        for (nth, name) in before.keys().filter(|name| !after.contains_key(*name)).enumerate() {
            remove.push(format!("#r{nth}"));
            condition.names.push((format!("#r{nth}"), name.clone()));
        }
        let part = |verb: &str, terms: &[String]| {
            if terms.is_empty() { String::new() } else { format!("{verb} {} ", terms.join(", ")) }
        };
        let update = Update::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(row.key.pk.clone()))
            .key("sk", AttributeValue::S(row.key.sk.clone()))
            .update_expression(format!("{}{}", part("SET", &set), part("REMOVE", &remove)).trim())
            .condition_expression(condition.text)
            .set_expression_attribute_names(Some(condition.names.into_iter().collect()))
            .set_expression_attribute_values(some(condition.values))
            .build()
            .map_err(|error| StoreError::shape(ROW, error))?;
        Ok(Act(TransactWriteItem::builder().update(update).build()))
    }

    /// All of these at once, or none. A conflict means that one of the rows is not as it was read.
    pub async fn act(&self, acts: Vec<Act>) -> Result<(), StoreError> {
        let mut writes: Vec<_> = acts.into_iter().map(|act| act.0).collect();
        if writes.len() > 1 {
            return self.transact(writes).await;
        }
        let Some(write) = writes.pop() else { return Ok(()) };
        self.alone(write).await
    }

    /// A write by itself: half of a transaction's price.
    async fn alone(&self, write: TransactWriteItem) -> Result<(), StoreError> {
        if let Some(delete) = write.delete {
            let request = self.client.delete_item().table_name(delete.table_name).set_key(Some(delete.key));
            let request = request
                .set_condition_expression(delete.condition_expression)
                .set_expression_attribute_names(delete.expression_attribute_names)
                .set_expression_attribute_values(delete.expression_attribute_values);
            return request.send().await.map_err(StoreError::of).map(|_| ());
        }
        if let Some(update) = write.update {
            let request = self.client.update_item().table_name(update.table_name).set_key(Some(update.key));
            let request = request
                .update_expression(update.update_expression)
                .set_condition_expression(update.condition_expression)
                .set_expression_attribute_names(update.expression_attribute_names)
                .set_expression_attribute_values(update.expression_attribute_values);
            return request.send().await.map_err(StoreError::of).map(|_| ());
        }
        self.transact(vec![write]).await
    }
}

fn fields(value: &impl Serialize) -> Result<Attributes, StoreError> {
    let fields: serde_dynamo::Item =
        serde_dynamo::to_item(value).map_err(|error| StoreError::shape(ROW, error))?;
    Ok(fields.into())
}

fn some<V>(values: Vec<(String, V)>) -> Option<std::collections::HashMap<String, V>> {
    (!values.is_empty()).then(|| values.into_iter().collect())
}
