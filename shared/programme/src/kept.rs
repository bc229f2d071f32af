//! What many files have of an event, rendered once: its entries are in its own calendar, in that of the whole and in that of
//! every selection it is in.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use model::id::EventId;

/// Pieces of files, by event. They follow from the event and the setting alone, so that it never matters who asks first.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<HashMap<EventId, Arc<str>>>);

impl Kept {
    /// The piece of an event, rendered when it is asked for the first time.
    pub(crate) fn of(&self, event: EventId, render: impl FnOnce() -> String) -> Arc<str> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(kept.entry(event).or_insert_with(|| render().into()))
    }
}
