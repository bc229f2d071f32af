//! The page by which a file is sent.

use askama::Template;
use lambda_http::http::StatusCode;
use model::picture::MOST_BYTES;
use model::proposal::Proposal;
use picture::Refused;
use web::Answer;
use web::form::{ErrorSummary, FieldError};

use super::answer;
use crate::case::{Case, Subject};
use crate::upload::Field;

/// The page, with what was wrong with the last file.
#[derive(Template)]
#[template(path = "upload.html")]
pub(crate) struct UploadPage<'a> {
    pub(crate) case: &'a Case,
    /// What S3 asks for.
    pub(crate) fields: Vec<Field>,
    /// What is wrong with the file that was sent.
    pub(crate) error: Option<String>,
    /// What was typed of a file that is not there any more.
    pub(crate) typed: Option<&'a Proposal>,
    /// Where one came from.
    pub(crate) back: String,
}

impl UploadPage<'_> {
    pub(crate) fn answer(&self) -> Answer {
        let status = if self.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        answer(status, self.title(), Some(&self.case.edition), self)
    }

    fn title(&self) -> &'static str {
        if self.case.frame().is_some() { "Remplacer l’image" } else { "Ajouter une image" }
    }

    fn summary(&self) -> String {
        let errors = self.error.iter().map(|message| FieldError { anchor: "file".into(), message });
        ErrorSummary { errors: errors.collect() }.html()
    }

    fn is_draft(&self) -> bool {
        matches!(self.case.subject, Subject::Draft(_))
    }

    /// What a script needs in order to say at once what is said here of a file that is too heavy.
    fn most_bytes() -> u64 {
        MOST_BYTES
    }

    fn too_heavy() -> String {
        Refused::TooHeavy { bytes: MOST_BYTES + 1 }.advice()
    }

    /// What was typed, to be typed again.
    fn words(&self) -> Vec<(&'static str, &str)> {
        let typed = self.typed.iter().flat_map(|typed| {
            [
                ("Texte qui remplace l’image", typed.picture_alt.trim()),
                ("Crédit", typed.picture_credit.trim()),
            ]
        });
        typed.filter(|(_, text)| !text.is_empty()).collect()
    }
}
