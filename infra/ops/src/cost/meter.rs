//! From what functions consume to what AWS bills: quantities under the keys of their prices.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::assumptions::Assumptions;
use super::units::{Consumption, Standing};

/// Bytes of what AWS bills as a gigabyte.
const GIGABYTE: f64 = 1_073_741_824.0;

/// How long what a function does takes, besides its calls.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pace {
    /// Its calls come one after the other.
    Calls,
    /// It sends copies of the letter, as fast as SES lets it.
    Letter,
    /// It renders a programme of so many events, and writes several files at once.
    Renders(f64),
    /// It renders it twice: once for the digests, once to write.
    RendersTwice(f64),
    /// It sets the documents of a programme of so many events.
    Sets(f64),
}

/// Quantities, by the keys of their prices.
#[derive(Debug, Clone, Default)]
pub(crate) struct Quantities(pub(crate) BTreeMap<&'static str, f64>);

impl Quantities {
    /// How many are counted under a key.
    pub(crate) fn of(&self, key: &str) -> f64 {
        self.0.get(key).copied().unwrap_or_default()
    }

    pub(crate) fn add(&mut self, key: &'static str, quantity: f64) {
        *self.0.entry(key).or_default() += quantity;
    }

    /// The same so many times.
    pub(crate) fn times(mut self, times: f64) -> Self {
        self.0.values_mut().for_each(|quantity| *quantity *= times);
        self
    }
}

impl AddAssign for Quantities {
    fn add_assign(&mut self, other: Self) {
        for (key, quantity) in other.0 {
            self.add(key, quantity);
        }
    }
}

/// Turns consumption into quantities.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meter<'a> {
    pub(crate) standing: &'a Standing,
    pub(crate) assumed: &'a Assumptions,
}

impl Meter<'_> {
    /// What is billed for what a function has consumed.
    pub(crate) fn quantities(self, function: &str, it: &Consumption, pace: Pace) -> Quantities {
        let assumed = self.assumed;
        let mut all = Quantities::default();
        all.add("dynamodb.write", it.writes);
        all.add("dynamodb.read", it.reads);
        all.add("ses.mail", it.mails);
        all.add("sns.publish", it.events);
        // A batch is received once, and its messages are deleted together.
        all.add("sqs.request", it.messages + 2.0 * it.receives);
        all.add("s3.put", it.puts);
        all.add("s3.get", it.gets);
        all.add("lambda.request", it.invocations);
        let alone = if function == "feedback" { assumed.feedback_alone_percent / 100.0 } else { 1.0 };
        let cold_starts = it.invocations * alone * assumed.cold_starts_percent / 100.0;
        let seconds = self.seconds(it, pace) + cold_starts * assumed.cold_start;
        let megabytes = self.standing.memory.get(function).copied().unwrap_or_default();
        all.add("lambda.second", seconds * megabytes / 1024.0);
        all.add("secrets.call", cold_starts * assumed.secrets_per_start);
        all.add("logs.ingested", it.invocations * assumed.logged_bytes / GIGABYTE);
        all.add("xray.trace", it.invocations * alone);
        all
    }

    fn seconds(self, it: &Consumption, pace: Pace) -> f64 {
        let assumed = self.assumed;
        let started = it.invocations * assumed.invocation;
        match pace {
            Pace::Calls => started + (it.calls - it.mails) * assumed.call + it.mails * assumed.mail,
            Pace::Letter => started + it.mails / assumed.copies_a_second,
            Pace::Renders(events) => {
                let rendered = it.invocations * events * assumed.render_per_event;
                started + rendered + it.calls * assumed.call / assumed.writes_at_once
            }
            Pace::RendersTwice(events) => {
                let rendered = 2.0 * it.invocations * events * assumed.render_per_event;
                started + rendered + it.calls * assumed.call / assumed.writes_at_once
            }
            Pace::Sets(events) => started + events * assumed.set_per_event + it.calls * assumed.call,
        }
    }
}

/// What is billed for bytes that stay in the table for so many months.
pub(crate) fn kept_in_the_table(bytes: f64, months: f64) -> Quantities {
    let mut all = Quantities::default();
    all.add("dynamodb.storage", bytes / GIGABYTE * months);
    all.add("dynamodb.recovery", bytes / GIGABYTE * months);
    all
}

/// What is billed for bytes that stay in a bucket for so many months.
pub(crate) fn kept_in_a_bucket(key: &'static str, bytes: f64, months: f64) -> Quantities {
    let mut all = Quantities::default();
    all.add(key, bytes / GIGABYTE * months);
    all
}
