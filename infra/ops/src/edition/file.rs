//! The file in which the team keeps an edition: TOML, as people write it and as it is read back.

use anyhow::Context;
use jiff::civil::Date;
use model::data_protection::DataProtection;
use model::edition::Edition;
use model::legal::{Audit, Host, Legal};
use model::reason::{Reason, Reasons};
use model::theme::Theme;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::value::Datetime;

/// What is typed, and where.
pub(super) type Text = Spanned<String>;

/// The file: what is typed, before anything is checked.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) name: Text,
    pub(super) ordinal: Spanned<u16>,
    pub(super) operator: Text,
    pub(super) contact: Text,
    pub(super) period: Days,
    #[serde(default, skip_serializing_if = "Notice::is_empty")]
    pub(super) data_protection: Notice,
    #[serde(default, skip_serializing_if = "Particulars::is_empty")]
    pub(super) legal: Particulars,
    #[serde(default, skip_serializing_if = "Declaration::is_empty")]
    pub(super) accessibility: Declaration,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) themes: Vec<Entry>,
    #[serde(default)]
    pub(super) reasons: Option<Lists>,
}

/// The days on which events may take place.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Days {
    pub(super) first: Spanned<Datetime>,
    pub(super) last: Spanned<Datetime>,
}

/// What organisers are told of their data; the usual words where nothing is said.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Notice {
    pub(super) purpose: Option<Text>,
    pub(super) basis: Option<Text>,
    pub(super) recipients: Option<Text>,
    pub(super) retention: Option<Text>,
    pub(super) rights: Option<Text>,
    pub(super) officer: Option<Text>,
}

/// Who answers for the site; nothing where nothing is said.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Particulars {
    pub(super) director: Option<Text>,
    pub(super) address: Option<Text>,
    pub(super) phone: Option<Text>,
    pub(super) host: Option<Hosting>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hosting {
    pub(super) name: Text,
    pub(super) address: Text,
    pub(super) phone: Option<Text>,
}

/// How accessible the site is known to be.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Declaration {
    pub(super) declared_on: Option<Spanned<Datetime>>,
    pub(super) plan: Option<Text>,
    pub(super) audit: Option<Audited>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Audited {
    pub(super) on: Spanned<Datetime>,
    pub(super) by: Text,
    pub(super) met: Spanned<u8>,
    pub(super) findings: Option<Text>,
}

/// A theme, or a reason.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) code: Text,
    pub(super) label: Text,
}

/// What moderators choose from.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lists {
    pub(super) changes: Vec<Entry>,
    pub(super) refusals: Vec<Entry>,
}

impl Notice {
    fn is_empty(&self) -> bool {
        let Self { purpose, basis, recipients, retention, rights, officer } = self;
        [purpose, basis, recipients, retention, rights, officer].iter().all(|text| text.is_none())
    }
}

impl Particulars {
    fn is_empty(&self) -> bool {
        let Self { director, address, phone, host } = self;
        [director, address, phone].iter().all(|text| text.is_none()) && host.is_none()
    }
}

impl Declaration {
    fn is_empty(&self) -> bool {
        self.declared_on.is_none() && self.plan.is_none() && self.audit.is_none()
    }
}

/// An edition as a file: reading it back gives the same edition.
pub(super) fn write(edition: &Edition) -> anyhow::Result<String> {
    toml::to_string_pretty(&File::of(edition)?).context("the edition cannot be written as a file")
}

impl File {
    /// The file that says what an edition is.
    pub(super) fn of(edition: &Edition) -> anyhow::Result<Self> {
        let DataProtection { purpose, basis, recipients, retention, rights } = &edition.data_protection;
        let Legal { address, phone, director, host, data_protection_officer, statement } = &edition.legal;
        let Host { name, address: hosted_at, phone: host_phone } = host;
        let audit = statement.audit.as_ref().map(|audit| {
            let Audit { on, by, met, findings } = audit;
            let met = typed(u8::from(*met));
            Ok::<_, anyhow::Error>(Audited {
                on: day(*on)?,
                by: text(by),
                met,
                findings: some(findings.as_ref()),
            })
        });
        Ok(Self {
            name: text(&edition.name),
            ordinal: typed(edition.ordinal),
            operator: text(&edition.operator),
            contact: text(&edition.contact),
            period: Days { first: day(edition.period.first())?, last: day(edition.period.last())? },
            data_protection: Notice {
                purpose: Some(text(purpose)),
                basis: Some(text(basis)),
                recipients: Some(text(recipients)),
                retention: Some(text(retention)),
                rights: Some(text(rights)),
                officer: some(data_protection_officer.as_ref()),
            },
            legal: Particulars {
                director: some(director.as_ref()),
                address: some(address.as_ref()),
                phone: some(phone.as_ref()),
                host: Some(Hosting {
                    name: text(name),
                    address: text(hosted_at),
                    phone: some(host_phone.as_ref()),
                }),
            },
            accessibility: Declaration {
                declared_on: statement.declared_on.map(day).transpose()?,
                plan: some(statement.plan.as_ref()),
                audit: audit.transpose()?,
            },
            themes: edition.themes.iter().map(|Theme { code, label }| entry(code, label)).collect(),
            reasons: Some(lists(&edition.reasons)),
        })
    }
}

fn lists(reasons: &Reasons) -> Lists {
    let of = |list: &[Reason]| list.iter().map(|Reason { code, label }| entry(code, label)).collect();
    Lists { changes: of(&reasons.changes), refusals: of(&reasons.refusals) }
}

fn entry(code: &String, label: &impl ToString) -> Entry {
    Entry { code: text(code), label: text(label) }
}

fn typed<T>(value: T) -> Spanned<T> {
    Spanned::new(0..0, value)
}

fn text(value: &impl ToString) -> Text {
    typed(value.to_string())
}

fn some<T: ToString>(value: Option<&T>) -> Option<Text> {
    value.map(text)
}

fn day(date: Date) -> anyhow::Result<Spanned<Datetime>> {
    date.to_string().parse().map(typed).with_context(|| format!("{date} is not a day that a file can say"))
}
