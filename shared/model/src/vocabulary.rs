//! Closed lists of the form: each value has a code, stored and used as the form's value, and a French label.

macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "&'static str")]
        #[allow(missing_docs, reason = "each value says itself by its label")]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every value, in the order of the form.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The value as stored and as in the form.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value as people read it.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The value of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.code() == code)
            }
        }

        impl TryFrom<String> for $name {
            type Error = UnknownCode;
            fn try_from(code: String) -> Result<Self, UnknownCode> {
                Self::from_code(&code).ok_or(UnknownCode(code))
            }
        }

        impl From<$name> for &'static str {
            fn from(value: $name) -> &'static str {
                value.code()
            }
        }
    };
}

/// A code that is not in its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown code {0:?}")]
pub struct UnknownCode(pub(crate) String);

vocabulary! {
    /// What kind of event.
    Format {
        Conference = "conference", "Conférence";
        Webinaire = "webinaire", "Webinaire";
        Formation = "formation", "Formation";
        Atelier = "atelier", "Atelier";
        Simplificathon = "simplificathon", "Simplificathon";
        DebatCitoyen = "debat-citoyen", "Débat citoyen";
        Visite = "visite", "Visite";
        Podcast = "podcast", "Podcast";
        ModuleDeFormation = "module-de-formation", "Module de formation";
        Autre = "autre", "Autre format";
    }
}

impl Language {
    /// Whether it is the one that nobody needs to be told.
    pub fn is_usual(&self) -> bool {
        *self == Self::French
    }
}

#[expect(
    clippy::derivable_impls,
    reason = "the macro derives the same for every vocabulary, and few have a default"
)]
impl Default for Language {
    fn default() -> Self {
        Self::French
    }
}

impl Format {
    /// Whether such an event can be there for a period instead of taking place at given hours.
    pub fn may_be_available_over_a_period(self) -> bool {
        matches!(self, Self::Podcast | Self::ModuleDeFormation)
    }
}

vocabulary! {
    /// For whom.
    Audience {
        Agents = "agents", "Agents publics";
        Managers = "managers", "Encadrants et cadres dirigeants";
        Elus = "elus", "Élus";
        Etudiants = "etudiants", "Étudiants et élèves du service public";
        Partenaires = "partenaires", "Associations, entreprises et chercheurs";
        GrandPublic = "grand-public", "Grand public";
    }
}

vocabulary! {
    /// What kind of organisation proposes the event.
    OrganisationKind {
        Etat = "etat", "Administration de l’État (centrale ou déconcentrée)";
        Operateur = "operateur", "Opérateur ou établissement public de l’État";
        Collectivite = "collectivite", "Collectivité territoriale ou intercommunalité";
        Sante = "sante", "Établissement public sanitaire, social ou médico-social";
        Recherche = "recherche", "Établissement d’enseignement ou de recherche";
        Association = "association", "Association";
        EconomieSociale = "economie-sociale", "Acteur de l’économie sociale et solidaire";
        Autre = "autre", "Autre partenaire";
    }
}

vocabulary! {
    /// For whom something is provided: the five codes of OpenAgenda.
    Disability {
        Hearing = "hi", "Handicap auditif";
        Visual = "vi", "Handicap visuel";
        Psychic = "pi", "Handicap psychique";
        Motor = "mi", "Handicap moteur";
        Intellectual = "ii", "Handicap intellectuel";
    }
}

vocabulary! {
    /// In which language: its code is that of the web (BCP 47).
    Language {
        French = "fr", "Français";
        SignLanguage = "fsl", "Langue des signes française";
        English = "en", "Anglais";
        German = "de", "Allemand";
        Spanish = "es", "Espagnol";
        Italian = "it", "Italien";
        Portuguese = "pt", "Portugais";
        Breton = "br", "Breton";
        Basque = "eu", "Basque";
        Corsican = "co", "Corse";
        Occitan = "oc", "Occitan";
        Alsatian = "gsw", "Alsacien";
        Reunion = "rcf", "Créole réunionnais";
        Antilles = "gcf", "Créole antillais";
        Guiana = "gcr", "Créole guyanais";
        Tahitian = "ty", "Tahitien";
        Other = "mul", "Autre, ou plusieurs langues";
    }
}

vocabulary! {
    /// Where a subscriber works.
    Administration {
        EtatCentrale = "etat-centrale", "Administration centrale de l’État";
        EtatDeconcentree = "etat-deconcentree", "Service déconcentré de l’État";
        Operateur = "operateur", "Opérateur ou établissement public de l’État";
        Collectivite = "collectivite", "Collectivité territoriale ou intercommunalité";
        Hospitaliere = "hospitaliere", "Établissement public sanitaire, social ou médico-social";
        Recherche = "recherche", "Établissement d’enseignement ou de recherche";
        Association = "association", "Association ou économie sociale et solidaire";
        Autre = "autre", "Autre";
    }
}

vocabulary! {
    /// What a subscriber does there.
    Profession {
        Accueil = "accueil", "Accueil et relation avec les usagers";
        Achats = "achats", "Achats, budget et finances";
        Communication = "communication", "Communication";
        Direction = "direction", "Direction et encadrement";
        Enseignement = "enseignement", "Enseignement et recherche";
        Innovation = "innovation", "Innovation, design et transformation publique";
        Juridique = "juridique", "Droit et affaires juridiques";
        Numerique = "numerique", "Numérique et données";
        RessourcesHumaines = "ressources-humaines", "Ressources humaines et formation";
        Sante = "sante", "Santé et action sociale";
        Technique = "technique", "Métiers techniques, environnement et territoires";
        Autre = "autre", "Autre métier";
    }
}

vocabulary! {
    /// What a subscriber wants to read about.
    Interest {
        Evenements = "evenements", "Invitations à des événements";
        Actualites = "actualites", "Actualités de l’innovation publique";
        Ressources = "ressources", "Ressources, podcasts et modules de formation";
        Consultations = "consultations", "Consultations";
        Appels = "appels", "Appels à contribution";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_are_fit_for_an_address() {
        for format in Format::ALL {
            assert_eq!(Format::from_code(format.code()), Some(*format));
            assert!(format.code().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
        }
        assert_eq!(Format::from_code("concert"), None);
    }
}
