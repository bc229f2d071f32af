//! The organiser's pages: the form, its receipt, the confirmation of their address, the correction of their event.

mod confirm;
mod correct;
mod form;
mod propose;
#[cfg(test)]
mod samples;

use aws_sdk_sqs::Client;
use lambda_http::http::{Method, Response};
use lambda_http::{Body, Request};
use links::{Keyring, Purpose};
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

/// What has become of a form that we could not take in as we should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outage {
    /// Nothing.
    NothingRecorded,
    /// It was sent on, and whether it arrived is not known.
    PerhapsRecorded,
}

/// Answers a request.
pub async fn handle(deps: &Deps, request: Request) -> Result<Response<Body>, lambda_http::Error> {
    web::answer::respond(&request, route(deps, &request).await)
}

async fn route(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let path = request.uri().path();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let writes = *request.method() == Method::POST;
    if !reads && !writes {
        return Ok(Answer::method_not_allowed("GET, HEAD, POST"));
    }
    let token = |purpose: Purpose| path.strip_prefix(purpose.path());
    if matches!(path, "/proposer" | "/proposer/") {
        let answer = if reads { propose::open(deps).await? } else { propose::send(deps, request).await };
        Ok(answer.restorable())
    } else if let Some(token) = token(Purpose::Confirm) {
        if reads { confirm::show(deps, token).await } else { confirm::act(deps, token, request).await }
    } else if let Some(token) = token(Purpose::Edit) {
        if reads { correct::show(deps, token).await } else { Ok(correct::act(deps, token, request).await) }
    } else {
        Ok(Answer::not_found())
    }
}
