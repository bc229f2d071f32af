//! SQS: a model of its own, because the time of a test is the test's. (winterbaume's SQS reads the machine's
//! clock, gives FIFO groups no order, and takes a delay of zero for none given.)

mod queue;
mod wire;

use std::collections::BTreeMap;
use std::sync::Mutex;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::wire::{Answer, Request, json_error};
use super::{ACCOUNT, REGION, TestClock, locked};
use crate::template::Template;
pub use queue::QueuedMessage;
pub(crate) use queue::{Order, Received};
use queue::{Queue, Refused};

/// Every queue of the template.
pub(crate) struct Sqs {
    clock: TestClock,
    queues: Mutex<BTreeMap<String, Queue>>,
}

impl Sqs {
    pub(super) fn create(clock: TestClock, template: &Template) -> Self {
        let queues = template.queues().into_iter().map(|spec| (spec.name.clone(), Queue::new(spec)));
        Self { clock, queues: Mutex::new(queues.collect()) }
    }

    pub(super) fn url(&self, queue: &str) -> String {
        let suffix = if self.of(queue, |queue| queue.spec.fifo) { ".fifo" } else { "" };
        format!("https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{queue}{suffix}")
    }

    pub(super) fn messages(&self, queue: &str) -> Vec<QueuedMessage> {
        self.of(queue, |queue| queue.messages().to_vec())
    }

    /// Puts a message as a service would (a stream's failure destination).
    pub(crate) fn put(&self, queue: &str, body: String) {
        let now = self.clock.now();
        let sent = self.of(queue, |queue| queue.send(queue::Sent { body, ..Default::default() }, now));
        assert!(sent.is_ok(), "{queue} refused a message of its own cloud");
    }

    /// Receives a batch as an event source does; what was received too often goes to the dead letters.
    pub(crate) fn receive(&self, queue: &str, most: usize, order: &mut Order) -> Vec<Received> {
        let now = self.clock.now();
        self.take(queue, most, None, now, order)
    }

    fn take(
        &self,
        queue: &str,
        most: usize,
        hidden: Option<i64>,
        now: Timestamp,
        order: &mut Order,
    ) -> Vec<Received> {
        let (batch, given_up) = self.of(queue, |queue| queue.receive(most, hidden, now, order));
        if let Some((dead_letters, messages)) = given_up {
            self.of(&dead_letters, |queue| queue.bury(messages, now));
        }
        batch
    }

    /// Deletes a message that was handled so many times; before, leaves it for one more delivery, as SQS may.
    pub(crate) fn settle(&self, queue: &str, id: &str, times: u32) {
        let now = self.clock.now();
        self.of(queue, |queue| queue.settle(id, times, now));
    }

    /// When something hidden in the queue shows next, if anything is.
    pub(crate) fn next_visible(&self, queue: &str) -> Option<Timestamp> {
        let now = self.clock.now();
        self.of(queue, |queue| queue.next_visible(now))
    }

    /// The queue's ARN, as it appears in events.
    pub(crate) fn arn(&self, queue: &str) -> String {
        let url = self.url(queue);
        format!("arn:aws:sqs:{REGION}:{ACCOUNT}:{}", url.rsplit('/').next().unwrap_or_default())
    }

    pub(super) fn perform(&self, operation: &str, request: &Request) -> Result<Answer, String> {
        let body = super::wire::json(request);
        let url = body["QueueUrl"].as_str().unwrap_or_default();
        let name = url.rsplit('/').next().unwrap_or_default().trim_end_matches(".fifo");
        let known = locked(&self.queues).contains_key(name) && url == self.url(name);
        if !known {
            return Ok(json_error(
                400,
                "com.amazonaws.sqs#QueueDoesNotExist",
                "The specified queue does not exist.",
            ));
        }
        let answered = match operation {
            "SendMessage" => self.send(name, &body),
            "SendMessageBatch" => self.send_batch(name, &body),
            "ReceiveMessage" => self.receive_message(name, &body),
            "DeleteMessage" => {
                by_receipt(&body, |receipt| self.of(name, |queue| queue.delete(receipt, self.clock.now())))
            }
            "ChangeMessageVisibility" => by_receipt(&body, |receipt| {
                let seconds = body["VisibilityTimeout"].as_i64().unwrap_or_default();
                self.of(name, |queue| queue.hide(receipt, seconds, self.clock.now()))
            }),
            "GetQueueAttributes" => Ok(self.attributes(name)),
            _ => {
                return Err(
                    "not an operation that the functions use; add it to the in-process SQS".to_owned()
                );
            }
        };
        Ok(answered.map_or_else(
            |refused| json_error(400, &format!("com.amazonaws.sqs#{}", refused.code), &refused.message),
            |answer| Answer::json(200, answer.to_string()),
        ))
    }

    fn send(&self, queue: &str, body: &Value) -> Result<Value, Refused> {
        let sent = wire::message(body)?;
        let message = self.of(queue, |of| of.send(sent, self.clock.now()))?;
        Ok(wire::receipt(&message))
    }

    fn send_batch(&self, queue: &str, body: &Value) -> Result<Value, Refused> {
        let entries = wire::entries(body)?;
        let (mut successful, mut failed) = (Vec::new(), Vec::new());
        for (id, entry) in entries {
            match self.send(queue, entry) {
                Ok(mut receipt) => {
                    receipt["Id"] = json!(id);
                    successful.push(receipt);
                }
                Err(refused) => failed.push(
                    json!({ "Id": id, "Code": refused.code, "Message": refused.message, "SenderFault": true }),
                ),
            }
        }
        Ok(json!({ "Successful": successful, "Failed": failed }))
    }

    /// What an operator receives: a test's own order, which is that of sending.
    fn receive_message(&self, queue: &str, body: &Value) -> Result<Value, Refused> {
        let (most, hidden) = wire::reception(body)?;
        let mut as_sent = |length: usize| (0..length).collect();
        let batch = self.take(queue, most, hidden, self.clock.now(), &mut as_sent);
        Ok(wire::received(&batch))
    }

    fn attributes(&self, queue: &str) -> Value {
        let now = self.clock.now();
        let [waiting, in_flight, delayed] = self.of(queue, |queue| queue.depths(now));
        json!({ "Attributes": {
            "QueueArn": self.arn(queue),
            "ApproximateNumberOfMessages": waiting.to_string(),
            "ApproximateNumberOfMessagesNotVisible": in_flight.to_string(),
            "ApproximateNumberOfMessagesDelayed": delayed.to_string(),
        } })
    }

    fn of<T>(&self, queue: &str, work: impl FnOnce(&mut Queue) -> T) -> T {
        let mut queues = locked(&self.queues);
        work(queues.get_mut(queue).unwrap_or_else(|| panic!("the template has no queue {queue}")))
    }
}

/// What is done to what was received with the receipt that a request names.
fn by_receipt(body: &Value, act: impl FnOnce(&str) -> Result<(), Refused>) -> Result<Value, Refused> {
    act(body["ReceiptHandle"].as_str().unwrap_or_default()).map(|()| json!({}))
}
