//! The register of personal data (GDPR, article 30), read from `register.toml`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Span;
use serde::{Deserialize, Serialize};
use store::RowKey;

use crate::kind::{KeyPattern, Kind};

/// The register as it is written, in French: the data-protection officer reads it.
pub const TEXT: &str = include_str!("../register.toml");

/// Until when something is kept. The rules are in [`crate::rules`], the durations in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Term {
    /// A draft, after its last save.
    Draft,
    /// An event whose organiser's address nobody confirmed.
    Unconfirmed,
    /// What concerns an edition in private, after its end.
    Edition,
    /// Mails and copies, after they were written.
    Mail,
    /// A subscriber who does not confirm.
    Pending,
    /// That someone has left.
    Departure,
    /// What is counted or queued: each row says until when.
    Transient,
    /// As long as the person subscribes.
    Subscription,
    /// As long as the person is in the team.
    Team,
    /// As long as the programme is online.
    Programme,
    /// The functions' logs.
    Logs,
    /// The proof that someone was erased, outside the table.
    Erasure,
    /// Versions that a restore can bring back.
    Backup,
}

/// A term as the register words it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// How long, ISO 8601: `P12M`. None where it is no length of time.
    #[serde(default)]
    pub duration: Option<String>,
    /// From what moment on, or until which.
    pub from: String,
    /// Why so long.
    pub why: String,
}

/// Who is concerned by what, why, until when, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// What it is.
    pub what: String,
    /// Whose.
    pub people: String,
    /// What for.
    pub purpose: String,
    /// The legal basis: an article and its point.
    pub basis: String,
    /// Who gets it.
    pub recipients: String,
    /// Until when.
    pub term: Term,
    /// Where in the table: by kind of row, the paths of attributes.
    #[serde(default)]
    pub at: BTreeMap<Kind, Vec<String>>,
    /// Kinds of rows whose key says who it is.
    #[serde(default)]
    pub keys: Vec<Kind>,
    /// Where else.
    #[serde(default)]
    pub elsewhere: Vec<String>,
}

/// Paths that say nothing of anyone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotPersonal {
    /// Why not.
    pub why: String,
    /// By kind of row, the paths.
    pub at: BTreeMap<Kind, Vec<String>>,
}

/// The register.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// How keys are made.
    pub rows: BTreeMap<Kind, KeyPattern>,
    /// Until when things are kept.
    pub retention: BTreeMap<Term, Retention>,
    /// What is personal.
    pub entry: Vec<Entry>,
    /// What is not.
    pub not_personal: Vec<NotPersonal>,
}

/// Why the register cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// It is no such file.
    #[error("register.toml is not a register")]
    Shape(#[from] toml::de::Error),
    /// A duration is none.
    #[error("{term:?} has no duration that can be read")]
    Duration {
        /// Whose.
        term: Term,
    },
}

impl Register {
    /// The register of this service.
    pub fn load() -> Result<Self, RegisterError> {
        Ok(toml::from_str(TEXT)?)
    }

    /// What kind of row has this key; none if none is known. Of two patterns, the one that leaves less open.
    pub fn kind(&self, key: &RowKey) -> Option<Kind> {
        let known = self.rows.iter().filter(|(_, pattern)| pattern.covers(key));
        known.min_by_key(|(_, pattern)| pattern.stars()).map(|(kind, _)| *kind)
    }

    /// How long a term lasts.
    pub fn lasts(&self, term: Term) -> Result<Span, RegisterError> {
        let written = self.retention.get(&term).and_then(|retention| retention.duration.as_ref());
        written.and_then(|written| written.parse().ok()).ok_or(RegisterError::Duration { term })
    }
}

impl Retention {
    /// Until when, in French: "12 mois après la fin de l’édition".
    pub fn in_words(&self) -> String {
        let span = self.duration.as_ref().and_then(|duration| duration.parse().ok());
        match span.map(in_french) {
            Some(duration) => format!("{duration} après {}", self.from),
            None => format!("jusqu’à\u{a0}: {}", self.from),
        }
    }
}

impl Register {
    /// The register as a table in Markdown, for people: `docs/data-protection.md` has it.
    pub fn table(&self) -> String {
        let mut table = String::from(
            "| donnée | personnes | finalité | base légale | destinataires | durée | où |\n| --- | --- | --- | --- | --- | --- | --- |\n",
        );
        for entry in &self.entry {
            let Entry { what, people, purpose, basis, recipients, term, .. } = entry;
            let until = self.retention.get(term).map(Retention::in_words).unwrap_or_default();
            let rows = entry.at.keys().chain(&entry.keys).filter_map(|kind| self.rows.get(kind));
            let rows: BTreeSet<_> = rows.map(|pattern| format!("`{} {}`", pattern.pk, pattern.sk)).collect();
            let place: Vec<_> = rows.into_iter().chain(entry.elsewhere.iter().cloned()).collect();
            let cells = [what, people, purpose, basis, recipients, &until, &place.join("\u{a0}; ")];
            let row = cells.map(|cell| cell.replace('|', "\\|")).join(" | ");
            table.extend(["| ", &row, " |\n"]);
        }
        table
    }
}

/// A length of time in French: "12 mois".
pub fn in_french(span: Span) -> String {
    match (span.get_years(), span.get_months(), span.get_days()) {
        (0, 0, days) => format!("{days}\u{a0}jours"),
        (0, months, 0) => format!("{months}\u{a0}mois"),
        (1, 0, 0) => "1\u{a0}an".to_owned(),
        (years, 0, 0) => format!("{years}\u{a0}ans"),
        _ => span.to_string(),
    }
}
