//! From the file to the edition: all that is wrong with it at once, each with its line and its field.

use std::collections::HashSet;
use std::fmt::Display;

use jiff::civil::Date;
use model::data_protection::DataProtection;
use model::edition::{Edition, State, Year};
use model::legal::{Audit, Host, Legal, Share, Statement};
use model::reason::{OTHER, Reason, Reasons};
use model::schedule::Period;
use model::theme::Theme;
use toml::Spanned;
use toml::value::Datetime;

use super::file::{Audited, Days, Declaration, Entry, File, Hosting, Lists, Notice, Particulars, Text};

/// Most themes: the form shows them all on one page.
const MOST_THEMES: usize = 30;

/// The edition of a year that a file describes, prepared; or all that is wrong.
pub(super) fn read(file: &str, year: Year) -> Result<Edition, Vec<String>> {
    let typed: File = toml::from_str(file).map_err(|error| vec![unreadable(file, &error)])?;
    let mut check = Check { file, wrong: Vec::new() };
    let edition = check.edition(&typed, year);
    match edition {
        Some(edition) if check.wrong.is_empty() => Ok(edition),
        _ => Err(check.wrong),
    }
}

/// What the parser says, with the line and, where the line has one, the field.
fn unreadable(file: &str, error: &toml::de::Error) -> String {
    let Some(span) = error.span() else { return error.message().to_owned() };
    let line = line_of(file, span.start);
    let written = file.lines().nth(line - 1).unwrap_or_default();
    let field = written.split_once('=').map(|(field, _)| format!(", {}", field.trim()));
    format!("line {line}{}: {}", field.unwrap_or_default(), error.message())
}

fn line_of(file: &str, at: usize) -> usize {
    file.get(..at).unwrap_or(file).matches('\n').count() + 1
}

struct Check<'a> {
    file: &'a str,
    wrong: Vec<String>,
}

impl Check<'_> {
    fn wrong<T>(&mut self, field: &str, at: &Spanned<T>, what: impl Display) {
        let line = line_of(self.file, at.span().start);
        self.wrong.push(format!("line {line}, {field}: {what}"));
    }

    /// A value that parses, or why not.
    fn parsed<T: TryFrom<String, Error: Display>>(&mut self, field: &str, text: &Text) -> Option<T> {
        T::try_from(text.get_ref().clone()).map_err(|error| self.wrong(field, text, error)).ok()
    }

    /// The same for a value that may be missing.
    fn known<T: TryFrom<String, Error: Display>>(&mut self, field: &str, text: Option<&Text>) -> Option<T> {
        text.and_then(|text| self.parsed(field, text))
    }

    fn edition(&mut self, file: &File, year: Year) -> Option<Edition> {
        if *file.ordinal.get_ref() == 0 {
            self.wrong("ordinal", &file.ordinal, "the first edition is 1");
        }
        // Each is read before any of them is missed.
        let (name, operator) = (self.parsed("name", &file.name), self.parsed("operator", &file.operator));
        let contact = self.parsed("contact", &file.contact);
        let period = self.period(&file.period, year);
        let data_protection = self.notice(&file.data_protection);
        let legal = self.legal(&file.legal, &file.accessibility, file.data_protection.officer.as_ref());
        let themes = self.themes(&file.themes);
        let reasons = file.reasons.as_ref().map_or_else(Reasons::default, |lists| self.reasons(lists));
        Some(Edition {
            year,
            state: State::Prepared,
            ordinal: *file.ordinal.get_ref(),
            name: name?,
            period: period?,
            operator: operator?,
            contact: contact?,
            reasons,
            themes,
            data_protection,
            legal,
        })
    }

    fn day(&mut self, field: &str, at: &Spanned<Datetime>) -> Option<Date> {
        let date = at.get_ref().to_string().parse();
        date.map_err(|_| self.wrong(field, at, "a day is expected, such as 2027-11-04, without an hour")).ok()
    }

    fn period(&mut self, Days { first, last }: &Days, year: Year) -> Option<Period> {
        let (from, to) = (self.day("period.first", first), self.day("period.last", last));
        for (field, at, day) in [("period.first", first, from), ("period.last", last, to)] {
            if day.is_some_and(|day| day.year() != year.get()) {
                self.wrong(field, at, format_args!("it is not in {year}, the year of the edition"));
            }
        }
        Period::new(from?, to?).map_err(|error| self.wrong("period.last", last, error)).ok()
    }

    fn notice(&mut self, said: &Notice) -> DataProtection {
        let usual = DataProtection::default();
        let mut text = |field, text: &Option<Text>| self.known(field, text.as_ref());
        DataProtection {
            purpose: text("data_protection.purpose", &said.purpose).unwrap_or(usual.purpose),
            basis: text("data_protection.basis", &said.basis).unwrap_or(usual.basis),
            recipients: text("data_protection.recipients", &said.recipients).unwrap_or(usual.recipients),
            retention: text("data_protection.retention", &said.retention).unwrap_or(usual.retention),
            rights: text("data_protection.rights", &said.rights).unwrap_or(usual.rights),
        }
    }

    fn legal(&mut self, said: &Particulars, declared: &Declaration, officer: Option<&Text>) -> Legal {
        Legal {
            director: self.known("legal.director", said.director.as_ref()),
            address: self.known("legal.address", said.address.as_ref()),
            phone: self.known("legal.phone", said.phone.as_ref()),
            host: said.host.as_ref().and_then(|host| self.host(host)).unwrap_or_default(),
            data_protection_officer: self.known("data_protection.officer", officer),
            statement: Statement {
                declared_on: declared
                    .declared_on
                    .as_ref()
                    .and_then(|day| self.day("accessibility.declared_on", day)),
                plan: self.known("accessibility.plan", declared.plan.as_ref()),
                audit: declared.audit.as_ref().and_then(|audit| self.audit(audit)),
            },
        }
    }

    fn host(&mut self, Hosting { name, address, phone }: &Hosting) -> Option<Host> {
        let name = self.parsed("legal.host.name", name);
        let address = self.parsed("legal.host.address", address);
        let phone = self.known("legal.host.phone", phone.as_ref());
        Some(Host { name: name?, address: address?, phone })
    }

    fn audit(&mut self, Audited { on, by, met, findings }: &Audited) -> Option<Audit> {
        let (on, by) = (self.day("accessibility.audit.on", on), self.parsed("accessibility.audit.by", by));
        let share = Share::try_from(*met.get_ref());
        let share = share.map_err(|error| self.wrong("accessibility.audit.met", met, error)).ok();
        let findings = self.known("accessibility.audit.findings", findings.as_ref());
        Some(Audit { on: on?, by: by?, met: share?, findings })
    }

    fn themes(&mut self, typed: &[Entry]) -> Vec<Theme> {
        if let Some(one_too_many) = typed.get(MOST_THEMES) {
            self.wrong("themes", &one_too_many.code, format_args!("there are more than {MOST_THEMES}"));
        }
        let mut themes = Vec::new();
        for (entry, code) in self.codes("themes", typed) {
            let label = self.parsed("themes.label", &entry.label);
            themes.extend(label.map(|label| Theme { code, label }));
        }
        themes
    }

    fn reasons(&mut self, Lists { changes, refusals }: &Lists) -> Reasons {
        Reasons {
            changes: self.list("reasons.changes", changes),
            refusals: self.list("reasons.refusals", refusals),
        }
    }

    fn list(&mut self, list: &str, typed: &[Entry]) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for (entry, code) in self.codes(list, typed) {
            let label = self.parsed(&format!("{list}.label"), &entry.label);
            reasons.extend(label.map(|label| Reason { code, label }));
        }
        if reasons.iter().all(|reason| reason.code != OTHER) {
            self.wrong.push(format!(
                "{list}: it has no reason with the code {OTHER:?}, which lets moderators say something else"
            ));
        }
        reasons
    }

    /// The entries whose code is fit for an address, each code once.
    fn codes<'e>(&mut self, list: &str, typed: &'e [Entry]) -> Vec<(&'e Entry, String)> {
        let mut seen = HashSet::new();
        let mut right = Vec::new();
        for entry in typed {
            let code = entry.code.get_ref();
            let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            let field = format!("{list}.code");
            if code.is_empty() || code.len() > 40 || !code.bytes().all(fits) {
                self.wrong(
                    &field,
                    &entry.code,
                    "lower-case letters, digits and dashes are expected, 40 at most",
                );
            } else if seen.insert(code) {
                right.push((entry, code.clone()));
            } else {
                self.wrong(&field, &entry.code, format_args!("{code:?} is there twice"));
            }
        }
        right
    }
}
