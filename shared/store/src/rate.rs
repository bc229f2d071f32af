//! How often something is asked by whatever is counted (a network, a mail domain): a counter an hour, which DynamoDB deletes
//! by itself.
//!
//! The limit slides: what was counted in the hour before weighs by how much of it still lies within the last sixty minutes.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use crate::error::StoreError;
use crate::keys::Key;
use crate::table::Store;

const RATE: &str = "rate";
const HOUR: i64 = 3600;

/// How long a counter is kept: the hour that it counts, and the next one.
const KEPT: SignedDuration = SignedDuration::from_secs(2 * HOUR);

#[derive(Deserialize)]
struct Counter {
    requests: u32,
}

impl Store {
    /// Counts one more request for `what` from `whose` (the text of a `NetworkId`, of a `DomainId`); false, and not counted,
    /// when there were `most` already within the last hour.
    pub async fn count_request(
        &self,
        what: &str,
        whose: &str,
        most: u32,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let (hour, within) = (now.as_second().div_euclid(HOUR), now.as_second().rem_euclid(HOUR));
        let before: Option<Counter> = self.get(Key::rate(what, whose, hour - 1), RATE).await?;
        let left = most.saturating_sub(weight(before.map_or(0, |counter| counter.requests), within));
        if left == 0 {
            return Ok(false);
        }
        let key = Key::rate(what, whose, hour);
        let count = self
            .client
            .update_item()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .update_expression("SET #entity = :rate, #expires_at = :expires_at ADD #requests :one")
            .condition_expression("attribute_not_exists(#requests) OR #requests < :left")
            .expression_attribute_names("#entity", "entity")
            .expression_attribute_names("#expires_at", "expires_at")
            .expression_attribute_names("#requests", "requests")
            .expression_attribute_values(":rate", AttributeValue::S(RATE.into()))
            .expression_attribute_values(
                ":expires_at",
                AttributeValue::N((now + KEPT).as_second().to_string()),
            )
            .expression_attribute_values(":one", AttributeValue::N("1".into()))
            .expression_attribute_values(":left", AttributeValue::N(left.to_string()));
        match count.send().await.map_err(StoreError::of) {
            Ok(_) => Ok(true),
            Err(error) if error.is_conflict() => Ok(false),
            Err(error) => Err(error),
        }
    }
}

/// How much of what was counted in the hour before lies within the last sixty minutes, `within` seconds into this hour.
fn weight(before: u32, within: i64) -> u32 {
    let weight = i64::from(before) * (HOUR - within) / HOUR;
    u32::try_from(weight).unwrap_or(u32::MAX)
}
