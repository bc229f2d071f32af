//! SES, API version 1: takes a raw message, keeps it, and refuses what SES refuses. (winterbaume's answers
//! `SendRawEmail` with an id and forgets the message.)

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use data_encoding::BASE64;
use jiff::{SignedDuration, Timestamp};

use super::wire::{Answer, Request, xml_error};
use super::{CONFIGURATION_SET, MAIL_DOMAIN, TestClock, locked};

/// SES v1's limits of one message.
const LARGEST: usize = 10 * 1024 * 1024;
const MOST_RECIPIENTS: usize = 50;

/// The time over which SES counts a day.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// SES's rate of sending: a bucket of tokens that holds a second's worth.
#[derive(Clone, Debug)]
pub struct SendRate {
    per_second: f64,
    tokens: f64,
    at: Timestamp,
}

impl SendRate {
    /// A full bucket.
    pub fn new(per_second: f64, now: Timestamp) -> Self {
        Self { per_second, tokens: per_second.max(1.0), at: now }
    }

    /// Whether a mail is taken now.
    pub fn takes(&mut self, now: Timestamp) -> bool {
        let passed = now.duration_since(self.at).as_secs_f64().max(0.0);
        self.at = self.at.max(now);
        self.tokens = (self.tokens + passed * self.per_second).min(self.per_second.max(1.0));
        let takes = self.tokens >= 1.0;
        if takes {
            self.tokens -= 1.0;
        }
        takes
    }
}

/// A mail that SES accepted.
#[derive(Clone, Debug)]
pub struct SentMail {
    /// SES's message id.
    pub message_id: String,
    /// The envelope's sender.
    pub source: String,
    /// The envelope's recipients.
    pub destinations: Vec<String>,
    /// The message as given to SES.
    pub raw: Vec<u8>,
    /// The configuration set, if one was named.
    pub configuration_set: Option<String>,
    /// The message tags.
    pub tags: HashMap<String, String>,
    /// When it was accepted.
    pub at: Timestamp,
}

pub(super) struct Ses {
    clock: TestClock,
    sent: Mutex<Vec<SentMail>>,
    limits: Mutex<Limits>,
    contents_kept: AtomicBool,
}

/// What the account may send, as SES answers it, and whether it is held to it.
struct Limits {
    per_day: u32,
    rate: f64,
    held: Option<SendRate>,
}

impl Ses {
    pub(super) fn new(clock: TestClock) -> Self {
        let limits = Mutex::new(Limits { per_day: 50_000, rate: 14.0, held: None });
        Self { clock, sent: Mutex::default(), limits, contents_kept: AtomicBool::new(true) }
    }

    pub(super) fn limit(&self, rate: f64, per_day: u32) {
        let held = Some(SendRate::new(rate, self.clock.now()));
        *locked(&self.limits) = Limits { per_day, rate, held };
    }

    pub(super) fn forget_contents(&self) {
        self.contents_kept.store(false, Ordering::Relaxed);
    }

    /// How many of the mails were accepted within the last 24 hours.
    fn of_the_day(&self) -> usize {
        let since = self.clock.now() - DAY;
        let sent = locked(&self.sent);
        sent.len() - sent.partition_point(|mail| mail.at <= since)
    }

    fn quota(&self) -> Answer {
        let Limits { per_day, rate, .. } = *locked(&self.limits);
        let sent = self.of_the_day();
        Answer::xml(
            200,
            format!(
                "<GetSendQuotaResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><GetSendQuotaResult>\
                 <Max24HourSend>{per_day}.0</Max24HourSend><MaxSendRate>{rate:?}</MaxSendRate><SentLast24Hours>{sent}.0\
                 </SentLast24Hours></GetSendQuotaResult><ResponseMetadata><RequestId>in-process</RequestId>\
                 </ResponseMetadata></GetSendQuotaResponse>"
            ),
        )
    }

    /// What SES says of too much within a second or a day.
    fn throttled(&self) -> Result<(), (&'static str, String)> {
        let of_the_day = self.of_the_day();
        let mut limits = locked(&self.limits);
        let per_day = limits.per_day;
        let Some(rate) = &mut limits.held else { return Ok(()) };
        if u32::try_from(of_the_day).is_ok_and(|sent| sent >= per_day) {
            return Err(("Throttling", "Daily message quota exceeded.".to_owned()));
        }
        if !rate.takes(self.clock.now()) {
            return Err(("Throttling", "Maximum sending rate exceeded.".to_owned()));
        }
        Ok(())
    }

    pub(super) fn sent(&self) -> Vec<SentMail> {
        locked(&self.sent).clone()
    }

    pub(super) fn perform(&self, operation: &str, request: &Request) -> Result<Answer, String> {
        if operation == "GetSendQuota" {
            return Ok(self.quota());
        }
        if operation != "SendRawEmail" {
            return Err("not an operation that the functions use; add it to the in-process SES".to_owned());
        }
        let form = url::form_urlencoded::parse(&request.body).into_owned().collect();
        Ok(match self.accept(&form) {
            Ok(id) => Answer::xml(
                200,
                format!(
                    "<SendRawEmailResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\"><SendRawEmailResult>\
                     <MessageId>{id}</MessageId></SendRawEmailResult><ResponseMetadata><RequestId>in-process\
                     </RequestId></ResponseMetadata></SendRawEmailResponse>"
                ),
            ),
            Err((code, message)) => xml_error(400, true, code, &message),
        })
    }

    fn accept(&self, form: &HashMap<String, String>) -> Result<String, (&'static str, String)> {
        let rejected = |message: &str| Err(("MessageRejected", message.to_owned()));
        let Ok(raw) = BASE64.decode(form.get("RawMessage.Data").map(String::as_bytes).unwrap_or_default())
        else {
            return Err(("InvalidParameterValue", "RawMessage.Data is not base64".to_owned()));
        };
        if raw.len() > LARGEST {
            return rejected("Message length exceeds the limit.");
        }
        let destinations = members(form, "Destinations.member.");
        let headers = headers(&raw);
        let from = headers.iter().find(|(name, _)| name == "from").map(|(_, value)| value.clone());
        let Some(from) = from else { return rejected("Missing required header 'From'.") };
        let source = form.get("Source").cloned().unwrap_or_else(|| from.clone());
        for sender in [&source, &from] {
            if !address(sender).ends_with(&format!("@{MAIL_DOMAIN}")) {
                return rejected(&format!(
                    "Email address is not verified. The following identities failed: {sender}"
                ));
            }
        }
        if destinations.is_empty() || destinations.len() > MOST_RECIPIENTS {
            return rejected("Recipient count must be between 1 and 50.");
        }
        if let Some(illegal) = destinations.iter().find(|to| !to.is_ascii() || !address(to).contains('@')) {
            return Err(("InvalidParameterValue", format!("Illegal address: {illegal}")));
        }
        let configuration_set = form.get("ConfigurationSetName").cloned();
        if let Some(unknown) = configuration_set.as_ref().filter(|name| *name != CONFIGURATION_SET) {
            return Err((
                "ConfigurationSetDoesNotExist",
                format!("Configuration set <{unknown}> does not exist."),
            ));
        }
        let tags = tags(form)?;
        self.throttled()?;
        let mut sent = locked(&self.sent);
        let message_id = format!("0102019{:09x}-in-process-000000", sent.len() + 1);
        let at = self.clock.now();
        sent.push(SentMail {
            message_id: message_id.clone(),
            source,
            destinations,
            raw: if self.contents_kept.load(Ordering::Relaxed) { raw } else { Vec::new() },
            configuration_set,
            tags,
            at,
        });
        Ok(message_id)
    }
}

/// The values of a list of the query protocol: `Name.member.1`, `Name.member.2`…
fn members(form: &HashMap<String, String>, prefix: &str) -> Vec<String> {
    (1..).map_while(|n| form.get(&format!("{prefix}{n}")).cloned()).collect()
}

/// SES takes letters, digits, `_` and `-`, at most 256, in names and values of tags (and `.` and `@` in values).
fn tags(form: &HashMap<String, String>) -> Result<HashMap<String, String>, (&'static str, String)> {
    let pairs = (1..).map_while(|n| {
        let part = |name: &str| form.get(&format!("Tags.member.{n}.{name}")).cloned();
        Some((part("Name")?, part("Value")?))
    });
    let plain = |c: char| c.is_ascii_alphanumeric() || "_-.@".contains(c);
    let pairs: HashMap<String, String> = pairs.collect();
    match pairs.iter().find(|(name, value)| {
        [name, value].iter().any(|text| text.is_empty() || text.len() > 256 || !text.chars().all(plain))
    }) {
        Some((name, value)) => Err(("InvalidParameterValue", format!("Invalid tag {name}={value}."))),
        None => Ok(pairs),
    }
}

/// The headers of a raw message, names in lower case, folded lines joined.
fn headers(raw: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(raw);
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in text.lines().take_while(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = headers.last_mut() {
                value.push_str(line);
            }
        } else if let Some((name, value)) = line.split_once(':') {
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    headers
}

/// The bare address of `Name <address>`.
fn address(mailbox: &str) -> &str {
    mailbox.rsplit_once('<').map_or(mailbox, |(_, address)| address.trim_end_matches('>')).trim()
}
