//! One queue: what waits in it, when it can be seen, and when it has been tried often enough.

use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};
use md5::{Digest, Md5};
use serde_json::Value;

use crate::template::QueueSpec;

/// A FIFO queue knows a deduplication id again for this long.
const DEDUPLICATION: SignedDuration = SignedDuration::from_mins(5);

/// A message in a queue.
#[derive(Clone, Debug)]
pub struct QueuedMessage {
    /// Its message id.
    pub id: String,
    /// Its body.
    pub body: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// When it can be received next.
    pub visible_at: Timestamp,
    /// How often it was received.
    pub receives: u32,
    /// The message group it belongs to.
    pub group: Option<String>,
    /// Its deduplication id (FIFO).
    pub deduplication: Option<String>,
    /// Its sequence number (FIFO).
    pub sequence: Option<String>,
    pub(crate) attributes: Value,
    first_received_at: Option<Timestamp>,
    successes: u32,
}

impl QueuedMessage {
    /// The MD5 of the body, in hexadecimal.
    pub(crate) fn md5(&self) -> String {
        data_encoding::HEXLOWER.encode(&Md5::digest(self.body.as_bytes()))
    }

    /// When it was received for the first time.
    pub(crate) fn first_received_at(&self) -> Timestamp {
        self.first_received_at.unwrap_or(self.sent_at)
    }
}

/// A received message and its receipt.
pub(crate) struct Received {
    pub(crate) message: QueuedMessage,
    pub(crate) receipt: String,
}

/// In which order a standard queue hands out what is visible. SQS promises none.
pub(crate) type Order<'a> = dyn FnMut(usize) -> Vec<usize> + 'a;

/// A message on its way in.
#[derive(Default)]
pub(super) struct Sent {
    pub(super) body: String,
    pub(super) delay: Option<i64>,
    pub(super) group: Option<String>,
    pub(super) deduplication: Option<String>,
    pub(super) attributes: Value,
}

/// A request that SQS refuses.
pub(super) struct Refused {
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Refused {
    pub(super) fn new(code: &'static str, message: &str) -> Self {
        Self { code, message: message.to_owned() }
    }
}

pub(super) struct Queue {
    pub(super) spec: QueueSpec,
    messages: Vec<QueuedMessage>,
    known: HashMap<String, (QueuedMessage, Timestamp)>,
    sent: u64,
}

impl Queue {
    pub(super) fn new(spec: QueueSpec) -> Self {
        Self { spec, messages: Vec::new(), known: HashMap::new(), sent: 0 }
    }

    pub(super) fn messages(&self) -> &[QueuedMessage] {
        &self.messages
    }

    pub(super) fn send(&mut self, mut sent: Sent, now: Timestamp) -> Result<QueuedMessage, Refused> {
        self.check(&mut sent)?;
        self.known.retain(|_, (_, until)| *until > now);
        if let Some((original, _)) = sent.deduplication.as_ref().and_then(|id| self.known.get(id)) {
            return Ok(original.clone());
        }
        self.sent += 1;
        let message = QueuedMessage {
            id: format!("{}-{:012}", self.spec.name, self.sent),
            sent_at: now,
            visible_at: now + SignedDuration::from_secs(sent.delay.unwrap_or(self.spec.delay)),
            receives: 0,
            sequence: self.spec.fifo.then(|| format!("{:020}", self.sent)),
            body: sent.body,
            group: sent.group,
            deduplication: sent.deduplication,
            attributes: sent.attributes,
            first_received_at: None,
            successes: 0,
        };
        if let Some(id) = &message.deduplication {
            self.known.insert(id.clone(), (message.clone(), now + DEDUPLICATION));
        }
        self.messages.push(message.clone());
        Ok(message)
    }

    fn check(&self, sent: &mut Sent) -> Result<(), Refused> {
        if !self.spec.fifo {
            return match sent.deduplication {
                Some(_) => Err(Refused::new(
                    "InvalidParameterValue",
                    "MessageDeduplicationId is not valid for this queue type.",
                )),
                None => Ok(()),
            };
        }
        if sent.delay.is_some() {
            return Err(Refused::new(
                "InvalidParameterValue",
                "DelaySeconds is not valid for this queue type.",
            ));
        }
        if sent.group.is_none() {
            return Err(Refused::new(
                "MissingParameter",
                "The request must contain the parameter MessageGroupId.",
            ));
        }
        if sent.deduplication.is_none() && self.spec.content_based_deduplication {
            sent.deduplication = Some(data_encoding::HEXLOWER.encode(&Md5::digest(sent.body.as_bytes())));
        }
        if sent.deduplication.is_none() {
            return Err(Refused::new(
                "InvalidParameterValue",
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided.",
            ));
        }
        Ok(())
    }

    /// A batch of what is visible, hidden for so many seconds (none: the queue's own), and what goes to the dead letters
    /// instead.
    pub(super) fn receive(
        &mut self,
        most: usize,
        hidden: Option<i64>,
        now: Timestamp,
        order: &mut Order,
    ) -> (Vec<Received>, Option<(String, Vec<QueuedMessage>)>) {
        let given_up = self.give_up(now);
        let visible = self.visible(now);
        // A FIFO queue keeps its order within a group; what can be shuffled is a standard queue's.
        let chosen: Vec<usize> = if self.spec.fifo {
            visible
        } else {
            order(visible.len()).into_iter().map(|at| visible[at]).collect()
        };
        let hidden_until = now + SignedDuration::from_secs(hidden.unwrap_or(self.spec.visibility_timeout));
        let batch = chosen.into_iter().take(most).map(|at| {
            let message = &mut self.messages[at];
            message.receives += 1;
            message.visible_at = hidden_until;
            message.first_received_at.get_or_insert(now);
            Received { receipt: format!("{}#{}", message.id, message.receives), message: message.clone() }
        });
        let batch = batch.collect();
        (batch, given_up)
    }

    fn give_up(&mut self, now: Timestamp) -> Option<(String, Vec<QueuedMessage>)> {
        let (dead_letters, most) = self.spec.redrive.clone()?;
        let tried_out = |message: &QueuedMessage| message.receives >= most && message.visible_at <= now;
        let (gone, kept) = std::mem::take(&mut self.messages).into_iter().partition(tried_out);
        self.messages = kept;
        Some((dead_letters, gone))
    }

    /// The places of the visible messages. In a FIFO queue, nothing of a group is visible while something older of
    /// it is in flight or waits for its next try.
    fn visible(&self, now: Timestamp) -> Vec<usize> {
        let mut held = HashSet::new();
        let mut visible = Vec::new();
        for (at, message) in self.messages.iter().enumerate() {
            let is_held = self.spec.fifo && held.contains(&message.group);
            if message.visible_at <= now && !is_held {
                visible.push(at);
            } else {
                held.insert(message.group.clone());
            }
        }
        visible
    }

    pub(super) fn bury(&mut self, messages: Vec<QueuedMessage>, now: Timestamp) {
        self.messages
            .extend(messages.into_iter().map(|message| QueuedMessage { visible_at: now, ..message }));
    }

    /// Hides what was received for so many seconds instead of the queue's own time; nothing where the receipt is not
    /// that of the last reception.
    pub(super) fn hide(&mut self, receipt: &str, seconds: i64, now: Timestamp) -> Result<(), Refused> {
        let Some(at) = self.held_by(receipt)? else { return Ok(()) };
        if self.messages[at].visible_at <= now {
            return Err(Refused::new("MessageNotInflight", "The message is not in flight."));
        }
        self.messages[at].visible_at = now + SignedDuration::from_secs(seconds);
        Ok(())
    }

    /// Deletes what was received. With the receipt of an earlier reception a standard queue says that it is done and may
    /// not have done it; a FIFO queue refuses a receipt that is out of date. (SQS API reference, `DeleteMessage`.)
    pub(super) fn delete(&mut self, receipt: &str, now: Timestamp) -> Result<(), Refused> {
        let Some(at) = self.held_by(receipt)? else { return Ok(()) };
        if self.spec.fifo && self.messages[at].visible_at <= now {
            return Err(Refused::new("InvalidParameterValue", "The receipt handle has expired."));
        }
        self.messages.remove(at);
        Ok(())
    }

    /// The place of the message that was last received with this receipt; none when it was received again since, or is
    /// gone.
    fn held_by(&self, receipt: &str) -> Result<Option<usize>, Refused> {
        let Some((id, receives)) = receipt.split_once('#') else {
            return Err(Refused::new("ReceiptHandleIsInvalid", "The input receipt handle is invalid."));
        };
        let is_it = |message: &QueuedMessage| message.id == id && message.receives.to_string() == receives;
        Ok(self.messages.iter().position(is_it))
    }

    /// How many messages can be seen, were received and not yet deleted, wait for their delay.
    pub(super) fn depths(&self, now: Timestamp) -> [usize; 3] {
        let count =
            |is_it: &dyn Fn(&QueuedMessage) -> bool| self.messages.iter().filter(|it| is_it(it)).count();
        [
            count(&|it| it.visible_at <= now),
            count(&|it| it.visible_at > now && it.receives > 0),
            count(&|it| it.visible_at > now && it.receives == 0),
        ]
    }

    /// A message was handled, and is delivered until it was so many times.
    pub(super) fn settle(&mut self, id: &str, times: u32, now: Timestamp) {
        let Some(at) = self.messages.iter().position(|message| message.id == id) else { return };
        self.messages[at].successes += 1;
        if self.messages[at].successes < times {
            self.messages[at].visible_at = now;
        } else {
            self.messages.remove(at);
        }
    }

    /// When the next hidden message shows.
    pub(super) fn next_visible(&self, now: Timestamp) -> Option<Timestamp> {
        self.messages.iter().map(|message| message.visible_at).filter(|at| *at > now).min()
    }
}
