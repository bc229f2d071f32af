//! A file of the programme.

/// A file, as the bucket keeps it and as it is served.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path within the site, without a slash at the start.
    pub path: String,
    /// Its content.
    pub body: Vec<u8>,
    /// The media type, with the charset for text.
    pub content_type: &'static str,
    /// How long browsers and CloudFront keep it.
    pub cache_control: &'static str,
}

/// What a moderator publishes must be seen within seconds, so a browser asks again each time (a `304`, a few hundred
/// bytes, when nothing changed), and CloudFront asks the bucket at most once every 5 s, however many readers.
/// Nothing longer, and nothing stale meanwhile: a cancelled event must not be shown as taking place.
const FRESH: &str = "public, max-age=0, s-maxage=5";

impl File {
    pub(crate) fn html(path: String, page: String) -> Self {
        Self::new(path, page.into_bytes(), "text/html; charset=utf-8")
    }

    pub(crate) fn calendar(path: String, calendar: String) -> Self {
        Self::new(path, calendar.into_bytes(), "text/calendar; charset=utf-8")
    }

    pub(crate) fn json(path: String, body: Vec<u8>) -> Self {
        Self::new(path, body, "application/json")
    }

    pub(crate) fn map(path: String, body: Vec<u8>) -> Self {
        Self::new(path, body, "application/geo+json")
    }

    pub(crate) fn schema(path: String, schema: &str) -> Self {
        Self::new(path, schema.as_bytes().to_vec(), "application/schema+json")
    }

    pub(crate) fn table(path: String, body: Vec<u8>) -> Self {
        Self::new(path, body, "text/csv; charset=utf-8; header=present")
    }

    pub(crate) fn atom(path: String, feed: String) -> Self {
        Self::new(path, feed.into_bytes(), "application/atom+xml")
    }

    pub(crate) fn xml(path: String, document: String) -> Self {
        Self::new(path, document.into_bytes(), "application/xml")
    }

    pub(crate) fn manifest(path: &str, body: Vec<u8>) -> Self {
        Self::new(path.to_owned(), body, "application/manifest+json")
    }

    pub(crate) fn text(path: &str, text: String) -> Self {
        Self::new(path.to_owned(), text.into_bytes(), "text/plain; charset=utf-8")
    }

    fn new(path: String, body: Vec<u8>, content_type: &'static str) -> Self {
        Self { path, body, content_type, cache_control: FRESH }
    }
}
