//! DynamoDB: winterbaume keeps the items, parses expressions and applies updates. What it gets wrong is made right
//! here, before or after it is asked: conditions ([`condition`]), transactions ([`transaction`]), what a write gives
//! back ([`mod@write`]), pages ([`page`]), scans and batches ([`whole`]), the request's own rules ([`check`]) and the stream
//! ([`stream`]). It is asked by its parts ([`engine`]).
//! `tests/dynamodb_semantics.rs` holds the same questions and answers for this and for Amazon's DynamoDB Local.

mod check;
mod condition;
mod engine;
mod page;
mod placeholder;
mod stream;
mod transaction;
mod whole;
mod write;

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::Timestamp;
use serde_json::Value;
use winterbaume_dynamodb::expr::{apply_projection, parse_projection_expression};
use winterbaume_dynamodb::types::{AttributeDefinition, KeySchemaElement};
use winterbaume_dynamodb::{DynamoDbBackend, InMemoryDynamoDbBackend, Item};

use super::meter::Consumed;
use super::wire::{Answer, Request, json, json_error};
use super::{ACCOUNT, REGION, TABLE, TestClock, locked};
pub(crate) use stream::Change;

/// What a request that breaks a rule gets: the exception and its message.
struct Refusal {
    exception: &'static str,
    message: String,
}

impl Refusal {
    fn validation(message: impl Into<String>) -> Self {
        Self { exception: "ValidationException", message: message.into() }
    }

    fn answer(&self) -> Answer {
        json_error(400, &format!("com.amazonaws.dynamodb.v20120810#{}", self.exception), &self.message)
    }
}

/// How an operation ends: answered, refused as DynamoDB refuses it, or beyond what this cloud knows.
enum Unanswered {
    Refused(Refusal),
    Unsupported(String),
}

impl From<Refusal> for Unanswered {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

pub(super) struct DynamoDb {
    clock: TestClock,
    backend: InMemoryDynamoDbBackend,
    /// One call at a time: a condition and its write are then one step, as in DynamoDB.
    turn: tokio::sync::Mutex<()>,
    page_size: AtomicUsize,
    /// What the call whose turn it is has consumed; nothing while nobody asks.
    meter: Mutex<Option<Consumed>>,
    /// Transactions done, by `ClientRequestToken`: when, and what was asked.
    done: Mutex<HashMap<String, (Timestamp, Value)>>,
}

impl DynamoDb {
    /// The template's one table, with its stream.
    pub(super) async fn create(clock: TestClock) -> Self {
        let backend = InMemoryDynamoDbBackend::new();
        let key = |name: &str, kind: &str| KeySchemaElement {
            attribute_name: name.to_owned(),
            key_type: kind.to_owned(),
        };
        let text = |name: &str| AttributeDefinition {
            attribute_name: name.to_owned(),
            attribute_type: "S".to_owned(),
        };
        backend
            .create_table(
                ACCOUNT.to_owned(),
                REGION.to_owned(),
                TABLE.to_owned(),
                vec![key("pk", "HASH"), key("sk", "RANGE")],
                vec![text("pk"), text("sk")],
                Some("PAY_PER_REQUEST".to_owned()),
                None,
                true,
                Some("NEW_IMAGE".to_owned()),
                Vec::new(),
                Vec::new(),
            )
            .await
            .expect("an empty cloud takes a table");
        Self {
            clock,
            backend,
            turn: tokio::sync::Mutex::default(),
            page_size: AtomicUsize::new(usize::MAX),
            meter: Mutex::default(),
            done: Mutex::default(),
        }
    }

    pub(super) fn page_size(&self, entries: usize) {
        self.page_size.store(entries, Ordering::Relaxed);
    }

    /// Every item, by key.
    pub(super) async fn items(&self) -> Vec<Value> {
        let items = self.whole().await;
        items.iter().map(|item| serde_json::to_value(item).expect("an item is JSON")).collect()
    }

    /// Counts what calls consume from now on.
    pub(super) fn count(&self) {
        *locked(&self.meter) = Some(Consumed::default());
    }

    /// Adds to what the call has consumed, if anyone asks; `consumed` is not worked out otherwise.
    fn consume(&self, consumed: impl FnOnce() -> Consumed) {
        if let Some(meter) = locked(&self.meter).as_mut() {
            *meter += consumed();
        }
    }

    /// Performs a call, and adds what it consumes.
    pub(super) async fn perform(
        &self,
        operation: &str,
        request: Request,
        consumed: &mut Consumed,
    ) -> Result<Answer, String> {
        let _turn = self.turn.lock().await;
        let answer = self.performed(operation, request).await;
        if let Some(meter) = locked(&self.meter).as_mut() {
            *consumed += std::mem::take(meter);
        }
        answer
    }

    async fn performed(&self, operation: &str, request: Request) -> Result<Answer, String> {
        let body = json(&request);
        let performed = match operation {
            "GetItem" => self.get(&body).await,
            "PutItem" | "UpdateItem" | "DeleteItem" => self.write(operation, &body).await,
            "TransactWriteItems" => self.transact(body).await,
            "Query" => self.query(&body).await,
            "Scan" => self.scan(&body).await,
            "BatchWriteItem" => self.write_batch(&body).await,
            _ => Err(Unanswered::Unsupported(
                "not an operation that the functions use; add it to the in-process DynamoDB".to_owned(),
            )),
        };
        match performed {
            Ok(answer) => Ok(answer),
            Err(Unanswered::Refused(refusal)) => Ok(refusal.answer()),
            Err(Unanswered::Unsupported(what)) => Err(what),
        }
    }

    async fn get(&self, body: &Value) -> Result<Answer, Unanswered> {
        check::table(body)?;
        check::key(&body["Key"])?;
        placeholder::check(body, &["ProjectionExpression"])?;
        let projection = projection(body)?;
        let item = self.item(&body["Key"]).await;
        self.consume(|| {
            let bytes = item.as_ref().map_or(0, |item| check::size(&serde_json::json!(item)));
            Consumed::read(bytes, body["ConsistentRead"] == true)
        });
        let item = item.map(|item| match &projection {
            Some(paths) => apply_projection(&item, paths),
            None => item,
        });
        let answer = item.map_or_else(|| serde_json::json!({}), |item| serde_json::json!({ "Item": item }));
        Ok(Answer::json(200, answer.to_string()))
    }
}

/// The parts of an item that a read asks for; nothing when it asks for all.
fn projection(body: &Value) -> Result<Option<Vec<Vec<String>>>, Refusal> {
    parse_projection_expression(body["ProjectionExpression"].as_str(), &names(body))
        .map_err(Refusal::validation)
}

/// An item of winterbaume's from DynamoDB's JSON.
fn item_of(json: &Value) -> Item {
    serde_json::from_value(json.clone()).unwrap_or_default()
}

/// The `ExpressionAttributeNames` of a request or of a transaction's action.
fn names(body: &Value) -> HashMap<String, String> {
    serde_json::from_value(body["ExpressionAttributeNames"].clone()).unwrap_or_default()
}
