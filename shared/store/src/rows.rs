//! The rows of mails, single ones and copies of an issue: a status, and what became of it, that change together under the
//! condition that they stand where they were read.

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use model::ledger::{Fate, Status};
use serde::Serialize;

use crate::error::StoreError;
use crate::keys::Key;
use crate::table::Store;

/// Where a mail stands and what became of it.
pub(crate) type Standing<'a> = (&'a Status, Option<&'a Fate>);

/// A change as DynamoDB takes it.
struct Change {
    update: String,
    condition: String,
    values: Vec<(&'static str, AttributeValue)>,
}

impl Change {
    fn new(from: Standing<'_>, to: Standing<'_>) -> Result<Self, StoreError> {
        let same_fate = if from.1.is_some() { "#fate = :from_fate" } else { "attribute_not_exists(#fate)" };
        let set_fate = if to.1.is_some() { ", #fate = :to_fate" } else { "" };
        let mut values = vec![(":from", value_of(from.0)?), (":to", value_of(to.0)?)];
        for (name, fate) in [(":from_fate", from.1), (":to_fate", to.1)] {
            if let Some(fate) = fate {
                values.push((name, value_of(fate)?));
            }
        }
        Ok(Self {
            update: format!("SET #status = :to{set_fate}"),
            condition: format!("#status = :from AND {same_fate}"),
            values,
        })
    }
}

impl Store {
    /// Part of a transaction: a row that must still stand where it was read.
    pub(crate) fn row_change(
        &self,
        key: Key,
        from: Standing<'_>,
        to: Standing<'_>,
    ) -> Result<TransactWriteItem, StoreError> {
        let change = Change::new(from, to)?;
        let mut update = Update::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .update_expression(change.update)
            .condition_expression(change.condition)
            .expression_attribute_names("#status", "status")
            .expression_attribute_names("#fate", "fate");
        for (name, value) in change.values {
            update = update.expression_attribute_values(name, value);
        }
        let update = update.build().map_err(|error| StoreError::shape("mail", error))?;
        Ok(TransactWriteItem::builder().update(update).build())
    }

    /// A row by itself that must still stand where it was read: a quarter of a transaction's price.
    pub(crate) async fn change_row(
        &self,
        key: Key,
        from: Standing<'_>,
        to: Standing<'_>,
    ) -> Result<(), StoreError> {
        let change = Change::new(from, to)?;
        let mut update: UpdateItemFluentBuilder = self
            .client
            .update_item()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .update_expression(change.update)
            .condition_expression(change.condition)
            .expression_attribute_names("#status", "status")
            .expression_attribute_names("#fate", "fate");
        for (name, value) in change.values {
            update = update.expression_attribute_values(name, value);
        }
        update.send().await.map_err(StoreError::of).map(|_| ())
    }
}

pub(crate) fn value_of(part: &impl Serialize) -> Result<AttributeValue, StoreError> {
    serde_dynamo::to_attribute_value(part).map_err(|error| StoreError::shape("mail", error))
}
