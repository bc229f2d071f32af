//! The queue: asking for one's personal link, what waits, deciding about many events at once.
//!
//! Nothing but the form that asks for a link is reachable without a valid link, and a link shows and does what its
//! moderator may see and do. GET and HEAD only read.

mod ask;
mod bearer;
mod bulk;
mod entry;
mod featured;
mod figures;
mod filter;
mod list;
mod pages;
#[cfg(test)]
mod sample;
mod search;
mod selects;
mod wording;

use lambda_http::Request;
use lambda_http::http::Method;
use links::Purpose;
use store::StoreError;
use web::Answer;

use crate::Deps;

/// Answers `/moderation` and everything under it.
pub(crate) async fn route(deps: &Deps, request: &Request) -> Result<Answer, StoreError> {
    let place = Place::of(request.uri().path());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let writes = *request.method() == Method::POST;
    match place {
        Some(Place::Ask) if reads => ask::show(deps).await,
        Some(Place::Ask) if writes => ask::act(deps, request).await,
        Some(Place::List { token }) if reads => list::show(deps, token, request).await,
        Some(Place::Check { token }) if reads => bulk::show(deps, token, request).await,
        Some(Place::Check { token }) if writes => bulk::give(deps, token, request).await,
        Some(Place::Order { token, order }) if reads => bulk::follow(deps, token, order).await,
        Some(Place::Order { token, order }) if writes => bulk::undo(deps, token, order, request).await,
        Some(Place::List { .. }) => Ok(Answer::method_not_allowed("GET, HEAD")),
        Some(_) => Ok(Answer::method_not_allowed("GET, HEAD, POST")),
        None => Ok(Answer::not_found()),
    }
}

/// The pages of the queue.
#[derive(Debug, PartialEq, Eq)]
enum Place<'a> {
    Ask,
    List { token: &'a str },
    Check { token: &'a str },
    Order { token: &'a str, order: &'a str },
}

impl<'a> Place<'a> {
    fn of(path: &'a str) -> Option<Self> {
        let under = Purpose::Queue.path();
        if path == under.trim_end_matches('/') || path == under {
            return Some(Self::Ask);
        }
        let mut parts = path.strip_prefix(under)?.split('/');
        match (parts.next()?, parts.next(), parts.next(), parts.next()) {
            (token, None, None, None) => Some(Self::List { token }),
            (token, Some("lot"), None, None) => Some(Self::Check { token }),
            (token, Some("lot"), Some(order), None) => Some(Self::Order { token, order }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_has_its_page() {
        assert_eq!(Place::of("/moderation"), Some(Place::Ask));
        assert_eq!(Place::of("/moderation/"), Some(Place::Ask));
        assert_eq!(Place::of("/moderation/abc"), Some(Place::List { token: "abc" }));
        assert_eq!(Place::of("/moderation/abc/lot"), Some(Place::Check { token: "abc" }));
        assert_eq!(Place::of("/moderation/abc/lot/def"), Some(Place::Order { token: "abc", order: "def" }));
        for path in [
            "/moderer/abc",
            "/moderations",
            "/moderation/abc/",
            "/moderation/abc/lots",
            "/moderation/a/lot/b/c",
        ] {
            assert_eq!(Place::of(path), None, "{path}");
        }
    }
}
