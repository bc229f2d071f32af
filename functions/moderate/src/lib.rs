//! The moderator's decision page: GET shows, POST with a choice decides.

mod decide;
mod page;

use jiff::SignedDuration;
use lambda_http::http::{Method, Response};
use lambda_http::{Body, Request};
use links::Keyring;
use runtime::Clock;
use store::{Store, StoreError};
use web::Answer;

/// What the function works with.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// Verifies the links.
    pub keys: Keyring,
    /// The time.
    pub clock: Clock,
    /// How long the organiser's mail waits, so that a decision can be undone meanwhile.
    pub undo_window: SignedDuration,
}

/// Answers a request.
pub async fn handle(deps: &Deps, request: Request) -> Result<Response<Body>, lambda_http::Error> {
    web::answer::respond(&request, route(deps, &request).await)
}

async fn route(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let Some(token) = request.uri().path().strip_prefix(links::Purpose::Moderate.path()) else {
        return Ok(Answer::not_found());
    };
    match *request.method() {
        Method::GET | Method::HEAD => decide::show(deps, token).await,
        Method::POST => decide::act(deps, token, request).await,
        _ => Ok(Answer::method_not_allowed("GET, HEAD, POST")),
    }
}
