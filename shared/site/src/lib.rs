//! The site's bucket: what is there, writing what changed.
//!
//! Every write carries a condition: it replaces what the writer has seen, or nothing. So a writer that lists the
//! bucket *before* it reads the table can never put an older programme over a newer one: whoever wrote in between
//! makes its writes conflict, and it starts again.

mod bucket;
mod error;
mod object;
mod write;

pub use bucket::{Bucket, Listing};
pub use error::BucketError;
pub use object::{ETag, Object};
pub use write::Written;
