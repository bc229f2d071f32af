//! What organisers are told of their data at the point of collection (GDPR article 13; CNIL, « Les mentions
//! d’information »): each edition says it in its own words, in front of its controller, who is who runs it.

use serde::{Deserialize, Serialize};

use crate::text::Prose;

/// The notice of an edition, without its controller and its contact, which the edition names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataProtection {
    /// What for.
    pub purpose: Prose<600>,
    /// On which legal basis (GDPR article 6).
    pub basis: Prose<600>,
    /// Who reads them.
    pub recipients: Prose<600>,
    /// For how long.
    pub retention: Prose<600>,
    /// What organisers can ask, and where they can complain.
    pub rights: Prose<600>,
}

const PURPOSE: &str =
    "Étudier votre proposition, vous écrire à son sujet et publier l’événement au programme.";
const BASIS: &str = "L’exécution d’une mission d’intérêt public (article 6, paragraphe 1, point e, du RGPD).";
const RECIPIENTS: &str = "L’équipe d’organisation, nationale et régionale, et ses prestataires techniques. Votre nom, votre fonction, \
     votre adresse et votre téléphone ne sont jamais publiés.";
const RETENTION: &str = "Un brouillon est effacé trente jours après son dernier enregistrement, une proposition dont l’adresse n’est pas confirmée \
     trente jours après son envoi. Vos coordonnées sont effacées douze mois après la fin de l’édition.";
const RIGHTS: &str = "Vous pouvez consulter vos données, les corriger, les faire effacer ou vous opposer à leur traitement. Si la \
     réponse ne vous convient pas, vous pouvez adresser une réclamation à la CNIL.";

impl Default for DataProtection {
    fn default() -> Self {
        Self {
            purpose: prose(PURPOSE),
            basis: prose(BASIS),
            recipients: prose(RECIPIENTS),
            retention: prose(RETENTION),
            rights: prose(RIGHTS),
        }
    }
}

/// A text of ours, which is neither empty nor too long: the test below reads each.
fn prose(text: &str) -> Prose<600> {
    let Ok(prose) = Prose::parse(text) else { unreachable!("our own texts fit") };
    prose
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_of_ours_fits() {
        let notice = DataProtection::default();
        assert!(notice.retention.as_str().contains("trente jours"));
    }
}
