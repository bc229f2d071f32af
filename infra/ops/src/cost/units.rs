//! What each piece of work consumes, as the in-process tests have recorded it: `infra/ops/cost/units.toml`.

use std::collections::BTreeMap;
use std::ops::{Add, AddAssign, Mul};

use anyhow::Context;
use serde::Deserialize;

/// The record.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Units {
    /// What one of each piece of work consumes, by function.
    pub(crate) work: BTreeMap<String, Work>,
    /// What work that reads the whole programme consumes, by the number of its events.
    pub(crate) growth: BTreeMap<String, BTreeMap<String, Consumption>>,
    /// What stands in the templates.
    pub(crate) standing: Standing,
}

/// What a piece of work consumes, by the function that does it; `table` is what it leaves in the table, `ses` what SES tells
/// of its mails.
pub(crate) type Work = BTreeMap<String, Consumption>;

/// What is there whether anyone comes or not.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Standing {
    /// How many there are, by the key of their price; `cloudwatch.alarm_in_season`: metrics under alarms of the season only.
    pub(crate) counts: BTreeMap<String, f64>,
    /// How many queues Lambda polls.
    pub(crate) standard_queues: f64,
    pub(crate) fifo_queues: f64,
    /// How often a month each schedule fires, by what it wakes.
    pub(crate) schedules: BTreeMap<String, f64>,
    /// Each function's memory, in MB.
    pub(crate) memory: BTreeMap<String, f64>,
}

/// What a function consumes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Consumption {
    /// How often it runs.
    pub(crate) invocations: f64,
    /// Calls of any service.
    pub(crate) calls: f64,
    /// Request units of the table.
    pub(crate) reads: f64,
    pub(crate) writes: f64,
    /// Messages sent to queues.
    pub(crate) messages: f64,
    /// Batches that Lambda took from a queue for it.
    pub(crate) receives: f64,
    /// Writes and listings of the buckets, and reads.
    pub(crate) puts: f64,
    pub(crate) gets: f64,
    /// Bytes written to the buckets.
    pub(crate) put_bytes: f64,
    /// Mails that SES took.
    pub(crate) mails: f64,
    /// Events that SES told of mails.
    pub(crate) events: f64,
    /// Bytes left in the table.
    pub(crate) stored: f64,
}

impl Units {
    /// The record that comes with the command.
    pub(crate) fn recorded() -> anyhow::Result<Self> {
        toml::from_str(include_str!("../../cost/units.toml")).context("infra/ops/cost/units.toml")
    }

    /// What one piece of work consumes.
    pub(crate) fn work(&self, name: &str) -> anyhow::Result<&Work> {
        self.work.get(name).with_context(|| format!("infra/ops/cost/units.toml has no work {name:?}"))
    }

    /// What work over a whole programme of so many events consumes: on the straight line between the recorded sizes around it,
    /// and beyond the largest on the line that leads there. The test that records them checks that nothing grows faster and
    /// faster.
    pub(crate) fn at(&self, name: &str, events: f64) -> anyhow::Result<Consumption> {
        let sizes = self.growth.get(name).with_context(|| format!("units.toml has no growth {name:?}"))?;
        let mut sizes: Vec<(f64, Consumption)> = sizes
            .iter()
            .map(|(size, consumption)| Ok((size.parse()?, *consumption)))
            .collect::<anyhow::Result<_>>()?;
        sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
        let pairs = sizes.windows(2);
        let around = pairs.clone().find(|pair| pair.iter().any(|(size, _)| *size >= events));
        let Some([(few, least), (many, most)]) = around.or(pairs.last()) else {
            anyhow::bail!("units.toml has one size of {name:?} at most");
        };
        let along = (events - few) / (many - few);
        Ok(*most * along + *least * (1.0 - along))
    }
}

impl Add for Consumption {
    type Output = Self;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl AddAssign for Consumption {
    fn add_assign(&mut self, other: Self) {
        self.invocations += other.invocations;
        self.calls += other.calls;
        self.reads += other.reads;
        self.writes += other.writes;
        self.messages += other.messages;
        self.receives += other.receives;
        self.puts += other.puts;
        self.gets += other.gets;
        self.put_bytes += other.put_bytes;
        self.mails += other.mails;
        self.events += other.events;
        self.stored += other.stored;
    }
}

impl Mul<f64> for Consumption {
    type Output = Self;

    fn mul(self, times: f64) -> Self {
        Self {
            invocations: self.invocations * times,
            calls: self.calls * times,
            reads: self.reads * times,
            writes: self.writes * times,
            messages: self.messages * times,
            receives: self.receives * times,
            puts: self.puts * times,
            gets: self.gets * times,
            put_bytes: self.put_bytes * times,
            mails: self.mails * times,
            events: self.events * times,
            stored: self.stored * times,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_sizes_and_beyond_the_line_is_straight() {
        let units = Units::recorded().unwrap();
        let at = |events| units.at("round", events).unwrap().reads;
        assert!((at(100.0) - f64::midpoint(at(50.0), at(150.0))).abs() < 1e-9);
        assert!((at(250.0) - (2.0 * at(150.0) - at(50.0))).abs() < 1e-9);
        assert!(at(1.0) < at(10.0) && at(4_000.0) > 10.0 * at(150.0));
        assert!(units.at("nothing", 1.0).is_err());
    }
}
