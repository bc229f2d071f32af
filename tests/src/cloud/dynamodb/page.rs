//! A query, in pages: after `Limit` items, after 1 MB, or after as few as a test wants. winterbaume pages only by
//! `Limit`, leaves out the last key when the limit falls on the last item, and reads conditions on any attribute.

use std::sync::atomic::Ordering;

use serde_json::{Value, json};
use winterbaume_dynamodb::Item;
use winterbaume_dynamodb::expr::{CompOp, Expr, Operand, apply_projection};
use winterbaume_dynamodb::types::{AttributeValue, PathSegment};

use super::super::meter::Consumed;
use super::condition::Condition;
use super::{Answer, DynamoDb, Refusal, Unanswered, check, item_of, placeholder, projection};

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
        let keys = key_condition(body)?;
        let filter = filter(body)?;
        let projection = projection(body)?;
        let limit = body["Limit"].as_u64().map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
        if limit == Some(0) {
            return Err(Refusal::validation("Limit must be greater than or equal to 1").into());
        }

        let all = self.after_the_start(body, &keys).await?;
        let most = limit.unwrap_or(usize::MAX).min(self.page_size.load(Ordering::Relaxed));
        let read = all.len().min(most).min(within(LARGEST_PAGE, &all));
        self.consume(|| {
            Consumed::read(all[..read].iter().map(check::size).sum(), body["ConsistentRead"] == true)
        });
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
    async fn after_the_start(&self, body: &Value, keys: &Keys) -> Result<Vec<Value>, Unanswered> {
        let mut items = self.partition(keys.pk.clone()).await?;
        items.retain(|item| keys.condition.holds(Some(item)));
        let backwards = body["ScanIndexForward"] == false;
        if backwards {
            items.reverse();
        }
        let items = items.iter().map(|item| json!(item));
        let Some(start) = body["ExclusiveStartKey"]["sk"]["S"].as_str() else { return Ok(items.collect()) };
        let is_after = |item: &Value| {
            let sk = item["sk"]["S"].as_str().unwrap_or_default();
            if backwards { sk < start } else { sk > start }
        };
        Ok(items.filter(is_after).collect())
    }
}

/// A key condition, and the partition that it is about.
struct Keys {
    condition: Condition,
    pk: AttributeValue,
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
fn key_condition(body: &Value) -> Result<Keys, Refusal> {
    let Some(condition) = Condition::parse(body, "KeyConditionExpression")? else {
        return Err(Refusal::validation(
            "Either the KeyConditions or KeyConditionExpression parameter must be specified",
        ));
    };
    let mut terms = Vec::new();
    flatten(&condition.0, &mut terms);
    let partition = terms.iter().filter(|term| is_on("pk", term)).count();
    let sort = terms.iter().filter(|term| is_on("sk", term)).count();
    let pk = terms.iter().find_map(|term| match term {
        Expr::Comparison(_, _, Operand::Value(value)) if is_on("pk", term) => Some(value.clone()),
        _ => None,
    });
    if let Some(pk) = pk.filter(|_| partition == 1 && sort <= 1 && partition + sort == terms.len()) {
        return Ok(Keys { condition, pk });
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
