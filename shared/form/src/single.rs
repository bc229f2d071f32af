//! Fields that are there once: a line, a text, a list.

use model::proposal::Field;
use web::form::{Choice, Choices, Input, Select, Textarea};

use super::Form;
use super::manner::Manner;
use super::value::value;

impl Form<'_> {
    pub(crate) fn line(&self, field: Field) -> String {
        let (manner, typed) = (Manner::of(field), value(self.typed, field));
        Input {
            id: field.name(),
            name: field.name(),
            label: field.label(),
            hint: &manner.hint,
            kind: manner.kind_for(typed),
            autocomplete: manner.autocomplete,
            inputmode: manner.inputmode,
            most: manner.most,
            value: typed,
            advice: &self.advice(field),
            error: self.error(field, 0),
            focused: false,
        }
        .html()
    }

    pub(crate) fn area(&self, field: Field, rows: u8) -> String {
        let manner = Manner::of(field);
        Textarea {
            id: field.name(),
            name: field.name(),
            label: field.label(),
            hint: &manner.hint,
            rows,
            most: manner.most,
            value: value(self.typed, field),
            advice: &self.advice(field),
            error: self.error(field, 0),
        }
        .html()
    }

    pub(crate) fn select(
        &self,
        field: Field,
        chosen: &str,
        choices: impl Iterator<Item = (&'static str, &'static str)>,
    ) -> String {
        let choice = |(value, label)| Choice { value, label, chosen: value == chosen };
        Select {
            name: field.name(),
            label: field.label(),
            hint: &Manner::of(field).hint,
            choices: choices.map(choice).collect(),
            advice: &self.advice(field),
            error: self.error(field, 0),
            ..Select::default()
        }
        .html()
    }

    pub(crate) fn radios(&self, field: Field, hint: &str, choices: Vec<Choice<'_>>) -> String {
        self.choices(field, hint, false, choices)
    }

    pub(crate) fn boxes(&self, field: Field, hint: &str, choices: Vec<Choice<'_>>) -> String {
        self.choices(field, hint, true, choices)
    }

    fn choices(&self, field: Field, hint: &str, several: bool, choices: Vec<Choice<'_>>) -> String {
        let (name, legend, advice) = (field.name(), field.label(), self.advice(field));
        Choices { name, legend, hint, several, choices, advice: &advice, error: self.error(field, 0) }.html()
    }
}
