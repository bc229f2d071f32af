//! The functions answer the front door only, and it waits for them: `infra/front-door.yaml`. Which path leads where is compared
//! with the local front door, in `infra/local`.

use pipeline_tests::template::{Change, Template};
use serde_yaml_ng::Value;

use crate::rule::{Break, Finding, Rule};
use crate::stacks::{FRONT_DOOR, Stacks, functions, name, yaml};

/// The functions that have an address.
fn asked(template: &Template) -> Vec<(&str, &Value)> {
    functions(template).into_iter().filter(|(_, it)| it.get("FunctionUrlConfig").is_some()).collect()
}

/// The origin of a function, and its place among the origins.
fn origin<'a>(stacks: &'a Stacks, function: &str) -> Option<(usize, &'a Value)> {
    let origins = &stacks.of(FRONT_DOOR).properties("Distribution")["DistributionConfig"]["Origins"];
    let id = name(function).to_ascii_lowercase();
    origins.as_sequence()?.iter().enumerate().find(|(_, it)| it["Id"] == id.as_str())
}

/// Of one version of the secret: CloudFormation reads it again only when the resource changes.
const KEY: &str = "{{resolve:secretsmanager:${FrontDoorKeyArn}:SecretString:key::${FrontDoorKeyVersion}}}";

pub(crate) const GUARDED: Rule = Rule {
    name: "a function that has an address answers whoever knows the front door's key, and the front door knows it",
    check: |stacks| {
        let template = stacks.main();
        let mut findings = Vec::new();
        for (id, it) in asked(template) {
            let key = template.text(&it["Environment"]["Variables"]["FRONT_DOOR_SECRET_ID"]);
            let guarded = stacks.source(&name(id).to_ascii_lowercase()).contains("FrontDoor::from_secret");
            let says = "FRONT_DOOR_SECRET_ID is to be !Ref FrontDoorKey, and its main.rs to look at it";
            findings.extend(Finding::unless(key == "FrontDoorKey" && guarded, id, says));
            let header = origin(stacks, id).map(|(_, it)| &it["OriginCustomHeaders"][0]);
            let told = header.is_some_and(|it| {
                it["HeaderName"] == "X-Front-Door-Key"
                    && it["HeaderValue"] == yaml(&format!("!Sub \"{KEY}\""))
            });
            let says = "the front door is to have an origin for it that says X-Front-Door-Key";
            findings.extend(Finding::unless(told, id, says));
        }
        findings
    },
    breaks: |stacks| {
        let mut breaks = Vec::new();
        for (id, _) in asked(stacks.main()) {
            let variable = "Properties.Environment.Variables.FRONT_DOOR_SECRET_ID";
            breaks.push(Break::remove(id, variable));
            breaks.push(Break::set(id, variable, yaml("!Ref LinkKeys")));
            let Some((at, _)) = origin(stacks, id) else { continue };
            let path = format!("Resources.Distribution.Properties.DistributionConfig.Origins.{at}");
            let headers = Break::at(format!("{path}.OriginCustomHeaders"), Change::Remove, id);
            let literal = Change::Set("9f86d081884c7d65".into());
            let literal = Break::at(format!("{path}.OriginCustomHeaders.0.HeaderValue"), literal, id);
            let origin = Break::at(path, Change::Remove, id);
            breaks.extend([headers, literal, origin].map(|it| it.of(FRONT_DOOR)));
        }
        breaks
    },
    exceptions: &[],
};

pub(crate) const PATIENT: Rule = Rule {
    name: "the front door waits for as long as a function may work",
    check: |stacks| {
        let template = stacks.main();
        asked(template)
            .into_iter()
            .filter_map(|(id, it)| {
                let timeout = template.number(it.get("Timeout")).unwrap_or_default();
                let (_, origin) = origin(stacks, id)?;
                // CloudFront's own is 30 s, where an origin does not say.
                let patience = origin["CustomOriginConfig"]["OriginReadTimeout"].as_i64().unwrap_or(30);
                let says = format!(
                    "its Timeout is to be less than the OriginReadTimeout of the front door, {patience}"
                );
                Finding::unless(timeout < patience, id, says)
            })
            .collect()
    },
    breaks: |stacks| {
        let mut breaks = Vec::new();
        for (id, it) in asked(stacks.main()) {
            breaks.push(Break::set(id, "Properties.Timeout", 60));
            let Some((at, _)) = origin(stacks, id) else { continue };
            let path = format!("Resources.Distribution.Properties.DistributionConfig.Origins.{at}");
            let path = format!("{path}.CustomOriginConfig.OriginReadTimeout");
            let less = Change::Set(it["Timeout"].clone());
            breaks.push(Break::at(path, less, id).of(FRONT_DOOR));
        }
        breaks
    },
    exceptions: &[],
};

pub(crate) const NO_LOG: Rule = Rule {
    name: "no access log: the paths of links hold what they let one do",
    check: |stacks| {
        let mut findings = Vec::new();
        for (_, template) in stacks.all() {
            for (id, it) in template.resources("AWS::CloudFront::Distribution") {
                let right = it["Properties"]["DistributionConfig"].get("Logging").is_none();
                findings.extend(Finding::unless(right, id, "DistributionConfig is to have no Logging"));
            }
            let logs = ["AWS::CloudFront::RealtimeLogConfig", "AWS::Logs::DeliverySource"];
            let logs = template.all().filter(|(_, it)| logs.iter().any(|kind| it["Type"] == *kind));
            findings
                .extend(logs.map(|(id, _)| Finding::new(id, "no log is to be kept of what is asked for")));
        }
        findings
    },
    breaks: |_| {
        let bucket = yaml("{ Bucket: logs.s3.amazonaws.com }");
        let more = Change::Set(yaml("{ Type: AWS::CloudFront::RealtimeLogConfig, Properties: {} }"));
        vec![
            Break::set("Distribution", "Properties.DistributionConfig.Logging", bucket).of(FRONT_DOOR),
            Break::at("Resources.Log", more, "Log").of(FRONT_DOOR),
        ]
    },
    exceptions: &[],
};
