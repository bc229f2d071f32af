//! The subscribers' pages: sign-up, confirmation, preferences, unsubscription.

use lambda_http::http::Response;
use lambda_http::{Body, Request};
use links::Keyring;
use model::id::PersonKey;
use runtime::Clock;
use store::{Store, StoreError};
use web::Answer;

/// What the function works with.
#[derive(Debug, Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// Verifies and signs the links.
    pub keys: Keyring,
    /// Tells who asks.
    pub person_key: PersonKey,
    /// The time.
    pub clock: Clock,
}

/// Answers a request.
pub async fn handle(deps: &Deps, request: Request) -> Result<Response<Body>, lambda_http::Error> {
    web::answer::respond(&request, route(deps, &request).await)
}

async fn route(_deps: &Deps, _request: &Request) -> Result<Answer, StoreError> {
    Ok(Answer::not_found())
}
