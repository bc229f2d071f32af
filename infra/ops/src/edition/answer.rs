//! What a command says it has done to an edition.

use std::fmt;

use model::edition::{Edition, State, Year};
use serde::Serialize;

use super::difference::Difference;

/// What was done, and what to look at.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    edition: Year,
    state: &'static str,
    /// Whether anything was written.
    pub(super) written: bool,
    #[serde(skip)]
    said: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) differences: Vec<Difference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
}

impl Answer {
    pub(super) fn new(edition: &Edition, written: bool, said: impl Into<String>) -> Self {
        let Edition { year, state, .. } = edition;
        let (said, notes) = (said.into(), Vec::new());
        Self { edition: *year, state: state.code(), written, said, differences: Vec::new(), notes }
    }

    pub(super) fn with_differences(self, differences: Vec<Difference>) -> Self {
        Self { differences, ..self }
    }

    pub(super) fn with_notes(self, notes: Vec<String>) -> Self {
        Self { notes, ..self }
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for difference in &self.differences {
            writeln!(f, "{difference}")?;
        }
        f.write_str(&self.said)?;
        self.notes.iter().try_for_each(|note| write!(f, "\nnote: {note}"))
    }
}

/// What the pages cannot say because the edition does not: nothing keeps it from being opened.
pub(super) fn unsaid(edition: &Edition) -> Vec<&'static str> {
    let legal = &edition.legal;
    let fields = [
        ("legal.director", legal.director.is_none()),
        ("legal.address", legal.address.is_none()),
        ("legal.phone", legal.phone.is_none()),
        ("legal.host.phone", legal.host.phone.is_none()),
        ("data_protection.officer", legal.data_protection_officer.is_none()),
        ("accessibility.declared_on", legal.statement.declared_on.is_none()),
        ("accessibility.plan", legal.statement.plan.is_none()),
        ("accessibility.audit", legal.statement.audit.is_none()),
        ("themes", edition.themes.is_empty()),
    ];
    fields.into_iter().filter(|(_, is_unsaid)| *is_unsaid).map(|(field, _)| field).collect()
}

/// The same as a note.
pub(super) fn unsaid_note(edition: &Edition) -> Option<String> {
    let unsaid = unsaid(edition);
    (!unsaid.is_empty()).then(|| format!("the file does not say: {}", unsaid.join(", ")))
}

/// Where an edition stands, in words.
pub(super) fn state(state: State) -> String {
    match state {
        State::Prepared | State::Open => state.code().to_owned(),
        State::Closed { at } | State::Archived { at } => {
            format!("{} since {}", state.code(), crate::in_paris(at))
        }
    }
}
