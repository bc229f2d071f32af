//! Letters to a moderator about one event.

use futures_util::future::try_join_all;
use mail::{Addresses, Message, Resembling, ReviewDossier};
use model::content::Revision;
use model::event::Event;
use model::letter::EventLetter;
use model::look_alike::LookAlike;
use store::{Store, StoreError};

use super::known;
use crate::{Deps, Error};

pub(super) async fn write(
    deps: &Deps,
    letter: &EventLetter,
    event: &Event,
    revision: &Revision,
    addresses: &Addresses<'_>,
) -> Result<Option<Message>, Error> {
    let store = &deps.store;
    let found = event.standing.screening.as_ref().map(|screening| screening.look_alikes.as_slice());
    let (team, edition, shown, look_alikes) = tokio::try_join!(
        store.team(),
        store.edition(event.edition),
        known(event.shown(), async |number| store.revision(event.id, number).await),
        try_join_all(found.unwrap_or_default().iter().map(|look_alike| resembling(store, look_alike))),
    )?;
    let Some(edition) = edition else { return Ok(None) };
    let look_alikes: Vec<_> = look_alikes.into_iter().flatten().collect();
    let dossier = ReviewDossier {
        letter,
        event,
        revision,
        edition: &edition,
        shown: shown.as_ref(),
        look_alikes: &look_alikes,
        team: &team,
    };
    Ok(dossier.compose(addresses))
}

/// What a look-alike is; nothing when it was refused or has left the programme since.
async fn resembling(store: &Store, look_alike: &LookAlike) -> Result<Option<Resembling>, StoreError> {
    let event = store.event(look_alike.event).await?.filter(Event::is_in_the_running);
    let Some(event) = event else { return Ok(None) };
    let number = event.shown().unwrap_or(event.revision());
    let revision = store.revision(event.id, number).await?;
    Ok(revision.map(|revision| Resembling { look_alike: look_alike.clone(), content: revision.content }))
}
