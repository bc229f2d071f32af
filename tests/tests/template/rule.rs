//! A rule, what it finds, and what it must find.

use pipeline_tests::template::Change;
use serde_yaml_ng::Value;

use crate::stacks::{MAIN, Stacks};

/// Something that every deployment must hold.
pub(crate) struct Rule {
    /// It, in words.
    pub(crate) name: &'static str,
    /// What breaks it.
    pub(crate) check: fn(&Stacks) -> Vec<Finding>,
    /// Counter-examples: each changes one value of the templates, and names what must then be found. Where the rule holds for
    /// every resource of a kind, there is one for every such resource.
    pub(crate) breaks: fn(&Stacks) -> Vec<Break>,
    /// What does not follow it, and why: each must be needed.
    pub(crate) exceptions: &'static [(&'static str, &'static str)],
}

/// A resource that breaks a rule, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) resource: String,
    says: String,
}

impl Finding {
    pub(crate) fn new(resource: impl Into<String>, says: impl Into<String>) -> Self {
        Self { resource: resource.into(), says: says.into() }
    }

    /// Nothing, if it is as it should be.
    pub(crate) fn unless(right: bool, resource: impl Into<String>, says: impl Into<String>) -> Option<Self> {
        (!right).then(|| Self::new(resource, says))
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.resource, self.says)
    }
}

/// One change of one template, after which a rule must name this resource and no other.
pub(crate) struct Break {
    pub(crate) file: String,
    pub(crate) path: String,
    pub(crate) change: Change,
    pub(crate) names: String,
}

impl Break {
    /// A property of a resource says something else.
    pub(crate) fn set(resource: &str, property: &str, value: impl Into<Value>) -> Self {
        Self::at(format!("Resources.{resource}.{property}"), Change::Set(value.into()), resource)
    }

    /// A property of a resource is not there.
    pub(crate) fn remove(resource: &str, property: &str) -> Self {
        Self::at(format!("Resources.{resource}.{property}"), Change::Remove, resource)
    }

    /// A list of a resource holds one more.
    pub(crate) fn append(resource: &str, property: &str, value: impl Into<Value>) -> Self {
        Self::at(format!("Resources.{resource}.{property}"), Change::Append(value.into()), resource)
    }

    /// Anywhere in the main template.
    pub(crate) fn at(path: impl Into<String>, change: Change, names: impl Into<String>) -> Self {
        Self { file: MAIN.to_owned(), path: path.into(), change, names: names.into() }
    }

    /// The same in another template.
    #[must_use]
    pub(crate) fn of(self, file: &str) -> Self {
        Self { file: file.to_owned(), ..self }
    }

    /// The same, but what is found is another.
    #[must_use]
    pub(crate) fn naming(self, names: impl Into<String>) -> Self {
        Self { names: names.into(), ..self }
    }
}

impl Rule {
    /// What breaks it, but for the exceptions.
    pub(crate) fn findings(&self, stacks: &Stacks) -> Vec<Finding> {
        let mut findings = (self.check)(stacks);
        findings.retain(|finding| !self.excepts(&finding.resource));
        findings
    }

    pub(crate) fn excepts(&self, resource: &str) -> bool {
        self.exceptions.iter().any(|(excepted, _)| *excepted == resource)
    }
}
