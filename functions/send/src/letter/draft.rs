//! The address of a draft, for whoever has asked for it.

use mail::{Addresses, DraftDossier, Message};
use model::id::DraftId;
use model::letter::OrganiserLetter;

use crate::{Deps, Error};

/// Nothing when the draft was sent or has expired, or when its address was asked for once more: perhaps for another
/// address, since this one was mistyped.
pub(super) async fn write(
    deps: &Deps,
    letter: &OrganiserLetter,
    (draft, nth): (DraftId, u8),
    addresses: &Addresses<'_>,
) -> Result<Option<Message>, Error> {
    let draft = deps.store.draft(draft, addresses.now).await?;
    let Some(draft) = draft.filter(|draft| !letter.is_overtaken_by(draft) && draft.mailed == nth) else {
        return Ok(None);
    };
    let Some(edition) = deps.store.edition(draft.edition).await? else { return Ok(None) };
    Ok(DraftDossier { draft: &draft, edition: &edition }.compose(addresses))
}
