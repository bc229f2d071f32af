//! Files on their way: a browser sends them straight to a bucket of their own, where they stay for a day.

mod bucket;
mod key;
mod policy;

pub(crate) use bucket::Upload;
pub use bucket::{UploadError, Uploads};
pub(crate) use key::UploadKey;
pub use policy::{Field, Policy};

/// The largest file that is let in, in bytes. More than what is taken (`model::picture::MOST_BYTES`): whoever sends a
/// photograph that is too heavy is told so by a page of ours instead of S3's own words in XML.
pub(crate) const MOST_BYTES: u64 = 50_000_000;
