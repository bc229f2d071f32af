//! The table's stream as an event source: batches in order, tried again until they succeed or were tried too often,
//! then reported to the failure queue and left behind.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Invoke;
use super::delivery::{Delivery, Shuffler};
use super::filter::matches;
use super::handler::failures;
use crate::cloud::Change;

pub(super) struct StreamSource {
    batch_size: usize,
    partial: bool,
    patterns: Vec<Value>,
    bisect: bool,
    max_retries: usize,
    on_failure: Option<String>,
    position: u64,
    batches: VecDeque<Batch>,
}

/// Records delivered together, again and again until they are done.
struct Batch {
    changes: Vec<Change>,
    retries: usize,
    successes: u32,
}

impl StreamSource {
    pub(super) fn new(
        batch_size: usize,
        partial: bool,
        patterns: Vec<Value>,
        bisect: bool,
        max_retries: usize,
        on_failure: Option<String>,
    ) -> Self {
        Self {
            batch_size,
            partial,
            patterns,
            bisect,
            max_retries,
            on_failure,
            position: 0,
            batches: VecDeque::new(),
        }
    }

    /// Delivers one batch, if the stream has something that matches.
    pub(super) async fn deliver(
        &mut self,
        call: &Invoke<'_>,
        delivery: Delivery,
        shuffler: &mut Shuffler,
    ) -> bool {
        if self.batches.is_empty() {
            self.read(call, shuffler).await;
        }
        let Some(batch) = self.batches.pop_front() else { return false };
        let records: Vec<Value> = batch.changes.iter().map(|change| change.record.clone()).collect();
        let numbers: Vec<&str> = batch.changes.iter().map(sequence_number).collect();
        let failed = match call.call(json!({ "Records": records })).await {
            Ok(answer) if self.partial => failures(&answer, &numbers),
            Ok(_) => Some(Vec::new()),
            Err(_) => None,
        };
        // With partial answers, the first failed record is the checkpoint: it and all after it come again.
        let checkpoint = failed
            .map(|failed| numbers.iter().position(|number| failed.iter().any(|failed| failed == number)));
        match checkpoint {
            Some(None) => self.done(batch, delivery),
            Some(Some(first)) => self.again(batch, first, call),
            None if self.bisect && batch.changes.len() > 1 => self.halve(batch),
            None => self.again(batch, 0, call),
        }
        true
    }

    async fn read(&mut self, call: &Invoke<'_>, shuffler: &mut Shuffler) {
        let changes = call.cloud.changes_after(self.position).await;
        self.position = changes.last().map_or(self.position, |last| last.position);
        let wanted: Vec<Change> = changes
            .into_iter()
            .filter(|change| {
                self.patterns.is_empty()
                    || self.patterns.iter().any(|pattern| matches(pattern, &change.record))
            })
            .collect();
        let ordered = by_item(wanted, shuffler);
        for changes in ordered.chunks(self.batch_size) {
            self.batches.push_back(Batch { changes: changes.to_vec(), retries: 0, successes: 0 });
        }
    }

    fn done(&mut self, batch: Batch, delivery: Delivery) {
        let successes = batch.successes + 1;
        if successes < delivery.times {
            self.batches.push_front(Batch { retries: 0, successes, ..batch });
        }
    }

    /// The batch from `first` on comes again, or is given up.
    fn again(&mut self, mut batch: Batch, first: usize, call: &Invoke<'_>) {
        batch.changes.drain(..first);
        // Progress starts the count anew; only the same record failing again and again is given up.
        batch.retries = if first > 0 { 1 } else { batch.retries + 1 };
        if batch.retries <= self.max_retries {
            self.batches.push_front(batch);
        } else if let Some(queue) = &self.on_failure {
            call.cloud.sqs().put(queue, report(&batch, call.function).to_string());
        }
    }

    /// Splitting a batch is not counted as a try.
    fn halve(&mut self, mut batch: Batch) {
        let second = batch.changes.split_off(batch.changes.len() / 2);
        self.batches.push_front(Batch { changes: second, ..batch });
        self.batches.push_front(batch);
    }
}

/// Another order of the items, in which the changes of each stay in order: items of one table may be in different
/// shards.
fn by_item(changes: Vec<Change>, shuffler: &mut Shuffler) -> Vec<Change> {
    let mut order = shuffler.order(changes.len());
    let mut places: Vec<Option<Change>> = changes.into_iter().map(Some).collect();
    let mut ordered = Vec::new();
    for at in &mut order {
        let item = places[*at].as_ref().map(|change| change.item.clone());
        let oldest =
            places.iter_mut().find(|place| place.as_ref().map(|change| &change.item) == item.as_ref());
        ordered.extend(oldest.and_then(Option::take));
    }
    ordered.extend(places.into_iter().flatten());
    ordered
}

fn sequence_number(change: &Change) -> &str {
    change.record["dynamodb"]["SequenceNumber"].as_str().unwrap_or_default()
}

/// What Lambda sends to a stream's failure destination: where in the stream, not what.
fn report(batch: &Batch, function: &str) -> Value {
    let number = |change: Option<&Change>| change.map(|change| sequence_number(change).to_owned());
    json!({
        "requestContext": { "functionArn": function, "condition": "RetryAttemptsExhausted" },
        "DDBStreamBatchInfo": {
            "shardId": "shardId-in-process",
            "startSequenceNumber": number(batch.changes.first()),
            "endSequenceNumber": number(batch.changes.last()),
            "approximateArrivalOfFirstRecord": arrival(batch.changes.first()),
            "approximateArrivalOfLastRecord": arrival(batch.changes.last()),
            "batchSize": batch.changes.len(),
        },
    })
}

fn arrival(change: Option<&Change>) -> Option<String> {
    let second = change?.record["dynamodb"]["ApproximateCreationDateTime"].as_i64()?;
    Timestamp::from_second(second).ok().map(|at| at.to_string())
}
