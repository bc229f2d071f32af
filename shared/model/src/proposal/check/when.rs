//! When: slots or a period, within the month.

use super::Checker;
use crate::french;
use crate::proposal::Field;
use crate::schedule::{MOST_SLOTS, Period, Schedule, Slot, SlotError, Slots};
use crate::vocabulary::Format;
use crate::zone::Zone;

impl Checker<'_> {
    pub(super) fn schedule(&mut self, format: Option<Format>, zone: Zone) -> Option<Schedule> {
        if !self.typed.is_over_a_period() {
            return Some(Schedule::Slots { zone, slots: self.slots(zone)? });
        }
        if format.is_some_and(|format| !format.may_be_available_over_a_period()) {
            self.tell(
                Field::Schedule,
                "Seuls les podcasts et les modules de formation peuvent être disponibles sur une période. \
                 Choisissez «\u{a0}à des dates précises\u{a0}» et indiquez au moins une date.",
            );
            return None;
        }
        self.period().map(|period| Schedule::Period { period })
    }

    fn period(&mut self) -> Option<Period> {
        let first = self.date(Field::PeriodFrom, 0, &self.typed.period_from);
        let last = self.date(Field::PeriodTo, 0, &self.typed.period_to);
        let Ok(period) = Period::new(first?, last?) else {
            self.tell(Field::PeriodTo, "Le dernier jour précède le premier\u{a0}: vérifiez les deux dates.");
            return None;
        };
        let month = self.edition.period;
        if period.first() > month.last() || period.last() < month.first() {
            self.tell(
                Field::PeriodFrom,
                format!(
                    "La période ne recoupe pas le mois\u{a0}: choisissez des jours {}.",
                    french::period(month)
                ),
            );
            return None;
        }
        Some(period)
    }

    fn slots(&mut self, zone: Zone) -> Option<Slots> {
        let rows: Vec<_> = self.typed.slots().enumerate().filter(|(_, row)| !row.is_blank()).collect();
        if rows.is_empty() {
            return self.date(Field::SlotDate, 0, "").and(None);
        }
        if rows.len() > MOST_SLOTS {
            self.tell(
                Field::SlotDate,
                format!(
                    "{} dates, c’est plus que les {MOST_SLOTS} possibles\u{a0}: répartissez-les entre deux propositions.",
                    rows.len()
                ),
            );
            return None;
        }
        let slots: Vec<_> = rows
            .iter()
            .map(|(row, typed)| self.slot(*row, typed.date, typed.start, typed.end, zone))
            .collect();
        Slots::try_from(slots.into_iter().collect::<Option<Vec<_>>>()?).ok()
    }

    fn slot(&mut self, row: usize, date: &str, start: &str, end: &str, zone: Zone) -> Option<Slot> {
        let date = self.date(Field::SlotDate, row, date);
        let start = self.time(Field::SlotStart, row, start);
        let end = self.time(Field::SlotEnd, row, end);
        if let Some(date) = date.filter(|date| !self.edition.period.contains(*date)) {
            let (day, month) = (french::full_day(date), french::period(self.edition.period));
            self.tell_row(
                Field::SlotDate,
                row,
                format!("Le {day} est en dehors du mois\u{a0}: choisissez un jour {month}."),
            );
            return None;
        }
        let (field, message) = match Slot::local(date?, start?, end?, zone) {
            Ok(slot) => return Some(slot),
            Err(SlotError::EndsBeforeStart | SlotError::TooLong) => (
                Field::SlotEnd,
                "L’heure de fin doit suivre l’heure de début, le même jour. Exemple\u{a0}: de 10:00 à 12:30.",
            ),
            Err(SlotError::ClockChange) => (
                Field::SlotStart,
                "Cette nuit-là, les horloges changent\u{a0}: cette heure n’existe pas, ou existe deux fois. Choisissez-en une autre.",
            ),
        };
        self.tell_row(field, row, message);
        None
    }
}
