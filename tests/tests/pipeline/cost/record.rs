//! What is recorded, of the calls that the in-process cloud has met; how it is written, read and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use pipeline_tests::cloud::{Call, Cloud, Service};
use serde_json::Value;

/// Quantities by name, as `infra/ops/src/cost/units.rs` reads them.
pub(super) type Consumption = BTreeMap<String, f64>;

/// What a piece of work consumes, by function.
pub(super) type Work = BTreeMap<String, Consumption>;

/// Functions that Lambda calls with what it takes from queues.
const FROM_QUEUES: [&str; 6] = ["validate", "desk", "newsletter", "send", "feedback", "publish"];

/// The whole record.
pub(super) struct Record {
    pub(super) work: BTreeMap<String, Work>,
    pub(super) growth: BTreeMap<String, BTreeMap<usize, Consumption>>,
    pub(super) standing: BTreeMap<String, Consumption>,
}

/// Where a piece of work begins.
pub(super) struct Mark {
    calls: usize,
    invocations: BTreeMap<String, usize>,
    stored: usize,
}

impl Mark {
    pub(super) async fn here(cloud: &Cloud) -> Self {
        Self { calls: cloud.calls().len(), invocations: cloud.invocations(), stored: stored(cloud).await }
    }

    /// What was consumed since.
    pub(super) async fn since(&self, cloud: &Cloud) -> Work {
        let mut work = Work::new();
        let mut add = |function: &str, what: &str, quantity: f64| {
            if quantity > 0.0 {
                *work.entry(function.to_owned()).or_default().entry(what.to_owned()).or_default() += quantity;
            }
        };
        for call in &cloud.calls()[self.calls..] {
            count(call, &mut add);
        }
        for (function, times) in cloud.invocations() {
            let times = number(times - self.invocations.get(&function).copied().unwrap_or_default());
            add(&function, "invocations", times);
            if FROM_QUEUES.contains(&function.as_str()) {
                add(&function, "receives", times);
            }
        }
        add("table", "stored", number(stored(cloud).await.saturating_sub(self.stored)));
        work
    }
}

fn count(call: &Call, add: &mut impl FnMut(&str, &str, f64)) {
    let by = call.function.as_str();
    if by == "test" {
        // What the test does for SES, which tells SNS, which tells the queue; the rest of what it does is nobody's.
        if call.operation == "SendMessage" && call.target == "Feedback" {
            add("ses", "events", 1.0);
        }
        return;
    }
    add(by, "calls", number(call.attempts.len()));
    add(by, "reads", call.consumed.read_units);
    add(by, "writes", call.consumed.write_units);
    match (call.service, call.operation.as_str()) {
        (Service::Sqs, _) => add(by, "messages", number(call.consumed.sent_bytes.div_ceil(64 * 1024))),
        (Service::Ses, "SendRawEmail") => add(by, "mails", 1.0),
        (Service::S3, "GetObject" | "HeadObject") => add(by, "gets", 1.0),
        (Service::S3, "DeleteObject" | "DeleteObjects") => {} // costs nothing
        (Service::S3, _) => {
            add(by, "puts", 1.0);
            add(by, "put_bytes", number(call.consumed.sent_bytes));
        }
        _ => {}
    }
}

/// The bytes of the table, as DynamoDB counts them, each item with the hundred that it adds.
async fn stored(cloud: &Cloud) -> usize {
    cloud.items().await.iter().map(|item| 100 + size(item)).sum()
}

/// Names and values, without the names of the types.
fn size(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| name.len() + size(value)).sum(),
        Value::Array(values) => values.iter().map(|value| 1 + size(value)).sum(),
        Value::String(text) => text.len(),
        _ => 1,
    }
}

/// A count.
#[expect(clippy::cast_precision_loss, reason = "counts of a test")]
pub(super) fn number(count: usize) -> f64 {
    count as f64
}

impl Record {
    /// What of the record is no longer so: quantities that are apart by more than a twentieth and more than a half, so that a
    /// word more on a page is no news and a call more is.
    pub(super) fn differences(&self, kept: &BTreeMap<String, f64>) -> Vec<String> {
        let now = self.flat();
        let names: BTreeSet<_> = now.keys().chain(kept.keys()).collect();
        let differs = |name: &&String| {
            let [now, kept] = [&now, kept].map(|all| all.get(*name).copied().unwrap_or_default());
            let apart = (now - kept).abs();
            // A copy's quantities are those of one of many.
            let least = if name.starts_with("work.copy.") { 0.05 } else { 0.5 };
            (apart > 0.05 * kept.max(now) && apart > least).then(|| format!("{name}: {kept} → {now}"))
        };
        names.iter().filter_map(differs).collect()
    }

    /// Every quantity by its full name.
    fn flat(&self) -> BTreeMap<String, f64> {
        Self::read(&self.to_toml())
    }

    /// Reads what [`Record::to_toml`] wrote: sections of names and numbers.
    pub(super) fn read(toml: &str) -> BTreeMap<String, f64> {
        let mut section = "";
        let mut all = BTreeMap::new();
        for line in toml.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']');
            } else if let Some((name, quantity)) = line.split_once(" = ") {
                all.insert(format!("{section}.{name}"), quantity.parse().expect("a number"));
            }
        }
        all
    }

    pub(super) fn to_toml(&self) -> String {
        let mut toml = String::from(
            "# What each piece of work consumes, recorded by tests/tests/pipeline/cost over the in-process cloud, and what stands in\n\
             # the templates. Not to be written by hand: UPDATE_UNITS=1 cargo test -p pipeline-tests --test pipeline cost::\n",
        );
        for (name, work) in &self.work {
            for (function, consumption) in work {
                section(&mut toml, &format!("work.{name}.{function}"), consumption);
            }
        }
        for (name, sizes) in &self.growth {
            for (size, consumption) in sizes {
                section(&mut toml, &format!("growth.{name}.{size}"), consumption);
            }
        }
        for (name, quantities) in &self.standing {
            let name = if name.is_empty() { "standing".to_owned() } else { format!("standing.{name}") };
            section(&mut toml, &name, quantities);
        }
        toml
    }
}

fn section(toml: &mut String, name: &str, quantities: &Consumption) {
    writeln!(toml, "\n[{name}]").expect("a string takes all");
    for (what, quantity) in quantities {
        let what = if what.contains('.') { format!("\"{what}\"") } else { what.clone() };
        let quantity = (quantity * 1000.0).round() / 1000.0;
        writeln!(toml, "{what} = {quantity}").expect("a string takes all");
    }
}
