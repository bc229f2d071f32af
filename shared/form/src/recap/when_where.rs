//! When and where.

use model::attendance::{MOST_PLACES, Mode};
use model::french;
use model::proposal::{Field, LINK_FOR_REGISTERED, PUBLIC_LINK, TypedPlace, TypedSlot, moment};
use model::schedule::MOST_SLOTS;
use model::territory::{Departement, Postcode, resolve};

use super::{Line, one};
use crate::Form;
use crate::value::value;

const SLOT: [Field; 3] = [Field::SlotDate, Field::SlotStart, Field::SlotEnd];
const PLACE: [Field; 5] =
    [Field::PlaceName, Field::Address, Field::Postcode, Field::Commune, Field::PlaceDepartement];

impl<'a> Form<'a> {
    pub(super) fn date_lines(&self) -> Vec<Option<Line<'a>>> {
        if self.typed.is_over_a_period() {
            return vec![
                self.told_as(Field::Schedule, one(Some("Disponible sur une période"))),
                self.told_as(Field::PeriodFrom, one(day(value(self.typed, Field::PeriodFrom)).as_deref())),
                self.told_as(Field::PeriodTo, one(day(value(self.typed, Field::PeriodTo)).as_deref())),
            ];
        }
        let rows = self.typed.slots().enumerate().filter(|(_, slot)| !slot.is_blank()).take(MOST_SLOTS + 1);
        let (rows, paragraphs): (Vec<_>, Vec<_>) = rows.map(|(row, slot)| (row, vec![hours(&slot)])).unzip();
        let label = if paragraphs.len() > 1 { "Dates" } else { "Date" };
        let schedule = self.error(Field::Schedule, 0);
        let problems = schedule.into_iter().chain(self.problems_in(&rows, &SLOT)).collect();
        vec![Some(Line { label: label.to_owned(), paragraphs, problems })]
    }

    pub(super) fn place_lines(&self) -> Vec<Option<Line<'a>>> {
        let typed = self.typed;
        let mode = Mode::from_code(&typed.mode);
        let mut lines = vec![self.chosen(Field::Mode, mode.map(Mode::label))];
        if mode.is_some_and(Mode::has_place) {
            lines.extend(self.each_place());
        }
        if mode.is_some_and(Mode::has_link) {
            let access = match typed.online_access.as_str() {
                PUBLIC_LINK => Some("Tout le monde"),
                LINK_FOR_REGISTERED => Some("Les personnes inscrites"),
                _ => None,
            };
            lines.push(self.chosen(Field::OnlineAccess, access));
            if typed.online_access == PUBLIC_LINK {
                lines.push(self.told(Field::OnlineLink));
            }
        }
        lines
    }

    fn each_place(&self) -> Vec<Option<Line<'a>>> {
        let rows = self.typed.places().enumerate().filter(|(_, place)| !place.is_blank());
        let rows: Vec<_> = rows.take(MOST_PLACES + 1).collect();
        if rows.is_empty() {
            let problems = self.problems_in(&[], &PLACE);
            return vec![Some(Line { label: "Lieu".to_owned(), problems, ..Line::default() })];
        }
        let several = rows.len() > 1;
        let line = |(nth, (row, place)): (usize, (usize, TypedPlace<'_>))| {
            let label = if several { format!("Lieu n°\u{a0}{}", nth + 1) } else { "Lieu".to_owned() };
            Some(Line {
                label,
                paragraphs: vec![where_it_is(&place)],
                problems: self.problems_in(&[row], &PLACE),
            })
        };
        rows.into_iter().enumerate().map(line).collect()
    }

    /// What is wrong in these rows; without rows, in the one that the form shows.
    fn problems_in(&self, rows: &[usize], columns: &[Field]) -> Vec<&'a str> {
        let rows = if rows.is_empty() { &[0] } else { rows };
        let here = self.problems.iter().filter(|it| rows.contains(&it.row) && columns.contains(&it.field));
        here.map(|problem| problem.message.as_str()).collect()
    }
}

/// « mardi 9 novembre 2027 », or what was typed instead of a day.
pub(super) fn day(typed: &str) -> Option<String> {
    let day = moment::date(typed).map_or_else(|| typed.trim().to_owned(), french::full_day);
    (!day.is_empty()).then_some(day)
}

/// « mardi 9 novembre 2027, de 10 h à 12 h ».
fn hours(slot: &TypedSlot<'_>) -> String {
    let missing = || "…".to_owned();
    let hour = |typed: &str| {
        let hour = moment::time(typed).map_or_else(|| typed.trim().to_owned(), french::hour);
        if hour.is_empty() { missing() } else { hour }
    };
    let day = day(slot.date).unwrap_or_else(missing);
    format!("{day}, de {} à {}", hour(slot.start), hour(slot.end))
}

/// A place line by line, as on an envelope; what it lacks says so.
fn where_it_is(place: &TypedPlace<'_>) -> Vec<String> {
    let missing = |field: Field| format!("{}\u{a0}: à compléter", field.label());
    let typed = |text: &str, field| {
        let text = text.trim();
        if text.is_empty() { missing(field) } else { text.to_owned() }
    };
    let mut lines = vec![typed(place.name, Field::PlaceName)];
    if !place.address.trim().is_empty() {
        lines.push(place.address.trim().to_owned());
    }
    let known = Postcode::parse(place.postcode).ok().and_then(|code| resolve(&code, place.commune).ok());
    match known {
        Some(commune) => lines.push(format!("{} {}", place.postcode.trim(), commune.name())),
        None if place.postcode.trim().is_empty() || place.commune.trim().is_empty() => {
            lines.push(typed(place.postcode, Field::Postcode));
            lines.push(typed(place.commune, Field::Commune));
        }
        None => {
            let departement = Departement::from_code(place.departement.trim());
            let departement = departement.map(|it| format!(" ({})", it.name())).unwrap_or_default();
            lines.push(format!("{} {}{departement}", place.postcode.trim(), place.commune.trim()));
        }
    }
    lines
}
