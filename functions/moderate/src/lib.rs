//! The moderators' pages: the decision page of one revision, and the queue of all that waits.
//!
//! GET and HEAD show; only a POST with a choice that no page preselects changes anything.

mod act;
mod case;
mod link;
mod notice;
mod page;
mod queue;
#[cfg(test)]
mod sample;

use jiff::SignedDuration;
use lambda_http::http::{Method, Response};
use lambda_http::{Body, Request};
use links::{Keyring, Purpose};
use model::id::PersonKey;
use runtime::{Clock, Random};
use store::{Store, StoreError};
use web::Answer;

use crate::link::Link;
use crate::page::Visit;

/// What the function works with.
#[derive(Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// Verifies the links, and signs those from one page to another.
    pub keys: Keyring,
    /// Under which the addresses that people type to ask for their link are hashed.
    pub person_key: PersonKey,
    /// The time.
    pub clock: Clock,
    /// Draws the key of each bulk order's form.
    pub random: Random,
    /// How long the organiser's mail waits, so that a decision can be undone meanwhile.
    pub undo_window: SignedDuration,
}

/// Answers a request.
pub async fn handle(deps: &Deps, request: Request) -> Result<Response<Body>, lambda_http::Error> {
    web::answer::respond(&request, route(deps, &request).await)
}

async fn route(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let path = request.uri().path();
    let queue = Purpose::Queue.path();
    if path.starts_with(queue) || path == queue.trim_end_matches('/') {
        return queue::route(deps, request).await;
    }
    let Some(token) = path.strip_prefix(Purpose::Moderate.path()) else { return Ok(Answer::not_found()) };
    let acts = match *request.method() {
        Method::GET | Method::HEAD => false,
        Method::POST => true,
        _ => return Ok(Answer::method_not_allowed("GET, HEAD, POST")),
    };
    let Some(link) = Link::read(token, request, &deps.keys, deps.clock.now()) else {
        return Ok(Answer::bad_link());
    };
    if acts {
        Box::pin(act::act(deps, link, request)).await
    } else {
        page::answer(deps, link, Visit::Told(None)).await
    }
}
