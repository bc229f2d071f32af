//! The mails that an emulator has accepted, read through its own address for that.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use anyhow::{Context, bail};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde_json::Value;

use super::message::Mail;

/// How an emulator shows its mails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailApi {
    /// Decoded parts, grouped by account.
    Ministack,
    /// Sources.
    Localstack,
}

impl MailApi {
    /// Finds out what answers at `endpoint`. Not by its mails: LocalStack has none before SES is first called.
    pub async fn detect(endpoint: &str) -> anyhow::Result<Self> {
        let client = client()?;
        // MiniStack answers to both.
        for (api, health) in
            [(Self::Ministack, "_ministack/health"), (Self::Localstack, "_localstack/health")]
        {
            let answer =
                client.get(format!("{endpoint}/{health}")).send().await.context("nothing answers")?;
            if answer.status().is_success() {
                return Ok(api);
            }
        }
        bail!("what answers is neither MiniStack nor LocalStack")
    }

    fn address(self, endpoint: &str) -> String {
        match self {
            Self::Ministack => format!("{endpoint}/_ministack/ses/messages"),
            Self::Localstack => format!("{endpoint}/_aws/ses"),
        }
    }

    fn read(self, body: &[u8]) -> anyhow::Result<Vec<Mail>> {
        Ok(match self {
            Self::Ministack => serde_json::from_slice::<Accounts>(body)?
                .messages
                .into_values()
                .flatten()
                .map(Parts::into_mail)
                .collect(),
            Self::Localstack => {
                serde_json::from_slice::<Sources>(body)?.messages.into_iter().map(Source::into_mail).collect()
            }
        })
    }
}

/// Where the mails of a cloud are read.
#[derive(Clone, Debug)]
pub struct MailReader {
    client: reqwest::Client,
    api: MailApi,
    address: String,
    sources: Option<PathBuf>,
    before: HashSet<String>,
}

impl MailReader {
    /// A reader of the mails of the emulator at `endpoint`. MiniStack keeps only the decoded parts of a mail; its
    /// launcher writes each one's source into a folder. What an emulator that ran before us has sent stays out: its
    /// links lead nowhere now.
    pub async fn new(api: MailApi, endpoint: &str, sources: Option<PathBuf>) -> anyhow::Result<Self> {
        let address = api.address(endpoint);
        let mut reader = Self { client: client()?, api, address, sources, before: HashSet::new() };
        reader.before = reader.all().await?.into_iter().map(|mail| mail.id).collect();
        Ok(reader)
    }

    /// Every mail sent since, newest first.
    pub async fn all(&self) -> anyhow::Result<Vec<Mail>> {
        let answer = self.client.get(&self.address).send().await.context("the emulator does not answer")?;
        let mut mails = self.api.read(&answer.error_for_status()?.bytes().await?)?;
        mails.retain(|mail| !self.before.contains(&mail.id));
        for mail in &mut mails {
            // Not there yet when the mail has only just been sent.
            if let Some(source) = self.source(&mail.id) {
                *mail = mail.clone().with_source(&source);
            }
        }
        // Emulators list them as they came; their times may not tell two of a second apart.
        mails.reverse();
        mails.sort_by_key(|mail| Reverse(mail.sent_at));
        Ok(mails)
    }
}

impl MailReader {
    fn source(&self, id: &str) -> Option<Vec<u8>> {
        let name = id.split('@').next().filter(|name| !name.contains(['/', '\\']))?;
        std::fs::read(self.sources.as_ref()?.join(format!("{name}.eml"))).ok()
    }
}

fn client() -> anyhow::Result<reqwest::Client> {
    Ok(reqwest::Client::builder().no_proxy().build()?)
}

#[derive(Deserialize)]
struct Accounts {
    messages: BTreeMap<String, Vec<Parts>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parts {
    message_id: String,
    source: String,
    to: Vec<String>,
    subject: String,
    body_text: Option<String>,
    body_html: Option<String>,
    timestamp: Value,
}

impl Parts {
    fn into_mail(self) -> Mail {
        Mail {
            id: self.message_id,
            sent_at: instant(&self.timestamp),
            from: self.source,
            to: self.to.iter().map(|to| bare(to)).collect(),
            subject: self.subject,
            text: self.body_text.filter(|text| !text.is_empty()),
            html: self.body_html,
            one_click: None,
            source: None,
        }
    }
}

/// `"Name" <address>` → `address`.
fn bare(to: &str) -> String {
    let address = to.rsplit_once('<').map_or(to, |(_, rest)| rest.trim_end_matches('>'));
    address.trim().to_owned()
}

#[derive(Deserialize)]
struct Sources {
    messages: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Source {
    id: String,
    #[serde(rename = "Source")]
    sender: Option<String>,
    subject: Option<String>,
    raw_data: Option<String>,
    timestamp: Option<Value>,
}

impl Source {
    fn into_mail(self) -> Mail {
        let mail = Mail {
            id: self.id,
            sent_at: self.timestamp.as_ref().map(instant).unwrap_or_default(),
            from: self.sender.unwrap_or_default(),
            to: Vec::new(),
            subject: self.subject.unwrap_or_default(),
            text: None,
            html: None,
            one_click: None,
            source: None,
        };
        match self.raw_data {
            Some(source) => mail.with_source(source.as_bytes()),
            None => mail,
        }
    }
}

/// Seconds since 1970, or a date and time, which is UTC when it does not say.
fn instant(value: &Value) -> Timestamp {
    let read = match value {
        Value::Number(seconds) => seconds.as_f64().and_then(|seconds| {
            let since = std::time::Duration::try_from_secs_f64(seconds).ok()?;
            Timestamp::UNIX_EPOCH.checked_add(since).ok()
        }),
        Value::String(text) => text.parse().ok().or_else(|| {
            let local: DateTime = text.parse().ok()?;
            Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
        }),
        _ => None,
    };
    read.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_emulators_are_read() {
        let ministack = br#"{"messages":{"000000000000":[{"MessageId":"a@email","Source":"s@example.org",
            "To":["\"T\" <t@example.org>"],"CC":[],"BCC":[],"Subject":"S","BodyText":"T","BodyHtml":null,
            "Timestamp":1.5,"Type":"SendRawEmail"}]}}"#;
        let mails = MailApi::Ministack.read(ministack).unwrap();
        assert_eq!(mails[0].sent_at.as_millisecond(), 1500);
        assert_eq!(
            (mails[0].readable(), mails[0].to.as_slice()),
            ("T", ["t@example.org".to_owned()].as_slice())
        );

        let localstack = br#"{"messages":[{"Id":"b","Region":"eu-west-3","Source":"s@example.org",
            "Timestamp":"2026-11-04T10:00:00","RawData":"To: t@example.org\r\nSubject: S\r\n\r\nT"}]}"#;
        let mails = MailApi::Localstack.read(localstack).unwrap();
        assert_eq!(mails[0].sent_at.to_string(), "2026-11-04T10:00:00Z");
        assert_eq!(mails[0].to, ["t@example.org"]);
        assert_eq!(mails[0].readable(), "T");
        assert!(MailApi::Ministack.read(localstack).is_err());
    }
}
