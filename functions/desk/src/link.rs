//! The personal link to the queue, for whoever asks for it and is a moderator.

use model::id::PersonId;
use model::letter::{DeskLetter, Occasion};

use crate::{Deps, Error};

/// Writes to the member of the team whose address this is, once a window; to nobody when it is no member's.
pub(crate) async fn send(deps: &Deps, person: &PersonId, window: i64) -> Result<(), Error> {
    let Some(edition) = deps.store.current_edition().await? else { return Ok(()) };
    let team = deps.store.team().await?;
    let is_asking = |address| PersonId::of(address, &deps.person_key) == *person;
    let Some(moderator) = team.iter().find(|moderator| is_asking(&moderator.email)) else {
        tracing::info!("someone who is not of the team has asked for a link");
        return Ok(());
    };
    let (edition, moderator) = (edition.year, moderator.id);
    let letter = DeskLetter { moderator, edition, occasion: Occasion::LinkAsked { window } };
    match deps.store.write_to_moderators(vec![letter], &[], edition, None, deps.clock.now()).await {
        Err(error) if !error.is_conflict() => Err(error.into()),
        Ok(()) | Err(_) => Ok(()), // a conflict: it was written before
    }
}
