//! What a function may do: its role in the template. No local cloud enforces it, this one does.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::Value;

use super::call::{Asked, Service};
use super::wire::{self, Answer, Request, header, json};
use super::{Cloud, REGISTER_BUCKET, TABLE, UPLOADS_BUCKET, locked};
use crate::template::{Grant, Need, Statement, Template, granting};

impl Cloud {
    /// The service's refusal when the role of `function` does not allow what is asked. A name without a role in
    /// the template (a toy, an operator) may do anything.
    pub(super) fn denied(&self, function: &str, asked: &Asked, request: &Request) -> Option<Answer> {
        let role = role(function)?;
        let missing = needed(asked, request).into_iter().find(|need| {
            let grant = granting(function, role, need);
            grant.map(|grant| self.used(grant)).is_none()
        });
        let Need { action, resource, .. } = missing?;
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
            Service::Secrets => {
                wire::json_error(400, "com.amazonaws.secretsmanager#AccessDeniedException", &message)
            }
            Service::Lambda => wire::json_error(403, "AccessDeniedException", &message),
        })
    }
}

/// The statements of a function's role in the template, read once.
fn role(function: &str) -> Option<&'static [Statement]> {
    static ROLES: LazyLock<HashMap<String, Vec<Statement>>> = LazyLock::new(|| {
        let template = Template::production();
        let role = |function: String| Some((function.clone(), template.role(&function)?));
        template.functions().into_iter().filter_map(role).collect()
    });
    ROLES.get(function).map(Vec::as_slice)
}

/// What a role is told of an object that is not there.
pub(super) enum Missing {
    /// That it is not there, since it may list the bucket.
    Told(Grant),
    /// Nothing; and what this cloud says to that.
    Hidden(String, Answer),
}

/// What S3 answers a function's role about what is not there: that it is not there, or else, to a role that may not list
/// the whole bucket, nothing. (S3 API reference, `GetObject`, "Permissions".)
pub(super) fn if_missing(function: &str, asked: &Asked, request: &Request) -> Option<Missing> {
    let role = role(function)?;
    if !matches!(asked.operation.as_str(), "GetObject" | "HeadObject") {
        return None;
    }
    let bucket = bucket(request);
    let list = Need { action: "s3:ListBucket".to_owned(), resource: bucket.to_owned(), prefix: None };
    Some(granting(function, role, &list).map_or_else(
        || {
            let why = format!("the role of {function} is not told that {} is not in {bucket}", asked.target);
            Missing::Hidden(why, wire::xml_error(403, false, "AccessDenied", "Access Denied"))
        },
        Missing::Told,
    ))
}

impl Cloud {
    /// Notes what a role has let through.
    pub(super) fn used(&self, grant: Grant) {
        locked(&self.0.grants_used).insert(grant);
    }
}

/// The actions a call needs, each with its resource in the template's words.
fn needed(asked: &Asked, request: &Request) -> Vec<Need> {
    let need = |action: &str, resource: &str| Need {
        action: action.to_owned(),
        resource: resource.to_owned(),
        prefix: None,
    };
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
            actions.map(|action| need(&action, TABLE)).collect()
        }
        Service::DynamoDb => vec![need(&format!("dynamodb:{operation}"), TABLE)],
        Service::Sqs => {
            let action = operation.trim_end_matches("Batch");
            vec![need(&format!("sqs:{action}"), asked.target.trim_end_matches(".fifo"))]
        }
        // A quota has no resource to name.
        Service::Ses if operation == "GetSendQuota" => vec![need("ses:GetSendQuota", "*")],
        Service::Ses => {
            let action = format!("ses:{operation}");
            let mut needed = vec![need(&action, "identity/MailIdentity")];
            if url::form_urlencoded::parse(&request.body).any(|(name, _)| name == "ConfigurationSetName") {
                needed.push(need(&action, "configuration-set/StackName"));
            }
            needed
        }
        Service::S3 => objects(operation, asked, request),
        Service::Secrets => vec![need(&format!("secretsmanager:{operation}"), &asked.target)],
        Service::Lambda => vec![need("lambda:InvokeFunction", &asked.target)],
    }
}

fn objects(operation: &str, asked: &Asked, request: &Request) -> Vec<Need> {
    let on = |action: &str, resource: String| Need { action: action.to_owned(), resource, prefix: None };
    let object = |key: &str| object(request, key);
    match operation {
        "ListObjectsV2" => {
            let list = on("s3:ListBucket", bucket(request).to_owned());
            vec![Need { prefix: prefix(request), ..list }]
        }
        "HeadObject" => vec![on("s3:GetObject", object(&asked.target))],
        // Every key of it needs the permission; the pattern of the whole bucket stands for them.
        "DeleteObjects" => vec![on("s3:DeleteObject", object("*"))],
        // To replace what was seen is to say what was there. (S3 user guide, "Conditional writes".)
        "PutObject" if header(request, "if-match").is_some() => {
            ["s3:PutObject", "s3:GetObject"].map(|action| on(action, object(&asked.target))).into()
        }
        _ => vec![on(&format!("s3:{operation}"), object(&asked.target))],
    }
}

/// What a listing asks for.
fn prefix(request: &Request) -> Option<String> {
    let query = request.uri.split_once('?')?.1;
    url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "prefix")
        .map(|(_, value)| value.into_owned())
}

fn object(request: &Request, key: &str) -> String {
    format!("{}/{key}", bucket(request))
}

/// A bucket's logical id in the template, by the host that is asked.
fn bucket(request: &Request) -> &'static str {
    if request.uri.starts_with(&format!("https://{UPLOADS_BUCKET}.")) {
        "UploadsBucket"
    } else if request.uri.starts_with(&format!("https://{REGISTER_BUCKET}.")) {
        "RegisterBucket"
    } else {
        "SiteBucket"
    }
}
