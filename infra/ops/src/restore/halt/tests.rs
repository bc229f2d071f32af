//! Stopping and starting, on a Lambda in memory that takes its time and fails when it is told to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use aws_sdk_lambda::config::retry::RetryConfig;
use aws_sdk_lambda::config::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use serde_json::{Value, json};

use super::*;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct State {
    /// What is reserved for each function.
    functions: BTreeMap<String, Option<i32>>,
    /// Each trigger: of which function, and how it is.
    triggers: BTreeMap<String, (String, &'static str)>,
    /// What was changed, in order.
    changes: Vec<String>,
    calls: usize,
    /// The call that finds no connection.
    fails: Option<usize>,
}

#[derive(Debug, Clone, Default)]
struct Lambda(Arc<Mutex<State>>);

impl HttpClient for Lambda {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Lambda {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::ready(self.answer(&request))
    }
}

impl Lambda {
    /// `relay` and `publish` with a trigger each, `publish` with five executions, and one trigger that somebody had disabled.
    fn new() -> Self {
        let lambda = Self::default();
        {
            let mut state = lambda.0.lock().unwrap();
            state.functions = [("publish".to_owned(), Some(5)), ("relay".to_owned(), None)].into();
            for (id, of, is) in
                [("t1", "relay", "Enabled"), ("t2", "publish", "Enabled"), ("t3", "publish", "Disabled")]
            {
                state.triggers.insert(id.into(), (of.into(), is));
            }
        }
        lambda
    }

    fn functions(&self) -> Functions {
        let config = aws_sdk_lambda::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::from_static("eu-west-3"))
            .credentials_provider(SharedCredentialsProvider::new(Credentials::new(
                "A", "b", None, None, "a test",
            )))
            .retry_config(RetryConfig::disabled())
            .http_client(self.clone())
            .build();
        let names = self.state().functions.into_keys().collect();
        Functions::new(aws_sdk_lambda::Client::from_conf(config), names)
    }

    fn state(&self) -> State {
        self.0.lock().unwrap().clone()
    }

    fn fail_at(&self, call: Option<usize>) {
        let mut state = self.0.lock().unwrap();
        (state.calls, state.fails) = (0, call);
    }

    fn answer(&self, request: &HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let mut state = self.0.lock().unwrap();
        state.calls += 1;
        if state.fails == Some(state.calls) {
            return Err(ConnectorError::io("planned fault".into()));
        }
        let path = request.uri().split_once(".amazonaws.com").map_or("", |(_, path)| path);
        let path = path.split('?').next().unwrap_or_default();
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let body: Value =
            serde_json::from_slice(request.body().bytes().unwrap_or_default()).unwrap_or_default();
        let answer = match (request.method(), &parts[1..]) {
            ("GET", ["functions", name, "concurrency"]) => {
                state.functions[*name].map_or(json!({}), |it| json!({ "ReservedConcurrentExecutions": it }))
            }
            ("GET", ["functions", name, "configuration"]) => {
                json!({ "Timeout": if *name == "publish" { 60 } else { 30 } })
            }
            ("PUT", ["functions", name, "concurrency"]) => {
                let reserved = i32::try_from(body["ReservedConcurrentExecutions"].as_i64().unwrap()).unwrap();
                state.functions.insert((*name).into(), Some(reserved));
                state.changes.push(format!("{name}: {reserved}"));
                json!({ "ReservedConcurrentExecutions": reserved })
            }
            ("DELETE", ["functions", name, "concurrency"]) => {
                state.functions.insert((*name).into(), None);
                state.changes.push(format!("{name}: free"));
                json!({})
            }
            ("GET", ["event-source-mappings"]) => {
                let of = request.uri().rsplit_once("FunctionName=").unwrap().1.to_owned();
                let of = state.triggers.iter().filter(|(_, (name, _))| *name == of);
                let all: Vec<_> = of.map(|(id, (_, is))| json!({ "UUID": id, "State": is })).collect();
                json!({ "EventSourceMappings": all })
            }
            ("GET", ["event-source-mappings", id]) => {
                // What is under way ends after somebody has looked.
                let is = state.triggers[*id].1;
                let then = match is {
                    "Disabling" => "Disabled",
                    "Enabling" => "Enabled",
                    other => other,
                };
                state.triggers.get_mut(*id).unwrap().1 = then;
                json!({ "UUID": id, "State": is })
            }
            ("PUT", ["event-source-mappings", id]) => {
                let on = body["Enabled"].as_bool().unwrap();
                let trigger = state.triggers.get_mut(*id).unwrap();
                assert!(!trigger.1.ends_with("ing"), "Lambda refuses while a change is under way");
                trigger.1 = match (on, trigger.1) {
                    (true, "Disabled") => "Enabling",
                    (false, "Enabled") => "Disabling",
                    (_, other) => other,
                };
                state.changes.push(format!("{id}: {on}"));
                json!({ "UUID": id, "State": state.triggers[*id].1 })
            }
            (method, path) => panic!("{method} {path:?}"),
        };
        Ok(HttpResponse::new(200.try_into().unwrap(), SdkBody::from(answer.to_string())))
    }

    fn is(&self) -> (Vec<Option<i32>>, Vec<&'static str>) {
        let state = self.state();
        (state.functions.into_values().collect(), state.triggers.into_values().map(|it| it.1).collect())
    }
}

#[tokio::test(start_paused = true)]
async fn triggers_stop_before_functions_and_start_after_them_and_all_is_as_it_was() {
    let lambda = Lambda::new();
    let functions = lambda.functions();
    let now = functions.now().await.unwrap();
    assert_eq!(
        (now.longest.as_secs(), now.before.triggers.as_slice()),
        (60, &["t2".to_owned(), "t1".to_owned()][..])
    );
    functions.stop(&now.before).await.unwrap();
    assert_eq!(lambda.is(), (vec![Some(0), Some(0)], vec!["Disabled"; 3]));
    functions.start(&now.before).await.unwrap();
    assert_eq!(lambda.is(), (vec![Some(5), None], vec!["Enabled", "Enabled", "Disabled"]));
    let stop = ["t2: false", "t1: false", "publish: 0", "relay: 0"];
    let start = ["publish: 5", "relay: free", "t2: true", "t1: true"];
    assert_eq!(lambda.state().changes, [stop, start].concat());
}

#[tokio::test(start_paused = true)]
async fn interrupted_anywhere_and_done_again_it_is_stopped_and_then_as_it_was() {
    let clean = Lambda::new();
    let functions = clean.functions();
    let before = functions.now().await.unwrap().before;
    clean.fail_at(None);
    functions.stop(&before).await.unwrap();
    functions.start(&before).await.unwrap();
    let calls = clean.state().calls;
    assert!(calls > 12, "{calls}");
    for call in 1..=calls {
        let lambda = Lambda::new();
        let functions = lambda.functions();
        lambda.fail_at(Some(call));
        let broke = match functions.stop(&before).await {
            Ok(()) => functions.start(&before).await,
            Err(error) => {
                functions.stop(&before).await.unwrap();
                Err(error)
            }
        };
        let error = crate::exit::in_a_line(&broke.unwrap_err());
        assert!(error.contains("no answer: are the network"), "{error}");
        functions.start(&before).await.unwrap();
        assert_eq!(
            lambda.is(),
            (vec![Some(5), None], vec!["Enabled", "Enabled", "Disabled"]),
            "broken at {call}"
        );
    }
}
