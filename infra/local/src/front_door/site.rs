//! The site, from its bucket.

use aws_sdk_s3::Client;
use aws_sdk_s3::operation::get_object::{GetObjectError, GetObjectOutput};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use web::policy::SITE_HEADERS;

use super::notice::Notice;

/// The page for what does not exist.
const ABSENT: &str = "404.html";

/// The bucket that holds the site.
#[derive(Clone, Debug)]
pub(super) struct Site {
    client: Client,
    bucket: String,
}

impl Site {
    /// The site in `bucket`.
    pub(super) fn new(client: Client, bucket: &str) -> Self {
        Self { client, bucket: bucket.to_owned() }
    }

    /// The object `key`, or the site's page for what does not exist.
    pub(super) async fn object(&self, key: &str, asked: &HeaderMap) -> Response {
        match self.read(key).await {
            Ok(Some(object)) => answer(object, StatusCode::OK, asked).await,
            Ok(None) => match self.read(ABSENT).await {
                Ok(Some(page)) => answer(page, StatusCode::NOT_FOUND, &HeaderMap::new()).await,
                Ok(None) => not_rendered(),
                Err(error) => unreadable(&error),
            },
            Err(error) => unreadable(&error),
        }
    }

    async fn read(&self, key: &str) -> anyhow::Result<Option<GetObjectOutput>> {
        match self.client.get_object().bucket(&self.bucket).key(key).send().await {
            Ok(object) => Ok(Some(object)),
            Err(error) if error.as_service_error().is_some_and(GetObjectError::is_no_such_key) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

async fn answer(object: GetObjectOutput, status: StatusCode, asked: &HeaderMap) -> Response {
    let mut headers = HeaderMap::new();
    let told = [
        (header::CONTENT_TYPE, object.content_type()),
        (header::CACHE_CONTROL, object.cache_control()),
        (header::CONTENT_DISPOSITION, object.content_disposition()),
        (header::CONTENT_LANGUAGE, object.content_language()),
        (header::ETAG, object.e_tag()),
    ];
    let always = SITE_HEADERS.map(|(name, value)| (HeaderName::from_static(name), Some(value)));
    for (name, value) in told.into_iter().chain(always) {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
            headers.insert(name, value);
        }
    }
    let unchanged =
        headers.get(header::ETAG).is_some_and(|tag| asked.get(header::IF_NONE_MATCH) == Some(tag));
    if unchanged {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    match object.body.collect().await {
        Ok(body) => (status, headers, Body::from(body.into_bytes())).into_response(),
        Err(error) => unreadable(&error.into()),
    }
}

fn not_rendered() -> Response {
    Notice {
        title: "Page introuvable",
        advice: "Le programme n’est pas encore publié\u{a0}: il apparaît dès que la fonction «\u{a0}publish\u{a0}» l’a écrit.",
        way: ("Proposer un événement", "/proposer"),
    }
    .respond(StatusCode::NOT_FOUND)
}

fn unreadable(error: &anyhow::Error) -> Response {
    crate::console::say(format!("the site cannot be read: {error:#}"));
    Notice {
        title: "Le site ne répond pas",
        advice: "Réessayez dans un instant.",
        way: ("Revenir à l’accueil", "/"),
    }
    .respond(StatusCode::BAD_GATEWAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// CloudFront says in production what the local front door says here.
    #[test]
    fn the_template_has_the_headers_of_the_site() {
        let template = include_str!("../../../front-door.yaml");
        let of_site = template.split("\n  SiteHeaders:").nth(1).unwrap();
        let of_site = of_site.split("\n  FunctionHeaders:").next().unwrap();
        for (name, value) in SITE_HEADERS {
            match name {
                "x-content-type-options" => assert!(of_site.contains("ContentTypeOptions:")),
                _ => assert!(of_site.contains(value), "{name}: {value}"),
            }
        }
    }
}
