//! Showing what is to be decided, deciding it.

use lambda_http::Request;
use lambda_http::http::StatusCode;
use links::{Capability, Purpose};
use model::content::Revision;
use model::edition::Edition;
use model::event::{Event, Outcome, State};
use model::moderation::Moderator;
use model::step::Step;
use model::text::{Prose, TextError};
use store::StoreError;
use web::{Answer, body};

use crate::Deps;
use crate::page::{self, Problem};

/// What the link is about, as it stands.
pub(crate) struct Found {
    pub(crate) event: Event,
    pub(crate) revision: Revision,
    pub(crate) edition: Edition,
    pub(crate) moderator: Moderator,
    capability: Capability,
}

/// What was chosen and typed.
#[derive(serde::Deserialize, Default)]
#[serde(default)]
pub(crate) struct Chosen {
    pub(crate) decision: String,
    pub(crate) reason: String,
}

pub(crate) async fn show(deps: &Deps, token: &str) -> Result<Answer, StoreError> {
    Ok(match find(deps, token).await? {
        Some(found) => page::of(&found, &Chosen::default(), None, StatusCode::OK),
        None => Answer::bad_link(),
    })
}

pub(crate) async fn act(deps: &Deps, token: &str, request: &Request) -> Result<Answer, StoreError> {
    let chosen: Chosen = match body::form(request) {
        Ok(chosen) => chosen,
        Err(error) => return Ok(error.into()),
    };
    let Some(found) = find(deps, token).await? else { return Ok(Answer::bad_link()) };
    if !found.is_open() {
        return Ok(page::of(&found, &chosen, None, StatusCode::OK));
    }
    let outcome = match chosen.outcome() {
        Ok(outcome) => outcome,
        Err(problem) => {
            return Ok(page::of(&found, &chosen, Some(problem), StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let (event, content) = (found.event.clone(), &found.revision.content);
    let (revision, now) = (found.capability.revision, deps.clock.now());
    let decided = Step::decide(event, revision, &found.moderator, outcome, content, deps.undo_window, now);
    let step = match decided {
        Ok(step) => step,
        Err(refusal) => {
            tracing::info!(event.id = %found.event.id, %refusal, "a decision was refused");
            return Ok(page::of(&found, &chosen, None, StatusCode::OK));
        }
    };
    match deps.store.record(&step).await {
        Ok(()) => {
            tracing::info!(event.id = %step.after.id, event.state = ?step.after.state, "a moderator has decided");
            let found = Found { event: step.after, ..found };
            Ok(page::of(&found, &Chosen::default(), None, StatusCode::OK))
        }
        // Another decision came first, or this one came twice: the page says which one stands.
        Err(error) if error.is_conflict() => show(deps, token).await,
        Err(error) => Err(error),
    }
}

async fn find(deps: &Deps, token: &str) -> Result<Option<Found>, StoreError> {
    let capability = match Capability::verify(token, Purpose::Moderate, &deps.keys, deps.clock.now()) {
        Ok(capability) => capability,
        Err(reason) => {
            tracing::info!(link.rejected = %reason, "a link was refused");
            return Ok(None);
        }
    };
    let Some(moderator) = capability.moderator else { return Ok(None) };
    let Some(moderator) = deps.store.moderator(moderator).await? else { return Ok(None) };
    let found = deps.store.event_with_revision(capability.event, capability.revision).await?;
    Ok(found.map(|(event, revision, edition)| Found { event, revision, edition, moderator, capability }))
}

impl Found {
    /// Whether the bearer of the link can still decide.
    pub(crate) fn is_open(&self) -> bool {
        self.event.state == State::InReview && self.event.revision == self.capability.revision
    }
}

impl Chosen {
    fn outcome(&self) -> Result<Outcome, Problem> {
        match self.decision.as_str() {
            "publish" => Ok(Outcome::Publish),
            "reject" => match Prose::parse(&self.reason) {
                Ok(reason) => Ok(Outcome::Reject { reason }),
                Err(TextError::Empty) => Err(Problem::NoReason),
                Err(TextError::TooLong { length, max }) => Err(Problem::LongReason { length, max }),
            },
            _ => Err(Problem::NoChoice),
        }
    }
}
