//! What the link is about, as it stands.

use jiff::Timestamp;
use model::content::{Revision, RevisionNumber};
use model::edition::Edition;
use model::event::Event;
use model::id::EventId;
use store::StoreError;

use super::Base;
use super::standing::Standing;
use crate::Deps;

/// An event, the revision of it that counts as far as its organiser has been told, and its edition.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) event: Event,
    pub(super) current: Revision,
    pub(super) edition: Edition,
    /// When it stood so.
    pub(super) at: Timestamp,
}

impl Found {
    /// Reads it; nothing if a part of it is missing.
    pub(super) async fn read(deps: &Deps, event: EventId) -> Result<Option<Self>, StoreError> {
        let Some(event) = deps.store.event(event).await? else { return Ok(None) };
        let at = deps.clock.now();
        let told = event.told(at).revision;
        let Some(current) = deps.store.revision(event.id, told).await? else { return Ok(None) };
        let Some(edition) = deps.store.edition(event.edition).await? else { return Ok(None) };
        Ok(Some(Self { event, current, edition, at }))
    }

    /// How it stands for its organiser.
    pub(super) fn standing(&self) -> Standing<'_> {
        Standing::of(&self.event, self.at)
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
