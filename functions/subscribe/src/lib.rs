//! The subscribers' pages: sign-up, confirmation, preferences, unsubscription.
//!
//! Opening a page changes nothing, and neither does sending a form as it was served: mail scanners do both.

mod address;
mod chosen;
mod confirm;
mod gone;
mod one_click;
mod preferences;
mod sign_up;
mod unsubscribe;

use lambda_http::http::{Method, Response};
use lambda_http::{Body, Request};
use links::{Keyring, Purpose};
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

async fn route(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let path = request.uri().path();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let writes = *request.method() == Method::POST;
    if !reads && !writes {
        return Ok(Answer::method_not_allowed("GET, HEAD, POST"));
    }
    let token = |purpose: Purpose| path.strip_prefix(purpose.path());
    if matches!(path, "/abonnement" | "/abonnement/") {
        let answer =
            if reads { sign_up::open(deps, request).await? } else { sign_up::send(deps, request).await };
        Ok(answer.restorable())
    } else if let Some(token) = token(Purpose::Subscribe) {
        if reads { confirm::show(deps, token).await } else { confirm::act(deps, token, request).await }
    } else if let Some(token) = token(Purpose::Preferences) {
        if reads {
            preferences::show(deps, token, request).await
        } else {
            preferences::act(deps, token, request).await
        }
    } else if let Some(token) = token(Purpose::Unsubscribe) {
        if reads {
            unsubscribe::show(deps, token).await
        } else {
            unsubscribe::act(deps, token, request).await
        }
    } else {
        Ok(Answer::not_found())
    }
}

/// Reads and decides again while others write in between, a bounded number of times.
async fn insist<T, F>(attempt: impl Fn() -> F) -> Result<T, StoreError>
where
    F: Future<Output = Result<T, StoreError>>,
{
    store::insist_across_threads(attempt, StoreError::is_conflict).await
}
