//! What the functions' roles grant, against what they use: no difference, in either direction.
//!
//! One direction is held everywhere: the in-process cloud refuses a call that the role of its function does not allow, and
//! fails the test. This is the other: a test plays all that a function does, gathers [`crate::cloud::Cloud::grants_used`],
//! and asks [`differences`] what is granted and was not used.
//!
//! Some of what a role grants is used by AWS itself, in the role's name, where no SDK call of ours can be recorded: to write
//! the log, to take messages out of a queue, to read the stream, to report a failure. What that is follows from the
//! template ([`on_behalf_of`]), and it must be granted: no more of it, and no less.

use std::collections::BTreeSet;

use serde_yaml_ng::Value;

use crate::template::{EventSource, Grant, Need, Template, granting};

/// What a function's role grants and nothing uses, and what AWS needs of it and it does not grant; each in a line.
///
/// `used` is what calls have used; `main` the source of the function's `main.rs`, which says which secrets it reads at its
/// start.
pub fn differences(template: &Template, function: &str, main: &str, used: &BTreeSet<Grant>) -> Vec<String> {
    let role = template.role(function).unwrap_or_default();
    let mut used = used.clone();
    let mut differences = Vec::new();
    let mut needs = on_behalf_of(template, function);
    needs.extend(secrets(template, function, main));
    for (need, why) in needs {
        match granting(function, &role, &need) {
            Some(grant) => drop(used.insert(grant)),
            None => differences
                .push(format!("{function}: {} on {} is missing: {why}", need.action, need.resource)),
        }
    }
    let unused = template.grants(function).into_iter().filter(|grant| !used.contains(grant));
    differences.extend(unused.map(|grant| format!("{grant} is granted, and nothing uses it")));
    differences
}

/// What AWS does in the name of a function's role, and where AWS says so.
fn on_behalf_of(template: &Template, function: &str) -> Vec<(Need, &'static str)> {
    let properties = template.properties(&template.function_id(function));
    let mut needs = Vec::new();
    let mut need = |actions: &[&str], resource: &str, why| {
        needs.extend(actions.iter().map(|action| (needed(action, resource), why)));
    };
    // The log group exists before the function does: nobody has to create it.
    need(
        &["logs:CreateLogStream", "logs:PutLogEvents"],
        &template.text(&properties["LoggingConfig"]["LogGroup"]),
        "Lambda developer guide, \"Sending Lambda function logs to CloudWatch Logs\"",
    );
    for source in template.event_sources(function) {
        match source {
            EventSource::Queue { queue, .. } => need(
                &["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
                &queue,
                "SQS developer guide, \"Configuring an Amazon SQS queue to trigger an AWS Lambda function\"",
            ),
            EventSource::Stream { on_failure, .. } => {
                need(
                    &[
                        "dynamodb:DescribeStream",
                        "dynamodb:GetRecords",
                        "dynamodb:GetShardIterator",
                        "dynamodb:ListStreams",
                    ],
                    "Table.StreamArn",
                    "Lambda developer guide, \"Processing DynamoDB records with Lambda\", execution role permissions",
                );
                if let Some(queue) = on_failure {
                    need(&["sqs:SendMessage"], &queue, FAILED);
                }
            }
        }
    }
    let failed = &properties["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Destination"];
    if !failed.is_null() {
        need(&["sqs:SendMessage"], &template.text(failed), FAILED);
    }
    if is_traced(template, properties) {
        need(
            &["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
            "*",
            "Lambda developer guide, \"Visualize Lambda function invocations using AWS X-Ray\"",
        );
    }
    needs
}

/// Why a role may send to where its failures go.
const FAILED: &str =
    "Lambda developer guide, \"Capturing records of asynchronous invocations\", on-failure destinations";

fn is_traced(template: &Template, properties: &Value) -> bool {
    let everywhere = &template.root()["Globals"]["Function"]["Tracing"];
    properties.get("Tracing").unwrap_or(everywhere) == "Active"
}

/// The secrets that a function reads at its start: `main.rs` calls one function of `runtime::secrets` for each.
fn secrets(template: &Template, function: &str, main: &str) -> Vec<(Need, &'static str)> {
    let properties = template.properties(&template.function_id(function));
    let read = SECRETS.iter().filter(|(call, _)| main.contains(call));
    let secret = |variable: &str| template.text(&properties["Environment"]["Variables"][variable]);
    read.map(|(_, variable)| {
        (
            needed("secretsmanager:GetSecretValue", &secret(variable)),
            "functions/*/src/main.rs reads it at the start",
        )
    })
    .collect()
}

/// What reads a secret, and the variable that says which it is.
pub const SECRETS: [(&str, &str); 3] = [
    ("secrets::link_keys(", "LINK_KEYS_SECRET_ID"),
    ("secrets::person_key(", "PERSON_KEY_SECRET_ID"),
    ("secrets::front_door(", "FRONT_DOOR_SECRET_ID"),
];

fn needed(action: &str, resource: &str) -> Need {
    Need { action: action.to_owned(), resource: resource.to_owned(), prefix: None }
}
