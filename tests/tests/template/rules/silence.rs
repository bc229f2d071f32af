//! What ought to happen by the clock and does not: no error says so, only the silence.

use std::collections::BTreeSet;

use pipeline_tests::template::{Change, Template};
use serde_yaml_ng::Value;

use crate::rule::{Break, Finding, Rule};
use crate::stacks::{Stacks, WATCH, name, sources};

pub(crate) const TOLD: Rule = Rule {
    name: "a round that nobody goes is told: of the snapshot, of the purge, of every function that a schedule starts",
    check: |stacks| {
        let scheduled = scheduled(stacks.main()).into_iter();
        scheduled
            .filter_map(|function| {
                let told = alarms(stacks, &function).into_iter().any(|(_, alarm)| rings_in_silence(stacks, alarm));
                let says = "an alarm of watch.yaml is to say that it has not run: LessThanThreshold, breaching without data";
                Finding::unless(told, function, says)
            })
            .collect()
    },
    breaks: |stacks| {
        let mut breaks = Vec::new();
        for function in scheduled(stacks.main()) {
            for (id, _) in alarms(stacks, &function) {
                let path = |what: &str| format!("Resources.{id}.Properties.{what}");
                breaks.extend([
                    Break::at(format!("Resources.{id}"), Change::Remove, &function).of(WATCH),
                    Break::at(path("TreatMissingData"), Change::Set("notBreaching".into()), &function)
                        .of(WATCH),
                    Break::at(path("Threshold"), Change::Set(0.into()), &function).of(WATCH),
                    Break::at(path("MetricName"), Change::Set("Another".into()), &function).of(WATCH),
                ]);
            }
            for (id, _) in filters(stacks.of(WATCH), &function) {
                let elsewhere = Change::Set("/aws/lambda/another".into());
                let path = format!("Resources.{id}.Properties.LogGroupName");
                if alarms(stacks, &function).iter().any(|(_, alarm)| counts(stacks, id, alarm)) {
                    breaks.push(Break::at(path, elsewhere, &function).of(WATCH));
                }
            }
        }
        breaks
    },
    exceptions: &[],
};

/// The functions that run by the clock, by a schedule of their own or through their queue.
fn scheduled(template: &Template) -> BTreeSet<String> {
    let schedules = template.resources("AWS::Scheduler::Schedule").into_iter();
    let targets: Vec<_> =
        schedules.map(|(_, it)| template.text(&it["Properties"]["Target"]["Arn"])).collect();
    let queues = sources(template).into_iter().filter(|source| source.kind == "SQS");
    let by_queue = queues.filter(|source| targets.contains(&template.text(&source.properties["Queue"])));
    let by_queue = by_queue.map(|source| source.function.to_owned());
    let by_itself = targets.iter().filter(|target| target.ends_with("Function")).cloned();
    by_queue.chain(by_itself).collect()
}

fn called(function: &str) -> String {
    format!("MainStack-{}", name(function).to_ascii_lowercase())
}

/// The alarms that count how often a function has run, or has said that it is done, and ring when that is too seldom.
fn alarms<'a>(stacks: &'a Stacks, function: &str) -> Vec<(&'a str, &'a Value)> {
    let watch = stacks.of(WATCH);
    let runs = |alarm: &Value| {
        alarm["MetricName"] == "Invocations"
            && watch.text(&alarm["Dimensions"][0]["Value"]) == called(function)
    };
    let says = |alarm: &Value| filters(watch, function).iter().any(|(id, _)| counts(stacks, id, alarm));
    let alarms = watch.resources("AWS::CloudWatch::Alarm").into_iter();
    let alarms = alarms.map(|(id, alarm)| (id, &alarm["Properties"]));
    let alarms = alarms.filter(|(_, alarm)| alarm["ComparisonOperator"] == "LessThanThreshold");
    alarms.filter(|(_, alarm)| runs(alarm) || says(alarm)).collect()
}

/// What is read off a function's log.
fn filters<'a>(watch: &'a Template, function: &str) -> Vec<(&'a str, &'a Value)> {
    let log = format!("/aws/lambda/{}", called(function));
    let filters = watch.resources("AWS::Logs::MetricFilter").into_iter();
    let filters = filters.map(|(id, filter)| (id, &filter["Properties"]));
    filters.filter(|(_, filter)| watch.text(&filter["LogGroupName"]) == log).collect()
}

/// Whether an alarm is about the metric of a filter.
fn counts(stacks: &Stacks, filter: &str, alarm: &Value) -> bool {
    let metric = &stacks.of(WATCH).properties(filter)["MetricTransformations"][0];
    !metric.is_null()
        && alarm["MetricName"] == metric["MetricName"]
        && alarm["Namespace"] == metric["MetricNamespace"]
}

fn rings_in_silence(stacks: &Stacks, alarm: &Value) -> bool {
    let least = stacks.of(WATCH).number(alarm.get("Threshold")).unwrap_or_default();
    alarm["TreatMissingData"] == "breaching" && least >= 1
}
