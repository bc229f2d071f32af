//! From an intention to words: everything a letter says is read when it is sent.

use jiff::Timestamp;
use mail::{Dossier, Message, compose};
use model::letter::{Letter, Purpose};

use crate::{Deps, Error};

/// The words of a letter, or nothing when events have overtaken it or its recipient has left the team.
pub(crate) async fn write(deps: &Deps, letter: &Letter, now: Timestamp) -> Result<Option<Message>, Error> {
    let store = &deps.store;
    let Some(event) = store.event(letter.event).await?.filter(|event| !letter.is_overtaken_by(event)) else {
        return Ok(None);
    };
    let Some(revision) = store.revision(letter.event, letter.revision).await? else { return Ok(None) };
    let Some(edition) = store.edition(event.edition).await? else { return Ok(None) };
    let moderator = match letter.purpose {
        Purpose::Review { moderator } => store.moderator(moderator).await?,
        _ => None,
    };
    let publication = match letter.purpose {
        Purpose::Decision => store.publication(event.edition, event.id).await?,
        _ => None,
    };
    let path = publication.map(|publication| publication.path());
    let dossier = Dossier {
        letter,
        event: &event,
        revision: &revision,
        edition: &edition,
        moderator: moderator.as_ref(),
        public_path: path.as_deref(),
    };
    Ok(compose(&dossier, &deps.base_url, &deps.keys, now))
}
