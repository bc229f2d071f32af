//! The links to their events, for whoever asks for them and has any.

use model::event::State;
use model::id::PersonId;
use store::StoreError;

use crate::{Deps, Error};

/// Writes to whoever answers for an event, once a window; to nobody else.
pub(crate) async fn send(deps: &Deps, person: &PersonId, window: i64) -> Result<(), Error> {
    if deps.store.event_links_request(person, window).await?.is_none() {
        tracing::info!("a request for links was settled before");
        return Ok(());
    }
    let settled = if may_be_written_to(deps, person).await? {
        deps.store.write_event_links(person.clone(), window, deps.clock.now()).await
    } else {
        tracing::info!("someone who has no event, or none that is confirmed, has asked for links");
        deps.store.forget_event_links_request(person, window).await
    };
    match settled {
        Err(error) if !error.is_conflict() => Err(error.into()),
        Ok(()) | Err(_) => Ok(()), // a conflict: it was settled before
    }
}

/// Whether they answer for an event, and not only for some that nobody has confirmed: anyone may have typed their address,
/// and how often they are asked to confirm it is counted elsewhere.
async fn may_be_written_to(deps: &Deps, person: &PersonId) -> Result<bool, StoreError> {
    for place in deps.store.events_of(person).await? {
        let event = deps.store.event(place.event).await?;
        if event.is_some_and(|event| event.state() != State::Unconfirmed) {
            return Ok(true);
        }
    }
    Ok(false)
}
