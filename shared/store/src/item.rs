//! Items: a value, its key, its kind, and its expiry where it has one.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::StoreError;
use crate::keys::Key;

pub(crate) type Attributes = HashMap<String, AttributeValue>;

/// The kind of outbox items: the stream's filter in `infra/template.yaml` selects it.
pub const OUTBOX: &str = "outbox";

/// The item of a value: its fields beside `pk`, `sk` and `entity`.
pub(crate) fn item(key: Key, entity: &'static str, value: &impl Serialize) -> Result<Attributes, StoreError> {
    let fields: serde_dynamo::Item =
        serde_dynamo::to_item(value).map_err(|error| StoreError::shape(entity, error))?;
    let mut item: Attributes = fields.into();
    item.insert("pk".into(), AttributeValue::S(key.pk));
    item.insert("sk".into(), AttributeValue::S(key.sk));
    item.insert("entity".into(), AttributeValue::S(entity.into()));
    Ok(item)
}

/// The same with an instant after which DynamoDB deletes it (TTL, in whole seconds).
pub(crate) fn expiring(mut item: Attributes, at: Timestamp) -> Attributes {
    item.insert("expires_at".into(), AttributeValue::N(at.as_second().to_string()));
    item
}

/// The value of an item.
pub(crate) fn value<T: DeserializeOwned>(item: Attributes, entity: &'static str) -> Result<T, StoreError> {
    serde_dynamo::from_item(item).map_err(|error| StoreError::shape(entity, error))
}
