//! Whatever holds people's words is encrypted at rest.

use pipeline_tests::template::Template;
use serde_yaml_ng::Value;

use crate::rule::{Break, Finding, Rule};

/// What holds data, and the property that says how it is encrypted.
const KINDS: [(&str, &str); 4] = [
    ("AWS::DynamoDB::Table", "SSESpecification"),
    ("AWS::S3::Bucket", "BucketEncryption"),
    ("AWS::SQS::Queue", "SqsManagedSseEnabled"),
    ("AWS::SNS::Topic", "KmsMasterKeyId"),
];

pub(crate) const ENCRYPTED: Rule = Rule {
    name: "tables, buckets, queues and topics are encrypted at rest",
    check: |stacks| {
        let all = stacks.all().flat_map(|(_, template)| holders(template));
        all.filter_map(|(id, property, said)| {
            let right = match property {
                "SSESpecification" => said["SSEEnabled"] == true,
                "BucketEncryption" => {
                    let rule = &said["ServerSideEncryptionConfiguration"][0]["ServerSideEncryptionByDefault"];
                    ["AES256", "aws:kms"].iter().any(|known| rule["SSEAlgorithm"] == *known)
                }
                "SqsManagedSseEnabled" => *said == true,
                _ => !said.is_null(),
            };
            Finding::unless(right, id, format!("{property} is to say that it is encrypted"))
        })
        .collect()
    },
    breaks: |stacks| {
        let all = stacks.all().flat_map(|(file, template)| {
            holders(template)
                .into_iter()
                .map(move |(id, property, _)| Break::remove(id, &format!("Properties.{property}")).of(file))
        });
        all.collect()
    },
    exceptions: &[
        (
            "MailEvents",
            "SES may not publish to a topic under the key that AWS manages, and the topic keeps nothing",
        ),
        (
            "Topic",
            "CloudWatch may not publish to a topic under the key that AWS manages, and alarms name nobody",
        ),
    ],
};

fn holders(template: &Template) -> Vec<(&str, &'static str, &Value)> {
    let of = |(kind, property): (&str, &'static str)| {
        let resources = template.resources(kind).into_iter();
        resources.map(move |(id, it)| (id, property, &it["Properties"][property])).collect::<Vec<_>>()
    };
    KINDS.into_iter().flat_map(of).collect()
}
