//! The organiser's pages: the form, its receipt, the confirmation of their address.

mod confirm;
mod form;
mod propose;
mod receipt;

use aws_sdk_sqs::Client;
use lambda_http::http::{Method, Response};
use lambda_http::{Body, Request};
use links::Keyring;
use runtime::{Clock, Random};
use store::{Store, StoreError};
use web::Answer;

/// What the function works with.
#[derive(Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// SQS.
    pub sqs: Client,
    /// The address of the submissions queue.
    pub submissions: String,
    /// Verifies the links.
    pub keys: Keyring,
    /// The time.
    pub clock: Clock,
    /// Draws the key of each form.
    pub random: Random,
}

/// Answers a request.
pub async fn handle(deps: &Deps, request: Request) -> Result<Response<Body>, lambda_http::Error> {
    web::answer::respond(&request, route(deps, &request).await)
}

async fn route(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let path = request.uri().path();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let writes = *request.method() == Method::POST;
    match path {
        "/proposer" | "/proposer/" if reads => Ok(propose::open(deps).await?.restorable()),
        "/proposer" | "/proposer/" if writes => Ok(propose::send(deps, request).await.restorable()),
        "/proposer" | "/proposer/" => Ok(Answer::method_not_allowed("GET, HEAD, POST")),
        _ => match path.strip_prefix(links::Purpose::Confirm.path()) {
            Some(token) if reads => confirm::show(deps, token).await,
            Some(token) if writes => confirm::act(deps, token, request).await,
            Some(_) => Ok(Answer::method_not_allowed("GET, HEAD, POST")),
            None => Ok(Answer::not_found()),
        },
    }
}
