//! What differs between two editions, field by field.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::Context;
use model::edition::Edition;
use serde::Serialize;
use toml::{Table, Value};

use super::file::File;

/// A field that is not the same.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Difference {
    pub(super) field: String,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.field)?;
        for (sign, text) in [('-', &self.before), ('+', &self.after)] {
            for line in text.iter().flat_map(|text| text.lines()) {
                write!(f, "\n  {sign} {line}")?;
            }
        }
        Ok(())
    }
}

/// All that the file of `after` says otherwise than that of `before`.
pub(super) fn between(before: &Edition, after: &Edition) -> anyhow::Result<Vec<Difference>> {
    let (mut before, mut after) = (fields(before)?, fields(after)?);
    let names: std::collections::BTreeSet<_> = before.keys().chain(after.keys()).cloned().collect();
    let differences = names.into_iter().map(|field| {
        let (before, after) = (before.remove(&field), after.remove(&field));
        Difference { field, before, after }
    });
    Ok(differences.filter(|it| it.before != it.after).collect())
}

fn fields(edition: &Edition) -> anyhow::Result<BTreeMap<String, String>> {
    let table = Table::try_from(File::of(edition)?).context("an edition cannot be written as a file")?;
    let mut fields = BTreeMap::new();
    flatten("", &Value::Table(table), &mut fields);
    Ok(fields)
}

/// Lists are entries that have a code: their order is a field of its own.
fn flatten(path: &str, value: &Value, fields: &mut BTreeMap<String, String>) {
    let within = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Table(table) => {
            for (key, value) in table {
                flatten(&within(key), value, fields);
            }
        }
        Value::Array(entries) => {
            let of = |entry: &Value, key: &str| {
                entry.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
            };
            let codes: Vec<_> = entries.iter().map(|entry| of(entry, "code")).collect();
            fields.extend(entries.iter().map(|entry| (within(&of(entry, "code")), of(entry, "label"))));
            fields.insert(path.to_owned(), codes.join(", "));
        }
        Value::String(text) => _ = fields.insert(path.to_owned(), text.clone()),
        other => _ = fields.insert(path.to_owned(), other.to_string()),
    }
}
