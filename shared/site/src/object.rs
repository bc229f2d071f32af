//! An object and what tells whether it is there already.

use md5::{Digest, Md5};

/// A file as the bucket keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object {
    /// Its path in the bucket, without a slash at the start.
    pub key: String,
    /// Its content.
    pub body: Vec<u8>,
    /// The media type, with the charset for text.
    pub content_type: &'static str,
    /// How long browsers and CloudFront keep it.
    pub cache_control: &'static str,
}

/// What S3 says of an object's content.
///
/// For an object that was written whole (not in parts) to a bucket encrypted with SSE-S3 it is the MD5 of the content
/// (S3 API reference, "Object", ETag): what would be written can be compared with what is there without reading
/// it. With another encryption no ETag would match and everything would be written each time: slow, never wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ETag(String);

impl ETag {
    /// The ETag of a content.
    pub fn of(content: &[u8]) -> Self {
        Self(data_encoding::HEXLOWER.encode(&Md5::digest(content)))
    }

    /// As S3 writes it, between quotes, which some emulators forget.
    pub(crate) fn read(header: &str) -> Self {
        Self(header.trim_matches('"').to_owned())
    }

    /// As a condition's value.
    pub(crate) fn quoted(&self) -> String {
        format!("\"{}\"", self.0)
    }
}

impl std::fmt::Display for ETag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Object {
    /// Its ETag once it is written.
    pub fn etag(&self) -> ETag {
        ETag::of(&self.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_etag_is_the_md5_of_the_content() {
        // RFC 1321 §A.5.
        assert_eq!(ETag::of(b"abc"), ETag::read("\"900150983cd24fb0d6963f7d28e17f72\""));
    }
}
