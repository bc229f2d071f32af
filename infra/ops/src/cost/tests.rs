//! What `mip cost` answers, and that `docs/cost.md` shows it.

use std::path::PathBuf;

use super::bill::{Bill, Ledger};
use super::edition::Edition;
use super::prices::Prices;

/// The four editions of `docs/cost.md`.
const EDITIONS: [(u32, u32); 4] = [(400, 20_000), (400, 200_000), (4_000, 20_000), (4_000, 200_000)];

fn bill(events: u32, subscribers: u32) -> Bill {
    let edition = Edition { events: events.into(), subscribers: subscribers.into(), letters: 8.0 };
    Ledger::standing().unwrap().bill(edition).unwrap()
}

#[test]
fn the_tables_of_the_docs_are_what_the_command_answers() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/cost.md");
    let mut text = std::fs::read_to_string(&file).unwrap();
    for (events, subscribers) in EDITIONS {
        let begin = format!("<!-- mip cost --events {events} --subscribers {subscribers} -->\n");
        let end = "<!-- end -->\n";
        let from = text.find(&begin).unwrap_or_else(|| panic!("docs/cost.md has no {begin}")) + begin.len();
        let to = from + text[from..].find(end).expect("each table has an end");
        let answer = format!("\n{}\n\n", bill(events, subscribers));
        if std::env::var_os("UPDATE_COST").is_some() {
            text.replace_range(from..to, &answer);
        } else {
            assert_eq!(
                &text[from..to],
                answer,
                "UPDATE_COST=1 cargo test -p mip cost:: writes docs/cost.md anew"
            );
        }
    }
    if std::env::var_os("UPDATE_COST").is_some() {
        std::fs::write(file, text).unwrap();
    }
}

#[test]
fn a_bill_adds_up() {
    let bill = bill(400, 20_000);
    let sum = |of: fn(&super::bill::Line) -> f64| bill.lines.iter().map(of).sum::<f64>();
    assert!((sum(|line| line.year_cost) - bill.year).abs() < 1e-9);
    assert!((sum(|line| line.share) - 1.0).abs() < 1e-9);
    assert!((sum(|line| line.work_cost) - bill.mail - bill.work_besides).abs() < 1e-9);
    assert!((bill.mail + bill.work_besides + 12.0 * bill.idle_month - bill.year).abs() < 1e-9);
    assert!(bill.year_after_what_aws_gives < bill.year);
    assert!(bill.idle_month_after_what_aws_gives < bill.idle_month);
}

/// Between two editions few alarms are there; the others are paid for in the months of the season.
#[test]
fn alarms_that_hurry_someone_are_paid_for_in_the_season_only() {
    let ledger = Ledger::standing().unwrap();
    let of = |key: &str| ledger.units.standing.counts[key];
    let (always, in_season) = (of("cloudwatch.alarm"), of("cloudwatch.alarm_in_season"));
    assert!(always > 0.0 && in_season > always);
    let bill = bill(400, 20_000);
    let alarms = bill.lines.iter().find(|line| line.what.contains("alarms")).unwrap();
    let months = 12.0 * always + ledger.assumed.season_months * in_season;
    assert!((alarms.month - always).abs() < 1e-9);
    assert!((alarms.year_cost - 0.10 * months).abs() < 1e-9, "{}", alarms.year_cost);
}

/// 20,000 subscribers receive 160,000 copies, and two mails when they subscribe; receipts and decisions come on top.
#[test]
fn mails_are_those_of_the_copies_and_a_few() {
    let bill = bill(400, 20_000);
    let mails = bill.lines.iter().find(|line| line.service == "SES").unwrap();
    assert!((200_000.0..206_000.0).contains(&mails.work), "{}", mails.work);
}

#[test]
fn more_of_anything_costs_more_and_the_programme_more_than_its_events() {
    let [small, readers, events, _] = EDITIONS.map(|(events, subscribers)| bill(events, subscribers));
    assert!(readers.year > small.year && events.year > small.year);
    assert!(events.work_besides > 10.0 * (small.work_besides - bill(1, 20_000).work_besides));
    assert!(small.one_more_copy > small.one_more_copy_mail);
}

/// What fails first when a change makes a copy dearer: it is sent a million times.
#[test]
fn a_copy_costs_little_more_than_its_mail() {
    let bill = bill(400, 20_000);
    let besides = bill.one_more_copy / bill.one_more_copy_mail - 1.0;
    assert!(besides < 0.25, "besides its mail, a copy costs {:.1} % of it", 100.0 * besides);
}

#[test]
fn prices_that_lack_something_are_refused_and_named() {
    let mut ledger = Ledger::standing().unwrap();
    ledger.prices.list.retain(|price| price.key != "s3.put");
    let edition = Edition { events: 400.0, subscribers: 20_000.0, letters: 8.0 };
    let refusal = ledger.bill(edition).unwrap_err().to_string();
    assert!(refusal.contains("s3.put"), "{refusal}");
    assert!(Prices::read("region = 1").is_err());
}

#[test]
fn each_price_names_its_page_and_no_key_comes_twice() {
    let prices = Prices::standing().unwrap();
    let mut keys: Vec<_> = prices.list.iter().map(|price| &price.key).collect();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), prices.list.len());
    for price in &prices.list {
        assert!(price.page.starts_with("https://aws.amazon.com/") && price.usd > 0.0, "{}", price.key);
    }
    assert!(prices.list.iter().any(|price| price.seen) && prices.list.iter().any(|price| !price.seen));
}
