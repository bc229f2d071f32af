//! The second step: when.

use askama::Template;
use model::french;
use model::proposal::Field;
use model::schedule::MOST_SLOTS;
use web::form::Choice;

use super::row::RowButton;
use super::{Action, Form};

#[derive(Template)]
#[template(path = "dates.html")]
struct Dates<'a> {
    form: &'a Form<'a>,
}

impl Form<'_> {
    pub(crate) fn dates(&self) -> String {
        Dates { form: self }.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    fn schedule(&self) -> String {
        let over_a_period = self.typed.is_over_a_period();
        let choice = |value, label, chosen| Choice { value, label, chosen };
        let choices = vec![
            choice("slots", "À des dates précises", !over_a_period),
            choice(
                "period",
                "Il est disponible sur une période (podcast, module de formation)",
                over_a_period,
            ),
        ];
        self.radios(Field::Schedule, "", choices)
    }

    fn slots(&self) -> usize {
        self.rows(self.typed.slots().count(), Field::SlotDate, MOST_SLOTS)
    }

    fn has_room_for_a_slot(&self) -> bool {
        self.slots() < MOST_SLOTS
    }

    fn remove_slot(&self, row: usize) -> String {
        if self.slots() == 1 {
            return String::new();
        }
        let about = format!("la date n°\u{a0}{}", row + 1);
        RowButton { action: Action::RemoveSlot(row), label: "Retirer", about: &about }.html()
    }

    fn add_slot() -> String {
        RowButton { action: Action::AddSlot, label: "Ajouter une date", about: "" }.html()
    }

    fn repeat_weekly() -> String {
        RowButton { action: Action::RepeatWeekly, label: "Répéter chaque semaine", about: "" }.html()
    }

    /// The last day of the month: « 30 novembre 2027 ».
    fn last_day(&self) -> String {
        self.edition.map(|edition| french::day(edition.period.last())).unwrap_or_default()
    }

    /// A day of the month as it is typed: « 04/11/2027 ».
    fn example_of_a_day(&self) -> String {
        let day = self.edition.map(|edition| edition.period.first());
        day.map_or_else(|| "09/11/2027".to_owned(), |day| day.strftime("%d/%m/%Y").to_string())
    }
}
