//! The other events of a person that wait for them to confirm their address.

use links::{Capability, Purpose, Subject};
use model::event::{Event, State};
use store::StoreError;

use crate::Deps;

/// Most events that are told at once: the next ones are as these are confirmed.
const MOST: usize = 20;
/// Most events that are looked at: nobody has more who is not being made a fool of.
const MOST_READ: usize = 100;

/// An event that waits for its organiser, who is the same person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Other {
    pub(crate) title: String,
    pub(crate) reference: String,
    /// Its own page of confirmation, for as long as the link that led here.
    pub(crate) address: String,
}

/// What else the organiser of an event has to confirm in its edition; nothing while it cannot be read. The bearer of
/// the link has got a mail at the address that is to be confirmed: what they are shown was typed with that address.
pub(crate) async fn of(deps: &Deps, event: &Event, link: &Capability) -> Vec<Other> {
    find(deps, event, link).await.unwrap_or_else(|error| {
        tracing::warn!(error = &error as &dyn std::error::Error, "a person's events could not be read");
        vec![]
    })
}

async fn find(deps: &Deps, event: &Event, link: &Capability) -> Result<Vec<Other>, StoreError> {
    let events = deps.store.events_of(&event.organiser).await?;
    let of_the_edition = events.iter().filter(|it| it.edition == event.edition && it.event != event.id);
    let mut others = Vec::new();
    for it in of_the_edition.take(MOST_READ) {
        if others.len() == MOST {
            break;
        }
        let Some(other) = deps.store.event(it.event).await? else { continue };
        if other.state() != State::Unconfirmed || other.organiser != event.organiser {
            continue;
        }
        let Some(revision) = deps.store.revision(other.id, other.revision()).await? else { continue };
        let subject = Subject::Event { event: other.id, revision: other.revision() };
        let to_confirm = Capability { purpose: Purpose::Confirm, subject, ..link.clone() };
        others.push(Other {
            title: revision.content.title.to_string(),
            reference: other.id.reference(),
            address: to_confirm.link("", &deps.keys),
        });
    }
    Ok(others)
}
