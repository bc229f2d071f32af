//! Why a document could not be set.

use typst::diag::{FileError, HintedString, SourceDiagnostic};
use typst::ecow::EcoVec;

/// A document was not set; trying again cannot help.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PrintError {
    /// Its words cannot be handed over.
    #[error(transparent)]
    Words(#[from] serde_json::Error),
    /// A template refers to what is not there.
    #[error("{0}")]
    File(FileError),
    /// The typesetter refuses; its reasons name places of the template, never what people typed in full.
    #[error("the document cannot be set: {0}")]
    Refused(String),
    /// The picture cannot be written.
    #[error(transparent)]
    Picture(#[from] image::ImageError),
    /// There is nothing to show.
    #[error("the document has no page")]
    NoPage,
}

impl From<FileError> for PrintError {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<HintedString> for PrintError {
    fn from(error: HintedString) -> Self {
        Self::Refused(error.message().to_string())
    }
}

impl From<EcoVec<SourceDiagnostic>> for PrintError {
    fn from(diagnostics: EcoVec<SourceDiagnostic>) -> Self {
        let messages: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.message.to_string()).collect();
        Self::Refused(messages.join("; "))
    }
}
