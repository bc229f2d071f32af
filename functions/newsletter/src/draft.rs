//! The week's draft, and the letter with it to each editor.

use jiff::SignedDuration;
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::{Mailing, draft_due};

use crate::round::Scene;
use crate::{Deps, Error};

/// What is new in the first issue.
const A_WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Drafts the issue of the week, once it is due and unless it is there: also when an editor does not want it.
pub(crate) async fn draft(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    let Scene { edition, now, .. } = scene;
    let Some(week) = draft_due(edition, *now) else { return Ok(()) };
    let id = Mailing::id_of(edition.year, week);
    if scene.mailings.iter().any(|mailing| mailing.id == id) {
        return Ok(()); // as on every later round of the week
    }
    let launched = scene.mailings.iter().filter(|mailing| mailing.edition == edition.year);
    let news_since = launched.filter_map(Mailing::launched_at).max().unwrap_or(*now - A_WEEK);
    let Some(mailing) = Mailing::weekly(edition, week, news_since, *now) else { return Ok(()) };
    let letters = MailingLetter::to_editors(&mailing, &scene.team, MailingOccasion::Draft, *now);
    let written = letters.len();
    match deps.store.create_mailing(&mailing, letters, *now).await {
        Ok(()) => {
            tracing::info!(mailing.id = %id, letters = written, "the week's issue is drafted");
            Ok(())
        }
        Err(error) if error.is_conflict() => Ok(()), // another round has drafted it
        Err(error) => Err(error.into()),
    }
}
