//! The rows of dates and hours.

use model::proposal::Field;
use model::schedule::MOST_SLOTS;
use web::form::Input;

use super::Form;

impl Form<'_> {
    /// The rows of slots: those typed, at least one, and a blank one if it was asked for.
    pub(super) fn slots(&self) -> Vec<[String; 3]> {
        let mut rows: Vec<_> = self.typed.slots().map(|row| [row.date, row.start, row.end]).collect();
        rows.truncate(MOST_SLOTS + 1); // one more than the limit shows that there is one
        if rows.is_empty() || self.one_more_slot {
            rows.push([""; 3]);
        }
        let last = rows.len() - 1;
        let cells = |(row, [date, start, end]): (usize, &[&str; 3])| {
            let focused = self.one_more_slot && row == last;
            [
                self.cell(Field::SlotDate, row, date, focused),
                self.cell(Field::SlotStart, row, start, false),
                self.cell(Field::SlotEnd, row, end, false),
            ]
        };
        rows.iter().enumerate().map(cells).collect()
    }

    fn cell(&self, field: Field, row: usize, value: &str, focused: bool) -> String {
        Input {
            id: &format!("{}-{row}", field.name()),
            name: field.name(),
            label: field.label(),
            kind: if field == Field::SlotDate { "date" } else { "time" },
            value,
            error: self.error(field, row),
            focused,
            ..Input::default()
        }
        .html()
    }
}
