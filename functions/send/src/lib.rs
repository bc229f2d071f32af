//! Sends single mails and copies of issues: the only function that may call SES.
//!
//! A nudge names a mail or an issue; its rows say what is left to do (`model::ledger`). A row is claimed before SES is
//! called, so that a nudge that comes twice, or to two senders at once, sends one mail.

mod letter;
mod mailing;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use jiff::{SignedDuration, Timestamp};
use links::Keyring;
use mail::{QuotaUnknown, SendFailure, Sender, Ses};
use model::ledger::{Status, Step};
use model::letter::MailId;
use runtime::{Clock, batch};
use store::{Nudge, Store, StoreError};

pub use mailing::Pacer;

/// What the function works with.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// SES.
    pub ses: Ses,
    /// The time.
    pub clock: Clock,
    /// Signs the links.
    pub keys: Keyring,
    /// Who sends.
    pub sender: Sender,
    /// The site's address.
    pub base_url: String,
    /// The pace of copies.
    pub pacer: Pacer,
}

/// Why a mail is not settled yet; its nudge comes back, and after its last try waits in the dead-letter queue.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The nudge is not for this function, or its mail is not in the table.
    #[error("there is no such mail")]
    NoSuchMail,
    /// The issue is not in the table, or not as it is to leave.
    #[error("there is no such issue")]
    NoSuchMailing,
    /// Someone else is sending it, the reconciliation window is open, or what it tells can still be undone.
    #[error("the mail is to be looked at again later")]
    Later,
    /// Whether it was sent is not known, and it will not be tried again.
    #[error("whether the mail was sent is not known after the last attempt")]
    GivenUp,
    /// SES did not take it, or did not say whether it did.
    #[error(transparent)]
    Ses(#[from] SendFailure),
    /// SES does not say what may be sent.
    #[error(transparent)]
    Quota(#[from] QuotaUnknown),
    /// The mail could not be put into MIME form.
    #[error("the mail could not be composed")]
    Mime(#[from] std::io::Error),
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What the claim, SES and the row may take at worst.
const LAST_CALLS: SignedDuration = SignedDuration::from_secs(20);

/// Sends what a batch of nudges is about.
pub async fn handle(deps: &Deps, event: SqsEvent, deadline: Timestamp) -> SqsBatchResponse {
    let settle_nudged = async |nudge| match nudge {
        Nudge::Mail { mail } => settle(deps, &mail, deadline).await,
        Nudge::Mailing { mailing } => mailing::go_on(deps, mailing, deadline).await,
        _ => Err(Error::NoSuchMail),
    };
    batch::each(event, deadline, &deps.clock, settle_nudged).await
}

/// Does what is left to do for a mail.
async fn settle(deps: &Deps, id: &MailId, deadline: Timestamp) -> Result<(), Error> {
    let mail = deps.store.mail(id).await?.ok_or(Error::NoSuchMail)?;
    let now = deps.clock.now();
    match mail.status.next_step(now) {
        Step::Done => Ok(()),
        Step::Wait => Err(Error::Later),
        Step::GiveUp => {
            tracing::error!(mail.id = %id, "whether the mail was sent is not known after the last attempt");
            Err(Error::GivenUp) // its nudge ends among the dead letters, where the operator finds it
        }
        Step::DeclareUnknown { attempts, since } => {
            tracing::warn!(mail.id = %id, "a sender has died: the mail is perhaps sent");
            let unknown = Status::Unknown { attempts, since };
            deps.store.move_mail(id, &mail.status, &unknown).await.map_err(lost_race)?;
            Err(Error::Later)
        }
        Step::Claim { attempt } => match letter::write(deps, &mail.letter, now).await? {
            // Perhaps it has left: its row goes on saying so, and SES's news may still say more.
            None if matches!(mail.status, Status::Unknown { .. }) => {
                tracing::info!(mail.id = %id, "events have overtaken a mail that is perhaps sent");
                Ok(())
            }
            None => {
                tracing::info!(mail.id = %id, "events have overtaken the mail");
                let skipped = Status::Skipped { at: now };
                deps.store.move_mail(id, &mail.status, &skipped).await.map_err(lost_race)
            }
            Some(message) => {
                let mime = deps.sender.mime_of(&message, id, now)?;
                if deps.clock.now() + LAST_CALLS > deadline {
                    return Err(Error::Later); // better not begun than cut off between SES and the row
                }
                let claimed = Status::Claimed { attempt, at: now };
                deps.store.move_mail(id, &mail.status, &claimed).await.map_err(lost_race)?;
                let sent = deps.ses.send(mime, &deps.sender.from, &message.to, id).await;
                conclude(deps, id, &claimed, attempt, sent).await
            }
        },
    }
}

/// Writes down what SES said.
async fn conclude(
    deps: &Deps,
    id: &MailId,
    claimed: &Status,
    attempt: u32,
    sent: Result<String, SendFailure>,
) -> Result<(), Error> {
    let at = deps.clock.now();
    let (status, outcome) = match sent {
        Ok(ses_id) => (Status::Sent { ses_id, at }, Ok(())),
        Err(SendFailure::Refused(why)) => {
            tracing::error!(mail.id = %id, why, "SES refuses the mail");
            (Status::Refused { why, at }, Ok(()))
        }
        Err(failure @ (SendFailure::TooFast | SendFailure::DaySpent | SendFailure::NotNow(_))) => {
            (Status::Pending { attempts: attempt - 1 }, Err(failure))
        }
        Err(failure @ SendFailure::Unknown(_)) => {
            (Status::Unknown { attempts: attempt, since: at }, Err(failure))
        }
    };
    deps.store.move_mail(id, claimed, &status).await.map_err(lost_race)?;
    tracing::info!(mail.id = %id, sent = outcome.is_ok(), "a mail was handed to SES");
    Ok(outcome?)
}

/// Someone else has moved the row: whatever they did, looking again later tells.
fn lost_race(error: StoreError) -> Error {
    if error.is_conflict() { Error::Later } else { error.into() }
}
