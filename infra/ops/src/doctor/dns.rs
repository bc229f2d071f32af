//! The records without which mails are taken for spam and the site is not found, as the DNS gives them from here.

use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::proto::rr::{RData, RecordType};

use super::account::Account;
use super::finding::Finding;
use super::mail;

/// How long a question waits for its answer.
const TIMEOUT: Duration = Duration::from_secs(4);

/// A record that should be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) check: &'static str,
    pub(super) name: String,
    pub(super) kind: Kind,
}

/// What it should say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Another name for this one.
    Cname(String),
    /// That mail goes to this one.
    Mx(String),
    /// A text that begins like this and holds that.
    Txt(&'static str, &'static str),
    /// Some address.
    Address,
}

/// What the DNS says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// These values.
    Found(Vec<String>),
    /// That there is no such record.
    Nothing,
    /// Nothing at all.
    Silence(String),
}

pub(super) async fn look(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let region = account.aws.region().map(ToString::to_string).unwrap_or_default();
    let mut wanted = Vec::new();
    if let Ok(name) = account.parameter("MailIdentity")
        && let Some(identity) = mail::known(account, name).await?
    {
        let tokens = identity.dkim_attributes().map(|dkim| dkim.tokens().to_vec()).unwrap_or_default();
        let from = identity.mail_from_attributes().map(|from| from.mail_from_domain().to_owned());
        wanted.extend(of_mail(name, &tokens, from.as_deref(), &region));
    }
    wanted.extend(account.parameter("BaseUrl").ok().and_then(of_site));
    let resolver = resolver()?;
    let asked = wanted.iter().map(async |wanted| judge(wanted, &ask(&resolver, wanted).await));
    Ok(futures_util::future::join_all(asked).await)
}

fn resolver() -> anyhow::Result<TokioResolver> {
    let mut builder = TokioResolver::builder_tokio()?;
    let options = builder.options_mut();
    (options.timeout, options.attempts) = (TIMEOUT, 2);
    Ok(builder.build()?)
}

/// The records of a sender.
pub(super) fn of_mail(identity: &str, tokens: &[String], from: Option<&str>, region: &str) -> Vec<Wanted> {
    let domain = identity.rsplit('@').next().unwrap_or(identity);
    let dkim = tokens.iter().map(|token| Wanted {
        check: "DNS: DKIM",
        name: format!("{token}._domainkey.{domain}"),
        kind: Kind::Cname(format!("{token}.dkim.amazonses.com")),
    });
    let from = from.into_iter().flat_map(|from| {
        let mx = Kind::Mx(format!("feedback-smtp.{region}.amazonses.com"));
        let spf = Kind::Txt("v=spf1", "include:amazonses.com");
        [("DNS: MAIL FROM", mx), ("DNS: SPF", spf)].map(|(check, kind)| Wanted {
            check,
            name: from.to_owned(),
            kind,
        })
    });
    let dmarc =
        Wanted { check: "DNS: DMARC", name: format!("_dmarc.{domain}"), kind: Kind::Txt("v=DMARC1", "p=") };
    dkim.chain(from).chain([dmarc]).collect()
}

/// The record of the site; none where its address is a number.
pub(super) fn of_site(base_url: &str) -> Option<Wanted> {
    let rest = base_url.split_once("://")?.1;
    let host = rest.split(['/', ':']).next()?;
    let is_name = host.contains(|c: char| c.is_ascii_alphabetic());
    is_name.then(|| Wanted { check: "DNS: site", name: host.to_owned(), kind: Kind::Address })
}

async fn ask(resolver: &TokioResolver, wanted: &Wanted) -> Answer {
    let name = format!("{}.", wanted.name); // whole: no domain of this machine's is put behind it
    let found = match wanted.kind {
        Kind::Address => {
            resolver.lookup_ip(name).await.map(|all| all.iter().map(|it| it.to_string()).collect())
        }
        Kind::Cname(_) => resolver.lookup(name, RecordType::CNAME).await.map(|it| values(it.answers())),
        Kind::Mx(_) => resolver.lookup(name, RecordType::MX).await.map(|it| values(it.answers())),
        Kind::Txt(..) => resolver.lookup(name, RecordType::TXT).await.map(|it| values(it.answers())),
    };
    match found {
        Ok(values) => Answer::Found(values),
        Err(error) if error.is_no_records_found() => Answer::Nothing,
        Err(error) => Answer::Silence(error.to_string()),
    }
}

fn values(records: &[hickory_resolver::proto::rr::Record]) -> Vec<String> {
    let value = |data: &RData| match data {
        RData::CNAME(name) => Some(name.0.to_string()),
        RData::MX(mx) => Some(mx.exchange.to_string()),
        RData::TXT(text) => {
            let parts = text.txt_data.iter().map(|part| String::from_utf8_lossy(part));
            Some(parts.collect::<Vec<_>>().concat())
        }
        _ => None,
    };
    records.iter().filter_map(|record| value(&record.data)).collect()
}

/// Whether a record is as it should be.
pub(super) fn judge(wanted: &Wanted, answer: &Answer) -> Finding {
    let Wanted { check, name, kind } = wanted;
    let is = |value: &str| {
        let value = value.trim_end_matches('.');
        match kind {
            Kind::Cname(target) | Kind::Mx(target) => value.eq_ignore_ascii_case(target),
            Kind::Txt(first, within) => value.starts_with(first) && value.contains(within),
            Kind::Address => true,
        }
    };
    let record = match kind {
        Kind::Cname(target) => format!("{name} CNAME {target}"),
        Kind::Mx(target) => format!("{name} MX 10 {target}"),
        Kind::Txt(first, within) => format!("{name} TXT \"{first}… {within}…\""),
        Kind::Address => format!("{name} to the front door (its output Domain)"),
    };
    match answer {
        Answer::Found(values) if values.iter().any(|value| is(value)) => {
            Finding::ok(check, format!("{name} is there"))
        }
        Answer::Found(values) => {
            Finding::wrong(check, format!("{name} says {}: publish {record}", values.join(", ")))
        }
        Answer::Nothing => Finding::wrong(check, format!("there is no {name}: publish {record}")),
        Answer::Silence(why) => {
            Finding::unknown(check, format!("the DNS does not answer for {name} ({why}): ask again"))
        }
    }
}
