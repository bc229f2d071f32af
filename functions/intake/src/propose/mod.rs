//! Proposing an event: opening the form, sending it.
//!
//! Sending is one SQS message and nothing else: it is in the queue, or the person is told that nothing was recorded, or,
//! when the answer was lost, that sending the same again is safe.

mod page;
mod receipt;

use std::time::Duration;

use aws_sdk_sqs::config::retry::RetryConfig;
use aws_sdk_sqs::error::DisplayErrorContext;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::edition::Edition;
use model::id::EventId;
use model::proposal::{Proposal, event_of};
use model::submission::Submission;
use model::zone::Zone;
use store::StoreError;
use web::{Answer, body};

use crate::form::{Address, Form};
use crate::{Deps, Outage};

/// What the form carries beside the proposal.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
struct Envelope {
    /// Drawn when the form was opened; the same form sent twice has the same one.
    cle: String,
    /// Which button was pressed.
    action: String,
}

/// The empty form.
pub(crate) async fn open(deps: &Deps) -> Result<Answer, StoreError> {
    let Some(edition) = open_edition(deps).await? else { return Ok(closed()) };
    let key = deps.random.key().unwrap_or_default(); // without a key, the content alone tells one form from another
    let empty = Proposal::default();
    let form = Form::new(&empty, Some(&edition), Address::Asked);
    Ok(page::answer(&form, &key, None, StatusCode::OK))
}

/// The form, sent.
pub(crate) async fn send(deps: &Deps, request: &Request) -> Answer {
    let (proposal, envelope) = match (body::form::<Proposal>(request), body::form::<Envelope>(request)) {
        (Ok(proposal), Ok(envelope)) => (proposal, envelope),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let key = envelope.cle.as_str();
    let edition = match open_edition(deps).await {
        Ok(Some(edition)) => edition,
        Ok(None) => return closed(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "the edition could not be read");
            let form = Form::new(&proposal, None, Address::Asked);
            return page::answer(&form, key, Some(Outage::NothingRecorded), StatusCode::SERVICE_UNAVAILABLE);
        }
    };
    let form = Form::new(&proposal, Some(&edition), Address::Asked);
    if envelope.action == "ajouter-creneau" {
        return page::answer(&form.with_one_more_slot(), key, None, StatusCode::OK);
    }
    let revision = match proposal.check(&edition) {
        Ok(revision) => revision,
        Err(problems) => {
            let form = form.with_problems(&problems);
            return page::answer(&form, key, None, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let event = event_of(&envelope.cle, edition.year, &revision);
    match enqueue(deps, event, &edition, proposal.clone()).await {
        Ok(()) => {
            tracing::info!(event.id = %event, "a form is in the queue");
            receipt::page(event, &revision, &edition)
        }
        Err(outage) => page::answer(&form, key, Some(outage), StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// Puts the form in the queue, or says what to tell the person. It tries by itself rather than through the SDK, which
/// tells of its last attempt only: an earlier one may have arrived.
async fn enqueue(deps: &Deps, event: EventId, edition: &Edition, proposal: Proposal) -> Result<(), Outage> {
    let submission = Submission {
        event,
        edition: edition.year,
        sent_at: deps.clock.now(),
        proposal: proposal.without_the_unused(),
    };
    let body = serde_json::to_string(&submission).map_err(|_| Outage::NothingRecorded)?;
    let mut outage = Outage::NothingRecorded;
    for pause in [100, 300, 0] {
        let once = aws_sdk_sqs::Config::builder().retry_config(RetryConfig::disabled());
        let call = deps.sqs.send_message().queue_url(&deps.submissions).message_body(&body);
        let Err(error) = call.customize().config_override(once).send().await else { return Ok(()) };
        let refused = error.raw_response().is_some_and(|answer| answer.status().is_client_error());
        if !refused && !runtime::aws::was_never_sent(&error) {
            outage = Outage::PerhapsRecorded;
        }
        tracing::error!(error = %DisplayErrorContext(error), "the queue did not say that it has the form");
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
    Err(outage)
}

/// The current edition, while it takes submissions: until its last day in Paris.
async fn open_edition(deps: &Deps) -> Result<Option<Edition>, StoreError> {
    let today = deps.clock.now().to_zoned(Zone::PARIS.rules()).date();
    Ok(deps.store.current_edition().await?.filter(|edition| today <= edition.period.last()))
}

fn closed() -> Answer {
    web::answer::message(
        "Les propositions sont closes",
        "Aucune édition ne reçoit de proposition en ce moment. Revenez à l’automne\u{a0}: la prochaine édition sera \
         annoncée sur la page d’accueil.",
        None,
    )
}
