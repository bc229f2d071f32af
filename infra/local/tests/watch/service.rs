//! What there is to watch: the functions, the queues and the log lines of the service.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::template::{Template, text};

/// The service, by the names that its metrics bear.
pub(crate) struct Service {
    /// `<function>` of every function.
    pub(crate) functions: BTreeSet<String>,
    /// The functions that are asked over HTTP.
    pub(crate) web: BTreeSet<String>,
    /// Queues that a function works through.
    pub(crate) queues: BTreeSet<String>,
    /// Queues where dead letters wait.
    pub(crate) dead_letters: BTreeSet<String>,
}

impl Service {
    /// As `infra/template.yaml` declares it.
    pub(crate) fn read() -> Self {
        let template = Template::parse(include_str!("../../../template.yaml"));
        let name = |text: String| text.strip_prefix("${AWS::StackName}-").unwrap().to_owned();
        let (mut functions, mut web) = (BTreeSet::new(), BTreeSet::new());
        for (_, function) in template.all("AWS::Serverless::Function") {
            let properties = &function["Properties"];
            functions.insert(name(text(&properties["FunctionName"])));
            if properties.get("FunctionUrlConfig").is_some() {
                web.insert(name(text(&properties["FunctionName"])));
            }
        }
        let (mut queues, mut dead_letters) = (BTreeSet::new(), BTreeSet::new());
        for (_, queue) in template.all("AWS::SQS::Queue") {
            let properties = &queue["Properties"];
            let is_source = properties.get("RedrivePolicy").is_some();
            if is_source { &mut queues } else { &mut dead_letters }
                .insert(name(text(&properties["QueueName"])));
        }
        Self { functions, web, queues, dead_letters }
    }
}

/// The source of a function, all of it.
pub(crate) fn source(function: &str) -> String {
    let mut text = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../functions").join(function).join("src");
    let mut folders: Vec<PathBuf> = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                text += &fs::read_to_string(path).unwrap();
            }
        }
    }
    text
}
