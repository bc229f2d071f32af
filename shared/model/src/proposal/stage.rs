//! The steps of the form: what is asked together.

use super::{Field, Proposal};

/// A page of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each step says itself by its title")]
pub enum Stage {
    Event,
    Dates,
    Place,
    Public,
    Organisation,
    /// A page of its own, reached from the last one: nobody has to give a picture.
    Picture,
}

impl Stage {
    /// The numbered steps, in order. DSFR, "Indicateur d’étapes": at most eight.
    pub const STEPS: [Self; 5] = [Self::Event, Self::Dates, Self::Place, Self::Public, Self::Organisation];

    /// As in its address.
    pub fn code(self) -> &'static str {
        match self {
            Self::Event => "evenement",
            Self::Dates => "dates",
            Self::Place => "lieu",
            Self::Public => "public",
            Self::Organisation => "organisation",
            Self::Picture => "image",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Event => "L’événement",
            Self::Dates => "Les dates",
            Self::Place => "Le lieu",
            Self::Public => "Le public et l’inscription",
            Self::Organisation => "L’organisation et vous",
            Self::Picture => "L’image",
        }
    }

    /// The step of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::STEPS.into_iter().chain([Self::Picture]).find(|stage| stage.code() == code)
    }

    /// Its number, from 1; none for the page of the picture.
    pub fn number(self) -> Option<usize> {
        Self::STEPS.iter().position(|stage| *stage == self).map(|place| place + 1)
    }

    /// The step after it; none after the last.
    pub fn next(self) -> Option<Self> {
        self.number().and_then(|number| Self::STEPS.get(number).copied())
    }

    /// The step before it; none before the first.
    pub fn previous(self) -> Option<Self> {
        self.number().and_then(|number| Self::STEPS.get(number.checked_sub(2)?).copied())
    }
}

impl Proposal {
    /// Takes what was typed at one step, and leaves the others as they were.
    pub fn take(&mut self, stage: Stage, typed: &Self) {
        let typed = typed.clone();
        match stage {
            Stage::Event => {
                self.title = typed.title;
                self.summary = typed.summary;
                self.description = typed.description;
                self.format = typed.format;
                self.themes = typed.themes;
                self.language = typed.language;
            }
            Stage::Dates => {
                self.schedule = typed.schedule;
                self.slot_date = typed.slot_date;
                self.slot_start = typed.slot_start;
                self.slot_end = typed.slot_end;
                self.period_from = typed.period_from;
                self.period_to = typed.period_to;
            }
            Stage::Place => {
                self.mode = typed.mode;
                self.place_name = typed.place_name;
                self.address = typed.address;
                self.postcode = typed.postcode;
                self.commune = typed.commune;
                self.place_departement = typed.place_departement;
                self.online_access = typed.online_access;
                self.online_link = typed.online_link;
            }
            Stage::Public => {
                self.audience = typed.audience;
                self.capacity = typed.capacity;
                self.registration_link = typed.registration_link;
                self.registration_email = typed.registration_email;
                self.registration_phone = typed.registration_phone;
                self.registration_deadline = typed.registration_deadline;
                self.accessibility = typed.accessibility;
                self.accessibility_contact = typed.accessibility_contact;
                self.accessibility_details = typed.accessibility_details;
            }
            Stage::Organisation => {
                self.organisation = typed.organisation;
                self.organisation_kind = typed.organisation_kind;
                self.partners = typed.partners;
                self.contact_name = typed.contact_name;
                self.contact_email = typed.contact_email;
                self.contact_phone = typed.contact_phone;
                self.organiser_name = typed.organiser_name;
                self.organiser_role = typed.organiser_role;
                self.organiser_email = typed.organiser_email;
                self.organiser_phone = typed.organiser_phone;
                self.newsletter = typed.newsletter;
            }
            Stage::Picture => {
                self.picture = typed.picture;
                self.picture_alt = typed.picture_alt;
                self.picture_decorative = typed.picture_decorative;
                self.picture_credit = typed.picture_credit;
                self.picture_rights = typed.picture_rights;
            }
        }
    }
}

impl Field {
    /// Where it is asked.
    pub fn stage(self) -> Stage {
        match self {
            Self::Title
            | Self::Summary
            | Self::Description
            | Self::Format
            | Self::Themes
            | Self::Language => Stage::Event,
            Self::Schedule
            | Self::SlotDate
            | Self::SlotStart
            | Self::SlotEnd
            | Self::PeriodFrom
            | Self::PeriodTo => Stage::Dates,
            Self::Mode
            | Self::PlaceName
            | Self::Address
            | Self::Postcode
            | Self::Commune
            | Self::PlaceDepartement
            | Self::OnlineAccess
            | Self::OnlineLink => Stage::Place,
            Self::Audience
            | Self::Capacity
            | Self::RegistrationLink
            | Self::RegistrationEmail
            | Self::RegistrationPhone
            | Self::RegistrationDeadline
            | Self::Accessibility
            | Self::AccessibilityContact
            | Self::AccessibilityDetails => Stage::Public,
            Self::Organisation
            | Self::OrganisationKind
            | Self::Partners
            | Self::ContactName
            | Self::ContactEmail
            | Self::ContactPhone
            | Self::OrganiserName
            | Self::OrganiserRole
            | Self::OrganiserEmail
            | Self::OrganiserPhone => Stage::Organisation,
            Self::Picture | Self::PictureAlt | Self::PictureCredit | Self::PictureRights => Stage::Picture,
        }
    }
}
