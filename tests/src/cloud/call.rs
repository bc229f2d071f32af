//! What a request asks: which service, which operation, of what.

use serde_json::Value;
use url::Url;

use super::wire::{Request, header, json};

/// The services the functions call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Service {
    /// The table.
    DynamoDb,
    /// The queues.
    Sqs,
    /// Mail, API version 1.
    Ses,
    /// The site bucket.
    S3,
    /// The secrets.
    Secrets,
    /// The functions, as an operator calls them.
    Lambda,
}

/// A request, recognised.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) service: Service,
    pub(super) operation: String,
    /// A short key of what is asked of: an item's key, a queue, a recipient, an object.
    pub(super) target: String,
}

impl Asked {
    /// Recognises a request by its host, as AWS does.
    pub(super) fn recognise(request: &Request) -> Self {
        let url = Url::parse(&request.uri).expect("the SDK sends absolute addresses");
        let host = url.host_str().unwrap_or_default();
        if host.starts_with("dynamodb.") {
            Self::json(Service::DynamoDb, request, dynamodb_target)
        } else if host.starts_with("sqs.") {
            Self::json(Service::Sqs, request, sqs_target)
        } else if host.starts_with("email.") {
            ses(request)
        } else if host.starts_with("secretsmanager.") {
            Self::json(Service::Secrets, request, |_, body| {
                body["SecretId"].as_str().unwrap_or_default().to_owned()
            })
        } else if host.starts_with("lambda.") {
            lambda(&url)
        } else if host.starts_with("s3.") || host.contains(".s3.") {
            s3(request, &url)
        } else {
            panic!("the in-process cloud has no service at {host} (is AWS_ENDPOINT_URL set?)")
        }
    }

    fn json(service: Service, request: &Request, target: fn(&str, &Value) -> String) -> Self {
        let operation = header(request, "x-amz-target").and_then(|name| name.split('.').next_back());
        let operation = operation.unwrap_or_default().to_owned();
        let target = target(&operation, &json(request));
        Self { service, operation, target }
    }
}

fn dynamodb_target(operation: &str, body: &Value) -> String {
    let key = |of: &Value| {
        let part = |name: &str| of[name]["S"].as_str().unwrap_or("?").to_owned();
        format!("{} {}", part("pk"), part("sk"))
    };
    match operation {
        "PutItem" => key(&body["Item"]),
        "Query" => body["ExpressionAttributeValues"].to_string(),
        "TransactWriteItems" => {
            let actions = body["TransactItems"].as_array().map(Vec::as_slice).unwrap_or_default();
            let actions = actions.iter().filter_map(Value::as_object).flat_map(|action| {
                action.iter().map(|(verb, of)| {
                    format!("{verb} {}", key(if verb == "Put" { &of["Item"] } else { &of["Key"] }))
                })
            });
            actions.collect::<Vec<_>>().join(" + ")
        }
        _ => key(&body["Key"]),
    }
}

fn sqs_target(_: &str, body: &Value) -> String {
    let url = body["QueueUrl"].as_str().unwrap_or_default();
    url.rsplit('/').next().unwrap_or_default().to_owned()
}

fn ses(request: &Request) -> Asked {
    let form: Vec<(String, String)> = url::form_urlencoded::parse(&request.body).into_owned().collect();
    let operation = form.iter().find(|(name, _)| name == "Action").map(|(_, value)| value.clone());
    let to = form.iter().filter(|(name, _)| name.starts_with("Destinations.member."));
    let target = to.map(|(_, address)| address.as_str()).collect::<Vec<_>>().join(" ");
    Asked { service: Service::Ses, operation: operation.unwrap_or_default(), target }
}

fn lambda(url: &Url) -> Asked {
    let parts: Vec<&str> = url.path().trim_start_matches('/').split('/').collect();
    let (operation, target) = match parts.as_slice() {
        [_, "functions", function, "invocations"] => ("Invoke", *function),
        _ => ("Unknown", url.path()),
    };
    Asked { service: Service::Lambda, operation: operation.to_owned(), target: target.to_owned() }
}

fn s3(request: &Request, url: &Url) -> Asked {
    let key = url.path().trim_start_matches('/');
    let query = url.query().unwrap_or_default();
    let operation = match (request.method.as_str(), key.is_empty()) {
        ("PUT", false) if request.headers.contains_key("x-amz-copy-source") => "CopyObject",
        ("PUT", false) => "PutObject",
        ("GET", false) => "GetObject",
        ("HEAD", false) => "HeadObject",
        ("DELETE", false) => "DeleteObject",
        ("GET", true) if query.contains("list-type=2") => "ListObjectsV2",
        ("POST", true) if query.contains("delete") => "DeleteObjects",
        _ => "Unknown",
    };
    Asked { service: Service::S3, operation: operation.to_owned(), target: key.to_owned() }
}
