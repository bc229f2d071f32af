//! The front door: what comes to a function by the site's address.
//!
//! A function's own address is open to the whole world. Whoever called it would say themselves from which network they
//! come ([`crate::network`]), and pass by the limits and the firewall that stand before the site. So the front door
//! (CloudFront; locally the one of `infra/local`) adds a header that only it knows, overwriting what a visitor says
//! there, and functions refuse what comes without it.
//!
//! *Not the access control of CloudFront's own kind* (a signed request, `AuthType: AWS_IAM`): for a body it wants the
//! visitor to send its SHA-256 in a header, which a form without a script cannot (CloudFront developer guide, "Restrict
//! access to an AWS Lambda function URL origin").

use std::sync::{Arc, PoisonError, RwLock};

use lambda_http::http::{HeaderName, Response, StatusCode};
use lambda_http::{Body, Error, Request};
use serde::Deserialize;
use subtle::{Choice, ConstantTimeEq};

use crate::answer::Answer;

/// What the front door says, and nobody else can.
pub const HEADER: HeaderName = HeaderName::from_static("x-front-door-key");

/// Fewest characters of a key.
const SHORTEST: usize = 32;

/// The keys by which functions know the front door. Clones are one door: [`FrontDoor::renew`] changes what all of them know.
#[derive(Clone)]
pub struct FrontDoor(Arc<RwLock<Vec<String>>>);

/// The secret of the front door cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FrontDoorError {
    /// It is no JSON of the right shape.
    #[error("the front door's secret is not {{\"key\": …, \"other\": …}}")]
    Shape(#[source] serde_json::Error),
    /// A key could be guessed.
    #[error("a key of the front door is shorter than {SHORTEST} characters")]
    Short,
}

#[derive(Deserialize)]
struct Secret {
    key: String,
    /// While keys are changed: the next one, then the former.
    #[serde(default)]
    other: Option<String>,
}

impl FrontDoor {
    /// Reads `{"key": …, "other": …}`: the front door says the first, functions know both, so that a change of keys
    /// never shuts anybody out. The second may be absent.
    pub fn from_secret(secret: &str) -> Result<Self, FrontDoorError> {
        Ok(Self(Arc::new(RwLock::new(keys(secret)?))))
    }

    /// Takes what the secret says now, while the function runs. One that cannot be read changes nothing.
    pub fn renew(&self, secret: &str) -> Result<(), FrontDoorError> {
        let keys = keys(secret)?;
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// What the front door itself says.
    pub fn key(&self) -> String {
        self.known().first().cloned().unwrap_or_default()
    }

    fn known(&self) -> std::sync::RwLockReadGuard<'_, Vec<String>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a request came by the front door. All keys are compared, each in a time that says nothing of it.
    fn admits(&self, request: &Request) -> bool {
        let Some(said) = request.headers().get(HEADER) else { return false };
        let known = self.known();
        let known = known.iter().map(|key| key.as_bytes().ct_eq(said.as_bytes()));
        known.fold(Choice::from(0), |any, one| any | one).into()
    }

    /// The answer of `handle` to what came by the front door, without the key; a refusal to the rest, whatever it asks.
    pub async fn enter<Answered>(
        &self,
        mut request: Request,
        handle: impl FnOnce(Request) -> Answered,
    ) -> Result<Response<Body>, Error>
    where
        Answered: Future<Output = Result<Response<Body>, Error>>,
    {
        if !self.admits(&request) {
            tracing::warn!(http.method = %request.method(), "refused: it did not come by the front door");
            return Answer::elsewhere().into_response();
        }
        request.headers_mut().remove(HEADER);
        handle(request).await
    }
}

/// Says how many keys there are, and none of them.
impl std::fmt::Debug for FrontDoor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("FrontDoor").field(&self.known().len()).finish()
    }
}

fn keys(secret: &str) -> Result<Vec<String>, FrontDoorError> {
    let Secret { key, other } = serde_json::from_str(secret).map_err(FrontDoorError::Shape)?;
    let keys: Vec<_> = std::iter::once(key).chain(other).collect();
    if keys.iter().any(|key| key.len() < SHORTEST) { Err(FrontDoorError::Short) } else { Ok(keys) }
}

/// What is refused at a function's own address. CloudFront never shows it: its own requests have the key.
pub(crate) const REFUSED: StatusCode = StatusCode::MISDIRECTED_REQUEST;

#[cfg(test)]
mod tests {
    use lambda_http::http;

    use super::*;

    const KEY: &str = "0123456789abcdef0123456789abcdef";
    const OTHER: &str = "fedcba9876543210fedcba9876543210";

    fn door() -> FrontDoor {
        FrontDoor::from_secret(&format!(r#"{{"key":"{KEY}","other":"{OTHER}"}}"#)).unwrap()
    }

    fn saying(keys: &[&str]) -> Request {
        let request = http::Request::builder().uri("https://mois.exemple.gouv.fr/proposer");
        let request = keys.iter().fold(request, |request, key| request.header(HEADER, *key));
        request.body(Body::Empty).unwrap()
    }

    async fn status(request: Request) -> StatusCode {
        let handle = async |request: Request| {
            assert!(!request.headers().contains_key(HEADER), "what is not passed on cannot leak");
            Ok(Response::new(Body::Empty))
        };
        door().enter(request, handle).await.unwrap().status()
    }

    #[tokio::test]
    async fn whoever_says_a_key_enters() {
        assert_eq!(status(saying(&[KEY])).await, StatusCode::OK);
        assert_eq!(status(saying(&[OTHER])).await, StatusCode::OK);
    }

    #[tokio::test]
    async fn nobody_else_does() {
        let longer = format!("{KEY}0");
        let upper = KEY.to_uppercase();
        for said in [&[][..], &[""], &[&KEY[1..]], &[&longer], &[&upper], &["wrong", KEY]] {
            assert_eq!(status(saying(said)).await, REFUSED, "{said:?}");
        }
    }

    #[test]
    fn a_key_that_could_be_guessed_opens_nothing() {
        let read = |secret: &str| FrontDoor::from_secret(secret);
        assert!(matches!(read(r#"{"key":"court"}"#), Err(FrontDoorError::Short)));
        assert!(matches!(read(&format!(r#"{{"key":"{KEY}","other":""}}"#)), Err(FrontDoorError::Short)));
        assert!(matches!(read("{}"), Err(FrontDoorError::Shape(_))));
        assert_eq!(read(&format!(r#"{{"key":"{KEY}"}}"#)).unwrap().key(), KEY);
    }

    #[tokio::test]
    async fn a_function_that_runs_takes_the_next_key() {
        let door = FrontDoor::from_secret(&format!(r#"{{"key":"{KEY}"}}"#)).unwrap();
        let handle = async |_| Ok(Response::new(Body::Empty));
        let refused = door.enter(saying(&[OTHER]), handle).await.unwrap();
        assert_eq!(refused.status(), REFUSED);
        assert!(door.renew("{}").is_err());
        door.clone().renew(&format!(r#"{{"key":"{KEY}","other":"{OTHER}"}}"#)).unwrap();
        let entered = door.enter(saying(&[OTHER]), handle).await.unwrap();
        assert_eq!((entered.status(), door.key().as_str()), (StatusCode::OK, KEY));
    }

    #[test]
    fn no_key_is_ever_shown() {
        assert_eq!(format!("{:?}", door()), "FrontDoor(2)");
    }
}
