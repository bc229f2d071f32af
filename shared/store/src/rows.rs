//! The rows of mails, single ones and copies of an issue: a status, and what became of it, that change together under the
//! condition that they stand where they were read.

use aws_sdk_dynamodb::types::{AttributeValue, TransactWriteItem, Update};
use model::ledger::{Fate, Status};
use serde::Serialize;

use crate::error::StoreError;
use crate::keys::Key;
use crate::table::Store;

/// Where a mail stands and what became of it.
pub(crate) type Standing<'a> = (&'a Status, Option<&'a Fate>);

impl Store {
    /// Part of a transaction: a row that must still stand where it was read.
    pub(crate) fn row_change(
        &self,
        key: Key,
        from: Standing<'_>,
        to: Standing<'_>,
    ) -> Result<TransactWriteItem, StoreError> {
        Ok(TransactWriteItem::builder().update(self.row_update(key, from, to)?).build())
    }

    /// A row by itself that must still stand where it was read: a quarter of a transaction's price.
    pub(crate) async fn change_row(
        &self,
        key: Key,
        from: Standing<'_>,
        to: Standing<'_>,
    ) -> Result<(), StoreError> {
        let update = self.row_update(key, from, to)?;
        self.client
            .update_item()
            .table_name(update.table_name)
            .set_key(Some(update.key))
            .update_expression(update.update_expression)
            .set_condition_expression(update.condition_expression)
            .set_expression_attribute_names(update.expression_attribute_names)
            .set_expression_attribute_values(update.expression_attribute_values)
            .send()
            .await
            .map_err(StoreError::of)
            .map(|_| ())
    }

    fn row_update(&self, key: Key, from: Standing<'_>, to: Standing<'_>) -> Result<Update, StoreError> {
        let same_fate = if from.1.is_some() { "#fate = :from_fate" } else { "attribute_not_exists(#fate)" };
        let set_fate = if to.1.is_some() { ", #fate = :to_fate" } else { "" };
        let mut update = Update::builder()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .update_expression(format!("SET #status = :to{set_fate}"))
            .condition_expression(format!("#status = :from AND {same_fate}"))
            .expression_attribute_names("#status", "status")
            .expression_attribute_names("#fate", "fate")
            .expression_attribute_values(":from", value_of(from.0)?)
            .expression_attribute_values(":to", value_of(to.0)?);
        for (name, fate) in [(":from_fate", from.1), (":to_fate", to.1)] {
            if let Some(fate) = fate {
                update = update.expression_attribute_values(name, value_of(fate)?);
            }
        }
        update.build().map_err(|error| StoreError::shape("mail", error))
    }
}

pub(crate) fn value_of(part: &impl Serialize) -> Result<AttributeValue, StoreError> {
    serde_dynamo::to_attribute_value(part).map_err(|error| StoreError::shape("mail", error))
}
