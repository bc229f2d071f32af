//! The editors' page of an issue: its words, its preview, its checks, its sending.
//!
//! GET and HEAD show; only a POST with a choice that no page preselects changes anything. The form of the words is the one
//! exception: sent as it is served, it changes nothing because it says what is recorded already.

mod act;
mod audience;
mod case;
mod link;
mod notice;
mod page;
mod preview;
mod readiness;
#[cfg(test)]
mod sample;
mod site;
mod timing;
mod transit;

use lambda_http::http::{Method, Response};
use lambda_http::{Body, Request};
use links::{Keyring, Purpose};
use mail::Ses;
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
    /// Tells what may be sent today. Only `send` sends.
    pub ses: Ses,
    /// Verifies the links, and signs those from one page to another.
    pub keys: Keyring,
    /// Under which the addresses that editors look for are hashed.
    pub person_key: PersonKey,
    /// The time.
    pub clock: Clock,
    /// Draws the key of a blank issue.
    pub random: Random,
    /// The site's address.
    pub base_url: String,
}

/// Answers a request.
pub async fn handle(deps: &Deps, request: Request) -> Result<Response<Body>, lambda_http::Error> {
    web::answer::respond(&request, route(deps, &request).await)
}

async fn route(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let Some(path) = request.uri().path().strip_prefix(Purpose::Compose.path()) else {
        return Ok(Answer::not_found());
    };
    let (token, previews) = match path.strip_suffix(link::PREVIEW) {
        Some(token) => (token, true),
        None => (path, false),
    };
    let acts = match *request.method() {
        Method::GET | Method::HEAD => false,
        Method::POST if !previews => true,
        _ if previews => return Ok(Answer::method_not_allowed("GET, HEAD")),
        _ => return Ok(Answer::method_not_allowed("GET, HEAD, POST")),
    };
    let Some(link) = Link::read(token, &deps.keys, deps.clock.now()) else {
        return Ok(Answer::bad_link());
    };
    if previews {
        preview::show(deps, link, request).await
    } else if acts {
        act::act(deps, link, request).await
    } else {
        page::answer(deps, link, Visit::Told(None)).await
    }
}
