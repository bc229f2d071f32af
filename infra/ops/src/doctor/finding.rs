//! What was found.

use std::fmt;

use serde::Serialize;

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Verdict {
    /// As it should be.
    Ok,
    /// Not wrong, but someone should look at it.
    Warning,
    /// Something does not work, or will not.
    Wrong,
    /// Not known.
    Unknown,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Wrong => "wrong",
            Self::Unknown => "unknown",
        }
    }
}

/// How one thing is, in a sentence that says what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    pub(super) check: &'static str,
    pub(super) verdict: Verdict,
    pub(super) said: String,
}

impl Finding {
    fn new(check: &'static str, verdict: Verdict, said: impl Into<String>) -> Self {
        Self { check, verdict, said: said.into() }
    }

    pub(super) fn ok(check: &'static str, said: impl Into<String>) -> Self {
        Self::new(check, Verdict::Ok, said)
    }

    pub(super) fn warning(check: &'static str, said: impl Into<String>) -> Self {
        Self::new(check, Verdict::Warning, said)
    }

    pub(super) fn wrong(check: &'static str, said: impl Into<String>) -> Self {
        Self::new(check, Verdict::Wrong, said)
    }

    pub(super) fn unknown(check: &'static str, said: impl Into<String>) -> Self {
        Self::new(check, Verdict::Unknown, said)
    }
}

/// Everything that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Diagnosis {
    pub(super) findings: Vec<Finding>,
    wrong: usize,
    warnings: usize,
    unknown: usize,
}

impl Diagnosis {
    pub(super) fn of(findings: impl IntoIterator<Item = Finding>) -> Self {
        let findings: Vec<_> = findings.into_iter().collect();
        let count = |verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
        let (wrong, warnings, unknown) =
            (count(Verdict::Wrong), count(Verdict::Warning), count(Verdict::Unknown));
        Self { findings, wrong, warnings, unknown }
    }

    /// Whether nothing is wrong.
    pub(super) fn is_well(&self) -> bool {
        self.wrong == 0
    }
}

impl fmt::Display for Diagnosis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widest = self.findings.iter().map(|finding| finding.check.len()).max().unwrap_or_default();
        for Finding { check, verdict, said } in &self.findings {
            writeln!(f, "{:<7}  {check:<widest$}  {said}", verdict.word())?;
        }
        let Self { wrong, warnings, unknown, .. } = self;
        write!(f, "{wrong} wrong, {warnings} to look at, {unknown} not known, of {}", self.findings.len())
    }
}
