//! What the link is about, as it stands.

use model::content::{Revision, RevisionNumber};
use model::edition::Edition;
use model::event::Event;
use model::id::EventId;
use store::StoreError;

use super::Base;
use crate::Deps;

/// An event, the revision of it that counts, and its edition.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) event: Event,
    pub(super) current: Revision,
    pub(super) edition: Edition,
}

impl Found {
    /// Reads it; nothing if a part of it is missing.
    pub(super) async fn read(deps: &Deps, event: EventId) -> Result<Option<Self>, StoreError> {
        let Some(event) = deps.store.event(event).await? else { return Ok(None) };
        let Some(current) = deps.store.revision(event.id, event.revision()).await? else { return Ok(None) };
        let Some(edition) = deps.store.edition(event.edition).await? else { return Ok(None) };
        Ok(Some(Self { event, current, edition }))
    }

    /// What a form was made from; nothing if it does not say, or says what never was.
    pub(super) async fn base(
        &self,
        deps: &Deps,
        from: Option<RevisionNumber>,
    ) -> Result<Option<Base>, StoreError> {
        let Some(number) = from else { return Ok(None) };
        if number == self.event.revision() {
            return Ok(Some(Base { number, revision: self.current.clone() }));
        }
        let revision = deps.store.revision(self.event.id, number).await?;
        Ok(revision.map(|revision| Base { number, revision }))
    }
}
