//! The parts of an event's content, as people speak of them: what a request for changes names and a comparison lists.

use serde::{Deserialize, Serialize};

use crate::proposal::Field;

/// A part of an event's content: one or several fields of the form, corrected together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
#[expect(missing_docs, reason = "each part says itself by its label")]
pub enum Part {
    Title,
    Summary,
    Description,
    Format,
    Themes,
    Language,
    When,
    Where,
    Online,
    Audience,
    Registration,
    Accessibility,
    Organisation,
    Contact,
    Picture,
}

/// A code that no part has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no part of an event has the code {0:?}")]
pub struct UnknownPart(String);

impl Part {
    /// Every part, in the order of the form.
    pub const ALL: [Self; 15] = [
        Self::Title,
        Self::Summary,
        Self::Description,
        Self::Format,
        Self::Themes,
        Self::Language,
        Self::When,
        Self::Where,
        Self::Online,
        Self::Audience,
        Self::Registration,
        Self::Accessibility,
        Self::Organisation,
        Self::Contact,
        Self::Picture,
    ];

    /// The part as stored and as in forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Description => "description",
            Self::Format => "format",
            Self::Themes => "themes",
            Self::Language => "language",
            Self::When => "when",
            Self::Where => "where",
            Self::Online => "online",
            Self::Audience => "audience",
            Self::Registration => "registration",
            Self::Accessibility => "accessibility",
            Self::Organisation => "organisation",
            Self::Contact => "contact",
            Self::Picture => "picture",
        }
    }

    /// The part as people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Titre",
            Self::Summary => "Résumé",
            Self::Description => "Description",
            Self::Format => "Format",
            Self::Themes => "Thèmes",
            Self::Language => "Langue",
            Self::When => "Date et heure",
            Self::Where => "Lieu",
            Self::Online => "Lien de connexion",
            Self::Audience => "Public",
            Self::Registration => "Inscription",
            Self::Accessibility => "Accessibilité",
            Self::Organisation => "Organisation",
            Self::Contact => "Contact",
            Self::Picture => "Image",
        }
    }

    /// The part of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// The field where the organiser starts correcting it: the first of its group in the form.
    pub fn field(self) -> Field {
        match self {
            Self::Title => Field::Title,
            Self::Summary => Field::Summary,
            Self::Description => Field::Description,
            Self::Format => Field::Format,
            Self::Themes => Field::Themes,
            Self::Language => Field::Language,
            Self::When => Field::Schedule,
            Self::Where => Field::Mode,
            Self::Online => Field::OnlineAccess,
            Self::Audience => Field::Audience,
            Self::Registration => Field::RegistrationLink,
            Self::Accessibility => Field::Accessibility,
            Self::Organisation => Field::Organisation,
            Self::Contact => Field::ContactName,
            Self::Picture => Field::Picture,
        }
    }
}

impl TryFrom<String> for Part {
    type Error = UnknownPart;
    fn try_from(code: String) -> Result<Self, UnknownPart> {
        Self::from_code(&code).ok_or(UnknownPart(code))
    }
}

impl From<Part> for &'static str {
    fn from(part: Part) -> &'static str {
        part.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_are_fit_for_a_form() {
        for part in Part::ALL {
            assert_eq!(Part::from_code(part.code()), Some(part));
            assert!(part.code().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
        }
        assert_eq!(Part::from_code("colour"), None);
    }

    #[test]
    fn a_part_is_stored_as_its_code() {
        assert_eq!(serde_json::to_string(&Part::When).unwrap(), r#""when""#);
        assert_eq!(serde_json::from_str::<Part>(r#""when""#).unwrap(), Part::When);
        assert!(serde_json::from_str::<Part>(r#""colour""#).is_err());
    }

    #[test]
    fn no_two_parts_are_corrected_at_the_same_field() {
        let mut fields: Vec<&str> = Part::ALL.iter().map(|part| part.field().name()).collect();
        fields.sort_unstable();
        fields.dedup();
        assert_eq!(fields.len(), Part::ALL.len());
    }
}
