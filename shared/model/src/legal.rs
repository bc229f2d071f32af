//! What a site of the State has to say of itself: who answers for it, who hosts it, how accessible it is.
//!
//! Nothing here is invented for an edition that does not say: what is not known is `None`, and pages word it.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::email::EmailAddress;
use crate::phone::Phone;
use crate::text::{Line, Prose};
use crate::web_link::WebLink;

/// The particulars of an edition's operator (law 2004-575, articles 1-1 and 19; GDPR article 37; law 2005-102, article 47).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Legal {
    /// Where the operator is.
    pub address: Option<Prose<300>>,
    /// Where it is called.
    pub phone: Option<Phone>,
    /// Who directs the publication, with their function; it is the operator's legal representative (law 82-652, article
    /// 93-2), whether named or not.
    pub director: Option<Line<140>>,
    /// Who hosts the site.
    pub host: Host,
    /// Where the operator's data protection officer is written to.
    pub data_protection_officer: Option<EmailAddress>,
    /// How accessible the site is known to be.
    pub statement: Statement,
}

/// Who keeps the site's files and runs its functions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Host {
    /// Its name.
    pub name: Line<140>,
    /// Where it is.
    pub address: Prose<300>,
    /// Where it is called.
    #[serde(default)]
    pub phone: Option<Phone>,
}

const HOST: &str = "Amazon Web Services EMEA SARL";
const HOST_ADDRESS: &str = "38, avenue John F. Kennedy, L-1855 Luxembourg";

impl Default for Host {
    fn default() -> Self {
        // Texts of ours: the test below reads them.
        let (Ok(name), Ok(address)) = (Line::parse(HOST), Prose::parse(HOST_ADDRESS)) else {
            unreachable!("our own texts fit")
        };
        Self { name, address, phone: None }
    }
}

/// What the declaration of accessibility says (RGAA 4.1; order of 20 September 2019, annex).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Statement {
    /// When it was drawn up.
    pub declared_on: Option<Date>,
    /// The latest audit, if there was one: automatic tests are none.
    pub audit: Option<Audit>,
    /// The operator's plan over several years.
    pub plan: Option<WebLink>,
}

/// What an audit by the RGAA found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// When it ended.
    pub on: Date,
    /// Who made it.
    pub by: Line<140>,
    /// How many of the criteria that apply are met, in per cent, rounded down.
    pub met: Share,
    /// What is not accessible, and why, where it is said.
    #[serde(default)]
    pub findings: Option<Prose<4000>>,
}

/// A share in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Share(u8);

/// More than the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a share is at most 100 per cent, not {0}")]
pub struct ShareError(u8);

impl TryFrom<u8> for Share {
    type Error = ShareError;
    fn try_from(per_cent: u8) -> Result<Self, ShareError> {
        if per_cent <= 100 { Ok(Self(per_cent)) } else { Err(ShareError(per_cent)) }
    }
}

impl From<Share> for u8 {
    fn from(share: Share) -> Self {
        share.0
    }
}

impl std::fmt::Display for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The state that a site has to show on each of its pages (decree 2019-768).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conformity {
    /// No audit that still holds, or fewer than half of the criteria.
    None,
    /// Half of the criteria or more.
    Partial,
    /// All of them.
    Full,
}

impl Conformity {
    /// In the decree's words, after « Accessibilité : ».
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "non conforme",
            Self::Partial => "partiellement conforme",
            Self::Full => "totalement conforme",
        }
    }
}

impl Audit {
    /// When it ended: « 2 mars 2026 ».
    pub fn day(&self) -> String {
        crate::french::day(self.on)
    }
}

impl Statement {
    /// When it was drawn up: « 1er septembre 2027 ».
    pub fn day(&self) -> Option<String> {
        self.declared_on.map(crate::french::day)
    }

    /// The audit that still holds on `day`: a declaration lasts three years at most (decree 2019-768).
    pub fn audit_on(&self, day: Date) -> Option<&Audit> {
        self.audit.as_ref().filter(|audit| audit.on.checked_add(3.years()).is_ok_and(|end| end >= day))
    }

    /// The state that follows from it.
    pub fn conformity_on(&self, day: Date) -> Conformity {
        match self.audit_on(day).map(|audit| audit.met.0) {
            Some(100) => Conformity::Full,
            Some(50..) => Conformity::Partial,
            Some(_) | None => Conformity::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn audited(met: u8) -> Statement {
        let by = Line::parse("Cabinet d’audit").unwrap();
        let audit = Audit { on: date(2026, 3, 2), by, met: met.try_into().unwrap(), findings: None };
        Statement { audit: Some(audit), ..Statement::default() }
    }

    #[test]
    fn an_edition_that_says_nothing_names_nobody_and_claims_nothing() {
        let legal: Legal = serde_json::from_str("{}").unwrap();
        assert_eq!(legal, Legal::default());
        assert_eq!((&legal.address, &legal.director), (&None, &None));
        assert_eq!(legal.host.name.as_str(), HOST);
        assert_eq!(legal.statement.conformity_on(date(2027, 11, 4)), Conformity::None);
    }

    #[test]
    fn the_state_follows_from_the_share_of_criteria_that_are_met() {
        let state = |met| audited(met).conformity_on(date(2027, 11, 4));
        assert_eq!([0, 49].map(state), [Conformity::None; 2]);
        assert_eq!([50, 99].map(state), [Conformity::Partial; 2]);
        assert_eq!(state(100), Conformity::Full);
        assert!(Share::try_from(101).is_err());
        assert!(serde_json::from_str::<Share>("101").is_err());
    }

    #[test]
    fn an_audit_holds_for_three_years() {
        let state = |day| audited(100).conformity_on(day);
        assert_eq!(state(date(2029, 3, 2)), Conformity::Full);
        assert_eq!(state(date(2029, 3, 3)), Conformity::None);
    }

    #[test]
    fn what_an_operator_says_is_read_back() {
        let legal = Legal {
            director: Some(Line::parse("Dominique Exemple, cheffe de service").unwrap()),
            phone: Some(Phone::parse("01 23 45 67 89").unwrap()),
            statement: Statement { declared_on: Some(date(2027, 9, 1)), ..audited(72) },
            ..Legal::default()
        };
        let written = serde_json::to_string(&legal).unwrap();
        assert_eq!(serde_json::from_str::<Legal>(&written).unwrap(), legal);
    }
}
