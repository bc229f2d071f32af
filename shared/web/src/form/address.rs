//! What is said of an electronic address that is none.

use model::email::EmailError;

/// What is wrong and what would be right (RGAA 11.10 and 11.11).
pub fn address_message(error: &EmailError) -> &'static str {
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
