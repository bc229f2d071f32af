//! One dead letter: received, understood, put back or deleted.

use std::collections::HashMap;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::config::Builder;
use aws_sdk_sqs::config::retry::RetryConfig;
use aws_sdk_sqs::types::{Message, MessageSystemAttributeName as Attribute};
use jiff::Timestamp;
use serde_json::Value;
use store::Nudge;

use super::place::{Place, Source};
use crate::exit::reached;

/// How long, in seconds, a letter is hidden from others while it is looked at or moved: longer than that takes, and short
/// enough that what a command that died held shows soon.
pub(super) const HIDDEN: i32 = 60;

/// Most letters of one reception: SQS's own limit.
const AT_ONCE: i32 = 10;

/// A dead-letter queue.
#[derive(Debug)]
pub(super) struct Pile<'a> {
    sqs: &'a Client,
    url: &'a str,
}

/// A letter in the hand.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) id: String,
    receipt: String,
    pub(super) body: String,
    pub(super) sent_at: Option<Timestamp>,
    pub(super) receives: u32,
    pub(super) group: Option<String>,
    /// What the scheduler says of why it gave up.
    pub(super) error: Option<String>,
}

/// What a letter is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// A nudge for the function behind the queue.
    Nudge(Nudge),
    /// An event of SES, of this kind.
    Event(String),
    /// A call of a function with this event.
    Call {
        event: Value,
        /// Why Lambda gave it up.
        why: Option<String>,
    },
    /// A stretch of the stream, by the arrival of its first and last records.
    Stretch { from: Option<Timestamp>, to: Option<Timestamp>, records: u64 },
    /// Nothing that the function behind the queue could ever take.
    Foreign,
}

impl<'a> Pile<'a> {
    pub(super) fn of(sqs: &'a Client, place: &'a Place) -> Self {
        Self { sqs, url: &place.dead_letters }
    }

    /// The next letters, hidden from others for a while; none at the end. Asked once: if the answer were lost and the SDK
    /// asked again, the first letters would be hidden, nobody would hold them, and the end would seem to be reached.
    pub(super) async fn take(&self) -> anyhow::Result<Vec<Letter>> {
        let once = Builder::new().retry_config(RetryConfig::standard().with_max_attempts(1));
        let asked = self
            .sqs
            .receive_message()
            .queue_url(self.url)
            .max_number_of_messages(AT_ONCE)
            .visibility_timeout(HIDDEN)
            .wait_time_seconds(1) // a short look asks some of SQS's servers only, and may find nothing
            .message_system_attribute_names(Attribute::All)
            .message_attribute_names("ERROR_CODE")
            .customize()
            .config_override(once);
        let answer = reached("the dead letters (sqs:ReceiveMessage)", asked.send().await)?;
        Ok(answer.messages.unwrap_or_default().into_iter().filter_map(Letter::of).collect())
    }

    /// Shows a letter again at once. One that cannot be shown now shows by itself a little later.
    pub(super) async fn put_back(&self, letter: &Letter) {
        let shown = self.sqs.change_message_visibility().queue_url(self.url).visibility_timeout(0);
        drop(shown.receipt_handle(&letter.receipt).send().await);
    }

    pub(super) async fn delete(&self, letter: &Letter) -> anyhow::Result<()> {
        let gone = self.sqs.delete_message().queue_url(self.url).receipt_handle(&letter.receipt);
        reached("a dead letter (sqs:DeleteMessage)", gone.send().await).map(|_| ())
    }
}

impl Letter {
    fn of(message: Message) -> Option<Self> {
        let attributes: HashMap<_, _> = message.attributes.unwrap_or_default();
        let number = |name: Attribute| attributes.get(&name).and_then(|text| text.parse::<i64>().ok());
        let error = message.message_attributes.unwrap_or_default().remove("ERROR_CODE");
        Some(Self {
            id: message.message_id?,
            receipt: message.receipt_handle?,
            body: message.body.unwrap_or_default(),
            sent_at: number(Attribute::SentTimestamp).and_then(|at| Timestamp::from_millisecond(at).ok()),
            receives: number(Attribute::ApproximateReceiveCount)
                .and_then(|count| u32::try_from(count).ok())
                .unwrap_or_default(),
            group: attributes.get(&Attribute::MessageGroupId).cloned(),
            error: error.and_then(|error| error.string_value),
        })
    }

    /// What the letter is, among those of this place.
    pub(super) fn content(&self, place: &Place) -> Content {
        let Ok(json) = serde_json::from_str::<Value>(&self.body) else { return Content::Foreign };
        match &place.source {
            Source::Queue(_) if place.takes_events() => {
                let kind = ["notificationType", "eventType"].iter().find_map(|kind| json[*kind].as_str());
                kind.map_or(Content::Foreign, |kind| Content::Event(kind.to_owned()))
            }
            Source::Queue(_) => match serde_json::from_value(json) {
                Ok(nudge) if place.takes(&nudge) => Content::Nudge(nudge),
                _ => Content::Foreign,
            },
            Source::Calls(_) => match json.get("requestPayload") {
                // Lambda's record of an asynchronous call that failed.
                Some(event) => {
                    let why = json["requestContext"]["condition"].as_str().map(str::to_owned);
                    Content::Call { event: event.clone(), why }
                }
                // The scheduler's: the event itself.
                None if json.is_object() => Content::Call { event: json, why: self.error.clone() },
                None => Content::Foreign,
            },
            Source::Stream => {
                let info = &json["DDBStreamBatchInfo"];
                let at = |name: &str| info[name].as_str().and_then(|at| at.parse().ok());
                let stretch = Content::Stretch {
                    from: at("approximateArrivalOfFirstRecord"),
                    to: at("approximateArrivalOfLastRecord"),
                    records: info["batchSize"].as_u64().unwrap_or_default(),
                };
                if info.is_object() { stretch } else { Content::Foreign }
            }
        }
    }
}
