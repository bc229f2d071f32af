//! The proof that someone has asked to be written to (GDPR, article 7.1).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::id::NetworkId;
use crate::text::Line;

/// The version of the sentence that people consent to. It changes when the sentence does, and the old sentences stay
/// in [`sentence`].
pub const CURRENT_TEXT: u16 = 1;

/// The sentence of a version; nothing for a version that never was.
pub fn sentence(text: u16) -> Option<&'static str> {
    match text {
        1 => Some(
            "J’accepte de recevoir par courriel la lettre d’information du Mois de l’innovation publique. Je peux me \
             désabonner à tout moment, par le lien présent dans chaque courriel.",
        ),
        _ => None,
    }
}

/// Who consented to what, when and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// When it was given.
    pub at: Timestamp,
    /// Which version of the sentence: see [`sentence`].
    pub text: u16,
    /// How it reached us.
    #[serde(flatten)]
    pub source: Source,
}

/// How a consent reached us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "kebab-case")]
pub enum Source {
    /// Through the sign-up form, and confirmed from the address itself.
    Form {
        /// From which network; none when the front door did not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        network: Option<NetworkId>,
    },
    /// Through the preference page of the address they leave for this one.
    Move,
    /// Through the operator, who holds the proof.
    Import {
        /// Where the proof is: "feuille d’émargement du 12 mars 2027".
        proof: Line<200>,
    },
}
