//! A query, in pages: after `Limit` items, after 1 MB, or after as few as a test wants. winterbaume pages only by
//! `Limit`, leaves out the last key when the limit falls on the last item, and reads conditions on any attribute.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use winterbaume_core::MockService;
use winterbaume_dynamodb::Item;
use winterbaume_dynamodb::expr::{CompOp, Expr, Operand, apply_projection, parse_projection_expression};
use winterbaume_dynamodb::types::PathSegment;

use super::condition::Condition;
use super::{Answer, DynamoDb, Refusal, Request, Unanswered, check, item_of, names, placeholder};
use crate::cloud::REGION;

/// What DynamoDB reads for one page.
const LARGEST_PAGE: usize = 1024 * 1024;

impl DynamoDb {
    pub(super) async fn query(&self, body: &Value) -> Result<Answer, Unanswered> {
        check::table(body)?;
        if let Some(field) =
            ["IndexName", "KeyConditions", "QueryFilter"].iter().find(|field| !body[**field].is_null())
        {
            return Err(Unanswered::Unsupported(format!("a query with {field}")));
        }
        let expressions = ["KeyConditionExpression", "FilterExpression", "ProjectionExpression"];
        placeholder::check(body, &expressions)?;
        key_condition(body)?;
        let filter = filter(body)?;
        let projection = parse_projection_expression(body["ProjectionExpression"].as_str(), &names(body));
        let projection = projection.map_err(Refusal::validation)?;
        let limit = body["Limit"].as_u64().map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
        if limit == Some(0) {
            return Err(Refusal::validation("Limit must be greater than or equal to 1").into());
        }

        let all = self.after_the_start(body).await?;
        let most = limit.unwrap_or(usize::MAX).min(self.page_size.load(Ordering::Relaxed));
        let read = all.len().min(most).min(within(LARGEST_PAGE, &all));
        // DynamoDB does not look whether something follows: a full page always has a last key.
        let last = (read < all.len() || read == most).then(|| all[..read].last()).flatten();
        let last = last.map(|item| json!({ "pk": item["pk"], "sk": item["sk"] }));
        let found: Vec<Item> = all[..read].iter().map(item_of).collect();
        let found = found.iter().filter(|item| filter.as_ref().is_none_or(|filter| filter.holds(Some(item))));
        let found: Vec<Value> = found
            .map(|item| {
                json!(projection.as_ref().map_or_else(|| item.clone(), |paths| apply_projection(item, paths)))
            })
            .collect();

        let mut page = json!({ "Count": found.len(), "ScannedCount": read });
        if body["Select"] != "COUNT" {
            page["Items"] = json!(found);
        }
        if let Some(last) = last {
            page["LastEvaluatedKey"] = last;
        }
        Ok(Answer::json(200, page.to_string()))
    }

    /// Everything the key condition selects after the start key, in order.
    async fn after_the_start(&self, body: &Value) -> Result<Vec<Value>, Unanswered> {
        let mut whole = body.clone();
        if let Some(fields) = whole.as_object_mut() {
            for dealt_with in ["FilterExpression", "ProjectionExpression", "Limit", "Select"] {
                fields.remove(dealt_with);
            }
        }
        let mut headers = http::HeaderMap::new();
        headers.insert("x-amz-target", http::HeaderValue::from_static("DynamoDB_20120810.Query"));
        let uri = format!("https://dynamodb.{REGION}.amazonaws.com/");
        let request = Request { method: "POST".to_owned(), uri, headers, body: whole.to_string().into() };
        let answer = self.service.handle(request).await;
        let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        match said["Items"].as_array() {
            Some(items) if answer.status == 200 => Ok(items.clone()),
            _ => Err(Unanswered::Unsupported(format!("a query that winterbaume refuses: {said}"))),
        }
    }
}

/// How many of the items fit in so many bytes, at least one.
fn within(bytes: usize, items: &[Value]) -> usize {
    let mut left = bytes;
    let fitting = items.iter().take_while(|item| {
        let size = check::size(item);
        let fits = size <= left;
        left = left.saturating_sub(size);
        fits
    });
    fitting.count().max(1)
}

fn filter(body: &Value) -> Result<Option<Condition>, Refusal> {
    let filter = Condition::parse(body, "FilterExpression")?;
    if filter.as_ref().is_some_and(|filter| filter.mentions("pk") || filter.mentions("sk")) {
        return Err(Refusal::validation("Filter Expression can only contain non-primary key attributes"));
    }
    Ok(filter)
}

/// The partition key equals something, the sort key may compare, and nothing else is said.
fn key_condition(body: &Value) -> Result<(), Refusal> {
    let Some(condition) = Condition::parse(body, "KeyConditionExpression")? else {
        return Err(Refusal::validation(
            "Either the KeyConditions or KeyConditionExpression parameter must be specified",
        ));
    };
    let mut terms = Vec::new();
    flatten(&condition.0, &mut terms);
    let partition = terms.iter().filter(|term| is_on("pk", term)).count();
    let sort = terms.iter().filter(|term| is_on("sk", term)).count();
    if partition == 1 && sort <= 1 && partition + sort == terms.len() {
        return Ok(());
    }
    Err(Refusal::validation("Query condition missed key schema element or is not supported"))
}

fn flatten<'a>(expression: &'a Expr, terms: &mut Vec<&'a Expr>) {
    if let Expr::And(left, right) = expression {
        flatten(left, terms);
        flatten(right, terms);
    } else {
        terms.push(expression);
    }
}

fn is_on(key: &str, term: &Expr) -> bool {
    let is_key = |path: &[PathSegment]| matches!(path, [PathSegment::Attr(name)] if name == key);
    match term {
        Expr::Comparison(Operand::Path(path), operator, Operand::Value(_)) => {
            is_key(path) && *operator != CompOp::Ne && (key == "sk" || *operator == CompOp::Eq)
        }
        Expr::Between(Operand::Path(path), Operand::Value(_), Operand::Value(_))
        | Expr::BeginsWith(path, Operand::Value(_)) => key == "sk" && is_key(path),
        _ => false,
    }
}
