//! Turns submissions into events.
//!
//! A submission is checked with the rules of the form, its territory is resolved, and the event, its first revision,
//! its history and the mail to the organiser are written in one transaction. A submission that comes twice finds the
//! event there and changes nothing.

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use jiff::Timestamp;
use model::edition::Year;
use model::id::{PersonId, PersonKey};
use model::step::Step;
use model::submission::Submission;
use runtime::{Clock, batch};
use store::{Store, StoreError};

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

/// Why a submission is not accepted now; after its last try it waits in the dead-letter queue for the operator.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The table has no such edition.
    #[error("there is no edition {0}")]
    NoEdition(Year),
    /// The rules refuse what the form accepted: they have changed in between, or someone writes to the queue.
    #[error("the submission is not valid: {0}")]
    Invalid(String),
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Accepts a batch of submissions.
pub async fn handle(deps: &Deps, event: SqsEvent, deadline: Timestamp) -> SqsBatchResponse {
    batch::each(event, deadline, &deps.clock, async |submission| accept(deps, submission).await).await
}

async fn accept(deps: &Deps, submission: Submission) -> Result<(), Error> {
    let Submission { event, edition: year, sent_at, proposal } = submission;
    let edition = deps.store.edition(year).await?.ok_or(Error::NoEdition(year))?;
    let revision = proposal.check(&edition).map_err(|problems| {
        let fields: Vec<_> = problems.iter().map(|problem| problem.field.name()).collect();
        Error::Invalid(fields.join(", ")) // names of fields only: what was typed stays out of the log
    })?;
    let organiser = PersonId::of(&revision.organiser.email, &deps.person_key);
    let known = deps.store.has_confirmed(&organiser, year).await?;
    let step = Step::submit(event, year, organiser, known, revision, sent_at);
    match deps.store.record(&step).await {
        Ok(()) => tracing::info!(event.id = %event, known, "a submission has become an event"),
        Err(error) if error.is_conflict() => {
            tracing::info!(event.id = %event, "the submission had become an event before");
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
