//! Fields that are there in rows: a cell, the button that takes a row away.

use askama::Template;
use model::proposal::Field;
use web::form::Input;

use super::manner::Manner;
use super::value::cell;
use super::{Action, Focus, Form};

/// A button that changes the rows.
#[derive(Template)]
#[template(path = "row-button.html")]
pub(crate) struct RowButton<'a> {
    /// What it does.
    pub(crate) action: Action,
    /// What it says.
    pub(crate) label: &'a str,
    /// What it is about, for who does not see where it stands.
    pub(crate) about: &'a str,
}

impl RowButton<'_> {
    pub(crate) fn html(&self) -> String {
        self.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }
}

impl Form<'_> {
    pub(crate) fn cell(&self, field: Field, row: usize) -> String {
        let (manner, typed) = (Manner::of(field), cell(self.typed, field, row));
        Input {
            id: &field.anchor(row),
            name: field.name(),
            label: field.label(),
            hint: &manner.hint,
            kind: manner.kind_for(typed),
            autocomplete: manner.autocomplete,
            inputmode: manner.inputmode,
            value: typed,
            error: self.error(field, row),
            focused: self.focus == Some(Focus { field, row }),
            ..Input::default()
        }
        .html()
    }

    /// How many rows are shown: those typed, one at least, and the one where typing goes on. No more than `most` and
    /// one, which shows that there is one too many.
    pub(crate) fn rows(&self, typed: usize, first_column: Field, most: usize) -> usize {
        let same_list = |focus: &Focus| focus.field.stage() == first_column.stage();
        let focused = self.focus.filter(same_list).map_or(0, |focus| focus.row + 1);
        typed.max(focused).clamp(1, most + 1)
    }
}
