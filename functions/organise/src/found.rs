//! What a link is about, as it stands.

use jiff::Timestamp;
use model::content::{Revision, RevisionNumber};
use model::edition::Edition;
use model::event::Event;
use model::id::PersonId;
use model::practical::Overlay;
use model::publication::{Listing, Publication};
use store::StoreError;

use crate::Deps;
use crate::way::Way;

/// An event, the revision of it that counts as far as its organiser has been told, its edition, and who has come.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) event: Event,
    /// With what was said beside it: a new revision, made from it, says that too.
    pub(crate) current: Revision,
    pub(crate) edition: Edition,
    pub(crate) person: PersonId,
    /// When it stood so.
    pub(crate) at: Timestamp,
}

impl Found {
    /// Reads it; nothing if a part of it is missing, or if who has come is not, or no longer, of its team.
    pub(crate) async fn read(deps: &Deps, way: &Way<'_>) -> Result<Option<Self>, StoreError> {
        let Some(event) = deps.store.event(way.event).await? else { return Ok(None) };
        let Some(person) = event.person_at(way.seat).cloned() else { return Ok(None) };
        let at = deps.clock.now();
        let told = event.told(at).revision;
        let Some(current) = deps.store.revision(event.id, told).await? else { return Ok(None) };
        let Some(edition) = deps.store.edition(event.edition).await? else { return Ok(None) };
        let mut found = Self { event, current, edition, person, at };
        if let Some(content) = found.beside(told).map(|it| it.practical.over(&found.current.content)) {
            found.current.content = content;
        }
        Ok(Some(found))
    }

    /// Whether whoever came is who proposed the event, rather than a colleague.
    pub(crate) fn is_the_organiser(&self) -> bool {
        self.person == self.event.organiser
    }

    /// What was said beside a revision, where that holds over it once it is shown.
    pub(crate) fn beside(&self, number: RevisionNumber) -> Option<&Overlay> {
        self.event.beside(number, self.at)
    }

    /// The revision that the programme shows, as far as the organiser has been told.
    pub(crate) fn shown(&self) -> Option<RevisionNumber> {
        self.event.shown_as_told(self.at)
    }

    /// Whether a decision can still be undone: nobody tells the organiser of it before it stands.
    pub(crate) fn is_being_decided(&self) -> bool {
        self.event.undoable(self.at).is_some()
    }

    /// Whether something can be said beside the revision that is shown: not while a decision can still be undone, whatever
    /// it is, or the page would tell which ones change what is shown.
    pub(crate) fn takes_practical_news(&self) -> bool {
        self.shown().is_some() && !self.is_being_decided()
    }

    /// The event's page in the programme, as far as the organiser has been told of it.
    pub(crate) fn public_page(&self) -> Option<String> {
        let listing = Listing { shown: self.shown(), ..self.event.listing.clone()? };
        let content = self.current.content.clone();
        Publication::new(self.event.id, self.event.edition, &listing, content).map(|shown| shown.path())
    }
}
