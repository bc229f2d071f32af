//! A queue as an event source: receive, call, delete what was not reported failed. What failed stays hidden until
//! its visibility time-out and goes to the dead letters when it was received too often.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::Invoke;
use super::delivery::{Delivery, Shuffler};
use super::handler::failures;
use crate::cloud::{Cloud, REGION, Received};

pub(super) struct QueueSource {
    queue: String,
    batch_size: usize,
    partial: bool,
}

impl QueueSource {
    pub(super) fn new(queue: String, batch_size: usize, partial: bool) -> Self {
        Self { queue, batch_size, partial }
    }

    pub(super) fn next_visible(&self, cloud: &Cloud) -> Option<Timestamp> {
        cloud.sqs().next_visible(&self.queue)
    }

    /// Delivers one batch, if anything is visible.
    pub(super) async fn deliver(
        &self,
        call: &Invoke<'_>,
        delivery: Delivery,
        shuffler: &mut Shuffler,
    ) -> bool {
        let sqs = call.cloud.sqs();
        let batch = sqs.receive(&self.queue, self.batch_size, &mut |length| shuffler.order(length));
        if batch.is_empty() {
            return false;
        }
        let arn = sqs.arn(&self.queue);
        let records: Vec<Value> = batch.iter().map(|received| record(received, &arn)).collect();
        let ids: Vec<&str> = batch.iter().map(|received| received.message.id.as_str()).collect();
        let failed = match call.call(json!({ "Records": records })).await {
            Ok(answer) if self.partial => failures(&answer, &ids),
            Ok(_) => Some(Vec::new()),
            Err(_) => None,
        };
        if let Some(failed) = failed {
            for id in ids.into_iter().filter(|id| !failed.iter().any(|failed| failed == id)) {
                sqs.settle(&self.queue, id, delivery.times);
            }
        }
        true
    }
}

fn record(received: &Received, arn: &str) -> Value {
    let message = &received.message;
    let mut attributes = Map::new();
    let mut put = |name: &str, value: String| attributes.insert(name.to_owned(), json!(value));
    put("ApproximateReceiveCount", message.receives.to_string());
    put("SentTimestamp", message.sent_at.as_millisecond().to_string());
    put("ApproximateFirstReceiveTimestamp", message.first_received_at().as_millisecond().to_string());
    put("SenderId", "AROAINPROCESSCLOUD".to_owned());
    let fifo = [
        ("MessageGroupId", &message.group),
        ("MessageDeduplicationId", &message.deduplication),
        ("SequenceNumber", &message.sequence),
    ];
    for (name, value) in fifo {
        if let Some(value) = value {
            put(name, value.clone());
        }
    }
    json!({
        "messageId": message.id,
        "receiptHandle": received.receipt,
        "body": message.body,
        "attributes": attributes,
        "messageAttributes": message.attributes,
        "md5OfBody": message.md5(),
        "eventSource": "aws:sqs",
        "eventSourceARN": arn,
        "awsRegion": REGION,
    })
}
