//! What fails is told: `infra/watch.yaml`.

use pipeline_tests::template::{Change, Template};
use serde_yaml_ng::Value;

use super::queues::dead_letters;
use crate::rule::{Break, Finding, Rule};
use crate::stacks::{Stacks, WATCH, functions};

pub(crate) const DEAD_LETTERS: Rule = Rule {
    name: "a dead letter is told at once, and again while there is time to save it",
    check: |stacks| {
        let template = stacks.main();
        let mut findings = Vec::new();
        for queue in dead_letters(template) {
            let name = called(template, queue, "QueueName");
            let kept =
                template.number(template.properties(queue).get("MessageRetentionPeriod")).unwrap_or_default();
            let depth = alarms(stacks, "ApproximateNumberOfMessagesVisible", "QueueName", &name);
            let depth = depth.iter().any(|alarm| rises_above(stacks.of(WATCH), alarm, 0));
            findings.extend(Finding::unless(
                depth,
                queue,
                "an alarm of watch.yaml is to say that it is not empty",
            ));
            // A letter has waited for four days at most before it came here.
            let time_left = kept - 345_600 - 2 * 86_400;
            let age = alarms(stacks, "ApproximateAgeOfOldestMessage", "QueueName", &name);
            let age = age.iter().any(|alarm| rises_above(stacks.of(WATCH), alarm, time_left));
            let says = "an alarm of watch.yaml is to say that a letter is old, two days before it is lost at the latest";
            findings.extend(Finding::unless(age, queue, says));
        }
        findings
    },
    breaks: |stacks| {
        let template = stacks.main();
        let mut breaks = Vec::new();
        for queue in dead_letters(template) {
            let name = called(template, queue, "QueueName");
            for metric in ["ApproximateNumberOfMessagesVisible", "ApproximateAgeOfOldestMessage"] {
                breaks.extend(each_break(stacks, metric, "QueueName", &name, queue, 1_000_000));
            }
        }
        breaks
    },
    exceptions: &[],
};

pub(crate) const ERRORS: Rule = Rule {
    name: "a function that fails is told",
    check: |stacks| {
        let template = stacks.main();
        let functions = functions(template).into_iter();
        functions
            .filter_map(|(id, _)| {
                let alarms = alarms(stacks, "Errors", "FunctionName", &called(template, id, "FunctionName"));
                let told = alarms.iter().any(|alarm| rises_above(stacks.of(WATCH), alarm, 2));
                Finding::unless(told, id, "an alarm of watch.yaml is to say that it has failed twice")
            })
            .collect()
    },
    breaks: |stacks| {
        let template = stacks.main();
        let functions = functions(template).into_iter();
        functions
            .flat_map(|(id, _)| {
                let name = called(template, id, "FunctionName");
                each_break(stacks, "Errors", "FunctionName", &name, id, 1000)
            })
            .collect()
    },
    exceptions: &[],
};

pub(crate) const TOLD: Rule = Rule {
    name: "an alarm reaches someone, and is a resource of the stack that it is about",
    check: |stacks| {
        let (watch, main) = (stacks.of(WATCH), stacks.main());
        let alarms = watch.resources("AWS::CloudWatch::Alarm").into_iter();
        alarms
            .filter_map(|(id, alarm)| {
                let it = &alarm["Properties"];
                if watch.texts(&it["AlarmActions"]) != ["Topic"] {
                    return Some(Finding::new(id, "AlarmActions is to be [!Ref Topic]"));
                }
                let unknown = dimensions(it).into_iter().find(|dimension| {
                    let kind = dimension["Name"].as_str().unwrap_or_default();
                    let ids: Vec<_> = match kind {
                        "QueueName" => main.resources("AWS::SQS::Queue"),
                        "FunctionName" => main.resources("AWS::Serverless::Function"),
                        _ => return false,
                    };
                    let value = watch.text(&dimension["Value"]);
                    !ids.iter().any(|(id, _)| called(main, id, kind) == value)
                });
                unknown.map(|it| Finding::new(id, format!("there is no {}", watch.text(&it["Value"]))))
            })
            .collect()
    },
    breaks: |stacks| {
        let watch = stacks.of(WATCH);
        let alarms = watch.resources("AWS::CloudWatch::Alarm").into_iter();
        alarms
            .flat_map(|(id, alarm)| {
                let mut breaks = vec![Break::remove(id, "Properties.AlarmActions").of(WATCH)];
                let name = &alarm["Properties"]["Dimensions"][0]["Name"];
                if *name == "QueueName" || *name == "FunctionName" {
                    breaks.push(Break::set(id, "Properties.Dimensions.0.Value", "no-such-thing").of(WATCH));
                }
                breaks
            })
            .collect()
    },
    exceptions: &[],
};

/// How `watch.yaml` calls a resource of the main stack, whose names begin with the stack's.
fn called(template: &Template, id: &str, name: &str) -> String {
    let name = template.text(&template.properties(id)[name]);
    format!("MainStack{}", name.trim_start_matches("StackName"))
}

/// The alarms on a metric of one queue or function.
fn alarms<'a>(stacks: &'a Stacks, metric: &str, dimension: &str, name: &str) -> Vec<(&'a str, &'a Value)> {
    let watch = stacks.of(WATCH);
    let about = |it: &Value| {
        let dimensions = it["Dimensions"].as_sequence().map(Vec::as_slice).unwrap_or_default();
        matches!(dimensions, [only] if only["Name"] == dimension && watch.text(&only["Value"]) == name)
    };
    let alarms = watch.resources("AWS::CloudWatch::Alarm").into_iter();
    let alarms = alarms.map(|(id, alarm)| (id, &alarm["Properties"]));
    alarms.filter(|(_, it)| it["MetricName"] == metric && about(it)).collect()
}

/// All that an alarm is about, within its metrics too.
fn dimensions(alarm: &Value) -> Vec<&Value> {
    let own = alarm["Dimensions"].as_sequence().into_iter().flatten();
    let metrics = alarm["Metrics"].as_sequence().into_iter().flatten();
    let within =
        metrics.flat_map(|it| it["MetricStat"]["Metric"]["Dimensions"].as_sequence().into_iter().flatten());
    own.chain(within).collect()
}

/// Whether it rings when the figure is above `most`, or sooner.
fn rises_above(watch: &Template, (_, alarm): &(&str, &Value), most: i64) -> bool {
    let at = watch.number(alarm.get("Threshold")).unwrap_or(i64::MAX);
    match alarm["ComparisonOperator"].as_str() {
        Some("GreaterThanThreshold") => at <= most,
        Some("GreaterThanOrEqualToThreshold") => at <= most.max(1),
        _ => false,
    }
}

/// The alarm is not there, is about another, rings too late or when all is well.
fn each_break(
    stacks: &Stacks,
    metric: &str,
    dimension: &str,
    name: &str,
    names: &str,
    late: i64,
) -> Vec<Break> {
    let alarms = alarms(stacks, metric, dimension, name).into_iter();
    alarms
        .flat_map(|(id, _)| {
            let path = |what: &str| format!("Resources.{id}.Properties.{what}");
            [
                Break::at(format!("Resources.{id}"), Change::Remove, names),
                Break::at(path("Dimensions.0.Value"), Change::Set("another".into()), names),
                Break::at(path("Threshold"), Change::Set(late.into()), names),
                Break::at(path("ComparisonOperator"), Change::Set("LessThanThreshold".into()), names),
            ]
            .map(|it| it.of(WATCH))
        })
        .collect()
}
