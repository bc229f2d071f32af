//! Who is let in: no resource's policy lets everybody do anything, and a role is taken by the service that it is for.

use pipeline_tests::template::{Change, Template};
use serde_yaml_ng::Value;

use crate::rule::{Break, Finding, Rule};
use crate::stacks::yaml;

const POLICIES: [&str; 4] = [
    "AWS::S3::BucketPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::SNS::TopicPolicy",
    "AWS::SecretsManager::ResourcePolicy",
];

pub(crate) const NOBODY: Rule = Rule {
    name: "no policy lets everybody in, and whom it lets in is of this account",
    check: |stacks| {
        let policies = stacks.all().flat_map(|(_, template)| statements(template));
        policies
            .filter_map(|(id, _, statement)| {
                let allows = statement["Effect"] == "Allow";
                let everybody = statement["Principal"] == "*" || statement["Principal"]["AWS"] == "*";
                let ours = statement["Condition"]["StringEquals"].get("aws:SourceAccount").is_some()
                    || statement["Condition"]["ArnEquals"].get("aws:SourceArn").is_some();
                let service = statement["Principal"]["Service"].is_string();
                let says =
                    "a Principal is to be one service, under the condition that it acts for this account";
                Finding::unless(!allows || (!everybody && service && ours), id, says)
            })
            .collect()
    },
    breaks: |stacks| {
        let policies = stacks.all().flat_map(|(file, template)| {
            statements(template).into_iter().map(move |(id, at, statement)| (file, id, at, statement))
        });
        policies
            .flat_map(|(file, id, at, statement)| {
                let path = format!("Resources.{id}.Properties.PolicyDocument.Statement.{at}");
                let changes = if statement["Effect"] == "Allow" {
                    vec![("Principal", Change::Set("*".into())), ("Condition", Change::Remove)]
                } else {
                    vec![("Effect", Change::Set("Allow".into()))]
                };
                changes
                    .into_iter()
                    .map(move |(what, change)| Break::at(format!("{path}.{what}"), change, id).of(file))
            })
            .collect()
    },
    exceptions: &[],
};

fn statements(template: &Template) -> Vec<(&str, usize, &Value)> {
    let policies = POLICIES.into_iter().flat_map(|kind| template.resources(kind));
    policies
        .flat_map(|(id, policy)| {
            let statements =
                policy["Properties"]["PolicyDocument"]["Statement"].as_sequence().into_iter().flatten();
            statements.enumerate().map(move |(at, statement)| (id, at, statement))
        })
        .collect()
}

pub(crate) const ASSUMED_BY: Rule = Rule {
    name: "a role is taken by the service that it is for, and by no other",
    check: |stacks| {
        let roles = stacks.all().flat_map(|(_, template)| roles(template));
        roles
            .filter_map(|(id, trust)| {
                let statements = trust["Statement"].as_sequence().map(Vec::as_slice).unwrap_or_default();
                let scheduled = id.ends_with("ScheduleRole");
                let service = if scheduled { "scheduler.amazonaws.com" } else { "lambda.amazonaws.com" };
                let [only] = statements else { return Some(Finding::new(id, "one statement is enough")) };
                let account = &only["Condition"]["StringEquals"]["aws:SourceAccount"];
                let right = only["Principal"].as_mapping().is_some_and(|it| it.len() == 1)
                    && only["Principal"]["Service"] == service
                    && only["Action"] == "sts:AssumeRole"
                    && (!scheduled || *account == yaml("!Ref AWS::AccountId"));
                let says =
                    format!("it is to be taken by {service} only; by the scheduler, of this account only");
                Finding::unless(right, id, says)
            })
            .collect()
    },
    breaks: |stacks| {
        let roles = stacks
            .all()
            .flat_map(|(file, template)| roles(template).into_iter().map(move |(id, _)| (file, id)));
        roles
            .flat_map(|(file, id)| {
                let statement = "Properties.AssumeRolePolicyDocument.Statement.0";
                let mut breaks = vec![
                    Break::set(id, &format!("{statement}.Principal"), "*"),
                    Break::set(id, &format!("{statement}.Principal.Service"), "ec2.amazonaws.com"),
                    Break::append(
                        id,
                        "Properties.AssumeRolePolicyDocument.Statement",
                        yaml("{ Effect: Allow }"),
                    ),
                ];
                if id.ends_with("ScheduleRole") {
                    breaks.push(Break::remove(id, &format!("{statement}.Condition")));
                }
                breaks.into_iter().map(move |it| it.of(file))
            })
            .collect()
    },
    exceptions: &[],
};

fn roles(template: &Template) -> Vec<(&str, &Value)> {
    let roles = template.resources("AWS::IAM::Role").into_iter();
    roles.map(|(id, role)| (id, &role["Properties"]["AssumeRolePolicyDocument"])).collect()
}
