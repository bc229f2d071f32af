use aws_sdk_dynamodb::config::retry::RetryConfig;
use jiff::civil::date;
use model::email::EmailAddress;
use model::id::{PersonId, PersonKey};
use model::ledger::{Fate, Report, Status};
use model::mailing::{Buckets, Command as Done, Delivery, Mailing, Week};
use model::territory::Region;
use pipeline_tests::cloud::{Cloud, TABLE};
use pipeline_tests::samples::reader;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use runtime::Clock;
use store::{MailingNudge, Store};

use super::super::figures::Figures;
use super::super::table::Cell;
use super::super::{Query, figures};
use super::counted::{table, wish};
use super::lives::{edition, life, shown, source};
use crate::Console;

/// The console of a program.
fn console() -> Console {
    use clap::Parser;
    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        console: Console,
    }
    Line::parse_from(["mip"]).console
}

async fn world() -> (Cloud, Store, Clock) {
    let cloud = Cloud::new().await;
    let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
    let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
    let time = cloud.clock();
    (cloud, store, Clock::of(move || time.now()))
}

fn query(edition: Option<i16>) -> Query {
    Query { edition, format: None, output: None, by_moderator: true }
}

#[tokio::test(start_paused = true)]
async fn what_is_read_from_the_table_is_what_happened() {
    let (_cloud, store, clock) = world().await;
    let mut runner = TestRunner::deterministic();
    for (year, count) in [(2026, 60), (2027, 160)] {
        let edition = edition(year);
        store.open_edition(&edition).await.unwrap();
        let lives: Vec<_> = (0..count).map(|_| life(year).new_tree(&mut runner).unwrap().current()).collect();
        for (number, life) in lives.iter().enumerate() {
            let steps = life.steps(&edition, number);
            for (at, step) in steps.iter().enumerate() {
                if at == 0 {
                    assert!(store.submit(step, None).await.unwrap());
                } else {
                    store.record(step).await.unwrap();
                }
            }
            let stored = store.publication(edition.year, steps[0].after.id).await.unwrap();
            assert_eq!(stored, shown(&steps));
        }
        let read = Box::pin(figures(&store, &query(None), console(), &clock)).await.unwrap();
        let mut expected = source(year, &lives);
        expected.letters.clear();
        let expected = Figures::of(&expected, None, &[], wish());
        assert_eq!(read.before.is_some(), year == 2027);
        for expected in &expected.tables {
            let read = table(&read, expected.key);
            assert_eq!(read.total.first(), expected.total.first(), "{}", expected.key);
            for row in &expected.rows {
                let found = read.rows.iter().find(|found| found.key == row.key).unwrap();
                assert_eq!(found.cells[0], row.cells[0], "{} {}", expected.key, row.key);
            }
        }
    }
    let none =
        Box::pin(figures(&store, &query(Some(1999)), console(), &clock)).await.unwrap_err().to_string();
    assert_eq!(none, "there is no edition 1999; those there are: 2026, 2027");
}

#[tokio::test(start_paused = true)]
async fn who_is_gone_is_counted_with_their_last_letter_unless_their_mailbox_is() {
    let (cloud, store, clock) = world().await;
    let (edition, key, now) = (edition(2024), PersonKey::new("key"), cloud.now());
    store.open_edition(&edition).await.unwrap();
    let stays = reader("a@exemple.fr", &key, &[Region::BRETAGNE], now);
    store.record_subscriber(0, &stays, None, now).await.unwrap();
    for (day, addresses) in [(11, ["a", "b", "c", "d"].as_slice()), (18, &["a", "b"])] {
        let draft = Mailing::weekly(&edition, Week::of(date(2024, 11, day)), now, now).unwrap();
        store.create_mailing(&draft, vec![], now).await.unwrap();
        let mut mailing = draft;
        for done in [Done::Launch { first_of_month: false }, Done::Cut { buckets: Buckets::new(2) }] {
            mailing = becomes(&store, &mailing, done, &cloud).await;
        }
        for address in addresses {
            let person = PersonId::of(&EmailAddress::parse(&format!("{address}@exemple.fr")).unwrap(), &key);
            let copy = Delivery::new(mailing.id, mailing.buckets.unwrap(), person);
            store.freeze(&copy, now).await.unwrap();
            let sent = Status::Sent { ses_id: format!("ses-{day}-{address}"), at: now };
            store.move_delivery(&copy.id(), &copy.status, &sent).await.unwrap();
            if *address == "d" {
                let fate = Some(Fate::Bounced { at: now, permanent: true, why: "NoEmail".into() });
                let copy = store.delivery(&copy.id()).await.unwrap().unwrap();
                let report = Report { ses_id: format!("ses-{day}-d"), accepted_at: now, fate };
                store.report_delivery(&copy, &report).await.unwrap();
            }
        }
        becomes(&store, &mailing, Done::Freeze { audience: u32::try_from(addresses.len()).unwrap() }, &cloud)
            .await;
        cloud.clock().advance(3600);
    }
    let read = Box::pin(figures(&store, &query(None), console(), &clock)).await.unwrap();
    let letters = table(&read, "letters");
    let numbers: Vec<_> = letters.rows.iter().map(|row| (row.cells[0], row.cells[1], row.cells[7])).collect();
    let count = Cell::Count;
    assert_eq!(numbers, [(count(4), count(4), count(1)), (count(2), count(2), count(1))]);
    assert_eq!(letters.total[0], count(6));
    assert_eq!(table(&read, "subscribers-by-region").total, [Cell::Few]);
}

async fn becomes(store: &Store, before: &Mailing, done: Done, cloud: &Cloud) -> Mailing {
    let after = before.decide(done, None, cloud.now()).unwrap();
    store.record_mailing(&after, vec![], MailingNudge::None, cloud.now()).await.unwrap();
    after
}
