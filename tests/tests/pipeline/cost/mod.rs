//! What each piece of work consumes of AWS, recorded for `mip cost`: `infra/ops/cost/units.toml`. When the code begins to call
//! more, or less, this says where; `UPDATE_UNITS=1` writes the record anew.

mod programme;
mod record;
mod scenes;
mod standing;

use std::collections::BTreeMap;
use std::path::PathBuf;

use pipeline_tests::cloud::Cloud;

use record::{Record, Work};

/// Sizes of the programme at which what reads it whole is recorded: `mip cost` follows the line through them, and beyond the
/// last the one through the last two.
const SIZES: [usize; 3] = [10, 50, 150];

#[tokio::test(start_paused = true)]
async fn what_work_consumes_is_what_the_record_says() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../infra/ops/cost/units.toml");
    let record = Box::pin(recorded()).await;
    if std::env::var_os("UPDATE_UNITS").is_some() {
        std::fs::write(&file, record.to_toml()).unwrap();
        return;
    }
    let kept = Record::read(&std::fs::read_to_string(&file).unwrap());
    let differences = record.differences(&kept);
    assert!(
        differences.is_empty(),
        "what work consumes is no longer what infra/ops/cost/units.toml says; if it is meant to be so, UPDATE_UNITS=1 writes \
         it anew (and UPDATE_COST=1 cargo test -p mip the tables of docs/cost.md):\n{}",
        differences.join("\n")
    );
    // What changes at midnight is a matter of the day more than of the programme.
    for (name, sizes) in record.growth.iter().filter(|(name, _)| *name != "midnight") {
        is_a_line(name, sizes);
    }
}

async fn recorded() -> Record {
    let mut growth: BTreeMap<String, BTreeMap<usize, record::Consumption>> = BTreeMap::new();
    for size in SIZES {
        for (name, consumption) in Box::pin(programme::of(size)).await {
            growth.entry(name.to_owned()).or_default().insert(size, consumption);
        }
    }
    let mut work = BTreeMap::new();
    work.insert("event".to_owned(), Box::pin(scenes::event()).await);
    work.insert("subscriber".to_owned(), Box::pin(scenes::subscriber()).await);
    let (issue, copy) = Box::pin(scenes::issue_and_copy()).await;
    work.insert("issue".to_owned(), issue);
    work.insert("copy".to_owned(), copy);
    work.insert("tick".to_owned(), Box::pin(scenes::tick()).await);
    Record { work, growth, standing: standing::of_the_templates() }
}

/// Nothing grows faster and faster: from the second size to the third, an event more is no more than it is from the first to
/// the second, and a fourth.
fn is_a_line(name: &str, sizes: &BTreeMap<usize, record::Consumption>) {
    let at = |size: usize, what: &str| sizes[&size].get(what).copied().unwrap_or_default();
    let [few, between, many] = SIZES;
    for what in sizes[&many].keys() {
        let slope = |from: usize, to: usize| (at(to, what) - at(from, what)) / record::number(to - from);
        let (first, last) = (slope(few, between), slope(between, many));
        assert!(last <= 1.25 * first + 0.02, "{name}, {what}: an event is {first} more, then {last}");
    }
}

/// A cloud that counts.
fn counting(cloud: &Cloud) {
    cloud.count_consumption();
}

/// Adds what a piece of work consumes to another.
fn plus(mut one: Work, other: Work) -> Work {
    for (function, consumption) in other {
        let into = one.entry(function).or_default();
        for (what, quantity) in consumption {
            *into.entry(what).or_default() += quantity;
        }
    }
    one
}

/// The line of the record leads where a larger programme is.
#[tokio::test(start_paused = true)]
#[ignore = "takes minutes: make test-long"]
async fn a_larger_programme_lies_on_the_line() {
    const LARGE: usize = 600;
    let [_, few, many] = SIZES;
    let mut sizes = [(few, vec![]), (many, vec![]), (LARGE, vec![])];
    for (size, measured) in &mut sizes {
        *measured = Box::pin(programme::of(*size)).await;
    }
    let [(_, small), (_, middle), (_, large)] = sizes;
    for ((small, middle), (name, large)) in small.iter().zip(&middle).zip(&large) {
        for (what, &measured) in large.iter().filter(|_| *name != "midnight") {
            let at = |of: &record::Consumption| of.get(what).copied().unwrap_or_default();
            let slope = (at(&middle.1) - at(&small.1)) / record::number(many - few);
            let line = at(&small.1) + slope * record::number(LARGE - few);
            println!("{name}, {what}: {measured} at {LARGE} events, {line} on the line");
            assert!(measured <= 1.25 * line + 15.0, "{name}, {what}: {measured}, and {line} on the line");
        }
    }
}
