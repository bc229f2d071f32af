//! What a template declares: queues, event sources, roles, and whatever rules want to look at. Nothing of it is written twice
//! here.

mod change;
mod each;
mod role;

use std::sync::LazyLock;

use serde_yaml_ng::Value;

pub use change::Change;
pub use role::{Grant, Statement};
pub(crate) use role::{Need, granting};

/// A CloudFormation template, parsed: `infra/template.yaml` or one of those beside it.
#[derive(Clone, Debug)]
pub struct Template(Value);

/// A queue as declared.
pub(crate) struct QueueSpec {
    /// Its logical id.
    pub(crate) name: String,
    pub(crate) fifo: bool,
    pub(crate) content_based_deduplication: bool,
    pub(crate) visibility_timeout: i64,
    pub(crate) delay: i64,
    /// The dead-letter queue's logical id, and how often a message is received before it goes there.
    pub(crate) redrive: Option<(String, u32)>,
}

/// What makes AWS call a function.
#[derive(Clone, Debug)]
pub(crate) enum EventSource {
    /// Messages of a queue.
    Queue { queue: String, batch_size: usize, partial: bool },
    /// Records of the table's stream that match one of the patterns.
    Stream {
        batch_size: usize,
        partial: bool,
        patterns: Vec<serde_json::Value>,
        bisect: bool,
        max_retries: usize,
        on_failure: Option<String>,
    },
}

impl Template {
    /// The template that is deployed.
    pub fn production() -> &'static Self {
        static PRODUCTION: LazyLock<Template> =
            LazyLock::new(|| Template::parse(include_str!("../../infra/template.yaml")));
        &PRODUCTION
    }

    /// A template of this text, with each `Fn::ForEach` of its resources written out.
    pub fn parse(text: &str) -> Self {
        let mut root = serde_yaml_ng::from_str(text).expect("a template is YAML");
        each::expand(&mut root);
        Self(root)
    }

    /// All of it.
    pub fn root(&self) -> &Value {
        &self.0
    }

    /// Every queue, in the order of the template.
    pub(crate) fn queues(&self) -> Vec<QueueSpec> {
        let queues = self.resources("AWS::SQS::Queue").into_iter().map(|(name, queue)| {
            let (name, properties) = (name.to_owned(), &queue["Properties"]);
            let redrive = properties.get("RedrivePolicy").map(|policy| {
                let most = self.number(policy.get("maxReceiveCount")).expect("a redrive policy has a count");
                let most = u32::try_from(most).expect("a small count");
                (self.text(&policy["deadLetterTargetArn"]), most)
            });
            let flag = |name: &str| properties.get(name).and_then(Value::as_bool).unwrap_or_default();
            QueueSpec {
                name,
                fifo: flag("FifoQueue"),
                content_based_deduplication: flag("ContentBasedDeduplication"),
                // 30 and 0 are SQS's own defaults.
                visibility_timeout: self.number(properties.get("VisibilityTimeout")).unwrap_or(30),
                delay: self.number(properties.get("DelaySeconds")).unwrap_or(0),
                redrive,
            }
        });
        queues.collect()
    }

    /// A function's logical id.
    pub fn function_id(&self, function: &str) -> String {
        format!("{}Function", capitalised(function))
    }

    /// Every secret, with a text such as is generated for it, of letters that say whose it is.
    pub(crate) fn secrets(&self) -> Vec<(String, String)> {
        let secrets = self.resources("AWS::SecretsManager::Secret").into_iter().map(|(name, secret)| {
            let generated = &secret["Properties"]["GenerateSecretString"];
            let template = self.text(&generated["SecretStringTemplate"]);
            let mut text: serde_json::Value = serde_json::from_str(&template).expect("a secret's template");
            let length = self.number(generated.get("PasswordLength")).unwrap_or(32);
            let length = usize::try_from(length).expect("a length");
            let drawn: String = name.chars().cycle().take(length).collect();
            text[self.text(&generated["GenerateStringKey"])] = drawn.into();
            (name.to_owned(), text.to_string())
        });
        secrets.collect()
    }

    /// What calls a function: its queue and stream events. Function URLs and schedules are the test's to play.
    pub(crate) fn event_sources(&self, function: &str) -> Vec<EventSource> {
        let id = self.function_id(function);
        let events = &self.0["Resources"][id.as_str()]["Properties"]["Events"];
        let events =
            events.as_mapping().map(|events| events.values().collect::<Vec<_>>()).unwrap_or_default();
        events.into_iter().filter_map(|event| self.event_source(event)).collect()
    }

    fn event_source(&self, event: &Value) -> Option<EventSource> {
        let properties = &event["Properties"];
        let size = |default: i64| {
            usize::try_from(self.number(properties.get("BatchSize")).unwrap_or(default))
                .expect("a batch size")
        };
        let partial = properties.get("FunctionResponseTypes").is_some_and(|types| {
            types.as_sequence().is_some_and(|types| types.iter().any(|t| t == "ReportBatchItemFailures"))
        });
        match event["Type"].as_str()? {
            "SQS" => Some(EventSource::Queue {
                queue: self.text(&properties["Queue"]),
                batch_size: size(10),
                partial,
            }),
            "DynamoDB" => Some(EventSource::Stream {
                batch_size: size(100),
                partial,
                patterns: patterns(properties),
                bisect: properties
                    .get("BisectBatchOnFunctionError")
                    .and_then(Value::as_bool)
                    .unwrap_or_default(),
                // Lambda's own default is to try for ever; a test would too.
                max_retries: usize::try_from(
                    self.number(properties.get("MaximumRetryAttempts")).unwrap_or(1000),
                )
                .expect("a bounded number of retries"),
                on_failure: properties
                    .get("DestinationConfig")
                    .and_then(|destinations| destinations.get("OnFailure"))
                    .and_then(|on_failure| on_failure.get("Destination"))
                    .map(|queue| self.text(queue)),
            }),
            _ => None,
        }
    }

    /// The resources of a type, each with its logical id, in the order of the template.
    pub fn resources(&self, kind: &str) -> Vec<(&str, &Value)> {
        self.all().filter(|(_, resource)| resource["Type"] == kind).collect()
    }

    /// Every resource.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Value)> {
        let resources = self.0["Resources"].as_mapping().expect("the template has resources");
        resources.iter().map(|(id, resource)| (id.as_str().unwrap_or_default(), resource))
    }

    /// A resource's properties, or nothing when there is no such resource.
    pub fn properties(&self, id: &str) -> &Value {
        &self.0["Resources"][id]["Properties"]
    }

    /// The names of the functions, as their crates have them: `IntakeFunction` is `intake`.
    pub fn functions(&self) -> Vec<String> {
        let functions = self.resources("AWS::Serverless::Function");
        functions.into_iter().map(|(id, _)| id.trim_end_matches("Function").to_ascii_lowercase()).collect()
    }

    /// The texts of a list, or of a single value.
    pub fn texts(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Null => vec![],
            Value::Sequence(all) => all.iter().map(|one| self.text(one)).collect(),
            one => vec![self.text(one)],
        }
    }

    /// A text with its intrinsic resolved: `!GetAtt Mail.Arn` and `!Ref Mail` are `Mail`, `!Ref` of a parameter is
    /// its default, and `!Sub "${SiteBucket.Arn}/*"` is `SiteBucket/*`.
    pub fn text(&self, value: &Value) -> String {
        match value {
            Value::String(text) => text.clone(),
            Value::Tagged(tagged) if tagged.tag == "Ref" => {
                let id = tagged.value.as_str().unwrap_or_default();
                let default = &self.0["Parameters"][id]["Default"];
                if default.is_null() { id.to_owned() } else { self.text(default) }
            }
            Value::Tagged(tagged) if tagged.tag == "GetAtt" => {
                tagged.value.as_str().unwrap_or_default().trim_end_matches(".Arn").to_owned()
            }
            Value::Tagged(tagged) => tagged
                .value
                .as_str()
                .unwrap_or_default()
                .replace("${AWS::", "") // a colon would end the ARN's part
                .replace("${", "")
                .replace(".Arn}", "")
                .replace('}', ""),
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            _ => String::new(),
        }
    }

    /// A number, or the default of the parameter that gives it.
    pub fn number(&self, value: Option<&Value>) -> Option<i64> {
        self.text(value?).parse().ok()
    }
}

fn patterns(properties: &Value) -> Vec<serde_json::Value> {
    let filters = properties["FilterCriteria"]["Filters"].as_sequence().cloned().unwrap_or_default();
    let patterns = filters.iter().filter_map(|filter| filter["Pattern"].as_str());
    patterns.map(|pattern| serde_json::from_str(pattern).expect("a filter pattern is JSON")).collect()
}

fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
