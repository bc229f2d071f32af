//! What must not be lost: data and keys outlive the stack, and the table can be brought back to any second.

use crate::rule::{Break, Finding, Rule};
use crate::stacks::Stacks;

/// Types of resources that hold what cannot be made again.
const KINDS: [&str; 3] = ["AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::SecretsManager::Secret"];

fn kept(stacks: &Stacks) -> Vec<(&str, &str)> {
    let mut all = Vec::new();
    for (file, template) in stacks.all() {
        for kind in KINDS {
            all.extend(template.resources(kind).into_iter().map(|(id, _)| (file, id)));
        }
    }
    all
}

pub(crate) const RETAINED: Rule = Rule {
    name: "deleting the stack, or a change that replaces them, takes neither data nor keys",
    check: |stacks| {
        let kept = kept(stacks).into_iter();
        kept.filter_map(|(file, id)| {
            let resource = &stacks.of(file).root()["Resources"][id];
            let right = ["DeletionPolicy", "UpdateReplacePolicy"].iter().all(|it| resource[*it] == "Retain");
            Finding::unless(right, id, "DeletionPolicy and UpdateReplacePolicy are to be Retain")
        })
        .collect()
    },
    breaks: |stacks| {
        let kept = kept(stacks).into_iter();
        kept.flat_map(|(file, id)| {
            [
                Break::set(id, "DeletionPolicy", "Delete").of(file),
                Break::remove(id, "DeletionPolicy").of(file),
                Break::set(id, "UpdateReplacePolicy", "Delete").of(file),
                Break::remove(id, "UpdateReplacePolicy").of(file),
            ]
        })
        .collect()
    },
    exceptions: &[(
        "FrontDoorKey",
        "it opens nothing by itself and can be made again at any time: a new front door takes the new one",
    )],
};

/// What a table must say.
const TABLE_SAYS: [(&str, &str); 5] = [
    ("PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled", "true"),
    ("DeletionProtectionEnabled", "true"),
    ("SSESpecification.SSEEnabled", "true"),
    ("TimeToLiveSpecification.Enabled", "true"),
    ("BillingMode", "PAY_PER_REQUEST"),
];

pub(crate) const TABLE: Rule = Rule {
    name: "the table can be brought back to any second, is not deleted by mistake, and costs what it is used",
    check: |stacks| {
        let template = stacks.main();
        let mut findings = Vec::new();
        for (id, _) in template.resources("AWS::DynamoDB::Table") {
            for (property, expected) in TABLE_SAYS {
                let said = template.at(&format!("Resources.{id}.Properties.{property}"));
                let right = said.is_some_and(|said| template.text(said) == expected);
                findings.extend(Finding::unless(right, id, format!("{property} is to be {expected}")));
            }
        }
        findings
    },
    breaks: |stacks| {
        let tables = stacks.main().resources("AWS::DynamoDB::Table").into_iter();
        tables
            .flat_map(|(id, _)| {
                TABLE_SAYS.into_iter().flat_map(move |(property, _)| {
                    let property = format!("Properties.{property}");
                    [Break::set(id, &property, false), Break::remove(id, &property)]
                })
            })
            .collect()
    },
    exceptions: &[],
};
