//! How far a restore of the table has come, and how the service was before it: one row of the table itself, which no restore
//! overwrites, so that anyone can go on from there.

use std::collections::BTreeMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use model::edition::Year;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::item::item;
use crate::keys::Key;
use crate::outbox::OutboxItem;
use crate::table::Store;

/// The kind of that row.
pub const RESTORATION: &str = "restoration";

/// A restore that is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restoration {
    /// The table whose content is put into the stack's.
    pub from: String,
    /// Whose state that is, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// When the service was stopped.
    pub stopped_at: Timestamp,
    /// When nothing that ran before could write any more: the state to come back to, should the restore be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_at: Option<Timestamp>,
    /// The backup of the state to come back to, where recovery was off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_backup: Option<String>,
    /// How the service was before.
    pub before: Before,
    /// How far it has come.
    pub phase: Phase,
}

/// How the service was before it was stopped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before {
    /// Each function, with the concurrency that was reserved for it.
    pub functions: BTreeMap<String, Option<i32>>,
    /// The triggers that were enabled.
    pub triggers: Vec<String>,
}

/// How far a restore has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// The service is stopped, or being stopped; rows are being written.
    Stopped,
    /// The table is as it should be; what follows from that is being done.
    Copied,
    /// All is done but to start the service.
    Settled,
}

impl Store {
    /// The restore that is under way.
    pub async fn restoration(&self) -> Result<Option<Restoration>, StoreError> {
        self.get(Key::restoration(), RESTORATION).await
    }

    /// Writes down how far it has come.
    pub async fn note_restoration(&self, restoration: &Restoration) -> Result<(), StoreError> {
        self.replace(item(Key::restoration(), RESTORATION, restoration)?).await
    }

    /// Forgets it: it is done, or given up.
    pub async fn forget_restoration(&self) -> Result<(), StoreError> {
        let key = Key::restoration();
        let delete = self.client.delete_item().table_name(&self.table);
        let delete = delete.key("pk", AttributeValue::S(key.pk)).key("sk", AttributeValue::S(key.sk));
        delete.send().await.map_err(StoreError::of).map(drop)
    }

    /// Has an edition's programme rendered, once for each cause.
    pub async fn ask_render(&self, edition: Year, cause: &str, now: Timestamp) -> Result<(), StoreError> {
        let nudge = OutboxItem::programme(edition, &format!("{edition}-{cause}"));
        self.put_if_absent(nudge.into_item(now)?).await.map(drop)
    }
}
