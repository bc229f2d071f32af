//! One conditional write. winterbaume knows neither `ReturnValuesOnConditionCheckFailure` nor the `ALL_OLD` of an
//! update.

use serde_json::{Value, json};
use winterbaume_dynamodb::Item;

use super::super::meter::Consumed;
use super::condition::Condition;
use super::{Answer, DynamoDb, Refusal, Unanswered, check, placeholder};

impl DynamoDb {
    pub(super) async fn write(&self, operation: &str, body: &Value) -> Result<Answer, Unanswered> {
        check::table(body)?;
        let target = target(operation, body)?;
        let returned = body["ReturnValues"].as_str().unwrap_or("NONE").to_owned();
        if returned.starts_with("UPDATED_") {
            return Err(Unanswered::Unsupported(format!("ReturnValues {returned}")));
        }
        let existing = self.item(&target).await;
        let size = |item: &Option<Item>| item.as_ref().map_or(0, |item| check::size(&json!(item)));
        if let Some(failure) = failure(body, existing.as_ref())? {
            let mut answer = json!({
                "__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
                "message": "The conditional request failed",
            });
            if let Some(item) = failure.item {
                answer["Item"] = item;
            }
            self.consume(|| Consumed::write(size(&existing)));
            return Ok(Answer::json(400, answer.to_string()));
        }
        let written = self.write_one(operation, body).await?;
        self.consume(|| Consumed::write(size(&existing).max(size(&written))));
        self.fits(&target).await?;
        let given_back = match returned.as_str() {
            "ALL_OLD" => existing,
            "ALL_NEW" => written,
            _ => None,
        };
        let answer = given_back.map_or_else(|| json!({}), |item| json!({ "Attributes": item }));
        Ok(Answer::json(200, answer.to_string()))
    }

    /// An update can make an item too large; DynamoDB refuses it, winterbaume has done it.
    pub(super) async fn fits(&self, target: &Value) -> Result<(), Unanswered> {
        let Some(item) = self.item(target).await else { return Ok(()) };
        check::item(&json!(item)).map_err(|_| {
            Unanswered::Unsupported("an update that makes its item larger than 400 KB".to_owned())
        })
    }
}

/// What a write is about: the item of a put, the key of anything else. The request's own rules are checked.
pub(super) fn target(operation: &str, body: &Value) -> Result<Value, Refusal> {
    placeholder::check(body, &["ConditionExpression", "UpdateExpression"])?;
    if operation == "PutItem" || operation == "Put" {
        check::item(&body["Item"])?;
        return Ok(body["Item"].clone());
    }
    check::key(&body["Key"])?;
    if let Some(update) = body["UpdateExpression"].as_str() {
        not_of_the_key(update, body)?;
    }
    Ok(body["Key"].clone())
}

/// A failed condition, with the item when the caller asked for it.
pub(super) struct Failure {
    pub(super) item: Option<Value>,
}

pub(super) fn failure(body: &Value, existing: Option<&Item>) -> Result<Option<Failure>, Refusal> {
    let Some(condition) = Condition::parse(body, "ConditionExpression")? else { return Ok(None) };
    if condition.holds(existing) {
        return Ok(None);
    }
    let wanted = body["ReturnValuesOnConditionCheckFailure"] == "ALL_OLD";
    Ok(Some(Failure { item: existing.filter(|_| wanted).map(|item| json!(item)) }))
}

fn not_of_the_key(update: &str, body: &Value) -> Result<(), Refusal> {
    let names = super::names(body);
    let words = update.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '#' || c == ':'));
    for word in words {
        let name = names.get(word).map_or(word, String::as_str);
        if name == "pk" || name == "sk" {
            return Err(Refusal::validation(format!(
                "Cannot update attribute {name}. This attribute is part of the key"
            )));
        }
    }
    Ok(())
}
