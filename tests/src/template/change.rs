//! A template with one thing changed: how a rule is shown what it must find.

use serde_yaml_ng::Value;

use super::Template;

/// What is done to a place of a template.
#[derive(Clone, Debug)]
pub enum Change {
    /// It says this instead, or in addition.
    Set(Value),
    /// It is not there.
    Remove,
    /// One more at the end of a list, or in addition to a single value.
    Append(Value),
}

impl Template {
    /// What is at a place (`Resources.Mail.Properties.RedrivePolicy.maxReceiveCount`, numbers for the places of a list; an
    /// intrinsic's tag is looked through), if anything is.
    pub fn at(&self, path: &str) -> Option<&Value> {
        path.split('.').try_fold(&self.0, |value, step| match inside(value) {
            Value::Sequence(all) => all.get(step.parse::<usize>().ok()?),
            other => other.get(step),
        })
    }

    /// The same template but for one place. Panics when that changes nothing: a counter-example would not be one.
    #[must_use]
    pub fn with(&self, path: &str, change: &Change) -> Self {
        let mut changed = self.0.clone();
        let (parent, name) = path.rsplit_once('.').expect("a path of several steps");
        let place = parent.split('.').fold(&mut changed, |value, step| match inside_mut(value) {
            Value::Sequence(list) => &mut list[step.parse::<usize>().expect("a place in a list")],
            Value::Mapping(properties) => {
                properties.entry(step.into()).or_insert(Value::Mapping(serde_yaml_ng::Mapping::new()))
            }
            other => panic!("{path}: {step} is within {other:?}"),
        });
        match (inside_mut(place), change) {
            (Value::Mapping(properties), Change::Set(value)) => {
                drop(properties.insert(name.into(), value.clone()));
            }
            (Value::Mapping(properties), Change::Remove) => drop(properties.shift_remove(name)),
            (Value::Mapping(properties), Change::Append(value)) => {
                let list = properties.entry(name.into()).or_insert(Value::Sequence(vec![]));
                if !list.is_sequence() {
                    *list = Value::Sequence(vec![list.clone()]);
                }
                list.as_sequence_mut().expect("a list").push(value.clone());
            }
            (Value::Sequence(list), Change::Set(value)) => {
                list[name.parse::<usize>().expect("a place in a list")] = value.clone();
            }
            (Value::Sequence(list), Change::Remove) => {
                drop(list.remove(name.parse().expect("a place in a list")));
            }
            (other, _) => panic!("{path}: nothing can be changed within {other:?}"),
        }
        assert!(changed != self.0, "{path}: {change:?} changes nothing");
        Self(changed)
    }
}

fn inside(value: &Value) -> &Value {
    match value {
        Value::Tagged(tagged) => &tagged.value,
        plain => plain,
    }
}

fn inside_mut(value: &mut Value) -> &mut Value {
    match value {
        Value::Tagged(tagged) => &mut tagged.value,
        plain => plain,
    }
}
