//! Letters to a moderator about all that waits for them.

use mail::{Addresses, DeskDossier, Message};
use model::letter::{DeskLetter, Occasion};
use model::waiting::Waiting;
use model::zone::Zone;

use super::known;
use crate::{Deps, Error};

pub(super) async fn write(
    deps: &Deps,
    letter: &DeskLetter,
    addresses: &Addresses<'_>,
) -> Result<Option<Message>, Error> {
    let store = &deps.store;
    let order = match letter.occasion {
        Occasion::Entrusted { order } => Some(order),
        _ => None,
    };
    let (team, edition, queue, order) = tokio::try_join!(
        store.team(),
        store.edition(letter.edition),
        store.waiting(letter.edition),
        known(order, async |order| store.order(order).await),
    )?;
    let Some(moderator) = team.iter().find(|moderator| moderator.id == letter.moderator) else {
        return Ok(None);
    };
    let Some(edition) = edition else { return Ok(None) };
    if order.as_ref().is_some_and(|order| order.undone_at.is_some()) {
        return Ok(None);
    }
    let today = Zone::PARIS.date(addresses.now);
    let is_about = |waiting: &&Waiting| letter.is_about(waiting, &team, order.as_ref(), today);
    let mut waiting: Vec<_> = queue.iter().filter(is_about).collect();
    // Whoever asked for their link gets it, even when nothing waits.
    if waiting.is_empty() && !matches!(letter.occasion, Occasion::LinkAsked { .. }) {
        return Ok(None);
    }
    waiting.sort_unstable_by_key(|waiting| (waiting.since, waiting.event));
    let dossier =
        DeskDossier { letter, moderator, edition: &edition, order: order.as_ref(), waiting: &waiting };
    Ok(Some(dossier.compose(addresses)))
}
