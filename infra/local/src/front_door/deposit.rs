//! Pictures on their way: a browser's form, passed on to the bucket of uploads as it came.
//!
//! In production a behaviour of CloudFront does it: `/depot` goes to the bucket's root, and nothing is signed on the way,
//! for the form carries a signature of its own.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::notice::Notice;
use super::proxy::{answered, unavailable, without_connection};

/// The largest body that is passed on, in bytes: a file of fifty megabytes, which is what the forms let in, and its fields.
const LARGEST_BODY: usize = 51_000_000;

/// The bucket of uploads.
#[derive(Clone, Debug)]
pub(super) struct Deposit {
    client: reqwest::Client,
    address: String,
}

impl Deposit {
    /// The bucket, by its path on the emulator; `client` must follow no redirection.
    pub(super) fn new(client: reqwest::Client, endpoint: &str, bucket: &str) -> Self {
        Self { client, address: format!("{endpoint}/{bucket}") }
    }

    /// S3's own answer, a redirection back to the page, or a page that says that nothing came.
    pub(super) async fn take(&self, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        if parts.method != Method::POST {
            let page = Notice {
                title: "Cette adresse reçoit des images",
                advice: "Elle ne se lit pas\u{a0}: revenez à la page de votre proposition.",
                way: ("Revenir à l’accueil", "/"),
            };
            return ([(header::ALLOW, "POST")], page.respond(StatusCode::METHOD_NOT_ALLOWED)).into_response();
        }
        if says_too_large(&parts.headers) {
            return refused(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let Ok(body) = axum::body::to_bytes(body, LARGEST_BODY).await else {
            return refused(StatusCode::PAYLOAD_TOO_LARGE);
        };
        let mut headers = without_connection(&parts.headers);
        headers.remove(header::HOST);
        let sent = self.client.post(&self.address).headers(headers).body(body).send().await;
        let answer = match sent {
            Ok(answer) => answered(answer).await,
            Err(error) => Err(error),
        };
        match answer {
            // What S3 says of a refusal is XML, and in English.
            Ok(answer) if answer.status().is_client_error() => refused(answer.status()),
            Ok(answer) => answer,
            Err(error) => {
                crate::console::say(format!("the bucket of uploads did not answer: {error}"));
                unavailable()
            }
        }
    }
}

/// Whether a body is too large before any of it is read.
fn says_too_large(headers: &HeaderMap) -> bool {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    length.is_some_and(|length: usize| length > LARGEST_BODY)
}

fn refused(status: StatusCode) -> Response {
    Notice {
        title: "Votre image n’a pas été reçue",
        advice: "Elle pèse trop lourd, ou la page est restée ouverte trop longtemps. Votre proposition est intacte\u{a0}: \
                 revenez en arrière dans votre navigateur, rechargez la page, puis envoyez une image de 8\u{a0}Mo au plus.",
        way: ("Revenir à l’accueil", "/"),
    }
    .respond(status)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_body_that_says_that_it_is_too_large_is_not_read() {
        let says = |length: &'static str| {
            says_too_large(&HeaderMap::from_iter([(
                header::CONTENT_LENGTH,
                HeaderValue::from_static(length),
            )]))
        };
        assert!(says("51000001"));
        assert!(!says("51000000") && !says("0") && !says("?") && !says_too_large(&HeaderMap::new()));
    }
}
