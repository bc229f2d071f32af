//! The organiser's form: its introduction, its steps, its check page, its receipt; and the confirmation of their
//! address.
//!
//! What is typed is kept in a draft from the first step on, as typed, right or wrong. Opening a page changes nothing; a
//! form that is sent as it was served keeps a draft at most.

mod begin;
mod case;
mod check;
mod confirm;
mod edition;
mod home;
mod introduction;
mod keep;
mod later;
mod limit;
mod page;
mod receipt;
mod send;
mod step;
mod stopped;
mod way;

use lambda_http::http::{Method, Response};
use lambda_http::{Body, Request};
use links::{Keyring, Purpose};
use model::id::PersonKey;
use model::proposal::Stage;
use runtime::{Clock, Random};
use store::{Store, StoreError};
use web::Answer;

use way::Way;

/// What the function works with.
#[derive(Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// Verifies and signs the links.
    pub keys: Keyring,
    /// Tells who is written to, and from where one asks.
    pub person_key: PersonKey,
    /// The time.
    pub clock: Clock,
    /// Draws the drafts' identifiers.
    pub random: Random,
}

/// Answers a request.
pub async fn handle(deps: &Deps, request: Request) -> Result<Response<Body>, lambda_http::Error> {
    web::answer::respond(&request, Box::pin(route(deps, &request)).await)
}

async fn route(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let path = request.uri().path();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && *request.method() != Method::POST {
        return Ok(Answer::method_not_allowed("GET, HEAD, POST"));
    }
    if let Some(token) = path.strip_prefix(Purpose::Confirm.path()) {
        return if reads {
            confirm::show(deps, token).await
        } else {
            Box::pin(confirm::act(deps, token, request)).await
        };
    }
    if let Some(rest) = path.strip_prefix(Purpose::Draft.path()) {
        let (token, page) = rest.split_once('/').unwrap_or((rest, ""));
        return match Way::accept(deps, token) {
            Some(way) => of_a_draft(deps, &way, page, request, reads).await,
            None => Ok(Answer::bad_link()),
        };
    }
    match (path.strip_suffix('/').unwrap_or(path), reads) {
        ("/proposer", true) => introduction::show(deps).await,
        ("/proposer", false) => Ok(Answer::method_not_allowed("GET, HEAD")),
        (begin::PATH, true) => Ok(begin::open(deps).await?.restorable()),
        (begin::PATH, false) => Ok(Box::pin(begin::send(deps, request)).await),
        _ => Ok(Answer::not_found()),
    }
}

async fn of_a_draft(
    deps: &Deps,
    way: &Way,
    page: &str,
    request: &Request,
    reads: bool,
) -> Result<Answer, StoreError> {
    match (page, reads) {
        ("", true) => home::show(deps, way).await,
        ("" | way::CHECK | way::LATER, false) => Ok(Answer::method_not_allowed("GET, HEAD")),
        (way::CHECK, true) => check::show(deps, way).await,
        (way::SEND, false) => Ok(send::act(deps, way, request).await),
        (way::LATER, true) => later::show(deps, way).await,
        (way::MAIL, false) => Ok(later::act(deps, way, request).await),
        // Where a form goes is no page: whoever opens its address is led to the page that has the form.
        (way::SEND, true) => Ok(Answer::see_other(way.to(way::CHECK))),
        (way::MAIL, true) => Ok(Answer::see_other(way.to(way::LATER))),
        (code, _) => match (Stage::from_code(code), reads) {
            (Some(stage), true) => step::show(deps, way, stage, request).await,
            (Some(stage), false) => Ok(step::act(deps, way, stage, request).await),
            (None, _) => Ok(Answer::not_found()),
        },
    }
}
