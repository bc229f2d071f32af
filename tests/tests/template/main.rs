//! Our own rules about the templates of `infra/`, where a linter has none: each is a pure function of the templates that names
//! what breaks it and says what would be right. And each is shown what it must find: the real templates with one value changed,
//! once for every resource that it is about.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says where")]

mod rule;
mod rules;
mod stacks;

use std::collections::BTreeSet;

use crate::rules::RULES;
use crate::stacks::Stacks;

#[test]
fn the_templates_follow_every_rule() {
    let stacks = Stacks::read();
    let mut broken = Vec::new();
    for rule in RULES {
        broken.extend(rule.findings(&stacks).iter().map(|finding| format!("{}: {finding}", rule.name)));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_rule_finds_every_counter_example_and_nothing_else() {
    let stacks = Stacks::read();
    let mut wrong = Vec::new();
    for rule in RULES {
        let breaks = (rule.breaks)(&stacks);
        let breaks: Vec<_> = breaks.iter().filter(|it| !rule.excepts(&it.names)).collect();
        assert!(
            !breaks.is_empty(),
            "{}: without a counter-example nobody knows whether it finds anything",
            rule.name
        );
        for it in breaks {
            let changed = stacks.with(&it.file, stacks.of(&it.file).with(&it.path, &it.change));
            let found = rule.findings(&changed);
            if !matches!(found.as_slice(), [only] if only.resource == it.names) {
                let found: Vec<_> = found.iter().map(ToString::to_string).collect();
                wrong.push(format!(
                    "{}: {:?} at {} of {} should be found of {} alone, and is: {found:?}",
                    rule.name, it.change, it.path, it.file, it.names
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_exception_has_a_reason_and_is_needed() {
    let stacks = Stacks::read();
    for rule in RULES {
        let found: BTreeSet<_> = (rule.check)(&stacks).into_iter().map(|finding| finding.resource).collect();
        for (resource, reason) in rule.exceptions {
            assert!(
                found.contains(*resource),
                "{}: {resource} follows it, and needs no exception",
                rule.name
            );
            assert!(reason.len() > 20, "{}: why not {resource}?", rule.name);
        }
    }
}

#[test]
fn every_rule_has_a_name_of_its_own() {
    let names: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
}
