//! What a function may do: its role in the template. No local cloud enforces it, this one does.

use serde_json::Value;

use super::call::{Asked, Service};
use super::template::Statement;
use super::wire::{self, Answer, Request, json};
use super::{Cloud, TABLE, UPLOADS_BUCKET};

impl Cloud {
    /// The service's refusal when the role of `function` does not allow what is asked. A name without a role in
    /// the template (a toy, an operator) may do anything.
    pub(super) fn denied(&self, function: &str, asked: &Asked, request: &Request) -> Option<Answer> {
        let role = self.template().role(function)?;
        let needed = needed(asked, request);
        let (action, resource) =
            needed.iter().find(|(action, resource)| !allows(&role, action, resource)).cloned()?;
        self.violation(format!("the role of {function} does not allow {action} on {resource}"));
        let message =
            format!("User: {function} is not authorized to perform: {action} on resource: {resource}");
        Some(match asked.service {
            Service::DynamoDb => {
                wire::json_error(400, "com.amazonaws.dynamodb.v20120810#AccessDeniedException", &message)
            }
            Service::Sqs => wire::json_error(403, "com.amazonaws.sqs#AccessDenied", &message),
            Service::Ses => wire::xml_error(403, true, "AccessDenied", &message),
            Service::S3 => wire::xml_error(403, false, "AccessDenied", &message),
        })
    }
}

impl Cloud {
    /// What S3 answers instead of "not found" to a role that may not list the whole bucket: it is not told what is there.
    /// (S3 API reference, `GetObject`, "Permissions".)
    pub(super) fn hides(&self, function: &str, asked: &Asked, request: &Request) -> Option<(String, Answer)> {
        let (role, bucket) = (self.template().role(function)?, bucket(request));
        let lists = |it: &Statement| it.allow && !it.conditional && covers(it, "s3:ListBucket", bucket);
        if !matches!(asked.operation.as_str(), "GetObject" | "HeadObject") || role.iter().any(lists) {
            return None;
        }
        let why = format!("the role of {function} is not told that {} is not in {bucket}", asked.target);
        Some((why, wire::xml_error(403, false, "AccessDenied", "Access Denied")))
    }
}

/// The actions a call needs, each with its resource in the template's words.
fn needed(asked: &Asked, request: &Request) -> Vec<(String, String)> {
    let on = |action: &str, resource: &str| vec![(action.to_owned(), resource.to_owned())];
    let operation = asked.operation.as_str();
    match asked.service {
        Service::DynamoDb if operation == "TransactWriteItems" => {
            let body = json(request);
            let items = body["TransactItems"].as_array().cloned().unwrap_or_default();
            let verbs = items.iter().filter_map(Value::as_object).flat_map(|item| item.keys().cloned());
            let actions = verbs.map(|verb| match verb.as_str() {
                "ConditionCheck" => "dynamodb:ConditionCheckItem".to_owned(),
                verb => format!("dynamodb:{verb}Item"),
            });
            actions.map(|action| (action, TABLE.to_owned())).collect()
        }
        Service::DynamoDb => on(&format!("dynamodb:{operation}"), TABLE),
        Service::Sqs => {
            let action = operation.trim_end_matches("Batch");
            on(&format!("sqs:{action}"), asked.target.trim_end_matches(".fifo"))
        }
        Service::Ses => {
            let action = format!("ses:{operation}");
            let mut needed = on(&action, "identity/MailIdentity");
            if url::form_urlencoded::parse(&request.body).any(|(name, _)| name == "ConfigurationSetName") {
                needed.extend(on(&action, "configuration-set/StackName"));
            }
            needed
        }
        Service::S3 => match operation {
            "ListObjectsV2" => on("s3:ListBucket", bucket(request)),
            "HeadObject" => on("s3:GetObject", &object(request, &asked.target)),
            // Every key of it needs the permission; the pattern of the whole bucket stands for them.
            "DeleteObjects" => on("s3:DeleteObject", &object(request, "*")),
            _ => on(&format!("s3:{operation}"), &object(request, &asked.target)),
        },
    }
}

fn object(request: &Request, key: &str) -> String {
    format!("{}/{key}", bucket(request))
}

/// A bucket's logical id in the template, by the host that is asked.
fn bucket(request: &Request) -> &'static str {
    if request.uri.starts_with(&format!("https://{UPLOADS_BUCKET}.")) {
        "UploadsBucket"
    } else {
        "SiteBucket"
    }
}

fn allows(role: &[Statement], action: &str, resource: &str) -> bool {
    let says = |allow: bool| role.iter().any(|it| it.allow == allow && covers(it, action, resource));
    says(true) && !says(false)
}

fn covers(statement: &Statement, action: &str, resource: &str) -> bool {
    statement.actions.iter().any(|pattern| matches(pattern, action))
        && statement.resources.iter().any(|pattern| matches(last_part(pattern), resource))
}

/// An ARN's resource; the template's own words have no colon.
fn last_part(resource: &str) -> &str {
    resource.rsplit(':').next().unwrap_or(resource)
}

/// A policy's pattern, where `*` is any text.
fn matches(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((start, rest)) => text.strip_prefix(start).is_some_and(|text| {
            text.char_indices().map(|(at, _)| &text[at..]).chain([""]).any(|tail| matches(rest, tail))
        }),
    }
}
