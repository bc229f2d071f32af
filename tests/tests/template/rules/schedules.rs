//! What runs by the clock: in Paris, clear of the hour that summer time skips or repeats, tried again, and kept when it fails.
//!
//! EventBridge Scheduler user guide, "Schedule types", "Daylight savings time", "Configuring a dead-letter queue".

use std::collections::BTreeSet;

use pipeline_tests::template::{Change, Template};
use serde_yaml_ng::Value;

use crate::rule::{Break, Finding, Rule};

const SCHEDULE: &str = "AWS::Scheduler::Schedule";

fn schedules(template: &Template) -> Vec<(&str, &Value)> {
    template.resources(SCHEDULE).into_iter().map(|(id, it)| (id, &it["Properties"])).collect()
}

pub(crate) const PARIS: Rule = Rule {
    name: "schedules run by the clock of Paris, and none only between two and three at night",
    check: |stacks| {
        let template = stacks.main();
        let schedules = schedules(template).into_iter();
        let mut findings: Vec<_> = schedules
            .filter_map(|(id, it)| {
                let when = template.text(&it["ScheduleExpression"]);
                if when.starts_with("rate(") {
                    return None; // so often, whatever the clock says
                }
                let in_paris = it["ScheduleExpressionTimezone"] == "Europe/Paris";
                let says = "it is to run in Europe/Paris, at no hour that is skipped in spring: every hour, or not at two";
                Finding::unless(in_paris && is_clear(&when), id, says)
            })
            .collect();
        // The others know no time zone, or have no role and no retries of their own.
        let others = template.all().filter(|(_, it)| it["Type"] == "AWS::Events::Rule").map(|(id, _)| id);
        let events = crate::stacks::sources(template).into_iter();
        let events = events.filter(|it| it.kind.starts_with("Schedule")).map(|it| it.function);
        findings.extend(others.chain(events).map(|id| Finding::new(id, format!("it is to be a {SCHEDULE}"))));
        findings
    },
    breaks: |stacks| {
        let template = stacks.main();
        let mut breaks = Vec::new();
        for (id, it) in schedules(template) {
            for when in ["cron(30 2 * * ? *)", "cron(0 1-3 * * ? *)", "cron(0 */2 * * ? *)"] {
                breaks.push(Break::set(id, "Properties.ScheduleExpression", when));
            }
            if template.text(&it["ScheduleExpression"]).starts_with("cron(") {
                breaks.push(Break::set(id, "Properties.ScheduleExpressionTimezone", "UTC"));
                breaks.push(Break::remove(id, "Properties.ScheduleExpressionTimezone"));
            }
        }
        for (function, _) in crate::stacks::functions(template) {
            let event = crate::stacks::yaml("{ Type: Schedule, Properties: { Schedule: rate(1 hour) } }");
            breaks.push(Break::set(function, "Properties.Events.Now", event));
        }
        breaks
    },
    exceptions: &[],
};

/// Whether a cron expression names hours one by one, none of which is the third of the day, or every hour.
fn is_clear(expression: &str) -> bool {
    let fields = expression.trim_start_matches("cron(").trim_end_matches(')');
    let Some(hours) = fields.split_whitespace().nth(1) else { return false };
    hours == "*" || hours.split(',').all(|hour| hour.parse::<u8>().is_ok_and(|hour| hour != 2))
}

pub(crate) const RETRIED: Rule = Rule {
    name: "what a schedule cannot deliver is tried again, for no longer than it is of use",
    check: |stacks| {
        let template = stacks.main();
        let schedules = schedules(template).into_iter();
        schedules
            .filter_map(|(id, it)| {
                let retry = &it["Target"]["RetryPolicy"];
                let tries = template.number(retry.get("MaximumRetryAttempts")).unwrap_or_default();
                let age = template.number(retry.get("MaximumEventAgeInSeconds")).unwrap_or(86_400);
                let right = (1..=185).contains(&tries) && age < 86_400;
                Finding::unless(
                    right,
                    id,
                    "RetryPolicy is to say how often it is tried again, and for less than a day",
                )
            })
            .collect()
    },
    breaks: |stacks| {
        let schedules = schedules(stacks.main()).into_iter();
        schedules
            .flat_map(|(id, _)| {
                [
                    Break::remove(id, "Properties.Target.RetryPolicy"),
                    Break::set(id, "Properties.Target.RetryPolicy.MaximumRetryAttempts", 0),
                    Break::remove(id, "Properties.Target.RetryPolicy.MaximumEventAgeInSeconds"),
                ]
            })
            .collect()
    },
    exceptions: &[],
};

pub(crate) const DEAD_LETTERS: Rule = Rule {
    name: "what a schedule has not delivered is kept",
    check: |stacks| {
        let template = stacks.main();
        let dead = super::queues::dead_letters(template);
        let schedules = schedules(template).into_iter();
        schedules
            .filter_map(|(id, it)| {
                let queue = template.text(&it["Target"]["DeadLetterConfig"]["Arn"]);
                let standard = template.properties(&queue).get("FifoQueue").is_none();
                let right = dead.contains(&queue.as_str()) && standard;
                Finding::unless(right, id, "DeadLetterConfig is to lead to dead letters that are not FIFO")
            })
            .collect()
    },
    breaks: |stacks| {
        let schedules = schedules(stacks.main()).into_iter();
        schedules
            .flat_map(|(id, _)| {
                let fifo = crate::stacks::yaml("!GetAtt ProgrammeDeadLetters.Arn");
                [
                    Break::remove(id, "Properties.Target.DeadLetterConfig"),
                    Break::set(id, "Properties.Target.DeadLetterConfig.Arn", fifo),
                ]
            })
            .collect()
    },
    exceptions: &[(
        "PublishSchedule",
        "its queue is FIFO, a schedule's dead letters cannot be, and an hour later the next round is there",
    )],
};

pub(crate) const GRANTS: Rule = Rule {
    name: "the role of a schedule grants what its target and its dead letters need, and nothing else",
    check: |stacks| {
        let template = stacks.main();
        let schedules = schedules(template).into_iter();
        schedules
            .filter_map(|(id, it)| {
                let role = format!("{id}Role");
                if template.text(&it["Target"]["RoleArn"]) != role {
                    return Some(Finding::new(id, format!("RoleArn is to be {role}")));
                }
                let target = template.text(&it["Target"]["Arn"]);
                let action =
                    if target.ends_with("Function") { "lambda:InvokeFunction" } else { "sqs:SendMessage" };
                let mut needed = BTreeSet::from([(action.to_owned(), target)]);
                let dead = &it["Target"]["DeadLetterConfig"]["Arn"];
                if !dead.is_null() {
                    needed.insert(("sqs:SendMessage".to_owned(), template.text(dead)));
                }
                let mut granted = Vec::new();
                for statement in template.statements(&role).unwrap_or_default() {
                    for action in &statement.actions {
                        granted.extend(statement.resources.iter().map(|it| (action.clone(), it.clone())));
                    }
                }
                let right =
                    granted.len() == needed.len() && granted.into_iter().collect::<BTreeSet<_>>() == needed;
                Finding::unless(right, role, format!("it is to grant {needed:?}"))
            })
            .collect()
    },
    breaks: |stacks| {
        let template = stacks.main();
        let mut breaks = Vec::new();
        for (id, _) in schedules(template) {
            let role = format!("{id}Role");
            let statements = "Properties.Policies.0.PolicyDocument.Statement";
            for at in 0..template.statements(&role).unwrap_or_default().len() {
                let path = format!("Resources.{role}.{statements}.{at}");
                breaks.push(Break::at(path.clone(), Change::Remove, &role));
                breaks.push(Break::at(
                    format!("{path}.Action"),
                    Change::Append("sqs:ReceiveMessage".into()),
                    &role,
                ));
                let more = Change::Append(crate::stacks::yaml("!GetAtt Mail.Arn"));
                breaks.push(Break::at(format!("{path}.Resource"), more, &role));
            }
            let another = crate::stacks::yaml("!GetAtt RelayRole.Arn");
            breaks.push(Break::set(id, "Properties.Target.RoleArn", another));
        }
        breaks
    },
    exceptions: &[],
};
