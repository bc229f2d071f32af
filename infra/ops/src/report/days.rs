//! The events in time: day by day, week by week, and those that are there at any hour.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use model::french;
use model::publication::Publication;
use model::schedule::Schedule;
use model::vocabulary::Format;

use super::programme::{count, events, taking_place};
use super::source::Source;
use super::table::{Cell, Chart, Lines, Measure, Section, Sums, Table};

/// The tables.
pub(super) fn tables(source: &Source) -> Vec<Table> {
    let all = taking_place(source);
    let (dated, ready): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|event| matches!(event.content.schedule, Schedule::Slots { .. }));
    vec![days(source, &dated), weeks(source, &dated), at_any_hour(source, &ready)]
}

/// The Monday of a day's week.
pub(super) fn monday(day: Date) -> Date {
    let since = day.weekday().to_monday_zero_offset();
    day.checked_sub(i64::from(since).days()).unwrap_or(day)
}

/// « semaine du 8 novembre 2027 ».
pub(super) fn week_of(monday: Date) -> String {
    format!("Semaine du {}", french::day(monday))
}

/// The days on which a dated event takes place, as the calendar shows them at the place.
fn days_of(event: &Publication) -> BTreeSet<Date> {
    match &event.content.schedule {
        Schedule::Slots { zone, slots } => slots.iter().map(|slot| slot.start_in(*zone).date()).collect(),
        Schedule::Period { .. } => BTreeSet::new(),
    }
}

fn seats(event: &Publication) -> Option<u64> {
    event.content.capacity.map(|capacity| u64::from(capacity.get()))
}

/// Every day from one to another, both included.
pub(super) fn every(first: Date, last: Date, step: i64) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), move |day| day.checked_add(step.days()).ok())
        .take_while(move |day| *day <= last)
}

fn days(source: &Source, dated: &[&Publication]) -> Table {
    let period = source.edition.period;
    let named = every(period.first(), period.last(), 1).map(|day| (day.to_string(), french::full_day(day)));
    let mut lines = Lines::of(2, named);
    for event in dated {
        for day in days_of(event) {
            let (key, label) = (day.to_string(), || french::full_day(day));
            lines.one(&key, label);
            lines.add(&key, label, 1, seats(event).unwrap_or_default());
        }
    }
    let sums = Sums::Overlap(
        "Un événement qui a lieu plusieurs jours compte chaque jour, ses places aussi, et une seule fois dans le total.",
    );
    timed(source, dated, ("events-by-day", "Événements par jour", "Jour"), sums, lines)
}

fn weeks(source: &Source, dated: &[&Publication]) -> Table {
    let period = source.edition.period;
    let named =
        every(monday(period.first()), period.last(), 7).map(|monday| (monday.to_string(), week_of(monday)));
    let mut lines = Lines::of(2, named);
    for event in dated {
        for monday in days_of(event).into_iter().map(monday).collect::<BTreeSet<_>>() {
            let (key, label) = (monday.to_string(), || week_of(monday));
            lines.one(&key, label);
            lines.add(&key, label, 1, seats(event).unwrap_or_default());
        }
    }
    let sums = Sums::Overlap(
        "Un événement qui a lieu sur plusieurs semaines compte chaque semaine, ses places aussi, et une seule fois dans le \
         total.",
    );
    timed(source, dated, ("events-by-week", "Événements par semaine", "Semaine"), sums, lines)
}

fn timed(
    source: &Source,
    dated: &[&Publication],
    (key, title, line): (&'static str, &'static str, &'static str),
    sums: Sums,
    lines: Lines,
) -> Table {
    let edition = source.edition.year;
    let known: Vec<u64> = dated.iter().filter_map(|event| seats(event)).collect();
    let counted = format!(
        "Événements qui ont lieu à des heures données, à la date du lieu où ils se tiennent\u{a0}; podcasts et modules de \
         formation à part. Places annoncées par leurs organisateurs\u{a0}: {} sur {} en annoncent.",
        french::number(known.len()),
        french::number(dated.len())
    );
    Table {
        key,
        section: Section::Programme,
        title,
        line,
        counted,
        measures: vec![events(edition), Measure { key: "seats", label: "Places annoncées".into(), edition }],
        rows: lines.sorted(),
        total: vec![count(dated), Cell::Count(known.iter().sum())],
        sums,
        chart: Chart::Columns,
        hides_empty: false,
    }
}

fn at_any_hour(source: &Source, ready: &[&Publication]) -> Table {
    let usual = Format::ALL.iter().filter(|format| format.may_be_available_over_a_period());
    let mut lines = Lines::of(1, usual.map(|format| (format.code(), format.label())));
    for event in ready {
        lines.one(event.content.format.code(), || event.content.format.label().to_owned());
    }
    Table {
        key: "at-any-hour",
        section: Section::Programme,
        title: "Podcasts et modules à toute heure",
        line: "Format",
        counted: "Événements qui ont lieu, disponibles à toute heure pendant une période\u{a0}: avec ceux qui ont lieu à des \
                  heures données, ils font le total des événements qui ont lieu."
            .into(),
        measures: vec![events(source.edition.year)],
        rows: lines.rows(),
        total: vec![count(ready)],
        sums: Sums::AddUp,
        chart: Chart::None,
        hides_empty: false,
    }
}
