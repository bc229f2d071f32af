//! SES's events, in both of their forms: a configuration set publishes an `eventType` with the mail's tags, an
//! identity a `notificationType` without. SNS hands over either as it is, or in an envelope of its own.
//!
//! Of all that an event tells, only what the ledger needs is read: never an address.

#[cfg(test)]
mod tests;

use jiff::Timestamp;
use model::ledger::{Fate, Report};
use model::letter::MailId;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::Error;

/// An event.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Event {
    pub(crate) kind: Kind,
    /// What it tells of a mail; nothing when it is about the topic, or of a kind that tells nothing to us.
    pub(crate) news: Option<News>,
}

/// What an event tells of a mail.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct News {
    /// Which mail, by the tag that `send` gave it.
    pub(crate) mail: Option<MailId>,
    pub(crate) report: Report,
    /// How many recipients it is about. One event may name several; a mail of ours has one.
    pub(crate) recipients: usize,
}

/// The kinds of events, by SES's names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum Kind {
    Send,
    Delivery,
    DeliveryDelay,
    Bounce,
    Complaint,
    /// Accepted, then not delivered: it holds a virus.
    Reject,
    /// A template could not be filled. Our mails are not made by SES.
    #[serde(rename = "Rendering Failure", alias = "RenderingFailure")]
    RenderingFailure,
    /// Whatever else there is or will be: opens, clicks, subscriptions to the topic.
    #[serde(other)]
    Other,
}

impl Event {
    /// Reads the body of a message.
    pub(crate) fn read(body: &str) -> Result<Self, Error> {
        match parse::<Envelope>(body) {
            Ok(envelope) if envelope.kind == "Notification" => Self::published(&envelope.message),
            Ok(_) => Ok(Self { kind: Kind::Other, news: None }), // SNS's own: subscribed, unsubscribed
            Err(_) => Self::published(body),
        }
    }

    fn published(text: &str) -> Result<Self, Error> {
        if text.starts_with(VALIDATION) {
            return Ok(Self { kind: Kind::Other, news: None });
        }
        let told: Told = parse(text)?;
        let kind = told.event_type.or(told.notification_type).ok_or(Error::Incomplete)?;
        let news = if tells_of_a_mail(kind) { Some(told.news(kind)?) } else { None };
        Ok(Self { kind, news })
    }
}

/// What SES says, in plain text, when a topic is made the destination of its events.
const VALIDATION: &str = "Successfully validated SNS topic";

fn tells_of_a_mail(kind: Kind) -> bool {
    !matches!(kind, Kind::RenderingFailure | Kind::Other)
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text)
        .map_err(|error| Error::Unreadable { line: error.line(), column: error.column() })
}

#[derive(Deserialize)]
struct Envelope {
    #[serde(rename = "Type")]
    kind: String,
    #[serde(rename = "Message")]
    message: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    event_type: Option<Kind>,
    notification_type: Option<Kind>,
    mail: Option<Mail>,
    bounce: Option<Bounce>,
    complaint: Option<Complaint>,
    delivery: Option<Delivery>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mail {
    timestamp: Timestamp,
    message_id: String,
    #[serde(default)]
    destination: Vec<IgnoredAny>,
    #[serde(default)]
    tags: Tags,
}

#[derive(Default, Deserialize)]
struct Tags {
    #[serde(default)]
    mail: Vec<MailId>,
}

#[derive(Deserialize)]
struct Bounce {
    #[serde(rename = "bounceType")]
    kind: String,
    #[serde(rename = "bounceSubType")]
    why: String,
    #[serde(rename = "bouncedRecipients")]
    recipients: Vec<IgnoredAny>,
    timestamp: Timestamp,
}

#[derive(Deserialize)]
struct Complaint {
    #[serde(rename = "complainedRecipients")]
    recipients: Vec<IgnoredAny>,
    timestamp: Timestamp,
    #[serde(rename = "complaintSubType")]
    kept_back: Option<String>,
    #[serde(rename = "complaintFeedbackType")]
    kind: Option<String>,
}

#[derive(Deserialize)]
struct Delivery {
    recipients: Vec<IgnoredAny>,
    timestamp: Timestamp,
}

impl Told {
    fn news(self, kind: Kind) -> Result<News, Error> {
        let mail = self.mail.ok_or(Error::Incomplete)?;
        let (fate, recipients) = match kind {
            Kind::Delivery => self.delivery.ok_or(Error::Incomplete)?.told(),
            Kind::Bounce => self.bounce.ok_or(Error::Incomplete)?.told(),
            Kind::Complaint => self.complaint.ok_or(Error::Incomplete)?.told(),
            Kind::Reject => {
                let why = "Rejected".to_owned();
                let rejected = Fate::Bounced { at: mail.timestamp, permanent: false, why };
                (Some(rejected), mail.destination.len())
            }
            Kind::Send | Kind::DeliveryDelay | Kind::RenderingFailure | Kind::Other => {
                (None, mail.destination.len())
            }
        };
        let report = Report { ses_id: mail.message_id, accepted_at: mail.timestamp, fate };
        Ok(News { mail: mail.tags.mail.into_iter().next(), report, recipients })
    }
}

impl Delivery {
    fn told(self) -> (Option<Fate>, usize) {
        (Some(Fate::Delivered { at: self.timestamp }), self.recipients.len())
    }
}

impl Bounce {
    fn told(self) -> (Option<Fate>, usize) {
        let permanent = self.kind == "Permanent";
        let why = word(self.why);
        (Some(Fate::Bounced { at: self.timestamp, permanent, why }), self.recipients.len())
    }
}

impl Complaint {
    fn told(self) -> (Option<Fate>, usize) {
        let at = self.timestamp;
        let fate = match (self.kept_back, self.kind.as_deref()) {
            // They have called an earlier mail spam, so SES has kept this one back.
            (Some(why), _) => Some(Fate::Bounced { at, permanent: true, why: word(why) }),
            // Taken out of the spam folder: it is there.
            (None, Some("not-spam")) => Some(Fate::Delivered { at }),
            // A server's report about signatures: nobody complains, and whether it was taken is not said.
            (None, Some("auth-failure")) => None,
            (None, _) => Some(Fate::Complained { at }),
        };
        (fate, self.recipients.len())
    }
}

/// SES's reasons are single words; what is not one may hold anything, and is not kept.
fn word(reason: String) -> String {
    let is_word =
        !reason.is_empty() && reason.len() <= 40 && reason.chars().all(|c| c.is_ascii_alphanumeric());
    if is_word { reason } else { "Undetermined".into() }
}
