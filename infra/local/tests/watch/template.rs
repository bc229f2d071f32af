//! A template as CloudFormation sees it: its loops unrolled.

use serde_yaml_ng::{Mapping, Value};

/// The resources of a template, by their logical ids.
pub(crate) struct Template(Mapping);

impl Template {
    /// Reads a template and unrolls the loops among its resources (`Fn::ForEach` of `AWS::LanguageExtensions`).
    pub(crate) fn parse(text: &str) -> Self {
        let template: Value = serde_yaml_ng::from_str(text).unwrap();
        let mut resources = Mapping::new();
        for (name, resource) in template["Resources"].as_mapping().unwrap() {
            if !name.as_str().unwrap().starts_with("Fn::ForEach::") {
                assert!(resources.insert(name.clone(), resource.clone()).is_none());
                continue;
            }
            let [identifier, items, body] = resource.as_sequence().unwrap().as_slice() else {
                panic!("{name:?}: a loop has an identifier, items and a body")
            };
            for item in items.as_sequence().unwrap() {
                let with = (identifier.as_str().unwrap(), item.as_str().unwrap());
                for (name, resource) in body.as_mapping().unwrap() {
                    let name = fill(name, with);
                    assert!(
                        resources.insert(name.clone(), fill(resource, with)).is_none(),
                        "{name:?} is there twice"
                    );
                }
            }
        }
        Self(resources)
    }

    /// Every resource of a type: its logical id, and all of it.
    pub(crate) fn all<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let all = self.0.iter().map(|(name, resource)| (name.as_str().unwrap(), resource));
        all.filter(move |(_, resource)| resource["Type"] == *kind)
    }
}

/// A value with the item of a loop in the place of its identifier: `${Queue}`, `!Ref Queue`, and `&{Queue}`, which leaves out
/// what a logical id may not hold.
fn fill(value: &Value, with: (&str, &str)) -> Value {
    let (identifier, item) = with;
    match value {
        Value::String(text) => {
            let bare: String = item.chars().filter(char::is_ascii_alphanumeric).collect();
            let text = text.replace(&format!("${{{identifier}}}"), item);
            Value::String(text.replace(&format!("&{{{identifier}}}"), &bare))
        }
        Value::Sequence(all) => all.iter().map(|one| fill(one, with)).collect(),
        Value::Mapping(map) => {
            Value::Mapping(map.iter().map(|(key, value)| (fill(key, with), fill(value, with))).collect())
        }
        Value::Tagged(tagged) if tagged.tag == "Ref" && tagged.value == *identifier => item.into(),
        Value::Tagged(tagged) => {
            let mut tagged = tagged.clone();
            tagged.value = fill(&tagged.value, with);
            Value::Tagged(tagged)
        }
        other => other.clone(),
    }
}

/// A text, whether plain or of `!Sub`; a `!Ref` as `!Sub` would write it.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Tagged(tagged) if tagged.tag == "Sub" => tagged.value.as_str().unwrap().to_owned(),
        Value::Tagged(tagged) if tagged.tag == "Ref" => format!("${{{}}}", tagged.value.as_str().unwrap()),
        other => panic!("not a text: {other:?}"),
    }
}

/// The items of a list, or none where there is none.
pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_sequence().map_or(&[], Vec::as_slice)
}

/// A whole number.
pub(crate) fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("not a number: {value:?}"))
}
