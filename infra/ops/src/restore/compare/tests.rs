//! The rules, on tables in memory: for any two tables, and wherever a restore is interrupted.

use std::collections::BTreeMap;

use model::email::EmailAddress;
use model::id::{MailingId, PersonId, PersonKey};
use model::ledger::Status;
use model::mailing::{Buckets, Delivery, Mailing, State, Week};
use model::subscriber::{CURRENT_TEXT, Consent, Departure, Left, Preferences, Source, Standing, Subscriber};
use pipeline_tests::samples::edition;
use proptest::prelude::*;
use serde::Serialize;

use super::*;

type Table = BTreeMap<String, Item>;

fn item(pk: &str, sk: &str, entity: &str, value: &impl Serialize) -> Item {
    let fields: serde_dynamo::Item = serde_dynamo::to_item(value).unwrap();
    let mut fields: HashMap<_, aws_sdk_dynamodb::types::AttributeValue> = fields.into();
    for (name, text) in [("pk", pk), ("sk", sk), ("entity", entity)] {
        fields.insert(name.into(), aws_sdk_dynamodb::types::AttributeValue::S(text.into()));
    }
    Item::new(fields)
}

fn table(items: impl IntoIterator<Item = Item>) -> Table {
    items.into_iter().map(|item| (key(&item), item)).collect()
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn person() -> PersonId {
    PersonId::of(&EmailAddress::parse("camille@example.org").unwrap(), &PersonKey::new("a key"))
}

/// Where someone may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Unknown,
    Active,
    Pending,
    PendingAgain,
    Left,
    /// They asked again, and what they asked has expired.
    OnlyDeparted,
}

impl Stands {
    /// Their rows, as the store writes them.
    fn rows(self, version: u32) -> Vec<Item> {
        let (person, address) = (person(), EmailAddress::parse("camille@example.org").unwrap());
        let pk = format!("PERSON#{person}");
        let consent = Consent { at: at(0), text: CURRENT_TEXT, source: Source::Form { network: None } };
        let left = Left { why: Departure::Unsubscribed, at: at(i64::from(version)) };
        let pending = |left| Standing::Pending {
            address: address.clone(),
            preferences: Preferences::default(),
            consent: consent.clone(),
            asked: vec![at(0)],
            replaces: None,
            left,
        };
        let standing = match self {
            Self::Unknown | Self::OnlyDeparted => None,
            Self::Active => Some(Standing::Active {
                address: address.clone(),
                preferences: Preferences::default(),
                consent: consent.clone(),
                confirmed_at: Some(at(i64::from(version))),
                reminded_at: None,
                soft_bounces: vec![],
            }),
            Self::Pending => Some(pending(None)),
            Self::PendingAgain => Some(pending(Some(left))),
            Self::Left => Some(Standing::Left(left)),
        };
        let departed = matches!(self, Self::PendingAgain | Self::Left | Self::OnlyDeparted);
        let departure = departed.then(|| item(&pk, "DEPARTURE", kind::DEPARTURE, &left));
        let subscriber = standing.map(|standing| Subscriber { person: person.clone(), version, standing });
        let reader = subscriber.as_ref().and_then(Subscriber::reader);
        let reader = reader.map(|it| item("READERS#0", &format!("READER#{person}"), kind::READER, &it));
        let row = subscriber.map(|it| item(&pk, "SUBSCRIBER", kind::SUBSCRIBER, &it));
        departure.into_iter().chain(row).chain(reader).collect()
    }
}

fn stands() -> impl Strategy<Value = Stands> {
    use Stands::{Active, Left, OnlyDeparted, Pending, PendingAgain, Unknown};
    prop::sample::select(vec![Unknown, Active, Pending, PendingAgain, Left, OnlyDeparted])
}

/// A restore that dies after so many writes; how many it would have made.
fn restore(past: &Table, present: &mut Table, most: usize) -> usize {
    let mut known = Present::default();
    for item in present.values() {
        known.note(item);
    }
    let mut writes = Vec::new();
    for which in [Rows::Others, Rows::Deciding] {
        let mut difference = Difference::default();
        let rows = past.values().filter(|it| it.entity() != OUTBOX && which.include(it.entity()));
        for item in rows {
            if known.misses(item, at(100), &mut difference) {
                writes.push(Write::Put(item.clone()));
            }
        }
        writes.extend(known.lost(which, &mut difference));
    }
    let all = writes.len();
    for write in writes.into_iter().take(most) {
        match write {
            Write::Put(item) => drop(present.insert(key(&item), item)),
            Write::Delete(pk, sk) => drop(present.remove(&format!("{pk}\0{sk}"))),
        }
    }
    all
}

/// What a whole restore makes of the present; interrupted at each write, once and again, it makes the same.
fn restored(past: &Table, present: &Table) -> Table {
    let mut whole = present.clone();
    let all = restore(past, &mut whole, usize::MAX);
    for most in 0..all {
        for again in [0, 1, 2] {
            let mut broken = present.clone();
            restore(past, &mut broken, most);
            restore(past, &mut broken, again);
            restore(past, &mut broken, usize::MAX);
            assert_eq!(broken, whole, "interrupted after {most} writes, then after {again}");
        }
    }
    let mut known = Present::default();
    for item in whole.values() {
        known.note(item);
    }
    let mut difference = Difference::default();
    let rows = past.values().filter(|item| item.entity() != OUTBOX);
    rows.for_each(|item| assert!(!known.misses(item, at(100), &mut difference)));
    assert!(known.lost(Rows::All, &mut difference).is_empty(), "it differs still");
    whole
}

fn standing(table: &Table) -> (Option<Standing>, bool, bool) {
    let of = |entity: &str| table.values().find(|item| item.entity() == entity);
    let subscriber = of(kind::SUBSCRIBER).map(|it| it.value::<Subscriber>().unwrap().standing);
    (subscriber, of(kind::DEPARTURE).is_some(), of(kind::READER).is_some())
}

proptest! {
    #[test]
    fn nobody_who_is_gone_by_now_is_subscribed_and_everyone_has_the_rows_of_where_they_stand(
        (then, now) in (stands(), stands()),
    ) {
        let (past, present) = (table(then.rows(3)), table(now.rows(7)));
        let (after, departed, reads) = standing(&restored(&past, &present));
        let is_active = matches!(after, Some(Standing::Active { .. }));
        let is_gone = !matches!(now, Stands::Unknown | Stands::Active);
        prop_assert!(!(is_gone && is_active), "{then:?} then, {now:?} now: {after:?}");
        prop_assert_eq!(is_active, reads, "a reader is a subscriber");
        prop_assert!(!(is_active && departed));
        if !is_gone {
            let expected = standing(&past);
            prop_assert_eq!((after, departed, reads), expected, "nothing keeps the past from coming back");
        } else if matches!(now, Stands::Left | Stands::OnlyDeparted | Stands::PendingAgain) {
            prop_assert!(departed, "it is remembered that they left");
        }
    }
}

const SENT: fn() -> Status = || Status::Sent { ses_id: "0102".into(), at: at(5) };

fn copy(status: Status) -> Item {
    let issue = MailingId::derive(&[b"issue"]);
    let mut copy = Delivery::new(issue, Buckets::new(2), person());
    copy.status = status;
    item(&format!("MAILING#{issue}#0001"), &format!("TO#{}", person()), kind::DELIVERY, &copy)
}

fn status(table: &Table, entity: &str) -> Option<String> {
    let row = table.values().find(|item| item.entity() == entity)?;
    Some(row.attributes()["status"].as_m().unwrap()["status"].as_s().unwrap().clone())
}

#[test]
fn a_copy_that_may_have_left_is_never_one_that_waits() {
    let claimed = || Status::Claimed { attempt: 1, at: at(4) };
    let unknown = || Status::Unknown { attempts: 1, since: at(4) };
    let then = [None, Some(Status::NEW), Some(claimed())];
    for now in [SENT(), claimed(), unknown(), Status::Pending { attempts: 1 }] {
        for then in &then {
            let past = table(then.clone().map(copy));
            let after = restored(&past, &table([copy(now.clone())]));
            assert_eq!(after, table([copy(now.clone())]), "{then:?}");
        }
    }
    // One that waits still has not left: it is as it was.
    let after = restored(&table([copy(SENT())]), &table([copy(Status::NEW)]));
    assert_eq!(status(&after, kind::DELIVERY).as_deref(), Some("sent"));
    assert_eq!(restored(&table([]), &table([copy(Status::NEW)])), table([]));
}

#[test]
fn a_mail_that_left_stays_so_unless_what_called_for_it_is_undone() {
    let mail =
        |status: Status| item("MAIL#e-3-decision", "META", kind::MAIL, &HashMap::from([("status", status)]));
    let after = restored(&table([mail(Status::NEW)]), &table([mail(SENT())]));
    assert_eq!(status(&after, kind::MAIL).as_deref(), Some("sent"));
    // The decision that it tells of is there again, whatever became of it since.
    let after = restored(&table([mail(Status::NEW)]), &table([mail(Status::Skipped { at: at(3) })]));
    assert_eq!(status(&after, kind::MAIL).as_deref(), Some("pending"));
    // The same step, done anew, must be able to write its mail.
    assert_eq!(restored(&table([]), &table([mail(SENT())])), table([]));
}

#[test]
fn what_has_expired_does_not_come_back_and_the_outbox_is_left_for_the_end() {
    let row = |entity: &str, expires: i64, text: &str| {
        item(
            &format!("{entity}#1"),
            "META",
            entity,
            &serde_json::json!({ "expires_at": at(expires).as_second(), "text": text }),
        )
    };
    let past = table([row("draft", 99, "a"), row("rate", 101, "a"), row(OUTBOX, 101, "a")]);
    assert_eq!(restored(&past, &table([])), table([row("rate", 101, "a")]));
    let present =
        table([row("draft", 99, "a"), row("rate", 101, "b"), row(OUTBOX, 101, "a"), row("outbox2", 5, "b")]);
    assert_eq!(restored(&past, &present), table([row("rate", 101, "a")]));
}

#[test]
fn the_note_of_the_restore_itself_stays() {
    let note = |from: &str| item("RESTORE", "META", RESTORATION, &HashMap::from([("from", from)]));
    assert_eq!(
        restored(&table([note("an earlier one")]), &table([note("this one")])),
        table([note("this one")])
    );
    assert_eq!(restored(&table([]), &table([note("this one")])), table([note("this one")]));
}

#[test]
fn an_issue_that_was_leaving_is_whole_again_wherever_the_restore_breaks() {
    let week = Week::of(jiff::civil::date(2024, 11, 11));
    let draft = Mailing::weekly(&edition(2024), week, Timestamp::UNIX_EPOCH, at(0)).unwrap();
    let sending = Mailing { state: State::Sending { since: at(1) }, ..draft.clone() };
    let pk = format!("MAILING#{}", draft.id);
    let meta = |mailing: &Mailing| item(&pk, "META", kind::MAILING, mailing);
    let shard =
        |nth: u8| item(&pk, &format!("FROZEN#{nth:02}"), "frozen-shard", &HashMap::from([("shard", nth)]));
    // The present knows less of it than the past, and something else: what it knows alone goes, and not because of where the
    // restore broke.
    let past = table([meta(&sending), shard(1), shard(2)]);
    assert_eq!(restored(&past, &table([meta(&draft), shard(2), shard(3)])), past);
    assert_eq!(restored(&past, &table([shard(3)])), past);
    // It was launched since: all of it stays.
    let present = table([meta(&sending), shard(1), shard(3)]);
    assert_eq!(restored(&table([meta(&draft)]), &present), present);
    assert_eq!(restored(&table([]), &present), present);
}
