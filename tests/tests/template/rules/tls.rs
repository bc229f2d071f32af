//! Nothing passes in clear.

use pipeline_tests::template::{Change, Template};
use serde_yaml_ng::Value;

use crate::rule::{Break, Finding, Rule};
use crate::stacks::yaml;

/// What has a policy, the policy's type, what it calls those that it is about, and the actions that a denial must cover.
const KINDS: [(&str, &str, &str, &str); 3] = [
    ("AWS::S3::Bucket", "AWS::S3::BucketPolicy", "Bucket", "s3:*"),
    ("AWS::SQS::Queue", "AWS::SQS::QueuePolicy", "Queues", "sqs:*"),
    ("AWS::SNS::Topic", "AWS::SNS::TopicPolicy", "Topics", "sns:Publish"), // a topic's policy knows no sns:*
];

pub(crate) const TLS_ONLY: Rule = Rule {
    name: "buckets, queues and topics refuse whoever does not come by TLS",
    check: |stacks| {
        let mut findings = Vec::new();
        for (_, template) in stacks.all() {
            for (kind, policy, about, action) in KINDS {
                let denials = denials(template, policy, about, action);
                let open = template.resources(kind).into_iter().map(|(id, _)| id).filter(|id| {
                    !denials.iter().any(|denial| denial.about.iter().any(|it| it == id) && denial.denies(id))
                });
                findings.extend(open.map(|id| {
                    Finding::new(
                        id,
                        format!("a {policy} is to deny {action} where aws:SecureTransport is false"),
                    )
                }));
            }
        }
        findings
    },
    breaks: |stacks| {
        let mut breaks = Vec::new();
        for (file, template) in stacks.all() {
            for (kind, policy, about, _) in KINDS {
                for (id, it) in template.resources(policy) {
                    let about_of = template.texts(&it["Properties"][about]);
                    for (at, one) in about_of.iter().enumerate() {
                        let place = if it["Properties"][about].is_sequence() {
                            format!(".{at}")
                        } else {
                            String::new()
                        };
                        let path = format!("Resources.{id}.Properties.{about}{place}");
                        let elsewhere = Change::Set(yaml("!Ref SomethingElse"));
                        breaks.push(Break::at(path, elsewhere, one).of(file));
                    }
                    let [only] = about_of.as_slice() else { continue };
                    let statement = tls_statement(it).expect("a policy that denies what is not TLS");
                    let path = format!("Resources.{id}.Properties.PolicyDocument.Statement.{statement}");
                    let weaker = [
                        ("Effect", "Allow".into()),
                        ("Principal", yaml("{ Service: lambda.amazonaws.com }")),
                        ("Action", format!("{}:Nothing", kind[5..8].to_lowercase()).into()),
                        ("Condition.Bool.aws:SecureTransport", "true".into()),
                        ("Resource", yaml("!GetAtt SomethingElse.Arn")),
                    ];
                    breaks.extend(weaker.map(|(what, value)| {
                        Break::at(format!("{path}.{what}"), Change::Set(value), only).of(file)
                    }));
                }
            }
        }
        breaks
    },
    exceptions: &[],
};

/// A statement that denies all that is not TLS.
struct Denial {
    about: Vec<String>,
    resources: Vec<String>,
    is_bucket: bool,
}

impl Denial {
    fn denies(&self, id: &str) -> bool {
        let named = |resource: &str| self.resources.iter().any(|it| it == resource || it == "*");
        named(id) && (!self.is_bucket || named(&format!("{id}/*")))
    }
}

fn denials(template: &Template, policy: &str, about: &str, action: &str) -> Vec<Denial> {
    let mut denials = Vec::new();
    for (_, policy) in template.resources(policy) {
        let properties = &policy["Properties"];
        for statement in properties["PolicyDocument"]["Statement"].as_sequence().into_iter().flatten() {
            if is_denial(statement) && template.texts(&statement["Action"]) == [action] {
                denials.push(Denial {
                    about: template.texts(&properties[about]),
                    resources: template.texts(&statement["Resource"]),
                    is_bucket: about == "Bucket",
                });
            }
        }
    }
    denials
}

fn is_denial(statement: &Value) -> bool {
    let alone = statement["Condition"].as_mapping().is_some_and(|it| it.len() == 1);
    statement["Effect"] == "Deny"
        && statement["Principal"] == "*"
        && alone
        && statement["Condition"]["Bool"]["aws:SecureTransport"] == "false"
}

fn tls_statement(policy: &Value) -> Option<usize> {
    policy["Properties"]["PolicyDocument"]["Statement"].as_sequence()?.iter().position(is_denial)
}
