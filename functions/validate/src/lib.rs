//! Turns what organisers have sent into events.
//!
//! A message says no more than that a draft has been sent: the draft is in the table, is checked with the rules of the
//! form, and the event, its first revision, its history and the mail to the organiser are written in one transaction. A
//! message that comes twice, or late, finds the event there and changes nothing.

mod newsletter;
mod reception;
mod spammer;

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use jiff::Timestamp;
use model::draft::{Draft, Sent};
use model::edition::{Edition, Year};
use model::id::{DraftId, PersonId, PersonKey};
use model::step::Step;
use runtime::{Clock, batch};
use store::{Nudge, Store, StoreError};

/// What the function works with.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Hashes addresses.
    pub person_key: PersonKey,
}

/// Why a draft is not an event now; after its last try its message waits in the dead-letter queue for the operator.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The nudge is another function's.
    #[error("the nudge is not for this function")]
    NotForThis,
    /// The table has no such edition.
    #[error("there is no edition {0}")]
    NoEdition(Year),
    /// The rules refuse what the form accepted: they have changed in between.
    #[error("draft {draft} is not valid: {fields}")]
    Invalid {
        /// Which.
        draft: DraftId,
        /// The names of its fields that are refused: what was typed stays out of the log.
        fields: String,
    },
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes events of a batch of drafts.
pub async fn handle(deps: &Deps, event: SqsEvent, deadline: Timestamp) -> SqsBatchResponse {
    let settle = async |nudge| match nudge {
        Nudge::Submission { draft } => accept(deps, draft).await,
        _ => Err(Error::NotForThis),
    };
    batch::each(event, deadline, &deps.clock, settle).await
}

async fn accept(deps: &Deps, id: DraftId) -> Result<(), Error> {
    let Some(draft) = deps.store.draft(id, deps.clock.now()).await? else {
        tracing::warn!(draft.id = %id, "there is no such draft, or not any more");
        return Ok(());
    };
    let Some(sent) = &draft.sent else {
        tracing::warn!(draft.id = %id, "the draft has not been sent");
        return Ok(());
    };
    if deps.store.event(draft.event()).await?.is_some() {
        tracing::info!(event.id = %draft.event(), "the draft had become an event before");
        return Ok(());
    }
    let edition = deps.store.edition(draft.edition).await?.ok_or(Error::NoEdition(draft.edition))?;
    become_event(deps, &draft, sent, &edition).await
}

async fn become_event(deps: &Deps, draft: &Draft, sent: &Sent, edition: &Edition) -> Result<(), Error> {
    let revision = draft.proposal.check(edition).map_err(|problems| {
        let fields: Vec<_> = problems.iter().map(|problem| problem.field.name()).collect();
        Error::Invalid { draft: draft.id, fields: fields.join(", ") }
    })?;
    let address = revision.organiser.email.clone();
    let organiser = PersonId::of(&address, &deps.person_key);
    if spammer::is_one(deps, &organiser).await? {
        tracing::info!(draft.id = %draft.id, "a draft of someone whose event was classified as spam: refused");
        return Ok(());
    }
    // Before the event: once that is there, the message has nothing left to do.
    newsletter::ask(deps, &draft.proposal, address, sent).await?;
    let submit = async || {
        let (reception, asked) = reception::of(deps, &organiser, edition.year, sent).await?;
        let person = organiser.clone();
        let step = Step::submit(draft.event(), edition.year, person, reception, revision.clone(), sent.at);
        let is_new = deps.store.submit(&step, asked.as_ref()).await?;
        Ok::<_, StoreError>((reception, is_new))
    };
    let (reception, is_new) = store::insist(submit, StoreError::is_conflict).await?;
    tracing::info!(event.id = %draft.event(), ?reception, is_new, "a draft is an event");
    Ok(())
}
