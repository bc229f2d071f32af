//! The first step of a form that has no draft yet: sending it opens one.
//!
//! The page carries a token with the identifier of the draft to come, so that the same form sent twice opens one draft.

use form::HONEYPOT;
use lambda_http::Request;
use model::draft::Draft;
use model::edition::Edition;
use model::id::{DraftId, NetworkId};
use model::proposal::{Proposal, Stage};
use store::StoreError;
use web::{Answer, Typed, body};

use crate::case::Case;
use crate::keep::{self, Kept};
use crate::page::Alert;
use crate::step::{self, Button, Sheet};
use crate::stopped::{self, Words};
use crate::way::{Way, opening};
use crate::{Deps, edition, limit};

/// Where the first step is.
pub(crate) const PATH: &str = "/proposer/commencer";

/// The name of the field that carries the token.
pub(crate) const OPENING: &str = "ouverture";

const STAGE: Stage = Stage::Event;

/// The empty first step.
pub(crate) async fn open(deps: &Deps) -> Result<Answer, StoreError> {
    let edition = match edition::open(deps).await? {
        Ok(edition) => edition,
        Err(closed) => return Ok(stopped::closed(closed.as_ref(), None)),
    };
    let Some(token) = opening::token(deps) else { return Ok(Answer::unavailable()) };
    let empty = Proposal::default();
    Ok(Sheet { opening: &token, ..Sheet::new(STAGE, &empty, Some(&edition), PATH) }.answer())
}

/// The first step, sent.
pub(crate) async fn send(deps: &Deps, request: &Request) -> Answer {
    let (typed, fields) = match (body::form::<Proposal>(request), body::form::<Typed>(request)) {
        (Ok(typed), Ok(fields)) => (typed, fields),
        (Err(error), _) | (_, Err(error)) => return error.into(),
    };
    let network = limit::network(deps, request);
    match take(deps, network.as_ref(), &typed, &fields).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a first step could not be kept");
            again(&typed, None, fields.text(OPENING), step::OUTAGE)
        }
    }
}

async fn take(
    deps: &Deps,
    network: Option<&NetworkId>,
    typed: &Proposal,
    fields: &Typed,
) -> Result<Answer, StoreError> {
    let token = fields.text(OPENING);
    let edition = match edition::open(deps).await? {
        Ok(edition) => edition,
        Err(closed) => return Ok(stopped::closed(closed.as_ref(), Some(typed))),
    };
    if !fields.text(HONEYPOT).is_empty() {
        tracing::info!("someone has filled the field that people are not shown");
        return Ok(again(typed, Some(&edition), token, step::TRAPPED));
    }
    let Some(id) = opening::accept(deps, token) else {
        // Without a new token the same page says the same again: nothing is lost meanwhile.
        let token = opening::token(deps).unwrap_or_default();
        return Ok(again(typed, Some(&edition), &token, step::TOO_OLD));
    };
    if !limit::a_draft(deps, network).await? {
        return Ok(again(typed, Some(&edition), token, step::CROWD));
    }
    let button = Button::of(fields.text("action"));
    let typed = keep::Typed { stage: STAGE, proposal: typed, action: button.action() };
    match open_draft(deps, id, &edition, typed).await? {
        Kept::Saved(draft, focus) => {
            let way = Way::of(deps, &draft);
            Ok(step::after(deps, &Case { draft: *draft, edition, way }, STAGE, button, focus))
        }
        Kept::TooLong => Ok(again(typed.proposal, Some(&edition), token, step::TOO_LONG)),
        Kept::Gone => Ok(stopped::gone(Some(Words { typed: typed.proposal, edition: Some(&edition) }))),
        Kept::Sent => match deps.store.draft(id, deps.clock.now()).await? {
            Some(draft) => {
                let way = Way::of(deps, &draft);
                let (said, _) = typed.over(&draft.proposal, &edition);
                Ok(stopped::sent(&Case { draft, edition, way }, &said))
            }
            None => Ok(stopped::gone(Some(Words { typed: typed.proposal, edition: Some(&edition) }))),
        },
    }
}

/// Opens the draft, or saves into it what this same page may have been sent with before.
async fn open_draft(
    deps: &Deps,
    id: DraftId,
    edition: &Edition,
    typed: keep::Typed<'_>,
) -> Result<Kept, StoreError> {
    let now = deps.clock.now();
    let (proposal, focus) = typed.over(&Proposal::default(), edition);
    if !keep::fits(&proposal) {
        return Ok(Kept::TooLong);
    }
    let draft = Draft::open(id, edition.year, proposal, None, now);
    if deps.store.open_draft(&draft).await? {
        tracing::info!(draft.id = %id, "a draft is open");
        return Ok(Kept::Saved(Box::new(draft), focus));
    }
    match deps.store.draft(id, now).await? {
        Some(draft) => keep::keep(deps, draft, edition, typed).await,
        None => Ok(Kept::Gone),
    }
}

fn again(typed: &Proposal, edition: Option<&Edition>, token: &str, alert: Alert) -> Answer {
    Sheet { opening: token, alert: Some(alert), ..Sheet::new(STAGE, typed, edition, PATH) }.answer()
}
