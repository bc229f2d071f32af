//! How each field is asked: the kind of input, its format with an example, what a browser may fill in.
//!
//! Sources: DSFR, "Champ de saisie" and "Demande de date unique"; RGAA 11.10 (formats and examples), 11.13 (autocomplete).

use std::borrow::Cow;

use model::accessibility::DETAILS_MAX;
use model::content::{DESCRIPTION_MAX, SUMMARY_MAX, TITLE_MAX};
use model::french;
use model::organisation::MOST_PARTNERS;
use model::proposal::{Field, moment};

/// How a field is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Manner {
    /// The type of the input.
    pub(crate) kind: &'static str,
    /// Format and example.
    pub(crate) hint: Cow<'static, str>,
    /// What the browser may fill in: what the organiser says of themselves only.
    pub(crate) autocomplete: &'static str,
    /// Which keyboard a phone shows.
    pub(crate) inputmode: &'static str,
    /// Most characters, counted while one types where there is a script; 0 where nobody comes near it.
    pub(crate) most: usize,
}

impl Manner {
    /// The usual manner of a field.
    pub(crate) fn of(field: Field) -> Self {
        let (kind, autocomplete, inputmode) = input(field);
        Self { kind, hint: hint(field), autocomplete, inputmode, most: most(field) }
    }

    /// The type of the input for what was typed: a picker shows nothing of a date or an hour that it did not write.
    pub(crate) fn kind_for(&self, typed: &str) -> &'static str {
        let is_shown = match self.kind {
            "date" => moment::date(typed).is_some_and(|date| date.to_string() == typed),
            "time" => moment::time(typed).is_some_and(|time| time.strftime("%H:%M").to_string() == typed),
            _ => true,
        };
        if typed.is_empty() || is_shown { self.kind } else { "text" }
    }
}

fn input(field: Field) -> (&'static str, &'static str, &'static str) {
    match field {
        Field::SlotDate | Field::PeriodFrom | Field::PeriodTo | Field::RegistrationDeadline => {
            ("date", "", "")
        }
        Field::SlotStart | Field::SlotEnd => ("time", "", ""),
        Field::OnlineLink | Field::RegistrationLink => ("url", "", ""),
        Field::RegistrationEmail | Field::ContactEmail => ("email", "", ""),
        Field::RegistrationPhone | Field::ContactPhone => ("tel", "", ""),
        Field::Postcode | Field::Capacity => ("text", "", "numeric"),
        Field::Organisation => ("text", "organization", ""),
        Field::OrganiserName => ("text", "name", ""),
        Field::OrganiserRole => ("text", "organization-title", ""),
        Field::OrganiserEmail => ("email", "email", ""),
        Field::OrganiserPhone => ("tel", "tel", ""),
        _ => ("text", "", ""),
    }
}

/// Most characters of the texts that people write at length.
fn most(field: Field) -> usize {
    match field {
        Field::Title => TITLE_MAX,
        Field::Summary => SUMMARY_MAX,
        Field::Description => DESCRIPTION_MAX,
        Field::AccessibilityDetails => DETAILS_MAX,
        _ => 0,
    }
}

fn hint(field: Field) -> Cow<'static, str> {
    let phone = "Dix chiffres, ou l’indicatif du pays. Exemple\u{a0}: 01 23 45 67 89";
    let text = match field {
        Field::Title => {
            return format!(
                "{TITLE_MAX} caractères au plus. Exemple\u{a0}: Repenser l’accueil en mairie avec les usagers"
            )
            .into();
        }
        Field::Summary => {
            return format!(
                "Une phrase pour donner envie, {SUMMARY_MAX} caractères au plus. Exemple\u{a0}: Un atelier pour améliorer \
                 ensemble un formulaire."
            )
            .into();
        }
        Field::Description => {
            return format!(
                "L’objectif, le déroulé, les intervenants, ce qu’on y apprend. Texte simple, {} caractères au plus\u{a0}; \
                 une ligne vide sépare deux paragraphes.",
                french::number(DESCRIPTION_MAX)
            )
            .into();
        }
        Field::Partners => {
            return format!(
                "Un par ligne, {MOST_PARTNERS} au plus. Leurs noms paraissent au programme. Exemple\u{a0}: Université de Rennes"
            )
            .into();
        }
        Field::AccessibilityDetails => {
            return format!(
                "{} caractères au plus. Exemple\u{a0}: Boucle magnétique dans l’auditorium, entrée de plain-pied.",
                french::number(DETAILS_MAX)
            )
            .into();
        }
        Field::PlaceName => "Exemple\u{a0}: Préfecture de région, salle Molière",
        Field::Address => "Numéro et voie. Exemple\u{a0}: 12 rue de la Paix",
        Field::Postcode => "Cinq chiffres. Exemple\u{a0}: 35000",
        Field::Commune => "Exemple\u{a0}: Rennes",
        Field::PlaceDepartement => "Seulement si la commune n’est pas reconnue.",
        Field::OnlineLink => "Exemple\u{a0}: https://visio.exemple.gouv.fr/atelier",
        Field::Capacity => "En chiffres. Exemple\u{a0}: 40",
        Field::RegistrationLink => "Adresse complète. Exemple\u{a0}: https://exemple.gouv.fr/inscription",
        Field::RegistrationEmail => "Exemple\u{a0}: inscription@exemple.gouv.fr",
        Field::RegistrationPhone | Field::ContactPhone => phone,
        Field::OrganiserPhone => {
            "Pour une question urgente. Dix chiffres, ou l’indicatif du pays. Exemple\u{a0}: 01 23 45 67 89"
        }
        Field::AccessibilityContact => {
            "Une adresse, un numéro ou un nom, publié au programme. Exemple\u{a0}: accueil@exemple.gouv.fr"
        }
        Field::Organisation => "Il paraît au programme. Exemple\u{a0}: Département de la Drôme",
        Field::ContactName => "Exemple\u{a0}: Service innovation",
        Field::ContactEmail => "Exemple\u{a0}: innovation@exemple.gouv.fr",
        Field::OrganiserName => "Exemple\u{a0}: Camille Durand",
        Field::OrganiserRole => "Exemple\u{a0}: Cheffe de projet",
        Field::OrganiserEmail => {
            "Vous y recevrez le lien de votre événement. Exemple\u{a0}: camille.durand@exemple.gouv.fr"
        }
        _ => "",
    };
    text.into()
}
