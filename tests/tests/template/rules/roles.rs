//! Roles: one for each function, that says what it grants and on what. Whether it is all used is compared with what is recorded:
//! `tests/tests/pipeline/grants.rs`.

use pipeline_tests::template::{Change, Template};

use crate::rule::{Break, Finding, Rule};
use crate::stacks::{functions, name, yaml};

const STATEMENTS: &str = "Properties.Policies.0.PolicyDocument.Statement";

/// Actions that have no resource to name. (Service authorization reference.)
const WITHOUT_RESOURCE: [&str; 3] = ["ses:GetSendQuota", "xray:PutTraceSegments", "xray:PutTelemetryRecords"];

fn roles(template: &Template) -> Vec<&str> {
    template.resources("AWS::IAM::Role").into_iter().map(|(id, _)| id).collect()
}

pub(crate) const OWN: Rule = Rule {
    name: "each function has a role of its own",
    check: |stacks| {
        let template = stacks.main();
        let functions = functions(template).into_iter();
        functions
            .filter_map(|(id, it)| {
                let own = format!("{}Role", name(id));
                let right = template.text(&it["Role"]) == own && it.get("Policies").is_none();
                Finding::unless(right, id, format!("Role is to be {own}, and say all there is to say"))
            })
            .collect()
    },
    breaks: |stacks| {
        let functions = functions(stacks.main()).into_iter();
        functions
            .flat_map(|(id, _)| {
                let another =
                    if id == "RelayFunction" { "!GetAtt SendRole.Arn" } else { "!GetAtt RelayRole.Arn" };
                [
                    Break::set(id, "Properties.Role", yaml(another)),
                    Break::remove(id, "Properties.Role"),
                    Break::set(id, "Properties.Policies", yaml("[AWSLambdaBasicExecutionRole]")),
                ]
            })
            .collect()
    },
    exceptions: &[],
};

pub(crate) const NO_WILDCARD: Rule = Rule {
    name: "no role grants any action, or one on any resource that could be named",
    check: |stacks| {
        let mut findings = Vec::new();
        for (_, template) in stacks.all() {
            for role in roles(template) {
                for statement in
                    template.statements(role).unwrap_or_default().into_iter().filter(|it| it.allow)
                {
                    let sid = &statement.sid;
                    let any = statement.actions.iter().find(|action| action.contains('*'));
                    let says = format!("{sid} is to name its actions");
                    findings.extend(any.map(|_| Finding::new(role, says)));
                    let nameless = statement.actions.iter().all(|it| WITHOUT_RESOURCE.contains(&it.as_str()));
                    let named = |resource: &str| {
                        let objects = resource.strip_suffix("/*").unwrap_or(resource);
                        !objects.contains('*')
                    };
                    let right = nameless || statement.resources.iter().all(|it| named(it));
                    findings.extend(Finding::unless(right, role, format!("{sid} is to name its resources")));
                }
            }
        }
        findings
    },
    breaks: |stacks| {
        let mut breaks = Vec::new();
        for (file, template) in stacks.all() {
            for role in roles(template) {
                let statements = template.statements(role).unwrap_or_default().into_iter().enumerate();
                for (at, statement) in statements.filter(|(_, it)| it.allow) {
                    let path = format!("Resources.{role}.{STATEMENTS}.{at}");
                    let broken = if statement.resources == ["*"] {
                        Break::at(
                            format!("{path}.Action"),
                            Change::Append("s3:ListAllMyBuckets".into()),
                            role,
                        )
                    } else {
                        let service = statement.actions[0].split(':').next().unwrap();
                        let any = Change::Set(format!("{service}:*").into());
                        breaks.push(Break::at(format!("{path}.Action"), any, role).of(file));
                        Break::at(format!("{path}.Resource"), Change::Append("*".into()), role)
                    };
                    breaks.push(broken.of(file));
                }
            }
        }
        breaks
    },
    exceptions: &[],
};

pub(crate) const NOTHING_MANAGED: Rule = Rule {
    name: "no role takes a policy from elsewhere, which would grant more than it says",
    check: |stacks| {
        let mut findings = Vec::new();
        for (_, template) in stacks.all() {
            for role in roles(template) {
                let right = template.properties(role).get("ManagedPolicyArns").is_none();
                findings.extend(Finding::unless(
                    right,
                    role,
                    "its own Policies are to say all that it grants",
                ));
            }
            let apart = ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::RolePolicy"];
            let apart = template.all().filter(|(_, it)| apart.iter().any(|kind| it["Type"] == *kind));
            findings
                .extend(apart.map(|(id, _)| Finding::new(id, "it is to be among the Policies of its role")));
        }
        findings
    },
    breaks: |stacks| {
        let managed = "[arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]";
        let mut breaks = Vec::new();
        for (file, template) in stacks.all() {
            for role in roles(template) {
                breaks.push(Break::set(role, "Properties.ManagedPolicyArns", yaml(managed)).of(file));
            }
        }
        let apart = Change::Set(yaml("{ Type: AWS::IAM::Policy, Properties: { Roles: [!Ref RelayRole] } }"));
        breaks.push(Break::at("Resources.More", apart, "More"));
        breaks
    },
    exceptions: &[],
};

/// What only one role may grant.
const ONLY_ONE: [(&str, &str, &str); 2] =
    [("ses:Send", "*", "SendRole"), ("sqs:SendMessage", "Submissions", "RelayRole")];

pub(crate) const ONLY: Rule = Rule {
    name: "mails leave by one function, and what makes an event of a draft comes from one",
    check: |stacks| {
        let template = stacks.main();
        let mut findings = Vec::new();
        for role in roles(template) {
            for statement in template.statements(role).unwrap_or_default().into_iter().filter(|it| it.allow) {
                for (action, resource, only) in ONLY_ONE {
                    let grants = statement.actions.iter().any(|it| it.starts_with(action))
                        && (resource == "*" || statement.resources.iter().any(|it| it == resource));
                    let says = format!("{action} on {resource} is for {only} alone");
                    findings.extend(Finding::unless(!grants || role == only, role, says));
                }
            }
        }
        findings
    },
    breaks: |stacks| {
        let roles = roles(stacks.main()).into_iter();
        roles
            .flat_map(|role| {
                ONLY_ONE.into_iter().filter(move |(.., only)| *only != role).map(
                    move |(action, resource, _)| {
                        let action = if action == "ses:Send" { "ses:SendEmail" } else { action };
                        let more = format!(
                            "{{ Sid: More, Effect: Allow, Action: {action}, Resource: \"{resource}\" }}"
                        );
                        Break::append(role, STATEMENTS, yaml(&more))
                    },
                )
            })
            .collect()
    },
    exceptions: &[],
};
