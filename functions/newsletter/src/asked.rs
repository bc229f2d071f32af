//! Someone asks for the newsletter: what becomes of them, and the letter that says so.
//!
//! What they asked is gone in the transaction that answers it: however often the message comes, however late, it is
//! answered once. So a message that is played again does not write to someone who has left since.

use model::id::PersonId;
use model::letter::SubscriberOccasion;
use model::subscriber::Answer;
use store::Change;

use crate::{Deps, Error, insist};

/// Answers what someone asked in a window, unless that is done.
pub(crate) async fn settle(deps: &Deps, person: &PersonId, window: i64) -> Result<(), Error> {
    insist(async || once(deps, person, window).await).await
}

async fn once(deps: &Deps, person: &PersonId, window: i64) -> Result<(), Error> {
    let Some(request) = deps.store.subscription_request(person, window).await? else { return Ok(()) };
    let known = deps.store.subscriber(person).await?;
    let now = deps.clock.now();
    let answer = request.answer(person, known.as_ref(), now);
    let (after, occasion) = match &answer {
        Answer::Confirm(after) => (Some(after), Some(SubscriberOccasion::ConfirmSubscription)),
        Answer::Remind(after) => (Some(after), Some(SubscriberOccasion::AlreadySubscribed)),
        Answer::Amend(after) => (Some(after), None),
        Answer::Nothing => (None, None),
    };
    let before = known.map_or(0, |known| known.version);
    let change = after.map(|after| Change { before, after, occasion });
    deps.store.settle_subscription(person, window, change, now).await?;
    tracing::info!(writes = occasion.is_some(), "a request for the newsletter is answered");
    Ok(())
}
