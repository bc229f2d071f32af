//! A year's month of events.

use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

use crate::data_protection::DataProtection;
use crate::email::EmailAddress;
use crate::legal::{Audit, Conformity, Legal};
use crate::reason::Reasons;
use crate::schedule::Period;
use crate::text::Line;
use crate::theme::Theme;
use crate::zone::Zone;

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

/// Where an edition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Its texts are written, and nobody sees them.
    Prepared,
    /// It takes proposals until its last day.
    #[default]
    Open,
    /// It takes no proposal any more; whatever was proposed goes on.
    Closed {
        /// Since when.
        at: Timestamp,
    },
    /// Nothing is left to do in it: its programme stays.
    Archived {
        /// Since when.
        at: Timestamp,
    },
}

impl State {
    /// Its code, in exports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Prepared => "prepared",
            Self::Open => "open",
            Self::Closed { .. } => "closed",
            Self::Archived { .. } => "archived",
        }
    }
}

/// Why an edition does not come to stand where it is wished.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TurnError {
    /// Nobody has seen it yet.
    #[error("it has never been open")]
    NeverOpen,
    /// Its last day is still to come.
    #[error("its last day is still to come")]
    NotOver,
}

/// An edition of the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edition {
    /// Its year.
    pub year: Year,
    /// Where it stands.
    #[serde(default)]
    pub state: State,
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

    /// Whether it takes proposals on this day.
    pub fn takes_proposals(&self, today: Date) -> bool {
        self.state == State::Open && !self.is_over(today)
    }

    /// Whether its last day is past.
    pub fn is_over(&self, today: Date) -> bool {
        today > self.period.last()
    }

    /// The same, taking proposals.
    #[must_use]
    pub fn opened(self) -> Self {
        Self { state: State::Open, ..self }
    }

    /// The same, taking no proposal any more; one that took none stays as it is.
    pub fn closed(self, now: Timestamp) -> Result<Self, TurnError> {
        match self.state {
            State::Prepared => Err(TurnError::NeverOpen),
            State::Open => Ok(Self { state: State::Closed { at: now }, ..self }),
            State::Closed { .. } | State::Archived { .. } => Ok(self),
        }
    }

    /// The same, with nothing left to do in it; one that was so stays as it is.
    pub fn archived(self, now: Timestamp) -> Result<Self, TurnError> {
        match self.state {
            State::Prepared => Err(TurnError::NeverOpen),
            State::Archived { .. } => Ok(self),
            _ if !self.is_over(Zone::PARIS.date(now)) => Err(TurnError::NotOver),
            State::Open | State::Closed { .. } => Ok(Self { state: State::Archived { at: now }, ..self }),
        }
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

    fn of_2024() -> Edition {
        Edition {
            year: Year(2024),
            state: State::default(),
            ordinal: 11,
            name: Line::parse("Mois de l’innovation publique").unwrap(),
            period: Edition::usual_period(Year(2024)).unwrap(),
            operator: Line::parse("DITP").unwrap(),
            contact: EmailAddress::parse("mois@exemple.gouv.fr").unwrap(),
            reasons: Reasons::default(),
            themes: Vec::new(),
            data_protection: DataProtection::default(),
            legal: Legal::default(),
        }
    }

    #[test]
    fn an_edition_of_before_there_were_states_is_open() {
        let mut row = serde_json::to_value(of_2024()).unwrap();
        row.as_object_mut().unwrap().remove("state").unwrap();
        assert_eq!(serde_json::from_value::<Edition>(row).unwrap(), of_2024());
        for state in [State::Prepared, State::Open, State::Closed { at: Timestamp::UNIX_EPOCH }] {
            let row = serde_json::to_value(Edition { state, ..of_2024() }).unwrap();
            assert_eq!(serde_json::from_value::<Edition>(row).unwrap().state, state);
        }
    }

    #[test]
    fn it_takes_proposals_until_its_last_day_unless_it_is_closed_before() {
        let takes = |edition: &Edition, day| edition.takes_proposals(date(2024, 11, day));
        assert!(takes(&of_2024(), 30));
        assert!(!of_2024().takes_proposals(date(2024, 12, 1)));
        let closed = of_2024().closed("2024-11-20T09:00:00Z".parse().unwrap()).unwrap();
        assert!(!takes(&closed, 20) && takes(&closed.opened(), 20));
        assert!(!takes(&Edition { state: State::Prepared, ..of_2024() }, 20));
    }

    #[test]
    fn it_is_archived_once_it_is_over_and_once() {
        let on = |day: &str| format!("{day}T22:30:00Z").parse::<Timestamp>().unwrap();
        assert_eq!(of_2024().archived(on("2024-11-30")).unwrap_err(), TurnError::NotOver);
        // An hour later it is December in Paris.
        let archived = of_2024().archived("2024-11-30T23:30:00Z".parse().unwrap()).unwrap();
        let again = archived.clone().archived(on("2025-01-01")).unwrap();
        assert_eq!((&again, &again.clone().closed(on("2025-01-01")).unwrap()), (&archived, &archived));
        let prepared = Edition { state: State::Prepared, ..of_2024() };
        assert_eq!(prepared.clone().closed(on("2025-01-01")), Err(TurnError::NeverOpen));
        assert_eq!(prepared.archived(on("2025-01-01")), Err(TurnError::NeverOpen));
    }

    #[test]
    fn during_november_the_next_edition_is_next_year() {
        assert_eq!(Edition::next_year(date(2026, 10, 31)), Year(2026));
        assert_eq!(Edition::next_year(date(2026, 11, 1)), Year(2027));
        assert_eq!(Edition::next_year(date(2026, 12, 25)), Year(2027));
    }
}
