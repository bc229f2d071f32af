//! S3: winterbaume's, with what it gets wrong made right.
//!
//! It drops `Cache-Control` and its kin, answers a failed `If-Match` on a missing object as on a changed one, takes
//! the bytes of a key for characters, and cannot page a listing by delimiter.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::HeaderMap;
use url::Url;
use winterbaume_core::MockService;
use winterbaume_s3::S3Service;

use super::call::Asked;
use super::wire::{Answer, Request, header, xml_error};
use super::{REGION, REGISTER_BUCKET, SITE_BUCKET, UPLOADS_BUCKET, locked};

/// What a browser is told of an object, kept with it.
const KEPT: [&str; 5] =
    ["cache-control", "content-disposition", "content-encoding", "content-language", "expires"];

pub(super) struct S3 {
    service: S3Service,
    /// One call at a time: winterbaume looks at a condition and acts on it in two steps.
    turn: tokio::sync::Mutex<()>,
    kept: Mutex<HashMap<String, HeaderMap>>,
    page_size: AtomicUsize,
}

impl S3 {
    pub(super) async fn create() -> Self {
        let s3 = Self {
            service: S3Service::new(),
            turn: tokio::sync::Mutex::default(),
            kept: Mutex::default(),
            page_size: AtomicUsize::new(1000),
        };
        let region = format!(
            "<CreateBucketConfiguration><LocationConstraint>{REGION}</LocationConstraint></CreateBucketConfiguration>"
        );
        s3.set_up(SITE_BUCKET, "", region.clone()).await;
        s3.set_up(UPLOADS_BUCKET, "", region.clone()).await;
        s3.set_up(REGISTER_BUCKET, "", region).await;
        let versioning = "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
        s3.set_up(SITE_BUCKET, "?versioning", versioning.to_owned()).await;
        s3.set_up(REGISTER_BUCKET, "?versioning", versioning.to_owned()).await;
        s3
    }

    async fn set_up(&self, bucket: &str, query: &str, body: String) {
        let answer = self.service.handle(plain("PUT", bucket, "", query, body)).await;
        assert_eq!(answer.status, 200, "setting up the bucket {bucket}: {:?}", answer.body);
    }

    pub(super) fn page_size(&self, entries: usize) {
        self.page_size.store(entries, Ordering::Relaxed);
    }

    pub(super) async fn content(&self, key: &str) -> Option<Vec<u8>> {
        let path: String = url::form_urlencoded::byte_serialize(key.as_bytes()).collect();
        let answer = self
            .service
            .handle(plain("GET", SITE_BUCKET, &path.replace("%2F", "/"), "", String::new()))
            .await;
        (answer.status == 200).then(|| answer.body.to_vec())
    }

    pub(super) async fn keys(&self) -> Vec<String> {
        let listing = self
            .service
            .handle(plain("GET", SITE_BUCKET, "", "?list-type=2&max-keys=100000", String::new()))
            .await;
        let listing = in_characters(&listing.body);
        let keys = listing.split("<Key>").skip(1).filter_map(|rest| rest.split("</Key>").next());
        keys.map(|key| key.replace("&amp;", "&")).collect()
    }

    pub(super) async fn perform(&self, asked: &Asked, request: Request) -> Result<Answer, String> {
        let _turn = self.turn.lock().await;
        if header(&request, "content-encoding").is_some_and(|encoding| encoding.contains("aws-chunked")) {
            return Err("a body in chunks; the SDK sends bytes in memory whole".to_owned());
        }
        match asked.operation.as_str() {
            "PutObject" => self.put(&asked.target, request).await,
            "GetObject" | "HeadObject" => {
                let mut answer = self.service.handle(request).await;
                if answer.status == 200
                    && let Some(kept) = locked(&self.kept).get(&asked.target)
                {
                    answer.headers.extend(kept.clone());
                }
                Ok(answer)
            }
            "DeleteObject" | "DeleteObjects" => Ok(self.service.handle(request).await),
            "ListObjectsV2" => self.list(request).await,
            _ => Err("not an operation that the functions use; add it to the in-process S3".to_owned()),
        }
    }

    async fn put(&self, key: &str, request: Request) -> Result<Answer, String> {
        if header(&request, "if-none-match").is_some_and(|etag| etag != "*") {
            return Ok(xml_error(501, false, "NotImplemented", "If-None-Match takes only * on a write."));
        }
        let must_exist = header(&request, "if-match").is_some();
        if must_exist && self.service.handle(head_of(&request)).await.status == 404 {
            return Ok(xml_error(404, false, "NoSuchKey", "The specified key does not exist."));
        }
        let mut kept = HeaderMap::new();
        for name in KEPT {
            if let Some(value) = request.headers.get(name) {
                kept.insert(name, value.clone());
            }
        }
        let answer = self.service.handle(request).await;
        if answer.status == 200 {
            locked(&self.kept).insert(key.to_owned(), kept);
        }
        Ok(answer)
    }

    /// Caps `max-keys`, so that a listing pages as S3's does after a thousand keys.
    async fn list(&self, mut request: Request) -> Result<Answer, String> {
        let mut url = Url::parse(&request.uri).map_err(|cause| cause.to_string())?;
        let mut query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        if query.iter().any(|(name, _)| name == "delimiter") {
            return Err("a listing by delimiter; winterbaume does not page it right".to_owned());
        }
        let asked = query.iter().find(|(name, _)| name == "max-keys").and_then(|(_, most)| most.parse().ok());
        let most = asked.unwrap_or(1000).min(self.page_size.load(Ordering::Relaxed));
        query.retain(|(name, _)| name != "max-keys");
        query.push(("max-keys".to_owned(), most.to_string()));
        url.query_pairs_mut().clear().extend_pairs(query);
        request.uri = url.into();
        let mut answer = self.service.handle(request).await;
        answer.body = in_characters(&answer.body).into();
        Ok(answer)
    }
}

/// A listing with its keys right: winterbaume makes one character of each byte of a key.
fn in_characters(listing: &[u8]) -> String {
    let listing = String::from_utf8_lossy(listing).into_owned();
    let bytes: Option<Vec<u8>> = listing.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or(listing)
}

fn plain(method: &str, bucket: &str, path: &str, query: &str, body: String) -> Request {
    let uri = format!("https://{bucket}.s3.{REGION}.amazonaws.com/{path}{query}");
    Request { method: method.to_owned(), uri, headers: HeaderMap::new(), body: body.into() }
}

fn head_of(request: &Request) -> Request {
    Request {
        method: "HEAD".to_owned(),
        uri: request.uri.clone(),
        headers: HeaderMap::new(),
        body: bytes::Bytes::new(),
    }
}
