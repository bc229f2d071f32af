//! Digests: each morning for those who want one, and after a burst for those who are else written to at once.

use model::due;
use model::id::ModeratorId;
use model::letter::{DeskLetter, Letter, Occasion};
use model::moderation::Moderator;
use model::zone::Zone;
use store::PaceChange;

use crate::round::{Scene, each};
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

/// A digest of whatever has been held back for long enough.
///
/// What is held back for someone who leaves the team waits for the others from then on (`Moderator::is_awaited_for`), as if
/// it had come to them: it is in their list at once, in their next digest, and they are reminded of it after two days.
pub(crate) async fn bursts(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    let holders = scene.team.iter().map(|moderator| moderator.id);
    each(holders, async |holder| insist(async || burst(deps, scene, holder).await).await).await
}

async fn burst(deps: &Deps, scene: &Scene, holder: ModeratorId) -> Result<(), Error> {
    let pace = deps.store.pace(holder).await?;
    let Some((since, after)) = pace.digest_due(scene.now) else { return Ok(()) };
    let Some(moderator) = scene.team.iter().find(|moderator| moderator.id == holder) else { return Ok(()) };
    // Read after the pace: whatever it has held back is among these.
    let waiting = deps.store.waiting(scene.edition).await?;
    let mut letters = Vec::new();
    for reader in due::burst(moderator, &waiting, &scene.team, Zone::PARIS.date(scene.now)) {
        let letter = letter(scene, reader, Occasion::Burst { since: since.as_second() });
        // Who stands in for several colleagues may have it from another, whose burst began in the same second.
        if deps.store.mail(&Letter::Desk(letter.clone()).id()).await?.is_none() {
            letters.push(letter);
        }
    }
    let (change, written) = (PaceChange { moderator: holder, after }, letters.len());
    deps.store.write_to_moderators(letters, &[], scene.edition, Some(&change), scene.now).await?;
    tracing::info!(moderator.id = %holder, letters = written, "a burst is over");
    Ok(())
}

fn letter(scene: &Scene, moderator: &Moderator, occasion: Occasion) -> DeskLetter {
    DeskLetter { moderator: moderator.id, edition: scene.edition, occasion }
}
