//! An event with what counts of it.

use std::fmt;

use anyhow::{Context, Result};
use model::content::{Revision, RevisionNumber};
use model::event::Event;
use model::id::EventId;
use serde::Serialize;
use store::{Store, StoreError};

/// An event and the revision that counts.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) event: Event,
    pub(super) revision: Revision,
}

/// Its identifier, from what is typed.
pub(super) fn id(typed: &str) -> Result<EventId> {
    EventId::parse(typed)
        .with_context(|| format!("{typed:?} is not an event’s reference, such as those of mip events list"))
}

impl Case {
    /// Reads it.
    pub(super) async fn read(store: &Store, id: EventId) -> Result<Self> {
        let event = store.event(id).await?;
        let event =
            event.with_context(|| format!("there is no event {}: mip events list", id.reference()))?;
        let revision = revision(store, &event, event.revision()).await?;
        Ok(Self { event, revision })
    }

    /// What it is called, for a sentence.
    pub(super) fn title(&self) -> &str {
        self.revision.content.title.as_str()
    }
}

/// A revision that the event names.
pub(super) async fn revision(store: &Store, event: &Event, number: RevisionNumber) -> Result<Revision> {
    let revision = store.revision(event.id, number).await?;
    revision.with_context(|| format!("revision {number} of {} is not there", event.id.reference()))
}

/// What was done to an event.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    pub(super) event: String,
    pub(super) state: &'static str,
    /// Whether anything was written.
    pub(super) written: bool,
    #[serde(skip)]
    said: String,
}

impl Answer {
    pub(super) fn new(event: &Event, written: bool, said: String) -> Self {
        Self { event: event.id.reference(), state: event.state().code(), written, said }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)
    }
}

/// Whether someone else has written in between.
pub(super) fn is_conflict(error: &anyhow::Error) -> bool {
    error.downcast_ref::<StoreError>().is_some_and(StoreError::is_conflict)
}
