//! The table as a whole: a scan, in parts and pages, and writes in batches. winterbaume scans without parts and forgets
//! where a page ended.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::Ordering;

use serde_json::{Map, Value, json};

use super::condition::Condition;
use super::{Answer, DynamoDb, Refusal, Unanswered, check, item_of, placeholder, write};
use crate::cloud::TABLE;

/// Most writes of one batch.
const LARGEST_BATCH: usize = 25;

impl DynamoDb {
    /// A page of a part of the table, in the order of keys.
    pub(super) async fn scan(&self, body: &Value) -> Result<Answer, Unanswered> {
        check::table(body)?;
        let unknown = ["ProjectionExpression", "IndexName", "Select", "ScanFilter"];
        if let Some(field) = unknown.iter().find(|field| !body[**field].is_null()) {
            return Err(Unanswered::Unsupported(format!("a scan with {field}")));
        }
        placeholder::check(body, &["FilterExpression"])?;
        let filter = Condition::parse(body, "FilterExpression")?;
        let (segment, segments) = segments(body)?;
        let start = &body["ExclusiveStartKey"];
        let mut items: Vec<Value> = self.whole().await.iter().map(|item| json!(item)).collect();
        items.sort_by_key(key);
        items.retain(|item| part(item, segments) == segment && (start.is_null() || key(item) > key(start)));
        let limit = body["Limit"].as_u64().map(|limit| usize::try_from(limit).unwrap_or(usize::MAX));
        let most = limit.unwrap_or(usize::MAX).min(self.page_size.load(Ordering::Relaxed));
        let read = items.len().min(most);
        // The filter comes after the limit: a page may be empty and not the last.
        let holds = |item: &&Value| filter.as_ref().is_none_or(|filter| filter.holds(Some(&item_of(item))));
        let found: Vec<&Value> = items[..read].iter().filter(holds).collect();
        let mut page = json!({ "Count": found.len(), "ScannedCount": read, "Items": found });
        // As of a query: DynamoDB does not look whether something follows.
        if let Some(last) = items[..read].last().filter(|_| read == most) {
            page["LastEvaluatedKey"] = json!({ "pk": last["pk"], "sk": last["sk"] });
        }
        Ok(Answer::json(200, page.to_string()))
    }

    /// Writes a batch, each write by itself; a batch that breaks a rule writes nothing.
    pub(super) async fn write_batch(&self, body: &Value) -> Result<Answer, Unanswered> {
        let tables = body["RequestItems"].as_object().cloned().unwrap_or_default();
        for name in tables.keys() {
            check::table(&json!({ "TableName": name }))?;
        }
        let writes = tables.get(TABLE).and_then(Value::as_array).cloned().unwrap_or_default();
        if writes.is_empty() || writes.len() > LARGEST_BATCH {
            return Err(Refusal::validation("Member must have length between 1 and 25").into());
        }
        let writes: Vec<(&str, Value)> = writes.iter().filter_map(Value::as_object).filter_map(one).collect();
        let mut keys = Vec::new();
        for (verb, write) in &writes {
            keys.push(key(&write::target(verb, write)?));
        }
        keys.sort();
        if keys.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(Refusal::validation("Provided list of item keys contains duplicates").into());
        }
        // Some are left undone when a test wants small pages, as DynamoDB does when it is busy.
        let most = self.page_size.load(Ordering::Relaxed);
        let (now, later) = writes.split_at(writes.len().min(most));
        for (verb, write) in now {
            self.write_one(verb, write).await?;
        }
        let mut answer = json!({ "UnprocessedItems": {} });
        if !later.is_empty() {
            let later = later.iter().map(|(verb, write)| {
                let part = if *verb == "Put" { "Item" } else { "Key" };
                json!({ format!("{verb}Request"): { part: write[part] } })
            });
            answer["UnprocessedItems"] = json!({ TABLE: later.collect::<Vec<_>>() });
        }
        Ok(Answer::json(200, answer.to_string()))
    }
}

fn one(write: &Map<String, Value>) -> Option<(&'static str, Value)> {
    match (write.get("PutRequest"), write.get("DeleteRequest")) {
        (Some(put), None) => Some(("Put", put.clone())),
        (None, Some(delete)) => Some(("Delete", delete.clone())),
        _ => None,
    }
}

fn segments(body: &Value) -> Result<(u64, u64), Refusal> {
    match (body["Segment"].as_u64(), body["TotalSegments"].as_u64()) {
        (None, None) => Ok((0, 1)),
        (Some(segment), Some(of)) if segment < of => Ok((segment, of)),
        _ => Err(Refusal::validation("The Segment parameter must be less than parameter TotalSegments")),
    }
}

/// The items of a partition are in one part.
fn part(item: &Value, parts: u64) -> u64 {
    let mut hash = DefaultHasher::new();
    item["pk"].to_string().hash(&mut hash);
    hash.finish() % parts
}

fn key(item: &Value) -> (String, String) {
    let text = |name: &str| item[name]["S"].as_str().unwrap_or_default().to_owned();
    (text("pk"), text("sk"))
}
