//! An event comes into review: what looks like it, what may make it an advertisement, whom it goes to.

use model::due;
use model::id::EventId;
use model::look_alike::{Profile, look_alikes};
use model::screening::Screening;
use model::spam::spam_signs;
use model::step::Step;
use model::zone::Zone;
use store::PaceChange;

use crate::{Deps, Error, insist};

/// Looks at the revision under review and passes it on, unless that is done.
pub(crate) async fn screen(deps: &Deps, event: EventId) -> Result<(), Error> {
    insist(async || once(deps, event).await).await
}

async fn once(deps: &Deps, id: EventId) -> Result<(), Error> {
    let event = deps.store.event(id).await?.ok_or(Error::Missing("event"))?;
    if !event.awaits_the_desk() {
        return Ok(());
    }
    let revision = deps.store.revision(id, event.revision()).await?.ok_or(Error::Missing("revision"))?;
    let content = &revision.content;
    let profiles = deps.store.profiles(event.edition).await?;
    let others = profiles.iter().filter(|(other, _)| *other != id).map(|(other, profile)| (*other, profile));
    let team = deps.store.team().await?;
    let now = deps.clock.now();
    let readers = due::readers(event.standing.assigned, &content.regions(), &team, Zone::PARIS.date(now));
    let screening = Screening {
        at: now,
        to: readers.iter().map(|moderator| moderator.id).collect(),
        look_alikes: look_alikes(&Profile::of(content), others),
        suspicion: spam_signs(content),
    };
    let mut to_write = Vec::new();
    let mut paces = Vec::new();
    for moderator in readers.iter().filter(|moderator| moderator.rhythm.at_once()) {
        let (tells, after) = deps.store.pace(moderator.id).await?.tell(now);
        paces.push(PaceChange { moderator: moderator.id, after });
        if tells {
            to_write.push(moderator.id);
        }
    }
    let nobody = readers.is_empty();
    let Ok(step) = Step::screen(event, screening, &to_write, content, now) else { return Ok(()) };
    deps.store.record_screening(&step, &paces).await?;
    tracing::info!(event.id = %id, letters = to_write.len(), "an event is passed on to its moderators");
    if nobody {
        tracing::error!(event.id = %id, "no moderator looks after this event");
    }
    Ok(())
}
