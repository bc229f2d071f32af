use model::id::PersonId;
use model::schedule::Schedule;
use model::subscriber::{Preferences, Reader, Rhythm};
use model::territory::Region;
use proptest::prelude::*;

use super::super::figures::{Figures, Wish};
use super::super::table::{Cell, Sums, Table};
use super::super::{proposals, story::Story};
use super::lives::{self, Deed, Life, in_all, life, source};

pub(super) fn wish() -> Wish {
    Wish { names: true, now: "2027-12-03T09:00:00Z".parse().unwrap() }
}

pub(super) fn readers(count: u8) -> Vec<Reader> {
    let preferences = |n: u8| Preferences {
        regions: match n % 3 {
            0 => [].into(),
            1 => [Region::BRETAGNE].into(),
            _ => [Region::BRETAGNE, Region::CORSE].into(),
        },
        rhythm: if n.is_multiple_of(5) { Rhythm::Monthly } else { Rhythm::EachIssue },
        ..Preferences::default()
    };
    (0..count)
        .map(|n| Reader { person: PersonId::from_bytes([n; 16]), preferences: preferences(n) })
        .collect()
}

fn sum(table: &Table, column: usize) -> Option<u64> {
    table.rows.iter().map(|row| row.cells[column].number()).sum()
}

pub(super) fn table<'a>(figures: &'a Figures, key: &str) -> &'a Table {
    figures.tables.iter().find(|table| table.key == key).unwrap_or_else(|| panic!("{key} is there"))
}

fn whole(figures: &Figures, key: &str) -> u64 {
    table(figures, key).total[0].number().unwrap()
}

fn line(figures: &Figures, key: &str, row: &str) -> Vec<Cell> {
    let row = table(figures, key).rows.iter().find(|it| it.key == row);
    row.map(|row| row.cells.clone()).unwrap_or_default()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever happened, each table adds up to its whole or says why it does not.
    #[test]
    fn lines_add_up_or_say_why(
        lives in prop::collection::vec(life(2027), 0..60),
        before in prop::collection::vec(life(2026), 0..20),
    ) {
        let (now, then) = (source(2027, &lives), source(2026, &before));
        let figures = Figures::of(&now, Some(&then), &readers(40), wish());
        for table in &figures.tables {
            for row in &table.rows {
                prop_assert_eq!(row.cells.len(), table.measures.len(), "{} {}", table.key, row.key);
            }
            for (column, whole) in table.total.iter().enumerate() {
                let (Some(sum), Some(whole)) = (sum(table, column), whole.number()) else { continue };
                match table.sums {
                    Sums::AddUp => prop_assert_eq!(sum, whole, "{} {}", table.key, column),
                    Sums::Overlap(_) => prop_assert!(sum >= whole, "{} {}: {} < {}", table.key, column, sum, whole),
                    Sums::Apart(_) => {
                        let all = table.rows.iter().filter_map(|row| row.cells[column].number());
                        prop_assert!(all.max().unwrap_or(0) <= whole, "{} {}", table.key, column);
                    }
                }
            }
            // Counted again by another way, both this edition and the one before.
            let dated = |schedule: &Schedule| matches!(schedule, Schedule::Slots { .. });
            for (column, of) in [&now, &then].into_iter().enumerate() {
                let events = &of.events;
                let expected = match table.key {
                    "events-by-region" => in_all(events, |event| event.content.regions()),
                    "events-by-audience" => in_all(events, |event| event.content.audience.clone()),
                    "events-by-theme" => {
                        in_all(events, |event| event.content.themes.iter().map(|it| it.code.clone()).collect())
                    }
                    "at-any-hour" => {
                        let ready = events.iter().filter(|event| event.takes_place() && !dated(&event.content.schedule));
                        u64::try_from(ready.count()).unwrap()
                    }
                    _ => continue,
                };
                prop_assert_eq!(sum(table, column), Some(expected), "{} {}", table.key, column);
            }
        }
        let taking_place = whole(&figures, "events-by-format");
        prop_assert_eq!(whole(&figures, "events-by-day") + whole(&figures, "at-any-hour"), taking_place);
        for key in ["events-by-region", "events-by-departement", "events-by-mode", "events-by-theme"] {
            prop_assert_eq!(whole(&figures, key), taking_place, "{}", key);
        }
        prop_assert_eq!(whole(&figures, "proposals-by-state"), u64::try_from(lives.len()).unwrap());
        prop_assert_eq!(whole(&figures, "events-by-status"), u64::try_from(now.events.len()).unwrap());
        prop_assert_eq!(whole(&figures, "decisions-by-region"), whole(&figures, "decisions-by-moderator"));
    }
}

fn made(deeds: &[(i64, Deed)]) -> Life {
    let content = serde_json::json!({
        "title": "Un atelier", "summary": "En une phrase.", "description": "En quelques phrases.", "format": "atelier",
        "schedule": { "kind": "slots", "zone": "Europe/Paris", "slots": [
            { "start": "2027-11-09T09:00:00Z", "end": "2027-11-09T10:00:00Z" },
            { "start": "2027-11-09T14:00:00Z", "end": "2027-11-09T15:00:00Z" },
            { "start": "2027-11-16T09:00:00Z", "end": "2027-11-16T10:00:00Z" }] },
        "attendance": { "mode": "on-site", "places": [
            { "name": "Mairie", "postcode": "35000", "town": "35238" },
            { "name": "Mairie", "postcode": "29200", "town": "29019" },
            { "name": "Mairie", "postcode": "75001", "town": "75056" }] },
        "audience": ["agents", "elus"], "capacity": 30,
        "organisation": { "name": "Préfecture", "kind": "etat" },
    });
    Life { content, known: false, sent_after: 0, deeds: deeds.to_vec() }
}

#[test]
fn an_event_of_three_places_on_two_days_counts_once_in_the_whole_and_once_a_line() {
    let life = made(&[(1, Deed::Confirm), (1, Deed::Publish { corrected: false })]);
    let figures = Figures::of(&source(2027, &[life]), None, &[], wish());
    let one = vec![Cell::Count(1)];
    assert_eq!(line(&figures, "events-by-region", "53"), one, "two places in Bretagne are one region");
    assert_eq!(line(&figures, "events-by-region", "11"), one);
    assert_eq!(table(&figures, "events-by-region").rows.len(), 2);
    assert_eq!(table(&figures, "events-by-departement").rows.len(), 3);
    assert_eq!(table(&figures, "events-by-region").total, one);
    let with_seats = vec![Cell::Count(1), Cell::Count(30)];
    for (key, row) in
        [("events-by-day", "2027-11-09"), ("events-by-day", "2027-11-16"), ("events-by-week", "2027-11-08")]
    {
        assert_eq!(line(&figures, key, row), with_seats, "{key} {row}");
    }
    assert_eq!(table(&figures, "events-by-day").total, with_seats);
    assert_eq!(table(&figures, "events-by-day").rows.len(), 27, "each day of the edition, busy or not");
}

#[test]
fn a_decision_that_was_undone_is_none_and_the_wait_goes_on() {
    let lives = [made(&[
        (1, Deed::Confirm),
        (9, Deed::Reject),
        (0, Deed::Undo),
        (9, Deed::Publish { corrected: true }),
    ])];
    let source = source(2027, &lives);
    let stories = Story::all(&source.journal);
    assert_eq!(stories[0].decisions.len(), 1);
    assert!(stories[0].was_corrected());
    let [sent, confirmed] = proposals::waits(&stories);
    // 1 h 07 + 9 h 07 + 1 min + 9 h 07, and the same without the first.
    assert_eq!((sent[0].as_mins(), confirmed[0].as_mins()), (19 * 60 + 22, 18 * 60 + 15));
    let figures = Figures::of(&source, None, &[], wish());
    assert_eq!(line(&figures, "time-to-decision", "median"), [Cell::Hours(20), Cell::Hours(19)]);
    assert_eq!(line(&figures, "proposals-by-outcome", "rejected"), [Cell::Count(0)]);
}

#[test]
fn who_takes_back_and_who_withdraws_are_told_apart() {
    let publish = (1, Deed::Publish { corrected: false });
    let lives = [
        made(&[(1, Deed::Confirm), (1, Deed::Retract)]),
        made(&[(1, Deed::Confirm), publish, (1, Deed::Withdraw)]),
        made(&[(1, Deed::Confirm), publish, (1, Deed::Say(model::practical::Status::Cancelled))]),
        made(&[(1, Deed::Retract)]),
        made(&[]),
    ];
    let figures = Figures::of(&source(2027, &lives), None, &[], wish());
    for (row, count) in [("retracted", 1), ("withdrawn", 1), ("cancelled", 1), ("changes", 0)] {
        assert_eq!(line(&figures, "proposals-by-outcome", row), [Cell::Count(count)], "{row}");
    }
    assert_eq!(
        whole(&figures, "proposals-by-outcome"),
        3,
        "nobody could read the two whose address is not confirmed"
    );
    assert_eq!(whole(&figures, "events-by-format"), 0, "cancelled");
    assert_eq!(whole(&figures, "events-by-status"), 1);
}

#[test]
fn quantiles_are_values_that_were_there() {
    let hours = |all: &[i64]| all.iter().map(|it| jiff::SignedDuration::from_hours(*it)).collect::<Vec<_>>();
    let ten = hours(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 100]);
    let of = |sorted: &[_], per_cent| {
        proposals::quantile(sorted, per_cent).map(|it: jiff::SignedDuration| it.as_hours())
    };
    assert_eq!((of(&ten, 50), of(&ten, 90)), (Some(5), Some(9)));
    assert_eq!((of(&hours(&[7]), 50), of(&hours(&[7]), 90), of(&[], 50)), (Some(7), Some(7), None));
}

#[test]
fn so_few_subscribers_that_they_could_be_recognised_are_not_counted() {
    let figures = Figures::of(&source(2027, &[]), None, &readers(13), wish());
    assert_eq!(line(&figures, "subscribers-by-region", "53"), [Cell::Count(8)]);
    assert_eq!(line(&figures, "subscribers-by-region", "94"), [Cell::Few], "four");
    assert_eq!(line(&figures, "subscribers-by-region", "11"), [], "none is no line");
    assert_eq!(line(&figures, "subscribers-by-rhythm", "monthly"), [Cell::Few]);
    let few = Figures::of(&source(2027, &[]), None, &readers(3), wish());
    assert!(
        few.sentences.iter().any(|said| said.starts_with("Moins de cinq personnes")),
        "{:?}",
        few.sentences
    );
    assert_eq!(table(&few, "subscribers-by-region").total, [Cell::Few]);
}

#[test]
fn a_letter_is_all_there_or_not_known() {
    let mut source = source(2027, &[]);
    let figures = Figures::of(&source, None, &[], wish());
    for row in &table(&figures, "letters").rows {
        let count = |column: usize| row.cells[column].number().unwrap();
        assert_eq!(count(0), count(1) + count(2) + count(3), "{row:?}");
    }
    assert_eq!(table(&figures, "letters").total[0], Cell::Count(14 + 1207));
    source.letters[0].audience = Some(9_000); // its copies are gone
    let figures = Figures::of(&source, None, &[], wish());
    let row = &table(&figures, "letters").rows[0];
    assert_eq!(row.cells[0], Cell::Count(9_000));
    assert!(row.cells[1..].iter().all(|cell| *cell == Cell::Unknown), "{row:?}");
    assert_eq!(table(&figures, "letters").total[1], Cell::Unknown);
}

#[test]
fn an_edition_whose_history_is_gone_is_not_compared_by_it() {
    let lives = [made(&[(1, Deed::Confirm), (1, Deed::Publish { corrected: false })])];
    let (now, mut then) = (source(2027, &lives), lives::source(2026, &lives));
    let both = Figures::of(&now, Some(&then), &[], wish());
    assert_eq!(line(&both, "proposals-by-state", "published"), [Cell::Count(1), Cell::Count(1)]);
    then.journal.clear();
    let one = Figures::of(&now, Some(&then), &[], wish());
    assert_eq!(line(&one, "proposals-by-state", "published"), [Cell::Count(1)]);
    assert_eq!(line(&one, "events-by-format", "atelier"), [Cell::Count(1), Cell::Count(1)]);
}
