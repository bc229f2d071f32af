//! Function: gives a draft or an event its picture.
//!
//! A function takes six megabytes at most, a photograph has more. So the file goes from the browser straight to a
//! bucket of uploads, by a form that this function has signed; S3 then leads the browser back here with the file's key.
//! What was sent is looked at and shown, and nothing is kept. Only when its words have come too (what stands for it,
//! who made it, the right to use it) are its files written to the site, and then it is given to the draft or the event.
//!
//! **Written once.** A picture's files are named after the bytes that were sent, and never written over: what a
//! moderator has seen at an address is what stays there. The same form sent twice writes nothing twice.

mod act;
mod case;
mod keep;
mod page;
mod sent;
mod show;
mod upload;

use lambda_http::http::{Method, Response};
use lambda_http::{Body, Request};
use links::{Capability, Keyring, Purpose};
use runtime::{Clock, Random};
use site::{Bucket, BucketError};
use store::{Store, StoreError};
use web::Answer;

pub use upload::{Field, Policy, UploadError, Uploads};

/// What the function works with.
#[derive(Clone)]
pub struct Deps {
    /// The table.
    pub store: Store,
    /// Where the pictures' files are kept.
    pub site: Bucket,
    /// Where files are on their way.
    pub uploads: Uploads,
    /// Verifies the links, and signs the way back.
    pub keys: Keyring,
    /// The site's address, without a slash at the end.
    pub base_url: String,
    /// The time.
    pub clock: Clock,
    /// Draws the keys of files.
    pub random: Random,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IllustrateError {
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The site's bucket.
    #[error(transparent)]
    Site(#[from] BucketError),
    /// The bucket of uploads.
    #[error(transparent)]
    Upload(#[from] UploadError),
}

/// Answers a request.
pub async fn handle(deps: &Deps, request: Request) -> Result<Response<Body>, lambda_http::Error> {
    web::answer::respond(&request, route(deps, &request).await)
}

async fn route(deps: &Deps, request: &Request) -> Result<Answer, IllustrateError> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads && *request.method() != Method::POST {
        return Ok(Answer::method_not_allowed("GET, HEAD, POST"));
    }
    let Some(token) = request.uri().path().strip_prefix(Purpose::Illustrate.path()) else {
        return Ok(Answer::not_found());
    };
    let Some(link) = Capability::accept(token, Purpose::Illustrate, &deps.keys, deps.clock.now()) else {
        return Ok(Answer::bad_link());
    };
    let way = Way { link: &link, token };
    if reads { show::show(deps, way, request).await } else { act::act(deps, way, request).await }
}

/// The link by which someone came.
#[derive(Debug, Clone, Copy)]
struct Way<'a> {
    link: &'a Capability,
    token: &'a str,
}

impl Way<'_> {
    /// The page itself, within the site.
    fn here(&self) -> String {
        format!("{}{}", Purpose::Illustrate.path(), self.token)
    }

    /// Where one came from, for as long as one may be here: the page where a draft is checked, or the event's own page.
    fn back(&self, keys: &Keyring) -> String {
        let to = |purpose| Capability { purpose, ..self.link.clone() }.link("", keys);
        match self.link.draft() {
            Some(_) => format!("{}/verifier", to(Purpose::Draft)),
            None => to(Purpose::Organise),
        }
    }
}
