//! What a function is told at its start: what it reads, and no secret.

use std::collections::BTreeSet;

use pipeline_tests::grants;
use pipeline_tests::template::Template;
use serde_yaml_ng::Value;

use crate::rule::{Break, Finding, Rule};
use crate::stacks::{functions, name, yaml};

fn variables(properties: &Value) -> Vec<(&str, &Value)> {
    let variables = properties["Environment"]["Variables"].as_mapping().into_iter().flatten();
    variables.map(|(name, value)| (name.as_str().unwrap_or_default(), value)).collect()
}

pub(crate) const READ: Rule = Rule {
    name: "a function is told what its main.rs reads, and nothing else",
    check: |stacks| {
        let functions = functions(stacks.main()).into_iter();
        functions
            .filter_map(|(id, it)| {
                let read = read(stacks.source(&name(id).to_ascii_lowercase()));
                let told: BTreeSet<_> = variables(it).into_iter().map(|(name, _)| name.to_owned()).collect();
                Finding::unless(read == told, id, format!("Environment is to hold {read:?}"))
            })
            .collect()
    },
    breaks: |stacks| {
        let mut breaks = Vec::new();
        for (id, it) in functions(stacks.main()) {
            let variable = |name: &str| format!("Properties.Environment.Variables.{name}");
            breaks.push(Break::set(id, &variable("MORE"), "x"));
            breaks.extend(variables(it).into_iter().map(|(name, _)| Break::remove(id, &variable(name))));
        }
        breaks
    },
    exceptions: &[],
};

/// The variables that a `main.rs` reads: by their names, and those of its secrets.
fn read(main: &str) -> BTreeSet<String> {
    let literals = main.split('"').skip(1).step_by(2).map(ToOwned::to_owned);
    let is_variable =
        |text: &String| text.len() > 3 && text.chars().all(|it| it.is_ascii_uppercase() || it == '_');
    let secrets = grants::SECRETS.into_iter().filter(|(call, _)| main.contains(call));
    literals.filter(is_variable).chain(secrets.map(|(_, variable)| variable.to_owned())).collect()
}

pub(crate) const SECRETS: Rule = Rule {
    name: "no secret is told in clear: a function is told where it is",
    check: |stacks| {
        let template = stacks.main();
        let mut findings = Vec::new();
        for (id, it) in functions(template) {
            for (variable, value) in variables(it) {
                let right =
                    if is_secret(variable) { is_the_place_of_one(template, value) } else { is_plain(value) };
                let says = format!("{variable} is to be a !Ref of a secret, or of what is none");
                findings.extend(Finding::unless(right, id, says));
            }
        }
        findings
    },
    breaks: |stacks| {
        let mut breaks = Vec::new();
        for (id, it) in functions(stacks.main()) {
            let variable = |name: &str| format!("Properties.Environment.Variables.{name}");
            for told in ["API_TOKEN", "SMTP_PASSWORD", "SIGNING_KEY"] {
                breaks.push(Break::set(id, &variable(told), "9f86d081884c7d65"));
            }
            let resolved = yaml("!Sub '{{resolve:secretsmanager:${LinkKeys}}}'");
            breaks.push(Break::set(id, &variable("SETTING"), resolved));
            for (name, _) in variables(it).into_iter().filter(|(name, _)| is_secret(name)) {
                breaks.push(Break::set(id, &variable(name), "9f86d081884c7d65"));
                breaks.push(Break::set(id, &variable(name), yaml("!Ref Table")));
            }
        }
        breaks
    },
    exceptions: &[],
};

fn is_secret(variable: &str) -> bool {
    ["SECRET", "KEY", "TOKEN", "PASSWORD"].iter().any(|word| variable.contains(word))
}

fn is_the_place_of_one(template: &Template, value: &Value) -> bool {
    let Value::Tagged(tagged) = value else { return false };
    let id = tagged.value.as_str().unwrap_or_default();
    tagged.tag == "Ref" && template.root()["Resources"][id]["Type"] == "AWS::SecretsManager::Secret"
}

/// A reference that resolves to nothing secret.
fn is_plain(value: &Value) -> bool {
    let Value::Tagged(tagged) = value else { return false };
    !tagged.value.as_str().unwrap_or_default().contains("{{resolve:")
}
