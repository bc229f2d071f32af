//! The fields of the form: names, labels, what to say when one is missing.

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each field says itself by its label")]
pub enum Field {
    Title,
    Summary,
    Description,
    Format,
    Themes,
    Language,
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
    PlaceDepartement,
    OnlineAccess,
    OnlineLink,
    Audience,
    Capacity,
    RegistrationLink,
    RegistrationEmail,
    RegistrationPhone,
    RegistrationDeadline,
    Accessibility,
    AccessibilityContact,
    AccessibilityDetails,
    Organisation,
    OrganisationKind,
    Partners,
    ContactName,
    ContactEmail,
    ContactPhone,
    OrganiserName,
    OrganiserRole,
    OrganiserEmail,
    OrganiserPhone,
    Picture,
    PictureAlt,
    PictureCredit,
    PictureRights,
}

impl Field {
    /// Its name in the form, and the identifier of its element in the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Description => "description",
            Self::Format => "format",
            Self::Themes => "themes",
            Self::Language => "language",
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
            Self::PlaceDepartement => "place_departement",
            Self::OnlineAccess => "online_access",
            Self::OnlineLink => "online_link",
            Self::Audience => "audience",
            Self::Capacity => "capacity",
            Self::RegistrationLink => "registration_link",
            Self::RegistrationEmail => "registration_email",
            Self::RegistrationPhone => "registration_phone",
            Self::RegistrationDeadline => "registration_deadline",
            Self::Accessibility => "accessibility",
            Self::AccessibilityContact => "accessibility_contact",
            Self::AccessibilityDetails => "accessibility_details",
            Self::Organisation => "organisation",
            Self::OrganisationKind => "organisation_kind",
            Self::Partners => "partners",
            Self::ContactName => "contact_name",
            Self::ContactEmail => "contact_email",
            Self::ContactPhone => "contact_phone",
            Self::OrganiserName => "organiser_name",
            Self::OrganiserRole => "organiser_role",
            Self::OrganiserEmail => "organiser_email",
            Self::OrganiserPhone => "organiser_phone",
            Self::Picture => "picture",
            Self::PictureAlt => "picture_alt",
            Self::PictureCredit => "picture_credit",
            Self::PictureRights => "picture_rights",
        }
    }

    /// Its label, as above the field.
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Titre de l’événement",
            Self::Summary => "Résumé",
            Self::Description => "Description",
            Self::Format => "Format",
            Self::Themes => "Thèmes",
            Self::Language => "Langue",
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
            Self::PlaceDepartement => "Département de ce lieu (optionnel)",
            Self::OnlineAccess => "Qui peut suivre le lien de connexion\u{a0}?",
            Self::OnlineLink => "Lien de connexion",
            Self::Audience => "À qui s’adresse l’événement\u{a0}?",
            Self::Capacity => "Nombre de places (optionnel)",
            Self::RegistrationLink => "Page d’inscription (optionnel)",
            Self::RegistrationEmail => "Adresse électronique pour s’inscrire (optionnel)",
            Self::RegistrationPhone => "Téléphone pour s’inscrire (optionnel)",
            Self::RegistrationDeadline => "Dernier jour pour s’inscrire (optionnel)",
            Self::Accessibility => "Pour quels handicaps l’accueil est-il adapté\u{a0}? (optionnel)",
            Self::AccessibilityContact => "À qui signaler un besoin particulier\u{a0}? (optionnel)",
            Self::AccessibilityDetails => "Ce qui est prévu (optionnel)",
            Self::Organisation => "Nom de l’organisation",
            Self::OrganisationKind => "Type d’organisation",
            Self::Partners => "Partenaires (optionnel)",
            Self::ContactName => "Personne ou service à contacter (optionnel)",
            Self::ContactEmail => "Adresse électronique publique (optionnel)",
            Self::ContactPhone => "Téléphone public (optionnel)",
            Self::OrganiserName => "Prénom et nom",
            Self::OrganiserRole => "Fonction (optionnel)",
            Self::OrganiserEmail => "Adresse électronique",
            Self::OrganiserPhone => "Téléphone (optionnel)",
            Self::Picture => "Image (optionnel)",
            Self::PictureAlt => "Texte qui remplace l’image",
            Self::PictureCredit => "Crédit",
            Self::PictureRights => "Droits",
        }
    }

    /// What to say when it is missing: what to do, with an example where one helps.
    pub(super) fn request(self) -> &'static str {
        match self {
            Self::Title => {
                "Saisissez le titre de l’événement. Exemple\u{a0}: «\u{a0}Repenser l’accueil en mairie avec les usagers\u{a0}»."
            }
            Self::Summary => {
                "Saisissez un résumé d’une phrase. Exemple\u{a0}: «\u{a0}Un atelier pour améliorer ensemble un formulaire\u{a0}»."
            }
            Self::Description => {
                "Décrivez l’événement en quelques phrases\u{a0}: son objectif, son déroulé, ce qu’on y apprend."
            }
            Self::Format => "Choisissez le format de l’événement. Exemple\u{a0}: «\u{a0}Atelier\u{a0}».",
            Self::Themes => "Cochez au moins un thème.",
            Self::Language => "Choisissez la langue de l’événement. Exemple\u{a0}: «\u{a0}Français\u{a0}».",
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
            Self::PlaceDepartement => "Choisissez le département du lieu.",
            Self::OnlineAccess => {
                "Indiquez si le lien de connexion est public ou réservé aux personnes inscrites."
            }
            Self::OnlineLink => {
                "Saisissez le lien de connexion. Exemple\u{a0}: https://visio.exemple.gouv.fr/atelier."
            }
            Self::Audience => "Cochez au moins un public.",
            Self::Capacity => "Saisissez le nombre de places, en chiffres. Exemple\u{a0}: 40.",
            Self::RegistrationLink => {
                "Indiquez comment s’inscrire\u{a0}: une page, une adresse électronique ou un téléphone. Exemple\u{a0}: https://exemple.gouv.fr/inscription."
            }
            Self::RegistrationEmail => {
                "Saisissez l’adresse électronique à laquelle s’inscrire. Exemple\u{a0}: inscription@exemple.gouv.fr."
            }
            Self::RegistrationPhone => {
                "Saisissez le numéro auquel s’inscrire. Exemple\u{a0}: 01 23 45 67 89."
            }
            Self::RegistrationDeadline => "Saisissez le dernier jour pour s’inscrire.",
            Self::Accessibility => "Cochez les handicaps pour lesquels l’accueil est adapté.",
            Self::AccessibilityContact => {
                "Indiquez à qui signaler un besoin. Exemple\u{a0}: accueil@exemple.gouv.fr."
            }
            Self::AccessibilityDetails => {
                "Décrivez ce qui est prévu. Exemple\u{a0}: «\u{a0}Boucle magnétique dans l’auditorium\u{a0}»."
            }
            Self::Organisation => {
                "Saisissez le nom de votre organisation. Exemple\u{a0}: «\u{a0}Département de la Drôme\u{a0}»."
            }
            Self::OrganisationKind => "Choisissez le type de votre organisation.",
            Self::Partners => {
                "Saisissez un partenaire par ligne. Exemple\u{a0}: «\u{a0}Université de Rennes\u{a0}»."
            }
            Self::ContactName => {
                "Indiquez la personne ou le service à contacter. Exemple\u{a0}: «\u{a0}Service innovation\u{a0}»."
            }
            Self::ContactEmail => {
                "Indiquez comment joindre ce contact\u{a0}: une adresse électronique ou un téléphone. Exemple\u{a0}: innovation@exemple.gouv.fr."
            }
            Self::ContactPhone => "Saisissez le numéro à publier. Exemple\u{a0}: 01 23 45 67 89.",
            Self::OrganiserName => "Saisissez votre prénom et votre nom. Exemple\u{a0}: Camille Durand.",
            Self::OrganiserRole => "Saisissez votre fonction. Exemple\u{a0}: «\u{a0}Cheffe de projet\u{a0}».",
            Self::OrganiserEmail => {
                "Saisissez votre adresse électronique. Exemple\u{a0}: camille.durand@exemple.gouv.fr."
            }
            Self::OrganiserPhone => "Saisissez votre numéro de téléphone. Exemple\u{a0}: 01 23 45 67 89.",
            Self::Picture => "Ajoutez l’image de nouveau\u{a0}: elle n’est pas arrivée en entier.",
            Self::PictureAlt => {
                "Décrivez l’image en une phrase, ou cochez «\u{a0}L’image est décorative\u{a0}». Exemple\u{a0}: «\u{a0}Six agents autour d’une maquette de guichet\u{a0}»."
            }
            Self::PictureCredit => {
                "Indiquez qui a fait l’image. Exemple\u{a0}: «\u{a0}Camille Durand, ville de Rennes\u{a0}»."
            }
            Self::PictureRights => {
                "Cochez la case si vous avez le droit d’utiliser cette image, ou retirez-la."
            }
        }
    }
}

impl Field {
    /// Whether it is a column of a list of rows.
    pub fn is_in_rows(self) -> bool {
        matches!(
            self,
            Self::SlotDate
                | Self::SlotStart
                | Self::SlotEnd
                | Self::PlaceName
                | Self::Address
                | Self::Postcode
                | Self::Commune
                | Self::PlaceDepartement
        )
    }

    /// The identifier of its element in the page.
    pub fn anchor(self, row: usize) -> String {
        if self.is_in_rows() { format!("{}-{row}", self.name()) } else { self.name().to_owned() }
    }
}

/// What is wrong with a field, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// In which row of the list of slots or of places, from 0; 0 for the other fields.
    pub row: usize,
    /// A French sentence that says what to do.
    pub message: String,
}

impl Problem {
    /// The identifier of the element in the page.
    pub fn anchor(&self) -> String {
        self.field.anchor(self.row)
    }
}
