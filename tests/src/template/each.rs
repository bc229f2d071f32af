//! `Fn::ForEach` among the resources, written out as the transform `AWS::LanguageExtensions` does.

use serde_yaml_ng::{Mapping, Value};

/// Puts, in the place of each loop, what it stands for.
pub(super) fn expand(root: &mut Value) {
    let Some(resources) = root.get_mut("Resources").and_then(Value::as_mapping_mut) else { return };
    let mut expanded = Mapping::new();
    for (id, resource) in std::mem::take(resources) {
        if id.as_str().is_some_and(|id| id.starts_with("Fn::ForEach::")) {
            expanded.extend(written_out(&resource));
        } else {
            expanded.insert(id, resource);
        }
    }
    *resources = expanded;
}

fn written_out(each: &Value) -> Mapping {
    let name = each[0].as_str().expect("a loop names its variable");
    let values = each[1].as_sequence().expect("a loop has a list of values");
    let body = each[2].as_mapping().expect("a loop has a body");
    let mut all = Mapping::new();
    for value in values {
        let value = value.as_str().expect("a text");
        all.extend(body.iter().map(|(id, resource)| {
            let id = with(id.as_str().expect("a logical id"), name, value);
            (Value::String(id), inserted(resource, name, value))
        }));
    }
    all
}

fn inserted(part: &Value, name: &str, value: &str) -> Value {
    match part {
        Value::String(text) => Value::String(with(text, name, value)),
        Value::Sequence(all) => all.iter().map(|it| inserted(it, name, value)).collect::<Vec<_>>().into(),
        Value::Mapping(all) => {
            let all = all.iter().map(|(key, it)| (inserted(key, name, value), inserted(it, name, value)));
            Value::Mapping(all.collect())
        }
        Value::Tagged(tagged) if tagged.tag == "Ref" && tagged.value == name => {
            Value::String(value.to_owned())
        }
        Value::Tagged(tagged) => {
            let mut tagged = tagged.clone();
            tagged.value = inserted(&tagged.value, name, value);
            Value::Tagged(tagged)
        }
        other => other.clone(),
    }
}

/// `${Name}` is the value, `&{Name}` its letters and digits.
fn with(text: &str, name: &str, value: &str) -> String {
    let plain: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
    text.replace(&format!("${{{name}}}"), value).replace(&format!("&{{{name}}}"), &plain)
}
