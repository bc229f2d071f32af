//! People whose events were classified as spam.

use model::event::{Event, Seat, State};
use model::id::PersonId;
use store::StoreError;

use crate::Deps;

/// Whether a person has an event, of whatever edition, that was classified as spam.
pub(crate) async fn is_one(deps: &Deps, person: &PersonId) -> Result<bool, StoreError> {
    for theirs in deps.store.events_of(person).await? {
        // Nobody answers for the event of someone else who has invited them.
        if theirs.seat != Seat::ORGANISER {
            continue;
        }
        let event = deps.store.event(theirs.event).await?;
        if event.is_some_and(|event| is_spam(deps, &event)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A decision that can still be undone counts for nothing, nor does an event that was sent in someone's name: its own
/// address must have been confirmed, or anybody could have another's forms refused.
fn is_spam(deps: &Deps, event: &Event) -> bool {
    event.confirmed_at.is_some() && event.told(deps.clock.now()).state == State::Spam
}
