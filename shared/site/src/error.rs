//! What can go wrong between us and the bucket.

use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};

/// Why the bucket did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BucketError {
    /// Someone else has written that object since it was looked at. Look again, then decide again.
    #[error("{key} has changed since it was looked at")]
    Conflict {
        /// Which object.
        key: String,
    },
    /// The bucket could not be reached, was busy, or did not answer: whether it wrote is not known. Try again.
    #[error("S3 did not answer for {key}: {code}")]
    Unavailable {
        /// Which object, or which listing's prefix.
        key: String,
        /// S3's error code, or what the connection said.
        code: String,
        /// The cause.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl BucketError {
    /// Whether someone else wrote first.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict { .. })
    }

    /// The error of a call that carries no condition.
    pub(crate) fn of<E, R>(key: &str, error: SdkError<E, R>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
        R: std::fmt::Debug + Send + Sync + 'static,
    {
        let code = error.code().map_or_else(|| error.to_string(), ToOwned::to_owned);
        Self::Unavailable { key: key.to_owned(), code, source: error.into() }
    }

    /// The error of a conditional write: 412 when the condition does not hold, 409 when another conditional write
    /// of the same object is under way, 404 when what was to be replaced is gone (S3 user guide, "Conditional writes").
    pub(crate) fn of_write<E, R>(key: &str, error: SdkError<E, R>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
        R: std::fmt::Debug + Send + Sync + 'static,
    {
        match error.code() {
            Some("PreconditionFailed" | "ConditionalRequestConflict" | "NoSuchKey") => {
                Self::Conflict { key: key.to_owned() }
            }
            _ => Self::of(key, error),
        }
    }

    pub(crate) fn broken_off(key: &str, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable { key: key.to_owned(), code: "the answer broke off".into(), source: source.into() }
    }
}
