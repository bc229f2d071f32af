//! How often something is asked from one network: a counter an hour, which DynamoDB deletes by itself.

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use model::id::NetworkId;

use crate::error::StoreError;
use crate::keys::Key;
use crate::table::Store;

const RATE: &str = "rate";

/// How long a counter is kept: longer than the hour it counts, so that its end is nobody's luck.
const KEPT: SignedDuration = SignedDuration::from_hours(2);

impl Store {
    /// Counts one more request for `what` from a network within this hour; false, and not counted, when there were `most`
    /// already.
    pub async fn count_request(
        &self,
        what: &str,
        network: &NetworkId,
        most: u32,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let key = Key::rate(what, network, now.as_second().div_euclid(3600));
        let count = self
            .client
            .update_item()
            .table_name(&self.table)
            .key("pk", AttributeValue::S(key.pk))
            .key("sk", AttributeValue::S(key.sk))
            .update_expression("SET #entity = :rate, #expires_at = :expires_at ADD #requests :one")
            .condition_expression("attribute_not_exists(#requests) OR #requests < :most")
            .expression_attribute_names("#entity", "entity")
            .expression_attribute_names("#expires_at", "expires_at")
            .expression_attribute_names("#requests", "requests")
            .expression_attribute_values(":rate", AttributeValue::S(RATE.into()))
            .expression_attribute_values(
                ":expires_at",
                AttributeValue::N((now + KEPT).as_second().to_string()),
            )
            .expression_attribute_values(":one", AttributeValue::N("1".into()))
            .expression_attribute_values(":most", AttributeValue::N(most.to_string()));
        match count.send().await.map_err(StoreError::of) {
            Ok(_) => Ok(true),
            Err(error) if error.is_conflict() => Ok(false),
            Err(error) => Err(error),
        }
    }
}
