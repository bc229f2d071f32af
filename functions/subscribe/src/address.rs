//! The field of an address, and what is said when it is none.

use model::email::EmailError;
use web::form::Input;

/// The element that errors lead to.
pub(crate) const ANCHOR: &str = "email";

/// The field with what was typed.
pub(crate) fn field(label: &str, typed: &str, error: Option<&str>) -> String {
    Input {
        id: ANCHOR,
        name: "email",
        label,
        hint: "Format attendu\u{a0}: nom@domaine.fr",
        kind: "email",
        autocomplete: "email",
        value: typed,
        error,
        ..Input::default()
    }
    .html()
}

/// What is wrong and what would be right.
pub(crate) fn message(error: &EmailError) -> &'static str {
    match error {
        EmailError::Empty => {
            "Saisissez votre adresse électronique. Exemple\u{a0}: camille.durand@exemple.gouv.fr."
        }
        EmailError::Accents => {
            "L’adresse électronique contient un accent ou un caractère spécial avant l’arobase\u{a0}: vérifiez-la. \
             Exemple\u{a0}: rene.martin@exemple.gouv.fr."
        }
        EmailError::Malformed => {
            "L’adresse électronique n’a pas la forme attendue. Exemple\u{a0}: camille.durand@exemple.gouv.fr."
        }
    }
}
