//! A transaction: all of its conditions, then all of its writes, once per `ClientRequestToken`.
//!
//! winterbaume runs a replayed token again, does not see that a condition check and a write name the same item, and
//! never says which item made a condition fail.

use std::collections::HashSet;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::super::meter::Consumed;
use super::write::{failure, target};
use super::{Answer, DynamoDb, Refusal, Unanswered, check};
use crate::cloud::locked;

/// How long a token stands for its transaction.
const REMEMBERED: SignedDuration = SignedDuration::from_mins(10);

impl DynamoDb {
    pub(super) async fn transact(&self, body: Value) -> Result<Answer, Unanswered> {
        let token = body["ClientRequestToken"].as_str().map(str::to_owned);
        if let Some(answer) = self.replayed(token.as_deref(), &body) {
            return answer.map_err(Unanswered::Refused);
        }
        let mut actions = body["TransactItems"].as_array().cloned().unwrap_or_default();
        check::transaction(&actions)?;
        let before = self.sizes(&actions).await;
        if let Some(cancelled) = self.conditions(&actions).await? {
            self.consume_each(&before, &before);
            return Ok(cancelled);
        }
        let asked = actions.clone();
        actions.retain(|action| action.get("ConditionCheck").is_none());
        self.write_all(&actions).await?;
        for (_, action) in actions.iter().filter_map(Value::as_object).flatten() {
            self.fits(if action["Item"].is_object() { &action["Item"] } else { &action["Key"] }).await?;
        }
        self.consume_each(&before, &self.sizes(&asked).await);
        if let Some(token) = token {
            locked(&self.done).insert(token, (self.clock.now(), body));
        }
        Ok(Answer::json(200, "{}"))
    }

    /// How large the item of each action is now; nothing while nobody counts.
    async fn sizes(&self, actions: &[Value]) -> Vec<usize> {
        let mut sizes = Vec::new();
        if locked(&self.meter).is_none() {
            return sizes;
        }
        for (_, action) in actions.iter().filter_map(Value::as_object).flatten() {
            let target = if action["Item"].is_object() { &action["Item"] } else { &action["Key"] };
            sizes.push(self.item(target).await.map_or(0, |item| check::size(&json!(item))));
        }
        sizes
    }

    fn consume_each(&self, before: &[usize], after: &[usize]) {
        for (before, after) in before.iter().zip(after) {
            self.consume(|| Consumed::write_of_transaction(*before.max(after)));
        }
    }

    /// The answer to a token seen before: done already, or a different request under the same token.
    fn replayed(&self, token: Option<&str>, body: &Value) -> Option<Result<Answer, Refusal>> {
        let mut done = locked(&self.done);
        let now = self.clock.now();
        done.retain(|_, (at, _)| *at + REMEMBERED > now);
        let (_, asked) = done.get(token?)?;
        Some(if asked == body {
            Ok(Answer::json(200, "{}"))
        } else {
            Err(Refusal {
                exception: "IdempotentParameterMismatchException",
                message: "The request uses the same client token as a previous, but non-identical request."
                    .to_owned(),
            })
        })
    }

    /// The cancellation, when a condition fails.
    async fn conditions(&self, actions: &[Value]) -> Result<Option<Answer>, Refusal> {
        let mut items = HashSet::new();
        let mut reasons = Vec::new();
        for action in actions {
            let action = action.as_object().filter(|action| action.len() == 1);
            let Some((verb, action)) = action.and_then(|action| action.iter().next()) else {
                return Err(Refusal::validation(
                    "TransactItems can only contain one of Check, Put, Update or Delete",
                ));
            };
            check::table(action)?;
            let target = target(verb, action)?;
            if !items.insert((target["pk"].to_string(), target["sk"].to_string())) {
                return Err(Refusal::validation(
                    "Transaction request cannot include multiple operations on one item",
                ));
            }
            let existing = self.item(&target).await;
            reasons.push(match failure(action, existing.as_ref())? {
                None => json!({ "Code": "None" }),
                Some(failure) => {
                    let mut reason = json!({
                        "Code": "ConditionalCheckFailed",
                        "Message": "The conditional request failed",
                    });
                    if let Some(item) = failure.item {
                        reason["Item"] = item;
                    }
                    reason
                }
            });
        }
        if reasons.iter().all(|reason| reason["Code"] == "None") {
            return Ok(None);
        }
        let codes: Vec<&str> = reasons.iter().filter_map(|reason| reason["Code"].as_str()).collect();
        let cancelled = json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": format!(
                "Transaction cancelled, please refer cancellation reasons for specific reasons [{}]",
                codes.join(", ")
            ),
            "CancellationReasons": reasons,
        });
        Ok(Some(Answer::json(400, cancelled.to_string())))
    }
}
