//! Notes what became of each mail, from SES's events: accepted, delivered, bounced, called spam.
//!
//! An event that names a mail proves that SES has accepted it, so a row that only says "perhaps sent" is set right
//! before `send` would send the mail once more. Events come late, twice, in any order, and before our own write; what a
//! row says in the end is the same (`model::ledger::Fate`). What a mail to a subscriber meets also says whether they are
//! written to again (`model::subscriber`).

mod event;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use jiff::Timestamp;
use model::id::PersonId;
use model::ledger::{Fate, Status};
use model::letter::Letter;
use model::mailing::CopyId;
use runtime::{Clock, batch};
use store::{Store, StoreError};

use event::{Event, News};

/// What the function works with.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// The time.
    pub clock: Clock,
}

/// Why an event is not noted yet; it comes back, and after its last try waits in the dead-letter queue.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not JSON, or a part of it is not what it should be. Its text holds addresses: only the place is told.
    #[error("unreadable event at line {line}, column {column}")]
    Unreadable {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// It lacks a part that its kind promises.
    #[error("the event says neither what it is nor what it is about")]
    Incomplete,
    /// It names its mail only by SES's identifier, which the table does not know (yet).
    #[error("the mail that the event is about is not in the table yet")]
    NotYet,
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How often an event is looked at whose mail is not known: it may have come before `send` has written down SES's
/// identifier. Then it is another sender's mail, or one whose sender has died before it could write.
const MOST_LOOKS: u32 = 3;

/// Notes a batch of events.
pub async fn handle(deps: &Deps, batch: SqsEvent, deadline: Timestamp) -> SqsBatchResponse {
    let note = async |record: &SqsMessage| note(deps, record).await;
    batch::each_record(batch, deadline, &deps.clock, note).await
}

async fn note(deps: &Deps, record: &SqsMessage) -> Result<(), Error> {
    let Event { kind, news } = Event::read(record.body.as_deref().unwrap_or_default())?;
    let Some(news) = news else {
        tracing::info!(?kind, "an event about no mail");
        return Ok(());
    };
    // `send` or another event may write in between.
    let is_conflict = |error: &Error| matches!(error, Error::Store(error) if error.is_conflict());
    match store::insist(async || write(deps, &news).await, is_conflict).await {
        Ok(Found::Noted { mail, healed }) => {
            let fate = news.report.fate.as_ref().map(Fate::code);
            tracing::info!(mail.id = %mail, ?kind, fate, healed, recipients = news.recipients, "SES has told of a mail");
            Ok(())
        }
        Ok(Found::Untold) if looks(record) < MOST_LOOKS => Err(Error::NotYet),
        Ok(Found::Untold | Found::Gone) => {
            tracing::warn!(?kind, "SES has told of a mail that is not in the table");
            Ok(())
        }
        Err(error) => Err(error),
    }
}

/// What there is of the mail that an event is about.
enum Found {
    /// Its row, which now says what the event says.
    Noted { mail: String, healed: bool },
    /// Nothing under SES's identifier.
    Untold,
    /// No row under its own identifier.
    Gone,
}

async fn write(deps: &Deps, news: &News) -> Result<Found, Error> {
    let store = &deps.store;
    let id = match &news.mail {
        Some(tag) => tag.clone(),
        None => match store.mail_accepted_as(&news.report.ses_id).await? {
            Some(id) => id,
            None => return Ok(Found::Untold),
        },
    };
    let (status, person) = if let Some(copy) = CopyId::of(&id) {
        let Some(row) = store.delivery(&copy).await? else { return Ok(Found::Gone) };
        store.report_delivery(&row, &news.report).await?;
        (row.status, Some(copy.person))
    } else {
        let Some(row) = store.mail(&id).await? else { return Ok(Found::Gone) };
        store.report_mail(&row, &news.report).await?;
        (row.status, reader(row.letter))
    };
    if let (Some(person), Some(fate)) = (person, &news.report.fate) {
        tell(deps, &person, fate).await?;
    }
    let healed = !matches!(status, Status::Sent { .. });
    Ok(Found::Noted { mail: id.to_string(), healed })
}

/// Whose subscription a mail is about, if it is about one.
fn reader(letter: Letter) -> Option<PersonId> {
    match letter {
        Letter::Subscriber(letter) => Some(letter.person),
        Letter::Event(_) | Letter::Organiser(_) | Letter::Desk(_) | Letter::Mailing(_) => None,
    }
}

/// What the fate of a mail to a subscriber means for their subscription.
async fn tell(deps: &Deps, person: &PersonId, fate: &Fate) -> Result<(), Error> {
    let Some(before) = deps.store.subscriber(person).await? else { return Ok(()) };
    let Some(after) = before.told(fate) else { return Ok(()) };
    deps.store.record_subscriber(before.version, &after, None, deps.clock.now()).await?;
    if !after.is_active() {
        tracing::info!(fate = fate.code(), "SES's news end a subscription");
    }
    Ok(())
}

/// How often the message has come, this time included.
fn looks(record: &SqsMessage) -> u32 {
    let count = record.attributes.get("ApproximateReceiveCount");
    count.and_then(|count| count.parse().ok()).unwrap_or(MOST_LOOKS)
}
