//! What a role grants, and which of its statements lets a call through.

use serde_yaml_ng::Value;

use super::{Template, capitalised};

/// One statement of a role.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Its name within the role.
    pub sid: String,
    /// Whether it allows; else it denies.
    pub allow: bool,
    /// Patterns of actions.
    pub actions: Vec<String>,
    /// Patterns of resources, in the template's words.
    pub resources: Vec<String>,
    /// The only prefixes that may be listed (`s3:prefix`), when it says so.
    pub prefixes: Option<Vec<String>>,
}

/// What a call needs.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    pub(crate) action: String,
    pub(crate) resource: String,
    /// What a listing asks for.
    pub(crate) prefix: Option<String>,
}

/// One thing that a function's role grants: a statement's action on one of its resources.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// The function.
    pub function: String,
    /// The statement.
    pub sid: String,
    /// The action.
    pub action: String,
    /// The resource, in the template's words.
    pub resource: String,
    /// The prefix of a listing, when the statement names some.
    pub prefix: Option<String>,
}

impl std::fmt::Display for Grant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { function, sid, action, resource, prefix } = self;
        write!(f, "{function}: {action} on {resource} ({sid}")?;
        match prefix {
            Some(prefix) => write!(f, ", {prefix})"),
            None => write!(f, ")"),
        }
    }
}

impl Template {
    /// The statements of a function's role, or nothing when there is no such role.
    pub fn role(&self, function: &str) -> Option<Vec<Statement>> {
        self.statements(&Self::role_id(function))
    }

    /// The logical id of a function's role.
    pub fn role_id(function: &str) -> String {
        format!("{}Role", capitalised(function))
    }

    /// The statements of a role by its logical id.
    pub fn statements(&self, role: &str) -> Option<Vec<Statement>> {
        let policies = self.properties(role).get("Policies")?.as_sequence()?;
        let statements = policies.iter().filter_map(|it| it["PolicyDocument"]["Statement"].as_sequence());
        Some(statements.flatten().map(|statement| self.statement(role, statement)).collect())
    }

    fn statement(&self, role: &str, statement: &Value) -> Statement {
        let prefixes = statement.get("Condition").map(|condition| {
            let only = condition.as_mapping().is_some_and(|it| it.len() == 1)
                && condition["StringLike"].as_mapping().is_some_and(|it| it.len() == 1);
            let prefixes = self.texts(&condition["StringLike"]["s3:prefix"]);
            assert!(
                only && !prefixes.is_empty(),
                "{role}: the in-process cloud knows no condition but s3:prefix"
            );
            prefixes
        });
        Statement {
            sid: self.text(&statement["Sid"]),
            allow: statement["Effect"] == "Allow",
            actions: self.texts(&statement["Action"]),
            resources: self.texts(&statement["Resource"]),
            prefixes,
        }
    }

    /// Everything that the role of `function` grants, a statement's action on a resource each.
    pub fn grants(&self, function: &str) -> Vec<Grant> {
        let statements = self.role(function).unwrap_or_default().into_iter().filter(|it| it.allow);
        statements.flat_map(|statement| statement.grants(function)).collect()
    }
}

/// The first grant of a function's role that lets through what is needed, unless a statement denies it.
pub(crate) fn granting(function: &str, role: &[Statement], need: &Need) -> Option<Grant> {
    if role.iter().any(|it| !it.allow && it.covers(need)) {
        return None;
    }
    let statement = role.iter().find(|it| it.allow && it.covers(need))?;
    statement.grants(function).into_iter().find(|grant| {
        let prefixes = grant.prefix.as_ref().map(std::slice::from_ref);
        matches(&grant.action, &need.action)
            && matches(last_part(&grant.resource), &need.resource)
            && fits(prefixes, need.prefix.as_deref())
    })
}

impl Statement {
    fn grants(&self, function: &str) -> Vec<Grant> {
        let prefixes = match &self.prefixes {
            Some(prefixes) => prefixes.iter().cloned().map(Some).collect(),
            None => vec![None],
        };
        let mut grants = Vec::new();
        for action in &self.actions {
            for resource in &self.resources {
                grants.extend(prefixes.iter().map(|prefix| Grant {
                    function: function.to_owned(),
                    sid: self.sid.clone(),
                    action: action.clone(),
                    resource: resource.clone(),
                    prefix: prefix.clone(),
                }));
            }
        }
        grants
    }

    fn covers(&self, need: &Need) -> bool {
        self.names(&need.action, &need.resource) && fits(self.prefixes.as_deref(), need.prefix.as_deref())
    }

    /// Whether it is about this action on this resource, whatever its condition.
    pub(crate) fn names(&self, action: &str, resource: &str) -> bool {
        self.actions.iter().any(|pattern| matches(pattern, action))
            && self.resources.iter().any(|pattern| matches(last_part(pattern), resource))
    }
}

fn fits(allowed: Option<&[String]>, prefix: Option<&str>) -> bool {
    // A listing of everything has no prefix, and fits none.
    allowed.is_none_or(|allowed| allowed.iter().any(|pattern| prefix.is_some_and(|it| matches(pattern, it))))
}

/// An ARN's resource; the template's own words have no colon.
pub(crate) fn last_part(resource: &str) -> &str {
    resource.rsplit(':').next().unwrap_or(resource)
}

/// A policy's pattern, where `*` is any text and `?` any character.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    match pattern.chars().next() {
        None => text.is_empty(),
        Some('*') => {
            let rest = &pattern[1..];
            text.char_indices().map(|(at, _)| &text[at..]).chain([""]).any(|tail| matches(rest, tail))
        }
        Some(expected) => text.chars().next().is_some_and(|first| {
            (expected == '?' || expected == first)
                && matches(&pattern[expected.len_utf8()..], &text[first.len_utf8()..])
        }),
    }
}
