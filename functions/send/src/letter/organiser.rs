//! Letters to the team of an event.

use mail::{Addresses, Message, OrganiserDossier};
use model::content::{Revision, RevisionNumber};
use model::event::{CLOCKS_APART, Decision, Event};
use model::letter::{EventLetter, Purpose};

use super::{known, taken_back};
use crate::{Deps, Error};

pub(super) async fn write(
    deps: &Deps,
    letter: &EventLetter,
    event: &Event,
    revision: &Revision,
    addresses: &Addresses<'_>,
) -> Result<Option<Message>, Error> {
    let store = &deps.store;
    let decision = event.decision().filter(|_| letter.purpose == Purpose::Decision);
    if decision.is_some_and(|decision| addresses.now < decision.undo_until + CLOCKS_APART) {
        return Err(Error::Later);
    }
    if letter.purpose == Purpose::TakenBack
        && !taken_back::follows_its_request(store, letter, addresses.now).await?
    {
        return Ok(None);
    }
    let (edition, decided_on, order, colleague) = tokio::try_join!(
        store.edition(event.edition),
        known(decision.and_then(|decision| other_than(letter, decision)), async |number| {
            store.revision(event.id, number).await
        }),
        known(decision.and_then(|decision| decision.order), async |order| store.order(order).await),
        known(Some(letter.seat).filter(|seat| !seat.is_organiser()), async |seat| {
            store.colleague(event.id, seat).await
        }),
    )?;
    // The desk has yet to undo the decisions of an order that was undone: none of them is to be told.
    if order.is_some_and(|order| order.undone_at.is_some()) {
        return Ok(None);
    }
    let Some(edition) = edition else { return Ok(None) };
    let dossier = OrganiserDossier {
        letter,
        event,
        revision,
        edition: &edition,
        decided_on: decided_on.as_ref(),
        colleague: colleague.as_ref(),
    };
    Ok(dossier.compose(addresses))
}

/// The revision that was decided on, when the letter is about another: the corrected one, or the published one.
fn other_than(letter: &EventLetter, decision: &Decision) -> Option<RevisionNumber> {
    Some(decision.revision).filter(|&revision| revision != letter.revision)
}
