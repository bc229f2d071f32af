//! SQS on the wire: `awsJson1.0` in and out.

use serde_json::{Map, Value, json};

use super::queue::{QueuedMessage, Received, Refused, Sent};

/// SQS's own limit until 2025, and still the default of a queue declared without one on most deployments.
const LARGEST: usize = 256 * 1024;
const LONGEST_DELAY: i64 = 900;

/// A message as `SendMessage` or an entry of `SendMessageBatch` gives it.
pub(super) fn message(body: &Value) -> Result<Sent, Refused> {
    let text = body["MessageBody"].as_str().unwrap_or_default();
    if text.is_empty() {
        return Err(Refused::new("MissingParameter", "The request must contain the parameter MessageBody."));
    }
    if text.len() > LARGEST {
        return Err(Refused::new(
            "InvalidParameterValue",
            "One or more parameters are invalid. Reason: too long.",
        ));
    }
    if !text.chars().all(allowed) {
        return Err(Refused::new("InvalidMessageContents", "Invalid characters found in the message body."));
    }
    let delay = body["DelaySeconds"].as_i64();
    if delay.is_some_and(|delay| !(0..=LONGEST_DELAY).contains(&delay)) {
        return Err(Refused::new("InvalidParameterValue", "DelaySeconds must be between 0 and 900."));
    }
    let text_of = |name: &str| body[name].as_str().map(str::to_owned);
    Ok(Sent {
        body: text.to_owned(),
        delay,
        group: text_of("MessageGroupId"),
        deduplication: text_of("MessageDeduplicationId"),
        attributes: attributes(&body["MessageAttributes"]),
    })
}

/// What SQS takes in a body: XML 1.0's characters.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Message attributes from the API's spelling to that of a Lambda event.
fn attributes(given: &Value) -> Value {
    let given = given.as_object().cloned().unwrap_or_default();
    let spelled = given.into_iter().map(|(name, attribute)| {
        let spelled = json!({ "stringValue": attribute["StringValue"], "dataType": attribute["DataType"] });
        (name, spelled)
    });
    Value::Object(spelled.collect::<Map<_, _>>())
}

/// The entries of a batch with their ids.
pub(super) fn entries(body: &Value) -> Result<Vec<(String, &Value)>, Refused> {
    let entries = body["Entries"].as_array().map(Vec::as_slice).unwrap_or_default();
    if entries.is_empty() {
        return Err(Refused::new("EmptyBatchRequest", "There should be at least one entry in the request."));
    }
    if entries.len() > 10 {
        return Err(Refused::new("TooManyEntriesInBatchRequest", "The maximum number of entries is 10."));
    }
    let named: Vec<_> =
        entries.iter().map(|entry| (entry["Id"].as_str().unwrap_or_default().to_owned(), entry)).collect();
    let mut ids: Vec<&str> = named.iter().map(|(id, _)| id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() < named.len() {
        return Err(Refused::new("BatchEntryIdsNotDistinct", "Two or more entries have the same Id."));
    }
    Ok(named)
}

/// How many messages `ReceiveMessage` asks for, and for how long they are hidden.
pub(super) fn reception(body: &Value) -> Result<(usize, Option<i64>), Refused> {
    let most = body["MaxNumberOfMessages"].as_u64().unwrap_or(1);
    if !(1..=10).contains(&most) {
        return Err(Refused::new("InvalidParameterValue", "MaxNumberOfMessages must be between 1 and 10."));
    }
    Ok((usize::try_from(most).unwrap_or(10), body["VisibilityTimeout"].as_i64()))
}

/// What `ReceiveMessage` answers, with every system attribute; an empty queue's answer names no messages.
pub(super) fn received(batch: &[Received]) -> Value {
    let messages = batch.iter().map(|Received { message, receipt }| {
        let mut attributes = json!({
            "ApproximateReceiveCount": message.receives.to_string(),
            "SentTimestamp": message.sent_at.as_millisecond().to_string(),
            "ApproximateFirstReceiveTimestamp": message.first_received_at().as_millisecond().to_string(),
        });
        let fifo = [
            ("MessageGroupId", &message.group),
            ("MessageDeduplicationId", &message.deduplication),
            ("SequenceNumber", &message.sequence),
        ];
        for (name, value) in fifo {
            if let Some(value) = value {
                attributes[name] = json!(value);
            }
        }
        json!({
            "MessageId": message.id,
            "ReceiptHandle": receipt,
            "MD5OfBody": message.md5(),
            "Body": message.body,
            "Attributes": attributes,
        })
    });
    let messages: Vec<Value> = messages.collect();
    if messages.is_empty() { json!({}) } else { json!({ "Messages": messages }) }
}

/// What the sender gets back.
pub(super) fn receipt(message: &QueuedMessage) -> Value {
    let mut receipt = json!({ "MessageId": message.id, "MD5OfMessageBody": message.md5() });
    if let Some(sequence) = &message.sequence {
        receipt["SequenceNumber"] = json!(sequence);
    }
    receipt
}
