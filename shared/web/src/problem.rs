//! What is wrong with a form, said so that it can be put right.

use model::french;
use model::text::TextError;

/// Something wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The identifier of the field's element.
    pub anchor: String,
    /// What is wrong and what to do.
    pub message: String,
}

impl Problem {
    /// A problem of a field.
    pub fn new(anchor: impl Into<String>, message: impl Into<String>) -> Self {
        Self { anchor: anchor.into(), message: message.into() }
    }

    /// A text that is missing, which `request` asks for, or too long; `subject` names it when the page has several.
    pub fn of_text(anchor: impl Into<String>, subject: &str, request: &str, error: &TextError) -> Self {
        let message = match error {
            TextError::Empty => request.to_owned(),
            TextError::TooLong { length, max } => {
                let (length, max) = (french::number(*length), french::number(*max));
                format!(
                    "{subject}\u{a0}: ce texte compte {length} caractères, raccourcissez-le à {max} au plus."
                )
            }
        };
        Self::new(anchor, message)
    }

    /// A field that did not come, or came several times.
    pub fn of_count(anchor: &str, subject: &str) -> Self {
        Self::new(
            anchor,
            format!(
                "{subject}\u{a0}: nous n’avons pas reçu une réponse, et une seule. Vérifiez ce champ, puis envoyez de \
                 nouveau."
            ),
        )
    }
}

/// What is wrong with the field of this identifier.
pub fn at<'a>(problems: &'a [Problem], anchor: &str) -> Option<&'a str> {
    problems.iter().find(|problem| problem.anchor == anchor).map(|problem| problem.message.as_str())
}
