//! Secrets Manager: versions of a text and the labels that stand on them, as far as `mip keys` and the functions use it.
//!
//! Its secrets are those of the template, with a first version as `GenerateSecretString` makes it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::wire::{Answer, Request, json, json_error};
use super::{ACCOUNT, REGION, TestClock, locked};
use crate::template::Template;

const CURRENT: &str = "AWSCURRENT";
const PREVIOUS: &str = "AWSPREVIOUS";

/// Every secret of the template.
pub(super) struct Secrets {
    clock: TestClock,
    secrets: Mutex<BTreeMap<String, Secret>>,
}

struct Secret {
    created: Timestamp,
    versions: BTreeMap<String, Version>,
    /// What it has said, in order.
    said: Vec<String>,
}

struct Version {
    text: String,
    created: Timestamp,
    stages: BTreeSet<String>,
}

impl Secrets {
    pub(super) fn create(clock: TestClock, template: &Template) -> Self {
        let now = clock.now();
        let secrets = template.secrets().into_iter().map(|(name, text)| {
            let stages = BTreeSet::from([CURRENT.to_owned()]);
            let said = vec![text.clone()];
            let first = Version { text, created: now, stages };
            (name, Secret { created: now, versions: BTreeMap::from([("first".to_owned(), first)]), said })
        });
        let secrets = Mutex::new(secrets.collect());
        Self { clock, secrets }
    }

    /// What a secret has said, the present last.
    pub(super) fn said(&self, name: &str) -> Vec<String> {
        let secrets = locked(&self.secrets);
        let secret = secrets.get(name).unwrap_or_else(|| panic!("the template has no secret {name}"));
        secret.said.clone()
    }

    pub(super) fn perform(&self, operation: &str, request: &Request) -> Result<Answer, String> {
        let body = json(request);
        let name = body["SecretId"].as_str().unwrap_or_default();
        let mut secrets = locked(&self.secrets);
        let Some(secret) = secrets.get_mut(name) else {
            let message = "Secrets Manager can't find the specified secret.";
            return Ok(refusal("ResourceNotFoundException", message));
        };
        let answered = match operation {
            "GetSecretValue" => secret.read(&body),
            "DescribeSecret" => Ok(secret.describe()),
            "PutSecretValue" => secret.put(&body, self.clock.now()),
            "UpdateSecretVersionStage" => secret.relabel(&body),
            _ => {
                return Err("not an operation that is used here; add it to the in-process secrets".to_owned());
            }
        };
        Ok(answered.map_or_else(
            |(code, message)| refusal(code, &message),
            |mut answer| {
                answer["Name"] = json!(name);
                answer["ARN"] = json!(format!("arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:{name}"));
                Answer::json(200, answer.to_string())
            },
        ))
    }
}

type Answered = Result<Value, (&'static str, String)>;

impl Secret {
    fn labelled(&self, stage: &str) -> Option<(&String, &Version)> {
        self.versions.iter().find(|(_, version)| version.stages.contains(stage))
    }

    fn read(&self, body: &Value) -> Answered {
        let stage = body["VersionStage"].as_str().unwrap_or(CURRENT);
        let found = match body["VersionId"].as_str() {
            Some(id) => self.versions.get_key_value(id),
            None => self.labelled(stage),
        };
        let Some((id, version)) = found else {
            return Err(("ResourceNotFoundException", "Secrets Manager can't find the version.".to_owned()));
        };
        Ok(json!({
            "VersionId": id,
            "SecretString": version.text,
            "VersionStages": version.stages,
            "CreatedDate": version.created.as_second(),
        }))
    }

    fn describe(&self) -> Value {
        let labelled = self.versions.iter().filter(|(_, version)| !version.stages.is_empty());
        let stages: BTreeMap<_, _> = labelled.map(|(id, version)| (id, &version.stages)).collect();
        json!({ "CreatedDate": self.created.as_second(), "VersionIdsToStages": stages })
    }

    /// The same request again changes nothing; another text under the same identifier is refused.
    fn put(&mut self, body: &Value, now: Timestamp) -> Answered {
        let text = body["SecretString"].as_str().unwrap_or_default().to_owned();
        let id = body["ClientRequestToken"].as_str().unwrap_or_default().to_owned();
        if !(32..=64).contains(&id.len()) {
            return Err((
                "InvalidParameterException",
                "ClientRequestToken has 32 to 64 characters.".to_owned(),
            ));
        }
        if let Some(known) = self.versions.get(&id) {
            let same = known.text == text;
            let answer = json!({ "VersionId": id, "VersionStages": known.stages });
            let message = "A version with this token and another content exists.".to_owned();
            return if same { Ok(answer) } else { Err(("ResourceExistsException", message)) };
        }
        let stages = body["VersionStages"].as_array();
        let stages = stages.map_or_else(
            || vec![CURRENT.to_owned()],
            |stages| stages.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        );
        self.versions.insert(id.clone(), Version { text, created: now, stages: BTreeSet::new() });
        for stage in stages {
            self.attach(&stage, &id);
        }
        Ok(json!({ "VersionId": id, "VersionStages": self.versions[&id].stages }))
    }

    /// A label leaves a version only when the caller knows which: that is what makes a change conditional.
    fn relabel(&mut self, body: &Value) -> Answered {
        let stage = body["VersionStage"].as_str().unwrap_or_default().to_owned();
        let from = body["RemoveFromVersionId"].as_str();
        let Some(to) = body["MoveToVersionId"].as_str().filter(|id| self.versions.contains_key(*id)) else {
            return Err(("ResourceNotFoundException", "There is no such version to move to.".to_owned()));
        };
        let holder = self.labelled(&stage).map(|(id, _)| id.as_str());
        if holder.is_some_and(|holder| holder != to) && holder != from
            || from.is_some_and(|from| holder != Some(from))
        {
            let message = format!("The label {stage} is not on the version that RemoveFromVersionId names.");
            return Err(("InvalidParameterException", message));
        }
        let to = to.to_owned();
        self.attach(&stage, &to);
        Ok(json!({}))
    }

    /// Puts a label on a version and takes it off the one that had it, which is the previous one if it was the current.
    fn attach(&mut self, stage: &str, to: &str) {
        let holder = self.labelled(stage).map(|(id, _)| id.clone()).filter(|id| id != to);
        if let Some(former) = holder.as_ref().and_then(|id| self.versions.get_mut(id)) {
            former.stages.remove(stage);
        }
        if let Some(version) = self.versions.get_mut(to) {
            version.stages.insert(stage.to_owned());
            if stage == CURRENT {
                self.said.push(version.text.clone());
            }
        }
        if let Some(former) = holder.filter(|_| stage == CURRENT) {
            self.attach(PREVIOUS, &former);
        }
    }
}

fn refusal(code: &str, message: &str) -> Answer {
    json_error(400, &format!("com.amazonaws.secretsmanager#{code}"), message)
}
