//! Sending a draft: one write, after which it never changes any more. Sent twice, it is sent once.

use form::HONEYPOT;
use jiff::SignedDuration;
use lambda_http::Request;
use model::id::NetworkId;
use model::proof;
use store::StoreError;
use web::{Answer, Typed, body};

use crate::case::{self, Case, Found};
use crate::check::{self, CONFIRM, Notice, PROOF, VERSION};
use crate::home::elsewhere;
use crate::way::Way;
use crate::{Deps, limit};

/// No person fills in five steps, reads them again and sends them faster.
const FASTEST: SignedDuration = SignedDuration::from_secs(3);

/// The form of the check page, sent.
pub(crate) async fn act(deps: &Deps, way: &Way, request: &Request) -> Answer {
    let fields: Typed = match body::form(request) {
        Ok(fields) => fields,
        Err(error) => return error.into(),
    };
    let case = match case::read(deps, way).await {
        Ok(Found::Open(case)) => case,
        Ok(Found::Sent(case)) => return Answer::see_other(case.way.home()), // sent twice: the receipt is there
        Ok(other) => return elsewhere(other),
        Err(error) => {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "a draft that is to be sent cannot be read"
            );
            return Answer::unavailable(); // nothing was typed but a box: the draft has the rest
        }
    };
    let network = limit::network(deps, request);
    let proof = Some(fields.text(PROOF)).filter(|nonce| proof::holds(&case.draft.id.to_string(), nonce));
    let proof = proof.unwrap_or_default(); // one that does not hold is none: the page works again
    match send(deps, &case, network, &fields, proof).await {
        Ok(None) => Answer::see_other(case.way.home()),
        Ok(Some(notice)) => check::page(deps, &case, Some(notice), proof).await,
        Err(Failed::Changed) => again(deps, way, Notice::Changed, proof).await,
        Err(Failed::Unknown(error)) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a draft may not have been sent");
            after_all(deps, way, &case, proof).await
        }
    }
}

/// Why a draft was not sent, as far as one knows.
enum Failed {
    /// Someone else has changed it, or sent it.
    Changed,
    /// The table did not say.
    Unknown(StoreError),
}

impl From<StoreError> for Failed {
    fn from(error: StoreError) -> Self {
        if error.is_conflict() { Self::Changed } else { Self::Unknown(error) }
    }
}

/// Sends the draft, or says why not.
async fn send(
    deps: &Deps,
    case: &Case,
    network: Option<NetworkId>,
    fields: &Typed,
    proof: &str,
) -> Result<Option<Notice>, Failed> {
    let (draft, now) = (&case.draft, deps.clock.now());
    if !fields.text(HONEYPOT).is_empty() {
        tracing::info!("someone has filled the field that people are not shown: the draft stays where it is");
        return Ok(Some(Notice::Trapped));
    }
    let ticked = fields.text(CONFIRM) == "oui";
    let revision = match draft.proposal.check(&case.edition) {
        Ok(revision) if ticked => revision,
        _ => return Ok(Some(Notice::Refused { ticked })),
    };
    if fields.text(VERSION).parse() != Ok(draft.version) {
        return Ok(Some(Notice::Changed));
    }
    if draft.opened_at.duration_until(now) < FASTEST {
        return Ok(Some(Notice::TooFast));
    }
    let proven = !proof.is_empty();
    if !limit::a_form(deps, network.as_ref(), &revision.organiser.email, proven).await? {
        return Ok(Some(Notice::Crowd));
    }
    let Ok(sent) = draft.send(proven, network, now) else { return Err(Failed::Changed) };
    deps.store.send_draft(&sent, now).await?;
    tracing::info!(event.id = %draft.event(), proven, "a draft is sent");
    Ok(None)
}

/// The draft as it stands now, with what is to be said; or its receipt.
async fn again(deps: &Deps, way: &Way, notice: Notice, proof: &str) -> Answer {
    match case::read(deps, way).await {
        Ok(Found::Open(case)) => check::page(deps, &case, Some(notice), proof).await,
        Ok(Found::Sent(case)) => Answer::see_other(case.way.home()),
        Ok(other) => elsewhere(other),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a draft cannot be read again");
            Answer::unavailable()
        }
    }
}

/// The table did not say whether it has sent the draft: the draft says so itself, if it can be read.
async fn after_all(deps: &Deps, way: &Way, case: &Case, proof: &str) -> Answer {
    match case::read(deps, way).await {
        Ok(Found::Open(case)) => check::page(deps, &case, Some(Notice::NotSent), proof).await,
        Ok(Found::Sent(case)) => Answer::see_other(case.way.home()),
        Ok(other) => elsewhere(other),
        Err(_) => check::page(deps, case, Some(Notice::PerhapsSent), proof).await,
    }
}
