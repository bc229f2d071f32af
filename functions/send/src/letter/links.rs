//! The links to their events, for whoever has asked for them.

use futures_util::future::try_join_all;
use mail::{Addresses, LinksDossier, Message, OwnEvent};
use model::id::PersonId;
use store::{EventOf, StoreError};

use crate::{Deps, Error};

/// Written to the address that they typed, whose person they are; nothing once they answer for no event.
pub(super) async fn write(
    deps: &Deps,
    person: &PersonId,
    window: i64,
    addresses: &Addresses<'_>,
) -> Result<Option<Message>, Error> {
    let store = &deps.store;
    let (to, edition, places) = tokio::try_join!(
        store.event_links_request(person, window),
        store.current_edition(),
        store.events_of(person),
    )?;
    let (Some(to), Some(edition)) = (to, edition) else { return Ok(None) };
    let events = try_join_all(places.iter().map(|place| own_event(deps, person, place, addresses))).await?;
    let events: Vec<_> = events.into_iter().flatten().collect();
    Ok(LinksDossier { to: &to, edition: &edition, events: &events }.compose(addresses))
}

/// An event as far as its organiser has been told; nothing when the person has left its team meanwhile.
async fn own_event(
    deps: &Deps,
    person: &PersonId,
    place: &EventOf,
    addresses: &Addresses<'_>,
) -> Result<Option<OwnEvent>, StoreError> {
    let event = deps.store.event(place.event).await?;
    let Some(event) = event.filter(|event| event.person_at(place.seat) == Some(person)) else {
        return Ok(None);
    };
    let told = event.told(addresses.now).revision;
    let revision = deps.store.revision(event.id, told).await?;
    Ok(revision.map(|revision| OwnEvent { event, seat: place.seat, content: revision.content }))
}
