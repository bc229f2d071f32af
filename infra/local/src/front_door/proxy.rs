//! Passing a request on to a function's URL.

use std::net::SocketAddr;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use url::Url;
use web::front_door;

use super::notice::Notice;

/// A Lambda function takes a request of at most 6 MB.
pub(super) const LARGEST_BODY: usize = 6 * 1024 * 1024;

/// Headers that concern one connection only (RFC 9110 §7.6.1), and those that the emulator adds of its own.
const OF_THE_CONNECTION: [&str; 11] = [
    "connection",
    "content-length",
    "date",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "server",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Who asks, as CloudFront says it to a function: address and port. Whatever a visitor says there is overwritten.
const VIEWER: HeaderName = HeaderName::from_static("cloudfront-viewer-address");

/// A function reached over HTTP.
#[derive(Clone, Debug)]
pub(super) struct Upstream {
    client: reqwest::Client,
    endpoint: String,
    host: HeaderValue,
    /// What only the front door knows.
    key: HeaderValue,
}

impl Upstream {
    /// A function by its URL, reached on the emulator's own port: its name need not resolve.
    pub(super) fn new(
        client: &reqwest::Client,
        endpoint: &str,
        key: &HeaderValue,
        function_url: &str,
    ) -> anyhow::Result<Self> {
        let url = Url::parse(function_url)?;
        let host = match (url.host_str(), url.port()) {
            (Some(host), Some(port)) => format!("{host}:{port}"),
            (host, _) => host.unwrap_or_default().to_owned(),
        };
        let (client, endpoint, key) = (client.clone(), endpoint.to_owned(), key.clone());
        Ok(Self { client, endpoint, host: HeaderValue::try_from(host)?, key })
    }

    /// The function's answer, or a page that says that it has none.
    pub(super) async fn pass(
        &self,
        visitor: SocketAddr,
        method: Method,
        path_and_query: &str,
        headers: &HeaderMap,
        body: Bytes,
    ) -> Response {
        let mut passed = without_connection(headers);
        passed.insert(header::HOST, self.host.clone());
        passed.insert(front_door::HEADER, self.key.clone());
        if let Ok(visitor) = HeaderValue::try_from(visitor.to_string()) {
            passed.insert(VIEWER, visitor);
        }
        let address = format!("{}{path_and_query}", self.endpoint);
        let sent = self.client.request(method, address).headers(passed).body(body).send().await;
        let answered = match sent {
            Ok(answer) => answered(answer).await,
            Err(error) => Err(error),
        };
        answered.unwrap_or_else(|error| {
            crate::console::say(format!("a function did not answer: {error}"));
            unavailable()
        })
    }
}

/// An answer, as it is passed on.
pub(super) async fn answered(answer: reqwest::Response) -> Result<Response, reqwest::Error> {
    let status = answer.status();
    let headers = without_connection(answer.headers());
    let mut response = Response::new(Body::from(answer.bytes().await?));
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}

/// Headers without those of the connection; also without what `Connection` itself names.
pub(super) fn without_connection(headers: &HeaderMap) -> HeaderMap {
    let named: Vec<String> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(',').map(|name| name.trim().to_ascii_lowercase()))
        .collect();
    let concerns = |name: &HeaderName| {
        OF_THE_CONNECTION.contains(&name.as_str()) || named.iter().any(|other| other == name.as_str())
    };
    headers
        .iter()
        .filter(|(name, _)| !concerns(name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// The page for a function that does not answer.
pub(super) fn unavailable() -> Response {
    Notice {
        title: "Le service ne répond pas",
        advice: "Rien n’a été enregistré. Réessayez dans un instant.",
        way: ("Revenir à l’accueil", "/"),
    }
    .respond(StatusCode::BAD_GATEWAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_concerns_one_connection_stays_there() {
        let mut headers = HeaderMap::new();
        headers.append(header::CONNECTION, HeaderValue::from_static("close, X-Hop"));
        headers.append("x-hop", HeaderValue::from_static("1"));
        headers.append(header::TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
        headers.append(header::SET_COOKIE, HeaderValue::from_static("a=1"));
        headers.append(header::SET_COOKIE, HeaderValue::from_static("b=2"));
        let passed = without_connection(&headers);
        assert_eq!(passed.len(), 2);
        assert_eq!(passed.get_all(header::SET_COOKIE).iter().count(), 2);
    }
}
