//! Digests: each morning for those who want one, and after a burst for those who are else written to at once.

use model::due;
use model::letter::{DeskLetter, Letter, Occasion};
use model::moderation::Moderator;
use store::PaceChange;

use crate::round::Scene;
use crate::{Deps, Error, insist};

/// The digests of this morning that are not written yet.
pub(crate) async fn mornings(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    let (date, moderators) = due::morning(&scene.team, &scene.waiting, scene.now);
    for moderator in moderators {
        let letter = letter(scene, moderator, Occasion::Morning { date });
        if deps.store.mail(&Letter::Desk(letter.clone()).id()).await?.is_some() {
            continue; // as on every later round of the day
        }
        match deps.store.write_to_moderators(vec![letter], &[], scene.edition, None, scene.now).await {
            Ok(()) => tracing::info!(moderator.id = %moderator.id, "the digest of the morning is written"),
            Err(error) if error.is_conflict() => {} // another round has written it
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// A digest for everyone whose letters have been held back for long enough.
pub(crate) async fn bursts(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    for moderator in &scene.team {
        insist(async || burst(deps, scene, moderator).await).await?;
    }
    Ok(())
}

async fn burst(deps: &Deps, scene: &Scene, moderator: &Moderator) -> Result<(), Error> {
    let pace = deps.store.pace(moderator.id).await?;
    let Some((since, after)) = pace.digest_due(scene.now) else { return Ok(()) };
    let tells = due::wants_burst(moderator, &scene.waiting, &scene.team, scene.now);
    let digest = tells.then(|| letter(scene, moderator, Occasion::Burst { since: since.as_second() }));
    let change = PaceChange { moderator: moderator.id, after };
    let letters = digest.into_iter().collect();
    deps.store.write_to_moderators(letters, &[], scene.edition, Some(&change), scene.now).await?;
    tracing::info!(moderator.id = %moderator.id, written = tells, "a burst is over");
    Ok(())
}

fn letter(scene: &Scene, moderator: &Moderator, occasion: Occasion) -> DeskLetter {
    DeskLetter { moderator: moderator.id, edition: scene.edition, occasion }
}
