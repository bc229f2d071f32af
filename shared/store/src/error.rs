//! What can go wrong between us and the table.

use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;

/// Why the table did not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// A condition does not hold: someone else has written since we read. Read again, then decide again.
    #[error("the item has changed since it was read")]
    Conflict,
    /// A decision is not undone any more: the organiser's mail has left, or is leaving.
    #[error("the organiser's mail has left, or is leaving")]
    TooLate,
    /// The table could not be reached, was busy, or did not answer: whether it wrote is not known. Try again.
    #[error("DynamoDB did not answer: {code}")]
    Unavailable {
        /// DynamoDB's error code, or what the connection said.
        code: String,
        /// The cause.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// An item does not have the shape it should have; trying again cannot help.
    #[error("an item of kind {entity:?} cannot be read or written")]
    Shape {
        /// Which kind.
        entity: &'static str,
        /// The cause.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl StoreError {
    /// Whether someone else wrote first.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict | Self::TooLate)
    }

    pub(crate) fn of<E, R>(error: SdkError<E, R>) -> Self
    where
        E: ProvideErrorMetadata + std::error::Error + Send + Sync + 'static,
        R: std::fmt::Debug + Send + Sync + 'static,
    {
        if error.code() == Some("ConditionalCheckFailedException") {
            return Self::Conflict;
        }
        let code = error.code().map_or_else(|| error.to_string(), ToOwned::to_owned);
        Self::Unavailable { code, source: error.into() }
    }

    /// A transaction that failed on a condition is a conflict; one cancelled for another reason (another
    /// transaction on the same item, throttling) is not: it can be tried again as it is.
    pub(crate) fn of_transaction<R>(error: SdkError<TransactWriteItemsError, R>) -> Self
    where
        R: std::fmt::Debug + Send + Sync + 'static,
    {
        if was_cancelled_for(&error, "ConditionalCheckFailed") { Self::Conflict } else { Self::of(error) }
    }

    pub(crate) fn shape(
        entity: &'static str,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Shape { entity, source: source.into() }
    }
}

/// Whether a transaction was cancelled only because another one held an item: it can be made again as it is.
pub(crate) fn is_crossed<R>(error: &SdkError<TransactWriteItemsError, R>) -> bool {
    was_cancelled_for(error, "TransactionConflict") && !was_cancelled_for(error, "ConditionalCheckFailed")
}

fn was_cancelled_for<R>(error: &SdkError<TransactWriteItemsError, R>, code: &str) -> bool {
    match error.as_service_error() {
        Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => {
            cancelled.cancellation_reasons().iter().any(|reason| reason.code() == Some(code))
        }
        _ => false,
    }
}
