//! The editors' page of an issue: its words, its preview, its checks, its sending.

use lambda_http::http::Response;
use lambda_http::{Body, Request};
use links::Keyring;
use mail::Ses;
use runtime::{Clock, Random};
use store::{Store, StoreError};
use web::Answer;

/// What the function works with.
#[derive(Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// Tells what may be sent today. Only `send` sends.
    pub ses: Ses,
    /// Verifies the links.
    pub keys: Keyring,
    /// The time.
    pub clock: Clock,
    /// Draws the identifier of a blank issue.
    pub random: Random,
    /// The site's address.
    pub base_url: String,
}

/// Answers a request.
pub async fn handle(deps: &Deps, request: Request) -> Result<Response<Body>, lambda_http::Error> {
    web::answer::respond(&request, route(deps, &request).await)
}

async fn route(_deps: &Deps, _request: &Request) -> Result<Answer, StoreError> {
    Ok(Answer::not_found())
}
