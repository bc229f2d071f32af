//! Event filtering: Lambda's patterns, as far as the template uses them.

use serde_json::Value;

/// Whether a record matches: an object by each of its fields, a list by any of its values.
pub(super) fn matches(pattern: &Value, record: &Value) -> bool {
    match pattern {
        Value::Object(fields) => {
            fields.iter().all(|(name, pattern)| matches(pattern, &record[name.as_str()]))
        }
        Value::Array(values) => values.iter().any(|value| {
            assert!(!value.is_object(), "a filter rule that the in-process cloud does not know: {value}");
            value == record
        }),
        _ => panic!("a filter pattern that Lambda does not know: {pattern}"),
    }
}
