//! Tags: whatever is found in the account says to which deployment it belongs.

use pipeline_tests::template::{Change, Template};
use serde_yaml_ng::Value;

use crate::rule::{Break, Finding, Rule};
use crate::stacks::yaml;

/// Types that take a list of tags.
const TAGGED: [&str; 10] = [
    "AWS::CloudFront::Distribution",
    "AWS::CloudWatch::Alarm",
    "AWS::DynamoDB::Table",
    "AWS::IAM::Role",
    "AWS::Logs::LogGroup",
    "AWS::S3::Bucket",
    "AWS::SNS::Topic",
    "AWS::SQS::Queue",
    "AWS::SecretsManager::Secret",
    "AWS::WAFv2::WebACL",
];

/// Types that take none, or belong to what does.
const UNTAGGED: [&str; 16] = [
    "AWS::CloudFront::CachePolicy",
    "AWS::CloudFront::Function",
    "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::CloudWatch::Dashboard",
    "AWS::Lambda::Permission",
    "AWS::Logs::MetricFilter",
    "AWS::S3::BucketPolicy",
    "AWS::SES::ConfigurationSet",
    "AWS::SES::ConfigurationSetEventDestination",
    "AWS::SES::EmailIdentity",
    "AWS::SNS::Subscription",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::Scheduler::Schedule",
    "AWS::Serverless::Function", // by Globals
];

pub(crate) const STAGE: Rule = Rule {
    name: "whatever can be tagged says of which stage it is",
    check: |stacks| {
        let mut findings = Vec::new();
        for (_, template) in stacks.all() {
            for (id, resource) in template.all() {
                let kind = resource["Type"].as_str().unwrap_or_default();
                if TAGGED.contains(&kind) {
                    let right = is_tagged(&resource["Properties"]["Tags"]);
                    findings.extend(Finding::unless(right, id, "Tags is to hold stage: !Ref Stage"));
                } else if !UNTAGGED.contains(&kind) {
                    findings.push(Finding::new(
                        id,
                        format!("{kind} is to be among those that take tags, or that take none"),
                    ));
                }
            }
            findings.extend(globals(template));
        }
        findings
    },
    breaks: |stacks| {
        let mut breaks = Vec::new();
        for (file, template) in stacks.all() {
            for (id, resource) in template.all() {
                if TAGGED.contains(&resource["Type"].as_str().unwrap_or_default()) {
                    breaks.push(Break::remove(id, "Properties.Tags").of(file));
                    breaks.push(Break::set(id, "Properties.Tags.0.Value", "prod").of(file));
                }
            }
            let more = Change::Set(yaml("{ Type: AWS::EC2::Instance }"));
            breaks.push(Break::at("Resources.More", more, "More").of(file));
        }
        breaks.push(Break::at("Globals.Function.Tags", Change::Remove, "Globals"));
        breaks
    },
    exceptions: &[],
};

fn is_tagged(tags: &Value) -> bool {
    let mut tags = tags.as_sequence().into_iter().flatten();
    tags.any(|tag| tag["Key"] == "stage" && tag["Value"] == yaml("!Ref Stage"))
}

/// The functions' tags.
fn globals(template: &Template) -> Option<Finding> {
    let said = template.resources("AWS::Serverless::Function").is_empty()
        || template.root()["Globals"]["Function"]["Tags"]["stage"] == yaml("!Ref Stage");
    Finding::unless(said, "Globals", "the functions' Tags are to hold stage: !Ref Stage")
}
