//! Where a dead letter is tried again.

use std::collections::{BTreeMap, HashSet};
use std::sync::Mutex;

use anyhow::{Context, bail};
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::InvocationType;
use jiff::{SignedDuration, Timestamp};
use model::zone::Zone;
use serde_json::{Value, json};
use store::Store;

use super::letter::{Content, Letter};
use super::place::{Place, Source, is_fifo};
use crate::exit::reached;
use crate::table::Service;

/// By how much the stream's times may differ from the table's.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(5);

/// What dead letters are sent to.
#[derive(Debug)]
pub(super) struct Targets {
    pub(super) store: Store,
    pub(super) sqs: aws_sdk_sqs::Client,
    pub(super) lambda: aws_sdk_lambda::Client,
    pub(super) outputs: BTreeMap<String, String>,
    /// The calls that this run has made: two failed nights of one date are one snapshot.
    called: Mutex<HashSet<String>>,
}

impl Targets {
    pub(super) fn of(
        service: &Service,
        sqs: &aws_sdk_sqs::Client,
        outputs: &BTreeMap<String, String>,
    ) -> Self {
        let lambda = aws_sdk_lambda::Client::new(service.aws());
        Self::new(service.store.clone(), sqs.clone(), lambda, outputs.clone())
    }

    pub(super) fn new(
        store: Store,
        sqs: aws_sdk_sqs::Client,
        lambda: aws_sdk_lambda::Client,
        outputs: BTreeMap<String, String>,
    ) -> Self {
        Self { store, sqs, lambda, outputs, called: Mutex::default() }
    }

    /// Has a letter tried again; where that made a message, its identifier.
    pub(super) async fn send(&self, place: &Place, letter: &Letter) -> anyhow::Result<Option<String>> {
        match (&place.source, letter.content(place)) {
            (Source::Queue(url), _) => self.enqueue(url, letter).await.map(Some),
            (Source::Calls(function), Content::Call { event, .. }) => {
                self.call(function, dated(place, event, letter.sent_at)).await.map(|()| None)
            }
            (Source::Stream, Content::Stretch { from, to, .. }) => {
                self.hand_on(from, to).await.map(|()| None)
            }
            _ => bail!(
                "it is no letter of these: mip queues redrive {} --drop {} --yes",
                place.name,
                letter.id
            ),
        }
    }

    /// Back into its queue. In a FIFO queue under an identifier of its own: with the first one SQS would take the message for
    /// a repetition for five minutes, say that it has it, and drop it. With one drawn anew, a command that is run again
    /// would send it twice; with the letter's, SQS knows it again.
    async fn enqueue(&self, url: &str, letter: &Letter) -> anyhow::Result<String> {
        let message = self.sqs.send_message().queue_url(url).message_body(&letter.body);
        let message = if is_fifo(url) {
            message
                .message_group_id(letter.group.as_deref().unwrap_or("redriven"))
                .message_deduplication_id(format!("redriven-{}", letter.id))
        } else {
            message
        };
        let sent = reached("the letter's queue (sqs:SendMessage)", message.send().await)?;
        Ok(sent.message_id.unwrap_or_default())
    }

    /// Calls a function as its scheduler does: Lambda keeps the call, tries it again, and puts it back here when it fails.
    async fn call(&self, function: &str, event: Value) -> anyhow::Result<()> {
        let text = event.to_string();
        let called = format!("{function} {text}");
        if self.called.lock().is_ok_and(|calls| calls.contains(&called)) {
            return Ok(());
        }
        let call = self.lambda.invoke().function_name(function).invocation_type(InvocationType::Event);
        let call = call.payload(Blob::new(text));
        reached(&format!("the function {function} (lambda:InvokeFunction)"), call.send().await)?;
        if let Ok(mut calls) = self.called.lock() {
            calls.insert(called);
        }
        Ok(())
    }

    /// Hands on the outbox's items of a time, as `relay` would have: also those that it did hand on, which changes nothing.
    async fn hand_on(&self, from: Option<Timestamp>, to: Option<Timestamp>) -> anyhow::Result<()> {
        let from = from.map_or(Timestamp::UNIX_EPOCH, |from| from - CLOCKS_DIFFER);
        let to = to.map_or(Timestamp::MAX, |to| to + CLOCKS_DIFFER);
        let relay = self.relay()?;
        for item in self.store.outbox(from, to).await? {
            relay::hand_on(&relay, &item).await.with_context(|| format!("the outbox's item {}", item.id))?;
        }
        Ok(())
    }

    fn relay(&self) -> anyhow::Result<relay::Deps> {
        let queue = |name: &str| {
            let output = self.outputs.get(&format!("{name}QueueUrl")).cloned();
            output.with_context(|| format!("the stack has no output {name}QueueUrl: is it this service's?"))
        };
        Ok(relay::Deps {
            sqs: self.sqs.clone(),
            submissions_queue: queue("Submissions")?,
            mail_queue: queue("Mail")?,
            programme_queue: queue("Programme")?,
            desk_queue: queue("Desk")?,
            newsletter_queue: queue("Newsletter")?,
            mailings_queue: queue("Mailings")?,
        })
    }
}

/// A night's snapshot is that of its date, whenever it is made up for; the scheduler does not say which, the letter does.
fn dated(place: &Place, event: Value, sent_at: Option<Timestamp>) -> Value {
    match sent_at {
        Some(sent_at) if place.name == "snapshot" && event["date"].is_null() => {
            json!({ "date": Zone::PARIS.date(sent_at).to_string() })
        }
        _ => event,
    }
}
