//! A year's month of events.

use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::data_protection::DataProtection;
use crate::email::EmailAddress;
use crate::legal::{Audit, Conformity, Legal};
use crate::reason::Reasons;
use crate::schedule::Period;
use crate::text::Line;
use crate::theme::Theme;

/// The year of an edition: its identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Year(i16);

impl Year {
    /// As a number.
    pub fn get(self) -> i16 {
        self.0
    }
}

impl From<i16> for Year {
    fn from(year: i16) -> Self {
        Self(year)
    }
}

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// An edition of the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Its year.
    pub year: Year,
    /// Its number: 11 for 2024.
    pub ordinal: u16,
    /// The month's name, as on the programme: "Mois de l’innovation publique". Sentences put « le » and « du » before it.
    pub name: Line<100>,
    /// The days on which events may take place.
    pub period: Period,
    /// Who runs it: "Direction interministérielle de la transformation publique (DITP)".
    pub operator: Line<140>,
    /// Where the organising team is written to.
    pub contact: EmailAddress,
    /// What moderators can choose from when they refuse or ask for changes.
    #[serde(default)]
    pub reasons: Reasons,
    /// What events are about; the form does not ask where there is none.
    #[serde(default)]
    pub themes: Vec<Theme>,
    /// What organisers are told of their data where the form asks for them.
    #[serde(default)]
    pub data_protection: DataProtection,
    /// Who answers for the site, who hosts it, how accessible it is.
    #[serde(default)]
    pub legal: Legal,
}

impl Edition {
    /// The period of the edition of a year: 4 to 30 November, as in 2024.
    pub fn usual_period(year: Year) -> Option<Period> {
        let within = (2024..=9000).contains(&year.get());
        within.then(|| Period::new(date(year.get(), 11, 4), date(year.get(), 11, 30)).ok()).flatten()
    }

    /// Its number, counted so that 2024 is the 11th.
    pub fn usual_ordinal(year: Year) -> Option<u16> {
        u16::try_from(year.get().checked_sub(2013)?).ok()
    }

    /// The year of the next November that starts after `today`.
    pub fn next_year(today: Date) -> Year {
        Year(if today.month() < 11 { today.year() } else { today.year() + 1 })
    }

    /// The theme that has this code.
    pub fn theme(&self, code: &str) -> Option<&Theme> {
        self.themes.iter().find(|theme| theme.code == code)
    }

    /// The audit of its site's accessibility that holds when it begins.
    pub fn audit(&self) -> Option<&Audit> {
        self.legal.statement.audit_on(self.period.first())
    }

    /// The state of its site's accessibility, which every page shows.
    pub fn conformity(&self) -> Conformity {
        self.legal.statement.conformity_on(self.period.first())
    }

    /// Its rank in words: "11ᵉ édition".
    pub fn rank(&self) -> String {
        if self.ordinal == 1 { "1ʳᵉ édition".into() } else { format!("{}ᵉ édition", self.ordinal) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_edition_is_that_of_2024() {
        assert_eq!(Edition::usual_ordinal(Year(2024)), Some(11));
        let period = Edition::usual_period(Year(2024)).unwrap();
        assert_eq!((period.first(), period.last()), (date(2024, 11, 4), date(2024, 11, 30)));
    }

    #[test]
    fn during_november_the_next_edition_is_next_year() {
        assert_eq!(Edition::next_year(date(2026, 10, 31)), Year(2026));
        assert_eq!(Edition::next_year(date(2026, 11, 1)), Year(2027));
        assert_eq!(Edition::next_year(date(2026, 12, 25)), Year(2027));
    }
}
