//! The table as a whole, row by row, whatever the kinds: for what copies it, or goes through all of it.

use std::collections::HashMap;
use std::time::Duration;

use aws_sdk_dynamodb::types::{AttributeValue, DeleteRequest, PutRequest, WriteRequest};
use jiff::Timestamp;
use serde::de::DeserializeOwned;

use crate::error::StoreError;
use crate::item::{Attributes, value};
use crate::table::Store;

/// Most writes of one call.
pub const BATCH: usize = 25;

/// How often what DynamoDB left undone is asked again before it counts as an outage: a minute and a half in all.
const TRIES: u32 = 24;

/// The longest pause between two of them.
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// An item as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Item(Attributes);

/// A write of one row.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// It is this from now on, whatever was there.
    Put(Item),
    /// It is gone: its `pk` and its `sk`.
    Delete(String, String),
}

/// The rows of a part of the table, page after page.
#[derive(Debug)]
pub struct Pages<'a> {
    store: &'a Store,
    part: i32,
    parts: i32,
    next: Next,
}

#[derive(Debug)]
enum Next {
    First,
    After(Attributes),
    End,
}

impl Item {
    /// An item of these attributes.
    pub fn new(attributes: HashMap<String, AttributeValue>) -> Self {
        Self(attributes)
    }

    /// Its partition key.
    pub fn pk(&self) -> &str {
        self.text("pk")
    }

    /// Its sort key.
    pub fn sk(&self) -> &str {
        self.text("sk")
    }

    /// Its kind; empty for what is none of ours.
    pub fn entity(&self) -> &str {
        self.text("entity")
    }

    /// After when DynamoDB deletes it, some time or other; nothing for what stays.
    pub fn expires_at(&self) -> Option<Timestamp> {
        let seconds = self.0.get("expires_at")?.as_n().ok()?;
        Timestamp::from_second(seconds.parse().ok()?).ok()
    }

    /// What it holds.
    pub fn attributes(&self) -> &HashMap<String, AttributeValue> {
        &self.0
    }

    /// The value that it stands for; an error when it is of another shape.
    pub fn value<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        value(self.0.clone(), "row")
    }

    fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(|it| it.as_s().ok()).map_or("", String::as_str)
    }
}

impl Store {
    /// The name of the table.
    pub fn name(&self) -> &str {
        &self.table
    }

    /// Another table of the same account.
    #[must_use]
    pub fn sibling(&self, table: impl Into<String>) -> Self {
        Self { client: self.client.clone(), table: table.into() }
    }

    /// One of `parts` parts of the table (from 0), each of which can be read at the same time as the others.
    pub fn pages(&self, part: i32, parts: i32) -> Pages<'_> {
        Pages { store: self, part, parts, next: Next::First }
    }

    /// Writes rows without a condition, at most [`BATCH`] of them, no two of one key: for a table that nobody else writes.
    /// Each is written by itself; when this fails some may be.
    pub async fn write_rows(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let mut left = writes.into_iter().map(request).collect::<Result<Vec<_>, _>>()?;
        let mut pause = Duration::from_millis(50);
        for _ in 0..TRIES {
            if left.is_empty() {
                return Ok(());
            }
            let batch = self.client.batch_write_item().request_items(&self.table, left);
            let answer = batch.send().await.map_err(StoreError::of)?;
            left = answer.unprocessed_items.unwrap_or_default().remove(&self.table).unwrap_or_default();
            if !left.is_empty() {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
        let source = format!("{} rows were not taken", left.len()).into();
        Err(StoreError::Unavailable { code: "too much at once, for too long".into(), source })
    }
}

impl Pages<'_> {
    /// The next page; nothing after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<Item>>, StoreError> {
        let scan = self.store.client.scan().table_name(&self.store.table).consistent_read(true);
        let scan = match &self.next {
            Next::First => scan,
            Next::After(key) => scan.set_exclusive_start_key(Some(key.clone())),
            Next::End => return Ok(None),
        };
        let page = scan.segment(self.part).total_segments(self.parts).send().await.map_err(StoreError::of)?;
        self.next = match page.last_evaluated_key {
            Some(key) if !key.is_empty() => Next::After(key),
            _ => Next::End,
        };
        Ok(Some(page.items.unwrap_or_default().into_iter().map(Item).collect()))
    }
}

fn request(write: Write) -> Result<WriteRequest, StoreError> {
    let shape = |error| StoreError::shape("row", error);
    let request = WriteRequest::builder();
    Ok(match write {
        Write::Put(Item(item)) => {
            request.put_request(PutRequest::builder().set_item(Some(item)).build().map_err(shape)?)
        }
        Write::Delete(pk, sk) => {
            let key =
                DeleteRequest::builder().key("pk", AttributeValue::S(pk)).key("sk", AttributeValue::S(sk));
            request.delete_request(key.build().map_err(shape)?)
        }
    }
    .build())
}
