//! The words of an expression: every placeholder defined and used, no reserved word in the open.
//!
//! An emulator that lets a bare `state` or an unused `:now` through hides an error of every call in production.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Refusal;

/// AWS's list of reserved words, any case. Documented as "Reserved words in DynamoDB".
const RESERVED: &str = include_str!("reserved_words.txt");
const OPERATORS: [&str; 9] = ["and", "or", "not", "in", "between", "set", "remove", "add", "delete"];
const FUNCTIONS: [&str; 8] = [
    "attribute_exists",
    "attribute_not_exists",
    "attribute_type",
    "begins_with",
    "contains",
    "size",
    "if_not_exists",
    "list_append",
];

/// Checks the given expressions of a request, or of an action of a transaction, against its placeholders.
pub(super) fn check(body: &Value, expressions: &[&str]) -> Result<(), Refusal> {
    let mut used = BTreeSet::new();
    for name in expressions {
        match body[*name].as_str() {
            Some("") => {
                return Err(Refusal::validation(format!("Invalid {name}: The expression can not be empty;")));
            }
            Some(expression) => words(name, expression, &mut used)?,
            None => {}
        }
    }
    for (field, what) in [("ExpressionAttributeNames", '#'), ("ExpressionAttributeValues", ':')] {
        let defined: BTreeSet<String> =
            body[field].as_object().map(|defined| defined.keys().cloned().collect()).unwrap_or_default();
        if body[field].is_object() && defined.is_empty() {
            return Err(Refusal::validation(format!("{field} must not be empty")));
        }
        let used: BTreeSet<String> = used.iter().filter(|word| word.starts_with(what)).cloned().collect();
        if let Some(unused) = defined.difference(&used).next() {
            return Err(Refusal::validation(format!(
                "Value provided in {field} unused in expressions: keys: {{{unused}}}"
            )));
        }
        if let Some(undefined) = used.difference(&defined).next() {
            return Err(Refusal::validation(format!(
                "An expression uses {undefined}, which {field} does not define"
            )));
        }
    }
    super::check::no_empty_set(&body["ExpressionAttributeValues"])
}

fn words(field: &str, expression: &str, used: &mut BTreeSet<String>) -> Result<(), Refusal> {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut rest = expression;
    while let Some(start) = rest.find(|c: char| part(c) || c == '#' || c == ':') {
        rest = &rest[start..];
        let end = rest[1..].find(|c: char| !part(c)).map_or(rest.len(), |end| end + 1);
        let (word, tail) = rest.split_at(end);
        rest = tail;
        if word.starts_with(['#', ':']) {
            used.insert(word.to_owned());
            continue;
        }
        let lower = word.to_ascii_lowercase();
        let called = FUNCTIONS.contains(&lower.as_str()) && tail.trim_start().starts_with('(');
        let number = word.starts_with(|c: char| c.is_ascii_digit());
        if called || number || OPERATORS.contains(&lower.as_str()) {
            continue;
        }
        if RESERVED.split_whitespace().any(|reserved| reserved == lower) {
            return Err(Refusal::validation(format!(
                "Invalid {field}: Attribute name is a reserved keyword; reserved keyword: {word}"
            )));
        }
    }
    Ok(())
}
