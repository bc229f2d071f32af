//! Logs: of each function, in JSON, for no longer than a year.

use crate::rule::{Break, Finding, Rule};
use crate::stacks::{functions, name, yaml};

/// The register of personal data says so.
const LONGEST_DAYS: i64 = 365;

pub(crate) const JSON: Rule = Rule {
    name: "each function writes its log as JSON, into a group of its own",
    check: |stacks| {
        let template = stacks.main();
        let functions = functions(template).into_iter();
        functions
            .filter_map(|(id, it)| {
                let group = format!("{}Logs", name(id));
                let log = &it["LoggingConfig"];
                let right = log["LogFormat"] == "JSON"
                    && template.text(&log["LogGroup"]) == group
                    && !template.properties(&group).is_null();
                Finding::unless(right, id, format!("LoggingConfig is to say JSON and {group}"))
            })
            .collect()
    },
    breaks: |stacks| {
        let functions = functions(stacks.main()).into_iter();
        functions
            .flat_map(|(id, _)| {
                let another = if id == "RelayFunction" { "!Ref SendLogs" } else { "!Ref RelayLogs" };
                [
                    Break::set(id, "Properties.LoggingConfig.LogFormat", "Text"),
                    Break::set(id, "Properties.LoggingConfig.LogGroup", yaml(another)),
                    Break::remove(id, "Properties.LoggingConfig"),
                ]
            })
            .collect()
    },
    exceptions: &[],
};

pub(crate) const RETENTION: Rule = Rule {
    name: "logs are kept for a year at most",
    check: |stacks| {
        let mut findings = Vec::new();
        for (_, template) in stacks.all() {
            for (id, group) in template.resources("AWS::Logs::LogGroup") {
                let days = template.number(group["Properties"].get("RetentionInDays")).unwrap_or(i64::MAX);
                let says = format!("RetentionInDays is to be {LONGEST_DAYS} at most");
                findings.extend(Finding::unless(days <= LONGEST_DAYS, id, says));
            }
        }
        let choices = &stacks.main().root()["Parameters"]["LogRetentionDays"]["AllowedValues"];
        let most = choices.as_sequence().into_iter().flatten().filter_map(serde_yaml_ng::Value::as_i64).max();
        let right = most.is_some_and(|most| most <= LONGEST_DAYS);
        findings.extend(Finding::unless(
            right,
            "LogRetentionDays",
            format!("no choice is to be over {LONGEST_DAYS}"),
        ));
        findings
    },
    breaks: |stacks| {
        let mut breaks = Vec::new();
        for (file, template) in stacks.all() {
            for (id, _) in template.resources("AWS::Logs::LogGroup") {
                breaks.push(Break::remove(id, "Properties.RetentionInDays").of(file));
                breaks.push(Break::set(id, "Properties.RetentionInDays", 400).of(file));
            }
        }
        let choices = "Parameters.LogRetentionDays.AllowedValues";
        let more = pipeline_tests::template::Change::Append(731.into());
        breaks.push(Break::at(choices, more, "LogRetentionDays"));
        breaks
    },
    exceptions: &[],
};
