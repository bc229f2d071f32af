//! Reading a sent form.

use lambda_http::http::header::CONTENT_TYPE;
use lambda_http::{Body, Request};
use serde::de::DeserializeOwned;

use crate::answer::Answer;

/// The largest form: 1 MiB, of which the longest valid proposal takes less than 100 kB.
pub const MOST_BYTES: usize = 1024 * 1024;

/// Why a body is not the form it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// More than [`MOST_BYTES`].
    #[error("the body has {0} bytes")]
    TooLarge(usize),
    /// Not `application/x-www-form-urlencoded`, not UTF-8, or not these fields.
    #[error("the body is not the expected form: {0}")]
    Unreadable(String),
}

/// The fields of an `application/x-www-form-urlencoded` body.
pub fn form<T: DeserializeOwned>(request: &Request) -> Result<T, BodyError> {
    let bytes: &[u8] = match request.body() {
        Body::Text(text) => text.as_bytes(),
        Body::Binary(bytes) => bytes,
        _ => &[],
    };
    if bytes.len() > MOST_BYTES {
        return Err(BodyError::TooLarge(bytes.len()));
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    {
        return Err(BodyError::Unreadable(format!("content type {kind:?}")));
    }
    if std::str::from_utf8(bytes).is_err() {
        return Err(BodyError::Unreadable("not UTF-8".into()));
    }
    serde_html_form::from_bytes(bytes).map_err(|error| BodyError::Unreadable(error.to_string()))
}

impl From<BodyError> for Answer {
    fn from(error: BodyError) -> Self {
        tracing::info!(%error, "a form was refused");
        match error {
            BodyError::TooLarge(_) => Self::too_large(),
            BodyError::Unreadable(_) => Self::unreadable_form(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_http::http;

    #[derive(Debug, PartialEq, serde::Deserialize)]
    #[serde(default)]
    #[derive(Default)]
    struct Typed {
        title: String,
        audience: Vec<String>,
    }

    fn sent(kind: &str, body: impl Into<Body>) -> Result<Typed, BodyError> {
        form(&http::Request::builder().header("content-type", kind).body(body.into()).unwrap())
    }

    const FORM: &str = "application/x-www-form-urlencoded";

    #[test]
    fn repeated_fields_are_a_list_and_unknown_ones_are_ignored() {
        let typed = sent(
            "application/x-www-form-urlencoded; charset=UTF-8",
            "title=%C3%89t%C3%A9+2027&audience=a&audience=b&x=1",
        );
        assert_eq!(
            typed.unwrap(),
            Typed { title: "Été 2027".into(), audience: vec!["a".into(), "b".into()] }
        );
    }

    #[test]
    fn a_binary_body_is_read_too() {
        assert_eq!(sent(FORM, b"title=a".to_vec()).unwrap().title, "a");
    }

    #[test]
    fn what_is_not_a_form_is_refused() {
        assert!(matches!(sent("application/json", "{}"), Err(BodyError::Unreadable(_))));
        assert!(matches!(sent("", "title=a"), Err(BodyError::Unreadable(_))));
        assert!(matches!(sent(FORM, b"title=\xff".to_vec()), Err(BodyError::Unreadable(_))));
        assert!(matches!(sent(FORM, "title=a&title=b"), Err(BodyError::Unreadable(_))));
        assert_eq!(sent(FORM, "x".repeat(MOST_BYTES + 1)), Err(BodyError::TooLarge(MOST_BYTES + 1)));
    }
}
