//! One copy: claimed on the condition that its reader is still one, handed to SES once, concluded.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;
use mail::{Copies, SendFailure};
use model::ledger::Status;
use model::mailing::{CopyId, Delivery};
use model::subscriber::{Standing, Subscriber};

use crate::{Deps, Error};

/// A copy has ended.
pub(super) struct Ended {
    pub(super) copy: Delivery,
    pub(super) how: How,
}

/// How a copy has ended, for now.
pub(super) enum How {
    /// SES has accepted it.
    Sent,
    /// It never will leave, or perhaps has: nothing more to do.
    Settled,
    /// Someone else is at it.
    Held,
    /// Too many within a second: it waits in its row.
    TooFast,
    /// The day's quota is spent: it waits in its row.
    DaySpent,
    /// Something went wrong; its row tells how far it came.
    Trouble(Error),
}

impl How {
    /// How a copy stands whose row says this.
    pub(super) fn of(status: &Status) -> Self {
        match status {
            Status::Sent { .. } => Self::Sent,
            Status::Refused { .. } | Status::Skipped { .. } | Status::Unknown { .. } => Self::Settled,
            Status::Pending { .. } | Status::Claimed { .. } => Self::Held,
        }
    }
}

/// Sends a copy whose row says that nobody has begun to.
pub(super) async fn send(deps: &Deps, copies: &Mutex<Copies<'_>>, copy: Delivery) -> Ended {
    let how = Box::pin(settle(deps, copies, &copy)).await.unwrap_or_else(How::Trouble);
    Ended { copy, how }
}

async fn settle(deps: &Deps, copies: &Mutex<Copies<'_>>, copy: &Delivery) -> Result<How, Error> {
    let (store, id) = (&deps.store, copy.id());
    let reader = store.subscriber(&copy.person).await?;
    let Some(Subscriber { standing: Standing::Active { address, preferences, .. }, .. }) = reader else {
        return skip(deps, copy).await;
    };
    let mime =
        copies.lock().unwrap_or_else(PoisonError::into_inner).copy(&id, &address, &preferences.regions)?;
    let claimed = Status::Claimed { attempt: 1, at: deps.clock.now() };
    if let Err(error) = store.claim_delivery(copy, &claimed).await {
        let status = status(deps, &id).await?;
        if error.is_conflict() {
            // Nobody has moved the row, so it was the other condition: they have left since they were read.
            return if status == copy.status { skip(deps, copy).await } else { Ok(How::of(&status)) };
        }
        if status != claimed {
            return Err(error.into());
        }
    }
    let sent = deps.ses.send(mime, &deps.sender.from, &address, &id.mail_id()).await;
    conclude(deps, &id, &claimed, sent).await
}

/// Writes down what SES said.
async fn conclude(
    deps: &Deps,
    id: &CopyId,
    claimed: &Status,
    sent: Result<String, SendFailure>,
) -> Result<How, Error> {
    let at = deps.clock.now();
    let (status, how) = match sent {
        Ok(ses_id) => (Status::Sent { ses_id, at }, How::Sent),
        Err(SendFailure::Refused(why)) => {
            tracing::error!(mail.id = %id.mail_id(), why, "SES refuses the copy");
            (Status::Refused { why, at }, How::Settled)
        }
        Err(SendFailure::Unknown(why)) => {
            tracing::warn!(mail.id = %id.mail_id(), why, "the copy is perhaps sent");
            (Status::Unknown { attempts: 1, since: at }, How::Settled)
        }
        Err(SendFailure::TooFast) => (Status::NEW, How::TooFast),
        Err(SendFailure::DaySpent) => (Status::NEW, How::DaySpent),
        Err(failure @ SendFailure::NotNow(_)) => (Status::NEW, How::Trouble(failure.into())),
    };
    moved(deps, id, claimed, &status, how).await
}

/// Its reader is none any more.
async fn skip(deps: &Deps, copy: &Delivery) -> Result<How, Error> {
    let skipped = Status::Skipped { at: deps.clock.now() };
    moved(deps, &copy.id(), &copy.status, &skipped, How::Settled).await
}

/// Its sender has died: perhaps it has sent the copy.
pub(super) async fn give_up(deps: &Deps, copy: &Delivery, since: Timestamp) -> Result<How, Error> {
    tracing::warn!(mail.id = %copy.id().mail_id(), "a sender has died: the copy is perhaps sent");
    let unknown = Status::Unknown { attempts: 1, since };
    moved(deps, &copy.id(), &copy.status, &unknown, How::Settled).await
}

/// Moves a row; when someone else has, what they did counts.
async fn moved(deps: &Deps, id: &CopyId, from: &Status, to: &Status, how: How) -> Result<How, Error> {
    match deps.store.move_delivery(id, from, to).await {
        Err(error) if error.is_conflict() => Ok(How::of(&status(deps, id).await?)),
        outcome => Ok(outcome.map(|()| how)?),
    }
}

async fn status(deps: &Deps, id: &CopyId) -> Result<Status, Error> {
    Ok(deps.store.delivery(id).await?.ok_or(Error::NoSuchMail)?.status)
}
