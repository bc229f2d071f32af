//! The figures that come out of log lines, and the page that shows them.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::service::{Service, source};
use crate::template::{Template, items, text};
use crate::watch;

/// What a metric filter looks for: messages, and the fields beside them.
fn sought(pattern: &str) -> (Vec<&str>, Vec<&str>) {
    let messages = pattern.split("$.fields.message = \"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let fields = pattern.split("$.fields.").skip(1).map(|rest| rest.split([' ', ')']).next().unwrap());
    (messages.collect(), fields.filter(|field| *field != "message").collect())
}

/// Whether a field stands in the source of a log line: `field = …`, `%field`, `?field` or `field,` before the message.
fn tells(source: &str, message: &str, field: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
    let literal = format!("\"{message}\"");
    source.match_indices(&literal).any(|(at, _)| {
        let start = source[..at].rfind("tracing::").unwrap_or(at);
        source[start..at].split(|c: char| !is_name(c)).any(|word| word == field)
    })
}

#[test]
fn every_metric_comes_out_of_a_line_that_its_function_writes() {
    let template = watch();
    let functions = Service::read().functions;
    for (id, filter) in template.all("AWS::Logs::MetricFilter") {
        let properties = &filter["Properties"];
        let group = text(&properties["LogGroupName"]);
        let function = group.strip_prefix("/aws/lambda/${MainStack}-").unwrap();
        assert!(functions.contains(function), "{id}");
        let source = source(function);
        let pattern = text(&properties["FilterPattern"]);
        let (messages, mut fields) = sought(&pattern);
        assert!(!messages.is_empty(), "{id} looks for no line");
        for transformation in items(&properties["MetricTransformations"]) {
            let value = text(&transformation["MetricValue"]);
            match value.strip_prefix("$.fields.") {
                Some(field) => fields.push(field.to_owned().leak()),
                None => assert_eq!(value, "1", "{id}"),
            }
        }
        for message in messages {
            assert!(source.contains(&format!("\"{message}\"")), "{id}: {function} never says “{message}”");
            for field in &fields {
                assert!(tells(&source, message, field), "{id}: “{message}” says no {field}");
            }
        }
    }
}

/// The names of the metrics that come out of log lines.
fn own_metrics(template: &Template) -> BTreeSet<String> {
    let filters = template.all("AWS::Logs::MetricFilter").flat_map(|(_, filter)| {
        let transformations = items(&filter["Properties"]["MetricTransformations"]);
        transformations.iter().inspect(|it| assert_eq!(text(&it["MetricNamespace"]), "${MainStack}"))
    });
    filters.map(|it| text(&it["MetricName"])).collect()
}

fn dashboard(template: &Template) -> Json {
    let (_, dashboard) = template.all("AWS::CloudWatch::Dashboard").next().unwrap();
    serde_json::from_str(&text(&dashboard["Properties"]["DashboardBody"])).unwrap()
}

/// Every metric of the page, as the page writes it.
fn shown(dashboard: &Json) -> Vec<Vec<String>> {
    let widgets = dashboard["widgets"].as_array().unwrap().iter();
    let metrics = widgets.filter_map(|it| it["properties"]["metrics"].as_array()).flatten();
    let words = |metric: &Json| {
        let words = metric.as_array().unwrap().iter().filter_map(Json::as_str);
        words.map(|word| word.replace("${MainStack}-", "")).collect()
    };
    metrics.map(words).collect()
}

#[test]
fn every_metric_of_ours_is_one_that_a_line_feeds_and_each_is_used() {
    let template = watch();
    let fed = own_metrics(&template);
    let mut used = BTreeSet::new();
    for (_, alarm) in template.all("AWS::CloudWatch::Alarm") {
        let properties = &alarm["Properties"];
        if properties.get("Namespace").is_some_and(|it| text(it) == "${MainStack}") {
            used.insert(text(&properties["MetricName"]));
        }
    }
    let dashboard = dashboard(&template);
    used.extend(shown(&dashboard).iter().filter(|it| it[0] == "${MainStack}").map(|it| it[1].clone()));
    assert_eq!(used, fed);
}

#[test]
fn the_page_shows_what_there_is() {
    let (dashboard, service) = (dashboard(&watch()), Service::read());
    for metric in shown(&dashboard) {
        let words: Vec<_> = metric.iter().map(String::as_str).collect();
        let is_there = match words.as_slice() {
            ["${MainStack}", _] | ["AWS/SES", "Bounce" | "Complaint"] => true,
            ["AWS/Lambda", "Errors", "FunctionName", function] => service.functions.contains(*function),
            ["AWS/SQS", _, "QueueName", queue] => {
                service.queues.contains(*queue) || service.dead_letters.contains(*queue)
            }
            ["AWS/Billing", "EstimatedCharges", "Currency", "USD"] => true,
            ["AWS/CloudFront", _, "Region", "Global", "DistributionId", "${DistributionId}"] => true,
            _ => false,
        };
        assert!(is_there, "{words:?}");
    }
    let all = |name: &str, dimension: &str| -> BTreeSet<String> {
        let metrics = shown(&dashboard).into_iter();
        metrics.filter(|it| it[1] == name && it[2] == dimension).map(|it| it[3].clone()).collect()
    };
    assert_eq!(all("Errors", "FunctionName"), service.functions);
    assert_eq!(all("ApproximateAgeOfOldestMessage", "QueueName"), service.queues);
    let depth = all("ApproximateNumberOfMessagesVisible", "QueueName");
    assert!(depth.is_superset(&service.dead_letters));
    let metrics = shown(&dashboard).into_iter().collect::<BTreeSet<_>>().len();
    assert!(metrics <= 50, "a page of more than fifty metrics is not free: {metrics}");
}

#[test]
fn the_page_is_a_page() {
    let dashboard = dashboard(&watch());
    let mut taken = BTreeSet::new();
    for widget in dashboard["widgets"].as_array().unwrap() {
        let [x, y, width, height] = ["x", "y", "width", "height"].map(|it| widget[it].as_u64().unwrap());
        assert!(x + width <= 24, "{widget}");
        for cell in (x..x + width).flat_map(|x| (y..y + height).map(move |y| (x, y))) {
            assert!(taken.insert(cell), "two widgets at {cell:?}");
        }
        let region = widget["properties"]["region"].as_str();
        let body = widget["properties"].to_string();
        let is_global = body.contains("AWS/Billing") || body.contains("AWS/CloudFront");
        assert!(region.is_none() || region == Some(if is_global { "us-east-1" } else { "${AWS::Region}" }));
    }
}

#[test]
fn the_page_lists_the_alarms_that_are_always_there() {
    let template = watch();
    let always = template.all("AWS::CloudWatch::Alarm").filter(|(_, it)| it.get("Condition").is_none());
    let always: BTreeSet<_> = always.map(|(_, it)| text(&it["Properties"]["AlarmName"])).collect();
    let dashboard = dashboard(&template);
    let widgets = dashboard["widgets"].as_array().unwrap();
    let listed = widgets.iter().filter_map(|it| it["properties"]["alarms"].as_array()).flatten();
    let name = |arn: &Json| arn.as_str().unwrap().rsplit_once(":alarm:").unwrap().1.to_owned();
    let listed: BTreeSet<_> = listed.map(name).collect();
    // The page shows an error in the place of an alarm that is not there.
    assert!(listed.is_subset(&always), "{:?}", listed.difference(&always));
    assert_eq!(listed, always);
}

#[test]
fn log_lines_of_a_query_are_written_too() {
    let dashboard = dashboard(&watch());
    let widgets = dashboard["widgets"].as_array().unwrap();
    let queries: Vec<_> = widgets.iter().filter_map(|it| it["properties"]["query"].as_str()).collect();
    assert_eq!(queries.len(), 1);
    let source = source("publish");
    assert!(
        queries[0].contains("${MainStack}-publish") && queries[0].contains("fields.message = 'published'")
    );
    for field in ["events", "edition"] {
        assert!(queries[0].contains(&format!("fields.{field}")) && tells(&source, "published", field));
    }
}
