//! The templates as the rules read them, with what they are compared with: the sources that read their variables and outputs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pipeline_tests::template::Template;
use serde_yaml_ng::Value;

/// The stack of the functions, and of all that is kept.
pub(crate) const MAIN: &str = "template.yaml";
/// The alarms.
pub(crate) const WATCH: &str = "watch.yaml";
/// What stands before everything.
pub(crate) const FRONT_DOOR: &str = "front-door.yaml";

/// Every template of `infra/`.
#[derive(Clone)]
pub(crate) struct Stacks {
    templates: BTreeMap<String, Template>,
    /// The `main.rs` of each function, by its name.
    mains: BTreeMap<String, String>,
    /// The outputs of the main stack that each source reads.
    outputs_read: BTreeMap<String, Vec<String>>,
}

impl Stacks {
    pub(crate) fn read() -> Self {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        let name = |file: &Path| file.file_name().unwrap().to_str().unwrap().to_owned();
        let mut templates = BTreeMap::new();
        for file in files(&root.join("infra")).into_iter().filter(|file| file.is_file()) {
            let text = std::fs::read_to_string(&file).unwrap();
            if text.starts_with("AWSTemplateFormatVersion") {
                templates.insert(name(&file), Template::parse(&text));
            }
        }
        let main = |function: String| {
            let text = std::fs::read_to_string(root.join(format!("functions/{function}/src/main.rs")));
            (function, text.expect("a function of the template has a main.rs"))
        };
        let mains = templates[MAIN].functions().into_iter().map(main).collect();
        let mut outputs_read = BTreeMap::new();
        for folder in
            ["infra/ops/src", "infra/local/src", "infra/deploy", "tests/tests/e2e", "tests/tests/operator"]
        {
            read_outputs(&root.join(folder), &mut outputs_read);
        }
        Self { templates, mains, outputs_read }
    }

    pub(crate) fn of(&self, file: &str) -> &Template {
        &self.templates[file]
    }

    pub(crate) fn main(&self) -> &Template {
        self.of(MAIN)
    }

    /// Every template, each with its file.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Template)> {
        self.templates.iter().map(|(file, template)| (file.as_str(), template))
    }

    /// The same with one template changed.
    pub(crate) fn with(&self, file: &str, changed: Template) -> Self {
        let mut stacks = self.clone();
        stacks.templates.insert(file.to_owned(), changed);
        stacks
    }

    /// The outputs of the main stack that sources read, by source.
    pub(crate) fn outputs_read(&self) -> &BTreeMap<String, Vec<String>> {
        &self.outputs_read
    }

    /// The source of a function's start.
    pub(crate) fn source(&self, function: &str) -> &str {
        &self.mains[function]
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// Which outputs the sources in a folder read: `output("TableName")` and `bucket("RegisterBucketName")` in Rust,
/// `output "$stack" TableName` in a shell.
fn read_outputs(folder: &Path, read: &mut BTreeMap<String, Vec<String>>) {
    if !folder.is_dir() {
        return;
    }
    for file in files(folder) {
        if file.is_dir() {
            read_outputs(&file, read);
            continue;
        }
        if file.ends_with("tests.rs") {
            continue; // they name outputs of their own
        }
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        let calls = text.split("output(").skip(1).chain(text.split(".bucket(").skip(1));
        let calls = calls.filter_map(|rest| rest.split(')').next());
        let mut names: Vec<_> = calls.flat_map(|call| call.split('"').skip(1).step_by(2)).collect();
        let shell = text.split("(output \"$stack\" ").skip(1).filter_map(|rest| rest.split(')').next());
        names.extend(shell);
        // `mip queues` puts the name of a queue or a function before these: see `rules/outputs.rs`.
        let is_end = |name: &str| ["QueueUrl", "FunctionName"].contains(&name);
        let is_output = |name: &&str| {
            !is_end(name)
                && name.starts_with(|it: char| it.is_ascii_uppercase())
                && name.chars().all(|it| it.is_ascii_alphanumeric())
        };
        let names: Vec<_> = names.into_iter().filter(is_output).map(ToOwned::to_owned).collect();
        if !names.is_empty() {
            read.insert(file.file_name().unwrap().to_str().unwrap().to_owned(), names);
        }
    }
}

/// What makes a function run: its id, the event's name, the event's type and what is said of it.
pub(crate) struct Source<'a> {
    pub(crate) function: &'a str,
    pub(crate) name: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) properties: &'a Value,
}

impl Source<'_> {
    /// Where its properties are.
    pub(crate) fn path(&self) -> String {
        format!("Resources.{}.Properties.Events.{}.Properties", self.function, self.name)
    }
}

/// The functions, each with its logical id and what is said of it.
pub(crate) fn functions(template: &Template) -> Vec<(&str, &Value)> {
    let functions = template.resources("AWS::Serverless::Function").into_iter();
    functions.map(|(id, function)| (id, &function["Properties"])).collect()
}

/// The name of a function by its logical id.
pub(crate) fn name(function: &str) -> &str {
    function.trim_end_matches("Function")
}

/// The events of every function.
pub(crate) fn sources(template: &Template) -> Vec<Source<'_>> {
    let mut sources = Vec::new();
    for (function, properties) in functions(template) {
        let Some(events) = properties["Events"].as_mapping() else { continue };
        sources.extend(events.iter().map(|(name, event)| Source {
            function,
            name: name.as_str().unwrap(),
            kind: event["Type"].as_str().unwrap(),
            properties: &event["Properties"],
        }));
    }
    sources
}

/// YAML as it stands in a template.
pub(crate) fn yaml(text: &str) -> Value {
    serde_yaml_ng::from_str(text).unwrap()
}
