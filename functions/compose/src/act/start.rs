//! Starting an issue from nothing.

use jiff::SignedDuration;
use model::id::MailingId;
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::Mailing;
use store::StoreError;
use web::{Answer, Typed};

use super::ticked;
use crate::Deps;
use crate::case::Case;
use web::problem::Problem;

/// Before the first issue, what is new is what the last week has brought.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Longer than any key that a page draws.
const LONGEST_KEY: usize = 64;

/// The identifier of the issue that a form starts: its page drew a key, so that sending it twice starts one issue.
pub(super) fn parse(typed: &Typed, case: &Case) -> Result<MailingId, Vec<Problem>> {
    ticked(typed, "vierge", "Cochez la case pour commencer une lettre vierge, puis appuyez sur le bouton.")?;
    let key = typed.text("cle");
    if key.is_empty() || key.len() > LONGEST_KEY {
        let message = "Rien n’a été créé\u{a0}: cochez la case, puis appuyez de nouveau sur le bouton.";
        return Err(vec![Problem::new("vierge", message)]);
    }
    let edition = case.mailing.edition.to_string();
    Ok(MailingId::derive(&[b"blank", edition.as_bytes(), &case.editor.id.to_bytes(), key.as_bytes()]))
}

/// Creates the issue with a letter to its editor, and leads to its page.
pub(super) async fn start(deps: &Deps, case: &Case, id: MailingId) -> Result<Answer, StoreError> {
    let news_since = case.issues.iter().filter_map(Mailing::launched_at).max().unwrap_or(case.now - WEEK);
    let by = Some(case.editor.id);
    let Some(mailing) = Mailing::blank(id, &case.edition, news_since, by, case.now) else {
        tracing::error!("the edition's name leaves no room for a subject");
        return Ok(Answer::unavailable());
    };
    let letter = MailingLetter::of(&mailing, case.editor.id, MailingOccasion::Draft);
    match deps.store.create_mailing(&mailing, vec![letter], case.now).await {
        Ok(()) => tracing::info!(mailing.id = %id, "an editor has started an issue"),
        Err(error) if error.is_conflict() => {} // the same form, sent twice
        Err(error) => return Err(error),
    }
    Ok(Answer::see_other(case.link.address_of(id, &deps.keys)))
}
