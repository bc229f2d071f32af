//! The fields of the form: names, labels, what to say when one is missing.

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each field says itself by its label")]
pub enum Field {
    Title,
    Summary,
    Description,
    Format,
    Schedule,
    SlotDate,
    SlotStart,
    SlotEnd,
    PeriodFrom,
    PeriodTo,
    Mode,
    PlaceName,
    Address,
    Postcode,
    Commune,
    OnlineLink,
    Audience,
    RegistrationLink,
    Organisation,
    OrganisationKind,
    OrganiserName,
    OrganiserEmail,
}

impl Field {
    /// Its name in the form, and the identifier of its element in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Description => "description",
            Self::Format => "format",
            Self::Schedule => "schedule",
            Self::SlotDate => "slot_date",
            Self::SlotStart => "slot_start",
            Self::SlotEnd => "slot_end",
            Self::PeriodFrom => "period_from",
            Self::PeriodTo => "period_to",
            Self::Mode => "mode",
            Self::PlaceName => "place_name",
            Self::Address => "address",
            Self::Postcode => "postcode",
            Self::Commune => "commune",
            Self::OnlineLink => "online_link",
            Self::Audience => "audience",
            Self::RegistrationLink => "registration_link",
            Self::Organisation => "organisation",
            Self::OrganisationKind => "organisation_kind",
            Self::OrganiserName => "organiser_name",
            Self::OrganiserEmail => "organiser_email",
        }
    }

    /// Its label, as above the field.
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Titre de l’événement",
            Self::Summary => "Résumé",
            Self::Description => "Description",
            Self::Format => "Format",
            Self::Schedule => "Quand l’événement a-t-il lieu\u{a0}?",
            Self::SlotDate => "Date",
            Self::SlotStart => "Heure de début",
            Self::SlotEnd => "Heure de fin",
            Self::PeriodFrom => "Disponible à partir du",
            Self::PeriodTo => "Disponible jusqu’au",
            Self::Mode => "Comment y participer\u{a0}?",
            Self::PlaceName => "Nom du lieu",
            Self::Address => "Adresse (optionnel)",
            Self::Postcode => "Code postal",
            Self::Commune => "Commune",
            Self::OnlineLink => "Lien de connexion (optionnel)",
            Self::Audience => "À qui s’adresse l’événement\u{a0}?",
            Self::RegistrationLink => "Lien d’inscription (optionnel)",
            Self::Organisation => "Nom de l’organisation",
            Self::OrganisationKind => "Type d’organisation",
            Self::OrganiserName => "Prénom et nom",
            Self::OrganiserEmail => "Adresse électronique",
        }
    }

    /// What to say when it is missing: what to do, with an example where one helps.
    pub(super) fn request(self) -> &'static str {
        match self {
            Self::Title => {
                "Saisissez le titre de l’événement. Exemple\u{a0}: «\u{a0}Repenser l’accueil en mairie avec les usagers\u{a0}»."
            }
            Self::Summary => {
                "Saisissez un résumé d’une phrase. Exemple\u{a0}: «\u{a0}Un atelier pour améliorer ensemble un formulaire.\u{a0}»."
            }
            Self::Description => {
                "Décrivez l’événement en quelques phrases\u{a0}: son objectif, son déroulé, ce qu’on y apprend."
            }
            Self::Format => "Choisissez le format de l’événement. Exemple\u{a0}: «\u{a0}Atelier\u{a0}».",
            Self::Schedule => {
                "Indiquez si l’événement a lieu à des dates précises ou s’il est disponible sur une période."
            }
            Self::SlotDate => "Saisissez la date.",
            Self::SlotStart => "Saisissez l’heure de début. Exemple\u{a0}: 10:00.",
            Self::SlotEnd => "Saisissez l’heure de fin. Exemple\u{a0}: 12:30.",
            Self::PeriodFrom => "Saisissez le premier jour de disponibilité.",
            Self::PeriodTo => "Saisissez le dernier jour de disponibilité.",
            Self::Mode => "Choisissez comment on participe\u{a0}: sur place, en ligne, ou les deux.",
            Self::PlaceName => "Saisissez le nom du lieu. Exemple\u{a0}: «\u{a0}Préfecture de région\u{a0}».",
            Self::Address => "Saisissez l’adresse du lieu. Exemple\u{a0}: «\u{a0}12 rue de la Paix\u{a0}».",
            Self::Postcode => "Saisissez le code postal du lieu, en cinq chiffres. Exemple\u{a0}: 35000.",
            Self::Commune => "Saisissez la commune du lieu. Exemple\u{a0}: Rennes.",
            Self::OnlineLink => {
                "Indiquez le lien de connexion, ou un lien d’inscription pour le recevoir. Exemple\u{a0}: https://visio.exemple.gouv.fr/atelier."
            }
            Self::Audience => "Cochez au moins un public.",
            Self::RegistrationLink => {
                "Saisissez l’adresse de la page d’inscription. Exemple\u{a0}: https://exemple.gouv.fr/inscription."
            }
            Self::Organisation => {
                "Saisissez le nom de votre organisation. Exemple\u{a0}: «\u{a0}Département de la Drôme\u{a0}»."
            }
            Self::OrganisationKind => "Choisissez le type de votre organisation.",
            Self::OrganiserName => "Saisissez votre prénom et votre nom. Exemple\u{a0}: Camille Durand.",
            Self::OrganiserEmail => {
                "Saisissez votre adresse électronique. Exemple\u{a0}: camille.durand@exemple.gouv.fr."
            }
        }
    }
}

/// What is wrong with a field, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// In which row of the list of slots, from 0; 0 for the other fields.
    pub row: usize,
    /// A French sentence that says what to do.
    pub message: String,
}

impl Problem {
    /// The identifier of the element in the page.
    pub fn anchor(&self) -> String {
        match self.field {
            Field::SlotDate | Field::SlotStart | Field::SlotEnd => {
                format!("{}-{}", self.field.name(), self.row)
            }
            field => field.name().to_owned(),
        }
    }
}
