//! What can go wrong.

use site::BucketError;
use store::StoreError;

/// Why something was not purged, or not erased.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RetentionError {
    /// The table.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The register's bucket, or the site's.
    #[error(transparent)]
    Bucket(#[from] BucketError),
    /// An object of the erasures' register is none of ours; trying again cannot help.
    #[error("{key} cannot be read")]
    Unreadable {
        /// Which.
        key: String,
        /// The cause.
        #[source]
        source: serde_json::Error,
    },
    /// The register of personal data is not one.
    #[error("the register of personal data cannot be read")]
    Register(#[from] crate::register::RegisterError),
    /// Nothing stands for nobody: the operating system gives no random bytes.
    #[error("the operating system gives no random bytes")]
    Nobody,
    /// Rows of theirs keep coming.
    #[error("rows of theirs keep coming while they are erased: do it again")]
    Restless,
}

impl RetentionError {
    /// Whether a row is not what its key says: the walk goes on without it.
    pub(crate) fn is_unreadable(&self) -> bool {
        matches!(self, Self::Store(StoreError::Shape { .. }))
    }
}
