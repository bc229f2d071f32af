//! Whether someone is told when something goes wrong, and whether something does.

use std::collections::BTreeSet;

use aws_sdk_cloudwatch::types::{AlarmType, MetricAlarm, StateValue};

use super::account::Account;
use super::finding::Finding;
use crate::exit::reached;

pub(super) async fn look(account: &Account) -> anyhow::Result<Vec<Finding>> {
    let client = aws_sdk_cloudwatch::Client::new(&account.aws);
    let mut pages = client
        .describe_alarms()
        .alarm_name_prefix(format!("{}-", account.name()))
        .alarm_types(AlarmType::MetricAlarm)
        .into_paginator()
        .send();
    let mut alarms = Vec::new();
    while let Some(page) = pages.next().await {
        alarms.extend(
            reached("the alarms (cloudwatch:DescribeAlarms)", page)?.metric_alarms.unwrap_or_default(),
        );
    }
    Ok(vec![told(&alarms), ringing(&alarms)])
}

/// Whether there are any, and whether they tell anyone.
pub(super) fn told(alarms: &[MetricAlarm]) -> Finding {
    const CHECK: &str = "alarms";
    if alarms.is_empty() {
        return Finding::wrong(
            CHECK,
            "there is none, so nobody is told when something fails: deploy infra/watch.yaml",
        );
    }
    let is_mute =
        |alarm: &&MetricAlarm| alarm.actions_enabled() == Some(false) || alarm.alarm_actions().is_empty();
    let mute: Vec<_> = alarms.iter().filter(is_mute).filter_map(|alarm| alarm.alarm_name()).collect();
    if !mute.is_empty() {
        return Finding::warning(
            CHECK,
            format!("{} tell nobody: deploy infra/watch.yaml again", some(&mute)),
        );
    }
    let topics: BTreeSet<_> =
        alarms.iter().flat_map(MetricAlarm::alarm_actions).map(String::as_str).collect();
    let topics: Vec<_> = topics.into_iter().collect();
    Finding::ok(
        CHECK,
        format!(
            "{} alarms, told to {}; who listens there is not looked at (aws sns list-subscriptions-by-topic)",
            alarms.len(),
            topics.join(", ")
        ),
    )
}

/// Whether one of them rings.
pub(super) fn ringing(alarms: &[MetricAlarm]) -> Finding {
    const CHECK: &str = "alarms: state";
    let rings = |alarm: &&MetricAlarm| alarm.state_value() == Some(&StateValue::Alarm);
    let ringing: Vec<_> = alarms.iter().filter(rings).filter_map(|alarm| alarm.alarm_name()).collect();
    if ringing.is_empty() {
        return Finding::ok(CHECK, "none rings");
    }
    Finding::wrong(CHECK, format!("{}: docs/incidents.md says what to do", some(&ringing)))
}

/// The first few names.
fn some(names: &[&str]) -> String {
    const FEW: usize = 5;
    match names.len().saturating_sub(FEW) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names[..FEW].join(", ")),
    }
}
