//! What others read of the stack: `mip`, the local cloud, `make deploy`, the other templates, the tests.

use std::collections::BTreeMap;

use pipeline_tests::template::{Change, Template};

use super::queues::dead_letters;
use crate::rule::{Break, Finding, Rule};
use crate::stacks::{MAIN, Stacks, functions, name, yaml};

pub(crate) const NEEDED: Rule = Rule {
    name: "the stack tells what is read of it",
    check: |stacks| {
        let outputs = &stacks.main().root()["Outputs"];
        let needed = needed(stacks).into_iter();
        needed
            .filter_map(|(output, (value, why))| {
                let said = &outputs[output.as_str()]["Value"];
                let right = if value.is_null() { !said.is_null() } else { *said == value };
                Finding::unless(right, output, format!("{why} reads this output"))
            })
            .collect()
    },
    breaks: |stacks| {
        let needed = needed(stacks).into_iter();
        needed
            .flat_map(|(output, (value, _))| {
                let gone = Break::at(format!("Outputs.{output}"), Change::Remove, &output);
                let another = Change::Set(yaml("!Ref SomethingElse"));
                let another = Break::at(format!("Outputs.{output}.Value"), another, &output);
                [Some(gone), (!value.is_null()).then_some(another)].into_iter().flatten().collect::<Vec<_>>()
            })
            .collect()
    },
    exceptions: &[],
};

type Needed = BTreeMap<String, (serde_yaml_ng::Value, String)>;

/// The outputs that are read, each with its value where its name says which it is, and with who reads it.
fn needed(stacks: &Stacks) -> Needed {
    let mut needed = Needed::new();
    for (file, names) in stacks.outputs_read() {
        needed.extend(names.iter().map(|name| (name.clone(), (serde_yaml_ng::Value::Null, file.clone()))));
    }
    for (file, template) in stacks.all().filter(|(file, _)| *file != MAIN) {
        for parameter in parameters(template) {
            needed.insert(parameter, (serde_yaml_ng::Value::Null, file.to_owned()));
        }
    }
    needed.extend(by_name(stacks.main()));
    needed
}

/// Parameters of a template that are outputs of the main one.
fn parameters(template: &Template) -> Vec<String> {
    let parameters = template.root()["Parameters"].as_mapping().into_iter().flatten();
    let parameters = parameters.filter(|(_, it)| {
        let description = it["Description"].as_str().unwrap_or_default();
        description.contains("utput of that name of infra/template.yaml")
    });
    parameters.map(|(name, _)| name.as_str().unwrap_or_default().to_owned()).collect()
}

/// `mip queues` and the local cloud go by the names: `<Queue>QueueUrl`, `<Queue>DeadLettersUrl`, `<Function>FunctionName`.
fn by_name(template: &Template) -> Needed {
    let mut needed = Needed::new();
    let mut need = |output: String, id: &str, why: &str| {
        needed.insert(output, (yaml(&format!("!Ref {id}")), why.to_owned()));
    };
    let dead = dead_letters(template);
    for (id, _) in template.resources("AWS::SQS::Queue") {
        let output = if dead.contains(&id) { format!("{id}Url") } else { format!("{id}QueueUrl") };
        need(output, id, "mip queues");
        let function = format!("{}Function", id.trim_end_matches("DeadLetters"));
        if template.properties(&function).get("EventInvokeConfig").is_some() {
            need(format!("{function}Name"), &function, "mip queues");
        }
    }
    for (id, it) in functions(template) {
        if it.get("FunctionUrlConfig").is_some() {
            let address = yaml(&format!("!GetAtt {id}Url.FunctionUrl"));
            needed.insert(format!("{}Url", name(id)), (address, "the front door".to_owned()));
        }
    }
    needed
}
