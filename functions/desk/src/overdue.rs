//! Events that have waited too long: a reminder to those whom they wait for, then a letter to the national team.

use jiff::SignedDuration;
use model::due::{self, Bundle};
use model::id::{EventId, ModeratorId};
use model::letter::{DeskLetter, Occasion};
use model::waiting::{ESCALATION, REMINDER, Waiting};
use model::zone::Zone;
use store::{Stage, Told};

use crate::round::Scene;
use crate::{Deps, Error, insist};

/// Most writes of one transaction.
const MOST_WRITES: usize = 100;

/// After two days, to those whom the event waits for.
pub(crate) async fn reminders(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    let today = Zone::PARIS.date(scene.now);
    let readers = |waiting: &Waiting| due::readers(waiting.assigned, &waiting.regions(), &scene.team, today);
    let readers = |waiting: &Waiting| readers(waiting).iter().map(|moderator| moderator.id).collect();
    let occasion = |events, since| Occasion::Reminder { events, since };
    tell(deps, scene, Stage::Reminder, REMINDER, readers, occasion).await
}

/// After four days, to the national team.
pub(crate) async fn escalation(deps: &Deps, scene: &Scene) -> Result<(), Error> {
    let team = due::escalation(&scene.team, Zone::PARIS.date(scene.now));
    let readers = |_: &Waiting| team.iter().map(|moderator| moderator.id).collect();
    let occasion = |events, since| Occasion::Escalation { events, since };
    tell(deps, scene, Stage::Escalation, ESCALATION, readers, occasion).await
}

async fn tell(
    deps: &Deps,
    scene: &Scene,
    stage: Stage,
    limit: SignedDuration,
    readers: impl Fn(&Waiting) -> Vec<ModeratorId>,
    occasion: impl Fn(Vec<EventId>, i64) -> Occasion,
) -> Result<(), Error> {
    let marker = |waiting: &Waiting| Told { event: waiting.event, stage, since: waiting.since };
    insist(async || {
        // What others have told of in between is found here, and left out.
        let told = deps.store.told(scene.edition).await?;
        let is_told = |waiting: &Waiting| told.contains(&marker(waiting));
        let due = due::overdue(&scene.waiting, limit, is_told, scene.now);
        let (due, nobodys): (Vec<_>, Vec<_>) =
            due.into_iter().partition(|waiting| !readers(waiting).is_empty());
        if !nobodys.is_empty() {
            // They stay untold: an operator must give the team a member who looks after them.
            tracing::error!(
                ?stage,
                events = nobodys.len(),
                "events have waited too long, and nobody is there to be told"
            );
        }
        for bundle in due::bundles(due, &readers, MOST_WRITES) {
            let letters = letters(scene, &bundle, &occasion);
            let markers: Vec<_> = bundle.events.iter().map(|waiting| marker(waiting)).collect();
            deps.store.write_to_moderators(letters, &markers, scene.edition, None, scene.now).await?;
            tracing::info!(?stage, events = markers.len(), "moderators are told what has waited too long");
        }
        Ok(())
    })
    .await
}

fn letters(
    scene: &Scene,
    bundle: &Bundle<'_>,
    occasion: impl Fn(Vec<EventId>, i64) -> Occasion,
) -> Vec<DeskLetter> {
    let letter = |(&moderator, events): (&ModeratorId, &Vec<&Waiting>)| {
        let since = events.first().map_or(0, |oldest| oldest.since.as_second());
        let events = events.iter().map(|waiting| waiting.event).collect();
        DeskLetter { moderator, edition: scene.edition, occasion: occasion(events, since) }
    };
    bundle.letters.iter().map(letter).collect()
}
