//! What DynamoDB refuses before it looks at any item: another table, a malformed key, too large an item.

use serde_json::Value;

use super::Refusal;
use crate::cloud::TABLE;

const LARGEST_ITEM: usize = 400 * 1024;
const LARGEST_TRANSACTION: usize = 4 * 1024 * 1024;

pub(super) fn table(body: &Value) -> Result<(), Refusal> {
    if body["TableName"] == TABLE {
        return Ok(());
    }
    Err(Refusal {
        exception: "ResourceNotFoundException",
        message: "Requested resource not found".to_owned(),
    })
}

/// A key names both attributes of the key schema and nothing else.
pub(super) fn key(key: &Value) -> Result<(), Refusal> {
    if key.as_object().is_none_or(|key| key.len() != 2) {
        return Err(Refusal::validation("The provided key element does not match the schema"));
    }
    key_attributes(key, "The provided key element does not match the schema")
}

/// An item has a key and is not too large.
pub(super) fn item(item: &Value) -> Result<(), Refusal> {
    key_attributes(item, "One or more parameter values were invalid: Missing or mistyped key in the item")?;
    no_empty_set(item)?;
    if size(item) > LARGEST_ITEM {
        return Err(Refusal::validation("Item size has exceeded the maximum allowed size"));
    }
    Ok(())
}

/// A transaction has 1 to 100 actions and is not too large.
pub(super) fn transaction(actions: &[Value]) -> Result<(), Refusal> {
    if actions.is_empty() || actions.len() > 100 {
        return Err(Refusal::validation("Member must have length between 1 and 100"));
    }
    if actions.iter().map(size).sum::<usize>() > LARGEST_TRANSACTION {
        return Err(Refusal::validation("Collection size of the transaction exceeds 4 MB"));
    }
    Ok(())
}

fn key_attributes(of: &Value, otherwise: &str) -> Result<(), Refusal> {
    for name in ["pk", "sk"] {
        match of[name]["S"].as_str() {
            None => return Err(Refusal::validation(otherwise)),
            Some("") => {
                return Err(Refusal::validation(format!(
                    "One or more parameter values are not valid. The AttributeValue for a key attribute cannot \
                     contain an empty string value. Key: {name}"
                )));
            }
            // 2,048 bytes for the partition key, 1,024 for the sort key.
            Some(text) if text.len() > if name == "pk" { 2048 } else { 1024 } => {
                return Err(Refusal::validation("Size of hashkey or rangekey has exceeded the maximum"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Sets hold something: an empty one is refused wherever it is given.
pub(super) fn no_empty_set(value: &Value) -> Result<(), Refusal> {
    match value {
        Value::Object(fields) => {
            let empty = ["SS", "NS", "BS"]
                .iter()
                .any(|kind| fields.get(*kind).and_then(Value::as_array).is_some_and(Vec::is_empty));
            if fields.len() == 1 && empty {
                return Err(Refusal::validation(
                    "One or more parameter values were invalid: An set may not be empty",
                ));
            }
            fields.values().try_for_each(no_empty_set)
        }
        Value::Array(values) => values.iter().try_for_each(no_empty_set),
        _ => Ok(()),
    }
}

/// About what DynamoDB counts: names and values in UTF-8.
pub(super) fn size(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| name.len() + size(value)).sum(),
        Value::Array(values) => values.iter().map(|value| 1 + size(value)).sum(),
        Value::String(text) => text.len(),
        _ => 1,
    }
}
