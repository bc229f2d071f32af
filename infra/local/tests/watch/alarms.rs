//! The alarms: each is about something that there is, says what it means, and reaches someone.

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml_ng::Value;

use crate::service::Service;
use crate::template::{Template, items, number, text};
use crate::watch;

const INCIDENTS: &str = include_str!("../../../../docs/incidents.md");

struct Alarm {
    name: String,
    /// Where `docs/incidents.md` explains it.
    anchor: String,
    /// Whether it is there whatever the parameter `Alarms` says.
    always: bool,
    properties: Value,
}

/// One metric that an alarm looks at: namespace, name, and dimensions as `name=value`.
type Metric = (String, String, Vec<String>);

impl Alarm {
    fn metrics(&self) -> Vec<(Metric, u64)> {
        let properties = &self.properties;
        if properties.get("MetricName").is_some() {
            return vec![(metric(properties), number(&properties["Period"]))];
        }
        let stats = items(&properties["Metrics"]).iter().filter_map(|it| it.get("MetricStat"));
        stats.map(|it| (metric(&it["Metric"]), number(&it["Period"]))).collect()
    }
}

fn metric(value: &Value) -> Metric {
    let dimension =
        |it: &Value| format!("{}={}", text(&it["Name"]), text(&it["Value"]).replace("${MainStack}-", ""));
    let dimensions = items(value.get("Dimensions").unwrap_or(&Value::Null)).iter().map(dimension).collect();
    (text(&value["Namespace"]), text(&value["MetricName"]), dimensions)
}

fn alarms(template: &Template) -> Vec<Alarm> {
    let alarm = |(id, alarm): (&str, &Value)| {
        let properties = alarm["Properties"].clone();
        let said = text(&properties["AlarmDescription"]);
        let (_, anchor) =
            said.rsplit_once("docs/incidents.md#").unwrap_or_else(|| panic!("{id} leads nowhere"));
        let name = text(&properties["AlarmName"]);
        let name =
            name.strip_prefix("${MainStack}-").unwrap_or_else(|| panic!("{id} is of no stage")).to_owned();
        Alarm { name, anchor: anchor.to_owned(), always: alarm.get("Condition").is_none(), properties }
    };
    template.all("AWS::CloudWatch::Alarm").map(alarm).collect()
}

/// What the alarms of a family are about: the value of their only dimension.
fn watched(
    alarms: &[Alarm],
    namespace: &str,
    name: &str,
    dimension: &str,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut watched: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for alarm in alarms {
        for ((space, metric, dimensions), _) in alarm.metrics() {
            if space == namespace && metric == name {
                let [one] = dimensions.as_slice() else { panic!("{}: {dimensions:?}", alarm.name) };
                let value = one.strip_prefix(&format!("{dimension}=")).unwrap();
                watched.entry(alarm.anchor.clone()).or_default().insert(value.to_owned());
            }
        }
    }
    watched
}

#[test]
fn every_alarm_is_explained_and_nothing_else_is() {
    let alarms = alarms(&watch());
    assert!(alarms.len() > 50, "the loops are unrolled");
    let explained: Vec<_> = INCIDENTS.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let asked: BTreeSet<_> = alarms.iter().map(|it| it.anchor.as_str()).collect();
    assert_eq!(explained.iter().copied().collect::<BTreeSet<_>>(), asked);
    assert_eq!(explained.len(), asked.len(), "each is explained once");
    for anchor in asked {
        let section = INCIDENTS.split(&format!("### {anchor}\n")).nth(1).unwrap();
        let section = section.split("\n## ").next().unwrap().split("\n### ").next().unwrap();
        for part in ["**Means**", "**Look at**", "**Do**", "**Over**"] {
            assert!(section.contains(part), "{anchor} lacks {part}");
        }
    }
}

#[test]
fn names_are_of_the_stage_and_each_is_there_once() {
    let alarms = alarms(&watch());
    let names: BTreeSet<_> = alarms.iter().map(|it| &it.name).collect();
    assert_eq!(names.len(), alarms.len());
}

#[test]
fn every_alarm_reaches_someone_says_when_it_is_over_and_what_no_data_means() {
    for alarm in alarms(&watch()) {
        let Alarm { name, properties, .. } = &alarm;
        for actions in ["AlarmActions", "OKActions"] {
            assert_eq!(
                items(&properties[actions]).iter().map(text).collect::<Vec<_>>(),
                ["${Topic}"],
                "{name}"
            );
        }
        let missing = text(&properties["TreatMissingData"]);
        assert!(["ignore", "breaching", "notBreaching"].contains(&missing.as_str()), "{name}: {missing}");
        // CloudWatch API, PutMetricAlarm: a week at most, a day where a period is less than an hour.
        let periods = number(&properties["EvaluationPeriods"]);
        for (_, period) in alarm.metrics() {
            let most = if period < 3600 { 86_400 } else { 604_800 };
            assert!(period % 60 == 0 && period * periods <= most, "{name}");
        }
    }
}

#[test]
fn every_function_is_watched_and_every_queue() {
    let (alarms, service) = (alarms(&watch()), Service::read());
    let errors = watched(&alarms, "AWS/Lambda", "Errors", "FunctionName");
    assert_eq!(errors["errors"], service.functions);
    let throttles = watched(&alarms, "AWS/Lambda", "Throttles", "FunctionName");
    assert_eq!(throttles["throttles"], service.functions);
    let answers = watched(&alarms, "AWS/Lambda", "Url5xxCount", "FunctionName");
    assert_eq!(answers["front-door-5xx"], service.web);
    let depth = watched(&alarms, "AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName");
    assert_eq!(depth["dead-letters"], service.dead_letters);
    let age = watched(&alarms, "AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName");
    assert_eq!(age["dead-letters-old"], service.dead_letters);
    assert_eq!(age["queue-age"], service.queues);
}

#[test]
fn every_dimension_names_something_that_there_is() {
    let (alarms, service) = (alarms(&watch()), Service::read());
    for alarm in &alarms {
        assert!(!alarm.metrics().is_empty(), "{}", alarm.name);
        for ((_, _, dimensions), _) in alarm.metrics() {
            for dimension in dimensions {
                let (name, value) = dimension.split_once('=').unwrap();
                let is_there = match name {
                    "FunctionName" => service.functions.contains(value),
                    "QueueName" => service.queues.contains(value) || service.dead_letters.contains(value),
                    "TableName" => value == "${TableName}",
                    "Operation" => value.chars().all(char::is_alphabetic),
                    _ => false,
                };
                assert!(is_there, "{}: {dimension}", alarm.name);
            }
        }
    }
}

/// What may be missed in no season: what is lost for good when nobody looks.
#[test]
fn the_few_alarms_hold_what_must_not_be_missed() {
    let alarms = alarms(&watch());
    let always: BTreeSet<_> = alarms.iter().filter(|it| it.always).map(|it| it.anchor.as_str()).collect();
    assert!(always.is_superset(&BTreeSet::from([
        "dead-letters",
        "snapshot-missing",
        "bounces",
        "complaints"
    ])));
    let few = alarms.iter().filter(|it| it.always).count();
    assert!(few <= 20, "between two editions they cost 10 cents a month each: {few}");
}
