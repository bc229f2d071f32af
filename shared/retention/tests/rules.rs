//! What is due on a day.

#![allow(clippy::unwrap_used, reason = "a panic with its reason is how a test fails")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use model::draft::{Draft, DraftId};
use model::id::{EventId, ModeratorId, PersonId};
use model::proposal::Proposal;
use model::subscriber::{Departure, Left};
use proptest::prelude::*;
use retention::kind::Kind;
use retention::register::{Register, Term};
use retention::rules::{Facts, event_of, key_of_event};
use retention::verdict::{Verdict, Why};
use serde::Serialize;
use store::{Row, RowKey};

#[derive(Serialize)]
struct Anything {}

#[derive(Serialize)]
struct Pace {
    version: u32,
}

fn facts(now: Timestamp) -> Facts {
    let editions = BTreeMap::from([(2024.into(), date(2024, 11, 30))]);
    let team = BTreeSet::from([ModeratorId::derive(&[b"here"])]);
    Facts::new(&Register::load().unwrap(), editions, team, now).unwrap()
}

fn row(pk: &str, sk: &str, value: &impl Serialize) -> Row {
    Row::holding(RowKey { pk: pk.into(), sk: sk.into() }, value).unwrap()
}

fn begin() -> Timestamp {
    "2024-11-05T09:00:00Z".parse().unwrap()
}

proptest! {
    #[test]
    fn a_draft_goes_thirty_days_after_its_last_save_and_not_a_second_before(seconds in 0_i64..90 * 24 * 3600) {
        let draft = Draft::open(DraftId::derive(&[b"d"]), 2024.into(), Proposal::default(), None, begin());
        let now = begin() + SignedDuration::from_secs(seconds);
        let verdict = facts(now).due(Kind::Draft, &row("DRAFT#d", "META", &draft), None).unwrap();
        let goes = verdict == Verdict::Remove(Why::Due(Term::Draft));
        prop_assert_eq!(goes, draft.is_expired(now), "no page shows what the purge removes, nor keeps what it hides");
        prop_assert!(goes || verdict == Verdict::Keep);
    }

    #[test]
    fn the_proof_that_someone_left_goes_after_three_years(days in 0_i64..2_000, erased in any::<bool>()) {
        let why = if erased { Departure::Erased } else { Departure::Complained };
        let now = begin() + SignedDuration::from_hours(24 * days);
        let left = row("PERSON#p", "DEPARTURE", &Left { why, at: begin() });
        let verdict = facts(now).due(Kind::Departure, &left, None).unwrap();
        prop_assert_eq!(verdict == Verdict::Keep, days < 3 * 365, "{} days", days);
    }

    #[test]
    fn an_edition_is_over_twelve_months_after_its_last_day(days in 0_i64..800) {
        let midday: Timestamp = "2024-11-30T12:00:00Z".parse().unwrap();
        let facts = facts(midday + SignedDuration::from_hours(24 * days));
        prop_assert_eq!(facts.is_over(2024.into()), days > 365);
        prop_assert!(!facts.is_over(2031.into()), "of an edition that is not known nothing goes");
    }
}

#[test]
fn what_belongs_to_an_event_that_is_gone_goes_and_the_programme_never_does() {
    let event = EventId::derive(&[b"e"]);
    let facts = facts("2099-01-01T00:00:00Z".parse().unwrap());
    let parts = [
        (Kind::Revision, format!("EVENT#{event}"), "REV#00001".to_owned()),
        (Kind::Log, format!("EVENT#{event}"), "LOG#0000000001".to_owned()),
        (Kind::Journal, "EDITION#2024#LOG".to_owned(), format!("1730793600000#{event}#0000000001")),
        (Kind::Waiting, "EDITION#2024".to_owned(), format!("WAITING#{event}")),
        (Kind::EventOf, format!("PERSON#{}", PersonId::from_bytes([7; 16])), format!("EVENT#{event}")),
    ];
    for (kind, pk, sk) in parts {
        let row = row(&pk, &sk, &Anything {});
        assert_eq!(event_of(kind, &row.key), Some(event), "{kind:?}");
        assert_eq!(facts.due(kind, &row, None).unwrap(), Verdict::Remove(Why::Orphan), "{kind:?}");
    }
    for (kind, sk) in
        [(Kind::Published, "PUBLISHED"), (Kind::Featured, "FEATURED"), (Kind::Departed, "DEPARTED")]
    {
        let row = row("EDITION#2024", &format!("{sk}#{event}"), &Anything {});
        assert_eq!(facts.due(kind, &row, None).unwrap(), Verdict::Keep, "{kind:?}");
    }
    assert_eq!(key_of_event(event).pk, format!("EVENT#{event}"));
}

#[test]
fn how_often_someone_was_written_to_goes_when_they_leave_the_team() {
    let facts = facts(begin());
    let of = |name: &[u8]| {
        row(&format!("MODERATOR#{}", ModeratorId::derive(&[name])), "PACE", &Pace { version: 1 })
    };
    assert_eq!(facts.due(Kind::Pace, &of(b"here"), None).unwrap(), Verdict::Keep);
    assert_eq!(facts.due(Kind::Pace, &of(b"gone"), None).unwrap(), Verdict::Remove(Why::Due(Term::Team)));
}
