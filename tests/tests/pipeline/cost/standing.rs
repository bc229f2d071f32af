//! What is there whether anyone comes or not, read in the templates.

use std::collections::{BTreeMap, BTreeSet};

use pipeline_tests::template::Template;

use super::record::{Consumption, number};

/// Hours of a month, as AWS's calculators count them.
const HOURS: f64 = 730.0;

/// Resources that cost by being there, and the key of their price.
const COUNTED: [(&str, &str); 4] = [
    ("AWS::SecretsManager::Secret", "secrets.secret"),
    ("AWS::CloudWatch::CompositeAlarm", "cloudwatch.composite_alarm"),
    ("AWS::CloudWatch::Dashboard", "cloudwatch.dashboard"),
    ("AWS::KMS::Key", "kms.key"),
];

/// The condition of alarms that are there only while `ALARMS=all`, which `docs/deploy.md` keeps for the season.
const IN_SEASON: &str = "Everything";

/// Every template of the folder.
fn templates() -> Vec<Template> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../infra");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|file| file.extension().is_some_and(|extension| extension == "yaml")).collect();
    files.sort();
    let all = files.iter().map(|file| Template::parse(&std::fs::read_to_string(file).unwrap()));
    all.filter(|template| template.root()["Resources"].is_mapping()).collect()
}

pub(super) fn of_the_templates() -> BTreeMap<String, Consumption> {
    let (mut counts, mut queues) = (Consumption::new(), Consumption::new());
    let (mut schedules, mut memory) = (Consumption::new(), Consumption::new());
    let mut metrics = BTreeSet::new();
    for template in templates() {
        for (kind, key) in COUNTED {
            *counts.entry(key.to_owned()).or_default() += number(template.resources(kind).len());
        }
        for (_, alarm) in template.resources("AWS::CloudWatch::Alarm") {
            // One that reckons with several metrics is billed for each.
            let metrics = alarm["Properties"]["Metrics"].as_sequence();
            let metrics =
                metrics.map_or(1, |all| all.iter().filter(|it| !it["MetricStat"].is_null()).count());
            let key = match alarm["Condition"].as_str() {
                Some(IN_SEASON) => "cloudwatch.alarm_in_season",
                _ => "cloudwatch.alarm",
            };
            *counts.entry(key.to_owned()).or_default() += number(metrics);
        }
        for (_, filter) in template.resources("AWS::Logs::MetricFilter") {
            for metric in filter["Properties"]["MetricTransformations"].as_sequence().into_iter().flatten() {
                metrics.insert(format!(
                    "{} {}",
                    template.text(&metric["MetricNamespace"]),
                    template.text(&metric["MetricName"])
                ));
            }
        }
        for (name, schedule) in template.resources("AWS::Scheduler::Schedule") {
            let expression = template.text(&schedule["Properties"]["ScheduleExpression"]);
            let name = name.trim_end_matches("Schedule").to_lowercase();
            schedules.insert(name, times_a_month(&expression));
        }
        for (name, function) in template.resources("AWS::Serverless::Function") {
            let properties = &function["Properties"];
            let size = template.number(properties.get("MemorySize")).expect("a function says its memory");
            let name = name.trim_end_matches("Function").to_lowercase();
            memory.insert(name, number(usize::try_from(size).unwrap()));
            for event in properties["Events"].as_mapping().into_iter().flat_map(|events| events.values()) {
                if event["Type"] == "SQS" {
                    let queue = template.text(&event["Properties"]["Queue"]);
                    let kind = if is_fifo(&template, &queue) { "fifo_queues" } else { "standard_queues" };
                    *queues.entry(kind.to_owned()).or_default() += 1.0;
                }
            }
        }
    }
    counts.insert("cloudwatch.metric".to_owned(), number(metrics.len()));
    [("", queues), ("counts", counts), ("schedules", schedules), ("memory", memory)]
        .into_iter()
        .map(|(name, quantities)| (name.to_owned(), quantities))
        .collect()
}

fn is_fifo(template: &Template, queue: &str) -> bool {
    let queues = template.resources("AWS::SQS::Queue");
    queues.iter().any(|(name, spec)| *name == queue && spec["Properties"]["FifoQueue"] == true)
}

/// How often a month a schedule fires: of `rate(5 minutes)` and of a cron whose minutes and hours are one, all, or every so
/// many.
fn times_a_month(expression: &str) -> f64 {
    let inner = expression.split_once('(').and_then(|(_, inner)| inner.strip_suffix(')'));
    let parts: Vec<_> = inner.expect("rate(…) or cron(…)").split(' ').collect();
    if expression.starts_with("rate") {
        let every: f64 = parts[0].parse().unwrap();
        return match parts[1].trim_end_matches('s') {
            "minute" => HOURS * 60.0 / every,
            "hour" => HOURS / every,
            "day" => HOURS / 24.0 / every,
            unit => panic!("{unit} in {expression}"),
        };
    }
    let of = |part: &str, all: f64| match (part, part.split_once('/')) {
        ("*", _) => all,
        (_, Some((_, every))) => all / every.parse::<f64>().unwrap(),
        _ => number(part.split(',').count()),
    };
    let days =
        if parts[2] == "*" && matches!(parts[4], "?" | "*") { HOURS / 24.0 } else { HOURS / 24.0 / 7.0 };
    of(parts[0], 60.0) * of(parts[1], 24.0) * days
}

#[test]
fn schedules_are_counted() {
    let is = |expression, times: f64| (times_a_month(expression) - times).abs() < 1.0;
    assert!(is("rate(5 minutes)", 8760.0));
    assert!(is("cron(1 * * * ? *)", 730.0));
    assert!(is("cron(7/15 * * * ? *)", 2920.0));
    assert!(is("cron(30 3 * * ? *)", 30.0));
}
