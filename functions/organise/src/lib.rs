//! The pages of those who answer for an event: where it stands, its correction, what holds at once, its team, its copies,
//! and the links to all of it, sent again.
//!
//! Opening a page changes nothing, and neither does sending a form as it was served: mail scanners do both.

mod again;
mod alert;
mod correct;
mod found;
mod history;
mod limit;
mod masked;
mod overview;
mod practical;
mod resend;
mod retract;
#[cfg(test)]
mod samples;
mod standing;
mod team;
mod way;

use lambda_http::http::{Method, Response};
use lambda_http::{Body, Request};
use links::{Keyring, Purpose};
use model::id::PersonKey;
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
    /// Tells who asks, and who is invited.
    pub person_key: PersonKey,
    /// The time.
    pub clock: Clock,
    /// Draws the key of each form that makes something new.
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
    if matches!(path, "/mes-evenements" | "/mes-evenements/") {
        let answer =
            if reads { resend::open(deps, request).await? } else { resend::send(deps, request).await };
        return Ok(answer.restorable());
    }
    if let Some(token) = path.strip_prefix(Purpose::Edit.path()) {
        let Some(way) = Way::of_edit(deps, token) else { return Ok(Answer::bad_link()) };
        return Box::pin(correction(deps, &way, request, reads)).await;
    }
    let Some(rest) = path.strip_prefix(Purpose::Organise.path()) else { return Ok(Answer::not_found()) };
    let (token, page) = rest.split_once('/').unwrap_or((rest, ""));
    let Some(way) = Way::of_seat(deps, token) else { return Ok(Answer::bad_link()) };
    match (page, reads) {
        ("", true) => overview::show(deps, &way, request).await,
        ("", false) => Ok(Answer::method_not_allowed("GET, HEAD")),
        ("modifier", _) => Box::pin(correction(deps, &way, request, reads)).await,
        ("pratique", true) => practical::show(deps, &way).await,
        ("pratique", false) => Ok(practical::act(deps, &way, request).await),
        ("retirer", true) => retract::show(deps, &way).await,
        ("retirer", false) => retract::act(deps, &way, request).await,
        ("equipe", true) => team::show(deps, &way, request).await,
        ("equipe", false) => Box::pin(team::act(deps, &way, request)).await,
        ("copier", true) => again::show(deps, &way).await,
        ("copier", false) => again::act(deps, &way, request).await,
        _ => Ok(Answer::not_found()),
    }
}

async fn correction(
    deps: &Deps,
    way: &Way<'_>,
    request: &Request,
    reads: bool,
) -> Result<Answer, StoreError> {
    if reads { correct::show(deps, way).await } else { Ok(Box::pin(correct::act(deps, way, request)).await) }
}

/// What has become of a form that we could not take in as we should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outage {
    /// Nothing.
    NothingRecorded,
    /// It was sent on, and whether it arrived is not known.
    PerhapsRecorded,
}

impl Outage {
    /// What an error of the table leaves open.
    fn of(error: &StoreError) -> Self {
        if matches!(error, StoreError::Unavailable { .. }) {
            Self::PerhapsRecorded
        } else {
            Self::NothingRecorded
        }
    }
}

/// Reads and decides again while others write in between, a bounded number of times.
async fn insist<T, F>(attempt: impl Fn() -> F) -> Result<T, StoreError>
where
    F: Future<Output = Result<T, StoreError>>,
{
    store::insist_across_threads(attempt, StoreError::is_conflict).await
}
