//! Rows that are added, repeated, taken away: what the buttons of the form do, with or without a script.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Proposal, TypedSlot, moment};
use crate::schedule::MOST_SLOTS;

impl Proposal {
    /// Takes a row away from the list of slots.
    pub fn remove_slot(&mut self, row: usize) {
        for column in [&mut self.slot_date, &mut self.slot_start, &mut self.slot_end] {
            remove(column, row);
        }
    }

    /// Adds the last date again and again, a week later each time, with the same hours, until `last` included or as many
    /// as an event can have. False when there is no date to repeat, or no week left.
    pub fn repeat_weekly(&mut self, last: Date) -> bool {
        let filled: Vec<_> =
            self.slots().filter(|row| !row.is_blank()).map(TypedSlot::to_owned_row).collect();
        let Some([date, start, end]) = filled.last().cloned() else { return false };
        let Some(mut day) = moment::date(&date) else { return false };
        let mut added = false;
        let mut count = filled.len();
        while let Ok(next) = day.checked_add(1.week()) {
            if next > last || count >= MOST_SLOTS {
                break;
            }
            if !added {
                self.drop_blank_slots();
            }
            self.slot_date.push(next.to_string());
            self.slot_start.push(start.clone());
            self.slot_end.push(end.clone());
            (day, added, count) = (next, true, count + 1);
        }
        added
    }

    pub(super) fn drop_blank_slots(&mut self) {
        let rows: Vec<_> = self.slots().filter(|row| !row.is_blank()).map(TypedSlot::to_owned_row).collect();
        self.slot_date = rows.iter().map(|row| row[0].clone()).collect();
        self.slot_start = rows.iter().map(|row| row[1].clone()).collect();
        self.slot_end = rows.into_iter().map(|[_, _, end]| end).collect();
    }

    /// Takes a row away from the list of places.
    pub fn remove_place(&mut self, row: usize) {
        for column in [
            &mut self.place_name,
            &mut self.address,
            &mut self.postcode,
            &mut self.commune,
            &mut self.place_departement,
        ] {
            remove(column, row);
        }
    }
}

fn remove(column: &mut Vec<String>, row: usize) {
    if row < column.len() {
        column.remove(row);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn on(dates: &[&str]) -> Proposal {
        let column = |text: &str| dates.iter().map(|_| text.to_owned()).collect();
        Proposal {
            slot_date: dates.iter().map(|&date| date.to_owned()).collect(),
            slot_start: column("10:00"),
            slot_end: column("12:00"),
            ..Proposal::default()
        }
    }

    #[test]
    fn the_last_date_is_repeated_each_week_until_the_end_of_the_month() {
        let mut proposal = on(&["2027-11-05", "9/11/2027"]);
        proposal.slot_date.push(String::new());
        assert!(proposal.repeat_weekly(date(2027, 11, 30)));
        assert_eq!(proposal.slot_date, ["2027-11-05", "9/11/2027", "2027-11-16", "2027-11-23", "2027-11-30"]);
        assert_eq!(proposal.slot_start.len(), 5);
        assert!(proposal.slots().all(|row| !row.is_blank()));
    }

    #[test]
    fn nothing_is_repeated_without_a_date_or_without_a_week_left() {
        for dates in [&[][..], &["bientôt"], &["2027-11-29"]] {
            let mut proposal = on(dates);
            assert!(!proposal.repeat_weekly(date(2027, 11, 30)));
            assert_eq!(proposal, on(dates));
        }
    }

    #[test]
    fn an_event_never_has_more_slots_than_it_can() {
        let mut proposal = on(&["2027-11-05"; 59]);
        assert!(proposal.repeat_weekly(date(2027, 11, 30)));
        assert_eq!(proposal.slot_date.len(), MOST_SLOTS);
    }

    #[test]
    fn a_row_that_is_taken_away_takes_its_cells_along_and_a_wrong_one_takes_nothing() {
        let mut proposal = on(&["2027-11-05", "2027-11-06"]);
        proposal.remove_slot(0);
        proposal.remove_slot(7);
        assert_eq!(proposal, on(&["2027-11-06"]));
    }
}
