//! The link in a letter's head, for mail clients (RFC 8058): a POST that says so unsubscribes, at once, as often as it
//! comes. Opening it shows the subscriber's page and changes nothing, and so does any other POST.

use lambda_http::Request;
use lambda_http::http::StatusCode;
use links::{Capability, Purpose};
use store::StoreError;
use web::Answer;

use crate::gone::Gone;
use crate::{Deps, insist, one_click, preferences};

pub(crate) async fn show(deps: &Deps, token: &str) -> Result<Answer, StoreError> {
    match accept(deps, token) {
        Some(capability) => preferences::shown_to(deps, &capability).await,
        None => Ok(Answer::bad_link()),
    }
}

pub(crate) async fn act(deps: &Deps, token: &str, request: &Request) -> Result<Answer, StoreError> {
    let Some(capability) = accept(deps, token) else { return Ok(Answer::bad_link()) };
    let Some(person) = capability.person().filter(|_| one_click::is_asked(request)) else {
        return preferences::shown_to(deps, &capability).await;
    };
    insist(|| async {
        match deps.store.subscriber(person).await? {
            Some(known) => preferences::unsubscribe(deps, &known).await.map(|_| ()),
            None => Ok(()),
        }
    })
    .await?;
    // The page names no edition: a mail client reads nothing but the status, and one read less can fail.
    Ok(Gone::Left.page(StatusCode::OK, None))
}

fn accept(deps: &Deps, token: &str) -> Option<Capability> {
    Capability::accept(token, Purpose::Unsubscribe, &deps.keys, deps.clock.now())
}
