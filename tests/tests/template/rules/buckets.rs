//! Buckets: private, and what is replaced or deleted in them by mistake can be had again.

use crate::rule::{Break, Finding, Rule};
use crate::stacks::Stacks;

fn buckets(stacks: &Stacks) -> Vec<(&str, &str)> {
    let mut all = Vec::new();
    for (file, template) in stacks.all() {
        all.extend(template.resources("AWS::S3::Bucket").into_iter().map(|(id, _)| (file, id)));
    }
    all
}

pub(crate) const VERSIONED: Rule = Rule {
    name: "what is replaced in a bucket can be had again, for as long as is said",
    check: |stacks| {
        let buckets = buckets(stacks).into_iter();
        buckets
            .filter_map(|(file, id)| {
                let it = stacks.of(file).properties(id);
                let rules = it["LifecycleConfiguration"]["Rules"].as_sequence().into_iter().flatten();
                let forgotten = rules.filter(|rule| rule["Status"] == "Enabled");
                let forgotten =
                    forgotten.filter(|rule| rule.get("NoncurrentVersionExpiration").is_some()).count();
                let locked = it.get("ObjectLockConfiguration").is_some();
                let versioned = it["VersioningConfiguration"]["Status"] == "Enabled";
                let says =
                    "versioning is to be enabled, and a rule is to say how long replaced versions are kept";
                Finding::unless(versioned && (forgotten > 0 || locked), id, says)
            })
            .collect()
    },
    breaks: |stacks| {
        let buckets = buckets(stacks).into_iter();
        buckets
            .flat_map(|(file, id)| {
                [
                    Break::set(id, "Properties.VersioningConfiguration.Status", "Suspended").of(file),
                    Break::remove(id, "Properties.VersioningConfiguration").of(file),
                    Break::remove(id, "Properties.LifecycleConfiguration").of(file),
                ]
            })
            .collect()
    },
    exceptions: &[(
        "UploadsBucket",
        "what a browser sends is looked at within minutes and gone after a day: a version of it would be kept for nothing",
    )],
};

const BLOCKS: [&str; 4] =
    ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];

pub(crate) const PRIVATE: Rule = Rule {
    name: "no bucket can be made public",
    check: |stacks| {
        let mut findings = Vec::new();
        for (file, id) in buckets(stacks) {
            let it = stacks.of(file).properties(id);
            for block in BLOCKS {
                let right = it["PublicAccessBlockConfiguration"][block] == true;
                findings.extend(Finding::unless(right, id, format!("{block} is to be true")));
            }
            let owner = it["OwnershipControls"]["Rules"][0]["ObjectOwnership"] == "BucketOwnerEnforced";
            let says = "ObjectOwnership is to be BucketOwnerEnforced: no access lists";
            findings.extend(Finding::unless(owner, id, says));
        }
        findings
    },
    breaks: |stacks| {
        let buckets = buckets(stacks).into_iter();
        buckets
            .flat_map(|(file, id)| {
                let blocks = BLOCKS.map(|block| {
                    Break::set(id, &format!("Properties.PublicAccessBlockConfiguration.{block}"), false)
                });
                let owner = Break::remove(id, "Properties.OwnershipControls");
                blocks.into_iter().chain([owner]).map(move |it| it.of(file))
            })
            .collect()
    },
    exceptions: &[],
};
