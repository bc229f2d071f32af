//! winterbaume's items, reached directly: its own service would copy the whole table after every call, to tell
//! listeners that nobody is.

use serde_json::{Value, json};
use winterbaume_dynamodb::expr::parse_update_expression;
use winterbaume_dynamodb::types::{AttributeValue, TransactOp};
use winterbaume_dynamodb::{DynamoDbBackend, DynamoDbError, Item};

use super::{DynamoDb, Refusal, Unanswered, item_of, names};
use crate::cloud::{ACCOUNT, REGION, TABLE};

impl DynamoDb {
    /// The item with this key (of which an item or a key may be given), now.
    pub(super) async fn item(&self, key_or_item: &Value) -> Option<Item> {
        let key = item_of(&json!({ "pk": key_or_item["pk"], "sk": key_or_item["sk"] }));
        self.backend.get_item(ACCOUNT.into(), REGION.into(), TABLE.into(), key).await.ok().flatten()
    }

    /// The items of a partition, in the order of their sort keys.
    pub(super) async fn partition(&self, pk: AttributeValue) -> Result<Vec<Item>, Unanswered> {
        let of = Item::from([("pk".to_owned(), pk)]);
        let query =
            self.backend.query(ACCOUNT.into(), REGION.into(), TABLE.into(), of, None, None, true, None, None);
        Ok(query.await.map_err(unsupported)?.items)
    }

    /// Every item.
    pub(super) async fn whole(&self) -> Vec<Item> {
        let scan = self.backend.scan(ACCOUNT.into(), REGION.into(), TABLE.into(), None, None);
        scan.await.expect("the table exists").items
    }

    /// One write without its condition; the item as it is then.
    pub(super) async fn write_one(&self, verb: &str, body: &Value) -> Result<Option<Item>, Unanswered> {
        let (account, region) = (ACCOUNT.to_owned(), REGION.to_owned());
        match change(verb, body)? {
            TransactOp::Put { table_name, item } => {
                self.backend
                    .put_item(account, region, table_name, item.clone())
                    .await
                    .map_err(unsupported)?;
                Ok(Some(item))
            }
            TransactOp::Delete { table_name, key } => {
                self.backend.delete_item(account, region, table_name, key).await.map_err(unsupported)?;
                Ok(None)
            }
            TransactOp::Update { table_name, key, actions } => {
                let updated = self.backend.update_item(account, region, table_name, key, actions).await;
                updated.map_err(refused)
            }
        }
    }

    /// The writes of a transaction without their conditions, in order.
    pub(super) async fn write_all(&self, actions: &[Value]) -> Result<(), Unanswered> {
        let actions = actions.iter().filter_map(Value::as_object).flatten();
        let changes: Result<Vec<_>, _> = actions.map(|(verb, action)| change(verb, action)).collect();
        let done = self.backend.transact_write_items(ACCOUNT.into(), REGION.into(), changes?).await;
        done.map_err(|error| {
            Unanswered::Unsupported(format!("a transaction that fails half way, undone: {error}"))
        })
    }
}

/// What a write does, as winterbaume takes it.
fn change(verb: &str, body: &Value) -> Result<TransactOp, Refusal> {
    let table_name = TABLE.to_owned();
    Ok(match verb.trim_end_matches("Item") {
        "Put" => TransactOp::Put { table_name, item: item_of(&body["Item"]) },
        "Delete" => TransactOp::Delete { table_name, key: item_of(&body["Key"]) },
        _ => {
            let values = item_of(&body["ExpressionAttributeValues"]);
            let update = body["UpdateExpression"].as_str().unwrap_or_default();
            let actions = if update.is_empty() {
                Vec::new()
            } else {
                parse_update_expression(update, &names(body), &values).map_err(Refusal::validation)?
            };
            TransactOp::Update { table_name, key: item_of(&body["Key"]), actions }
        }
    })
}

fn refused(error: DynamoDbError) -> Unanswered {
    match error {
        DynamoDbError::ValidationError(message) => Refusal::validation(message).into(),
        other => unsupported(other),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "an error on its way")]
fn unsupported(error: DynamoDbError) -> Unanswered {
    Unanswered::Unsupported(format!("what winterbaume refuses: {error}"))
}
