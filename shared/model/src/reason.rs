//! The reasons that an edition gives its moderators to choose from.

use serde::{Deserialize, Serialize};

use crate::text::Line;

/// One reason, as the organiser reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// In forms, in the log, in exports.
    pub code: String,
    /// A sentence of the edition's own.
    pub label: Line<200>,
}

impl Reason {
    /// Whether it tells why by itself, rather than announce a text: where that text follows, one that does not is left
    /// out, and where there is no text, it is not enough.
    pub fn says_something(&self) -> bool {
        self.code != OTHER
    }
}

/// The reasons of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reasons {
    /// Why a part is to be changed.
    pub changes: Vec<Reason>,
    /// Why a proposal is refused.
    pub refusals: Vec<Reason>,
}

/// The code of the reason that says nothing by itself: it needs a text.
pub const OTHER: &str = "autre";

const CHANGES: [(&str, &str); 6] = [
    ("a-preciser", "Précisez cette partie\u{a0}: il manque une information utile au public."),
    ("trop-technique", "Simplifiez\u{a0}: le texte doit se comprendre sans connaître votre administration."),
    ("incoherent", "Vérifiez\u{a0}: cette partie contredit le reste de la proposition."),
    ("lien-inaccessible", "Vérifiez le lien\u{a0}: il ne mène pas à la page attendue."),
    (
        "promotionnel",
        "Restez neutre\u{a0}: le programme ne fait pas la promotion d’un produit ou d’une entreprise.",
    ),
    (OTHER, "Autre raison, expliquée ci-dessous."),
];

const REFUSALS: [(&str, &str); 6] = [
    ("hors-sujet", "L’événement ne porte pas sur l’innovation publique."),
    ("hors-dates", "L’événement n’a pas lieu pendant le mois."),
    ("public-restreint", "L’événement n’est pas ouvert au-delà de votre service."),
    ("payant-ou-commercial", "L’événement est payant, ou fait la promotion d’un produit."),
    ("doublon", "L’événement a déjà été proposé."),
    (OTHER, "Autre raison, expliquée ci-dessous."),
];

impl Default for Reasons {
    /// What an edition starts with.
    fn default() -> Self {
        Self { changes: of(&CHANGES), refusals: of(&REFUSALS) }
    }
}

fn of(list: &[(&str, &str)]) -> Vec<Reason> {
    let reason = |&(code, label): &(&str, &str)| {
        Line::parse(label).ok().map(|label| Reason { code: code.to_owned(), label })
    };
    list.iter().filter_map(reason).collect()
}

impl Reasons {
    /// The reason to change something that has this code.
    pub fn change(&self, code: &str) -> Option<&Reason> {
        self.changes.iter().find(|reason| reason.code == code)
    }

    /// The reason to refuse that has this code.
    pub fn refusal(&self, code: &str) -> Option<&Reason> {
        self.refusals.iter().find(|reason| reason.code == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_starts_with_reasons_of_both_kinds_and_a_way_to_say_something_else() {
        let reasons = Reasons::default();
        assert_eq!((reasons.changes.len(), reasons.refusals.len()), (CHANGES.len(), REFUSALS.len()));
        for (reasons, other) in [
            (&reasons.changes, reasons.change(OTHER).unwrap()),
            (&reasons.refusals, reasons.refusal(OTHER).unwrap()),
        ] {
            assert!(!other.says_something());
            assert_eq!(reasons.iter().filter(|reason| reason.says_something()).count(), reasons.len() - 1);
        }
    }
}
