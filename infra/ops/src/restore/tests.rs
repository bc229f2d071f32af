//! A restore on two tables in memory, with a fault at each of its calls.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::types::AttributeValue::S;
use indicatif::ProgressBar;
use jiff::SignedDuration;
use jiff::civil::date;
use model::email::EmailAddress;
use model::id::{PersonId, PersonKey};
use model::ledger::Status;
use model::mailing::{Buckets, Command as Deed, Delivery, Mailing, State, Week};
use model::subscriber::{
    CURRENT_TEXT, Consent, Departure, Preferences, Source as From, Standing, Subscriber,
};
use pipeline_tests::cloud::{Cloud, FaultKind, TABLE};
use pipeline_tests::enumeration::Enumeration;
use pipeline_tests::samples::{edition, moderator};
use retention::erasure::{Erasure, Scope as Erasing};
use store::{Before, Item, MailingNudge, Phase, Restoration, Store, Write};

use super::compare::Pair;
use super::copy::{copy, summary};
use super::run::rows;
use super::settle::Settled;
use super::*;

mod apart;

const PEOPLE: [&str; 4] = ["ana@example.org", "bo@example.org", "camille@example.org", "dan@example.org"];

fn store(cloud: &Cloud) -> Store {
    Store::new(Client::new(&cloud.sdk_config(RetryConfig::standard().with_max_attempts(2))), TABLE)
}

fn key() -> PersonKey {
    PersonKey::new("a key")
}

fn person(address: &str) -> PersonId {
    PersonId::of(&EmailAddress::parse(address).unwrap(), &key())
}

fn row(pk: &str, entity: &str, text: &str) -> Item {
    let fields = [("pk", pk), ("sk", "META"), ("entity", entity), ("text", text)];
    Item::new(fields.map(|(name, text)| (name.to_owned(), S(text.to_owned()))).into())
}

/// The table of this morning: an edition, two events, four subscribers, an issue that is leaving, a nudge in the outbox.
async fn morning(cloud: &Cloud) -> Mailing {
    let (store, now) = (store(cloud), cloud.now());
    store.open_edition(&edition(2024)).await.unwrap();
    store.put_moderator(&moderator()).await.unwrap();
    for address in PEOPLE {
        let address = EmailAddress::parse(address).unwrap();
        let standing = Standing::Active {
            preferences: Preferences::default(),
            consent: Consent { at: now, text: CURRENT_TEXT, source: From::Form { network: None } },
            confirmed_at: Some(now),
            reminded_at: None,
            soft_bounces: vec![],
            address: address.clone(),
        };
        let active = Subscriber { person: PersonId::of(&address, &key()), version: 1, standing };
        store.record_subscriber(0, &active, None, now).await.unwrap();
    }
    let events = [("EVENT#one", "as it was"), ("EVENT#two", "as it was")];
    let events = events.map(|(pk, text)| Write::Put(row(pk, "event", text)));
    let nudge = Write::Put(row("OUTBOX#nudge", "outbox", "under way this morning"));
    store.write_rows(events.into_iter().chain([nudge]).collect()).await.unwrap();
    let week = Week::of(date(2024, 11, 11));
    let draft = Mailing::weekly(&edition(2024), week, Timestamp::UNIX_EPOCH, now).unwrap();
    store.create_mailing(&draft, vec![], now).await.unwrap();
    let mut issue = draft;
    for deed in [
        Deed::Launch { first_of_month: false },
        Deed::Cut { buckets: Buckets::new(2) },
        Deed::Freeze { audience: 4 },
    ] {
        issue = becomes(&store, &issue, deed, now).await;
    }
    for address in PEOPLE {
        store.freeze(&the_copy(&issue, address), now).await.unwrap();
    }
    issue
}

/// What has happened since: Ana has left, her copy and Bo's have been sent; Camille's row, an event and the edition are damaged; a
/// new event has come.
async fn noon(cloud: &Cloud, issue: &Mailing) {
    let (store, now) = (store(cloud), cloud.now());
    let ana = store.subscriber(&person(PEOPLE[0])).await.unwrap().unwrap();
    let left = ana.leave(Departure::Unsubscribed, now).unwrap();
    store.record_subscriber(ana.version, &left, None, now).await.unwrap();
    for (nth, address) in PEOPLE[..2].iter().enumerate() {
        let copy = the_copy(issue, address);
        let sent = Status::Sent { ses_id: format!("ses-{nth}"), at: now };
        store.move_delivery(&copy.id(), &copy.status, &sent).await.unwrap();
    }
    let camille = format!("PERSON#{}", person(PEOPLE[2]));
    store
        .write_rows(vec![
            Write::Delete(camille, "SUBSCRIBER".into()),
            Write::Delete("EVENT#one".into(), "META".into()),
            Write::Put(row("EVENT#two", "event", "damaged")),
            Write::Put(row("EVENT#three", "event", "new")),
            Write::Delete("EDITION#2024".into(), "META".into()),
        ])
        .await
        .unwrap();
}

fn the_copy(issue: &Mailing, address: &str) -> Delivery {
    Delivery::new(issue.id, issue.buckets.unwrap(), person(address))
}

async fn becomes(store: &Store, before: &Mailing, deed: Deed, now: Timestamp) -> Mailing {
    let after = before.decide(deed, None, now).unwrap();
    store.record_mailing(&after, vec![], MailingNudge::None, now).await.unwrap();
    after
}

fn begun(cloud: &Cloud, at: Timestamp) -> Restoration {
    Restoration {
        from: "side".into(),
        at: Some(at),
        stopped_at: cloud.now(),
        undo_at: Some(cloud.now()),
        undo_backup: None,
        before: Before::default(),
        phase: Phase::Stopped,
    }
}

/// Restores as an operator does: whatever breaks, the same command again, which knows only what the table says.
async fn restored(side: &Store, cloud: &Cloud, register: Vec<Erasure>) -> Option<Settled> {
    let (store, time) = (store(cloud), cloud.clock());
    let (clock, erased) = (Clock::of(move || time.now()), Erased { register, key: key() });
    for _ in 0..4 {
        let attempt = Box::pin(async {
            let mut restoration = store.restoration().await?.unwrap();
            rows(side, &store, &mut restoration, &erased, &clock, &ProgressBar::hidden()).await
        });
        if let Ok(Ok(settled)) = cloud.invoke("operator", attempt).await {
            return settled;
        }
    }
    panic!("it does not end")
}

async fn rows_of(cloud: &Cloud, pk: &str) -> Vec<String> {
    let items = cloud.items().await;
    let of = items.iter().filter(|item| item["pk"]["S"].as_str().unwrap().starts_with(pk));
    of.map(|item| item["text"]["S"].as_str().unwrap_or_default().to_owned()).collect()
}

/// What holds once it is done.
async fn is_as_it_should_be(cloud: &Cloud, side: &Store, issue: &Mailing) {
    let store = store(cloud);
    assert_eq!(
        rows_of(cloud, "EVENT#").await,
        ["as it was", "as it was"],
        "one is back, one mended, one gone"
    );
    assert_eq!(store.current_edition().await.unwrap(), Some(edition(2024)));
    for (address, is_active) in PEOPLE.into_iter().zip([false, true, true, true]) {
        let subscriber = store.subscriber(&person(address)).await.unwrap().unwrap();
        assert_eq!(subscriber.is_active(), is_active, "{address}");
    }
    let mut readers = Vec::new();
    for shard in 0..16 {
        readers.extend(store.readers(shard).await.unwrap());
    }
    assert_eq!(readers.len(), 3);
    for (address, has_left) in PEOPLE.into_iter().zip([true, true, false, false]) {
        let copy = store.delivery(&the_copy(issue, address).id()).await.unwrap().unwrap();
        assert_eq!(matches!(copy.status, Status::Sent { .. }), has_left, "{address}");
    }
    assert!(store.mail_accepted_as("ses-1").await.unwrap().is_some(), "SES's news of it find it");
    let paused = store.mailing(issue.id).await.unwrap().unwrap();
    assert!(matches!(paused.state, State::Paused { by_itself: false, .. }), "{:?}", paused.state);
    assert_eq!(rows_of(cloud, "OUTBOX#nudge").await, ["under way this morning"]);
    let outbox = cloud.items().await;
    let asked = outbox.iter().filter(|it| it["nudge"]["M"]["nudge"]["S"] == "programme").count();
    assert_eq!(asked, 1, "the edition is rendered");
    assert_eq!(store.restoration().await.unwrap().unwrap().phase, Phase::Settled);
    let pair = Pair { past: side, present: &store, at: cloud.now() };
    let left = pair.compare(&ProgressBar::hidden()).await.unwrap();
    assert_eq!(left.writes(), 0, "{left:?}");
}

#[tokio::test(start_paused = true)]
async fn whatever_breaks_wherever_the_same_command_again_ends_the_same() {
    let scenario = async |cloud: &Cloud| {
        let other = Cloud::new().await;
        let issue = morning(&other).await;
        let side = store(&other);
        copy(&side, &store(cloud), &ProgressBar::hidden()).await.unwrap();
        noon(cloud, &issue).await;
        store(cloud).note_restoration(&begun(cloud, other.now())).await.unwrap();
        cloud.prelude_ends();
        restored(&side, cloud, vec![]).await;
        (side, issue)
    };
    let invariants = async |cloud: &Cloud, (side, issue): (Store, Mailing)| {
        is_as_it_should_be(cloud, &side, &issue).await;
    };
    let kinds =
        [FaultKind::Unreachable, FaultKind::AnswerLost, FaultKind::CrashBefore, FaultKind::CrashAfter];
    let report = Box::pin(Enumeration::new().kinds(&kinds).run(scenario, invariants)).await;
    assert!(report.runs > 100, "{report}");
}

#[tokio::test(start_paused = true)]
async fn an_empty_table_takes_all_of_it_and_what_was_leaving_waits() {
    let (cloud, other) = (Cloud::new().await, Cloud::new().await);
    let issue = morning(&other).await;
    let side = store(&other);
    other.page_size(3);
    cloud.page_size(4);
    let present = store(&cloud);
    let pair = Pair { past: &side, present: &present, at: cloud.now() };
    let difference = pair.compare(&ProgressBar::hidden()).await.unwrap();
    assert_eq!(difference.kinds["subscriber"].back, 4);
    assert_eq!(difference.kinds["event"].back, 2);
    assert!(!difference.kinds.contains_key("outbox") && difference.lost_events.is_empty());
    assert!(present.restoration().await.unwrap().is_none(), "to look changes nothing");
    present.note_restoration(&begun(&cloud, other.now())).await.unwrap();
    let settled = restored(&side, &cloud, vec![]).await.unwrap();
    assert_eq!((settled.issues.len(), settled.issues[0].state), (1, "paused"));
    assert!(matches!(present.mailing(issue.id).await.unwrap().unwrap().state, State::Paused { .. }));
    assert_eq!(rows_of(&cloud, "OUTBOX#nudge").await.len(), 1);

    let writes = |cloud: &Cloud| {
        cloud.calls().iter().filter(|it| it.operation != "Scan" && it.operation != "GetItem").count()
    };
    let before = writes(&cloud);
    assert!(restored(&side, &cloud, vec![]).await.is_none(), "a second run finds it done");
    assert_eq!(writes(&cloud), before);
}

#[tokio::test(start_paused = true)]
async fn an_issue_that_was_a_draft_and_has_been_sent_since_stays_sent_and_one_that_was_due_is_a_draft() {
    let (cloud, other) = (Cloud::new().await, Cloud::new().await);
    let (side, present, now) = (store(&other), store(&cloud), cloud.now());
    side.open_edition(&edition(2024)).await.unwrap();
    let draft = |day| {
        Mailing::weekly(&edition(2024), Week::of(date(2024, 11, day)), Timestamp::UNIX_EPOCH, now).unwrap()
    };
    let (sent, due, freezing) = (draft(4), draft(11), draft(18));
    for issue in [&sent, &due, &freezing] {
        side.create_mailing(issue, vec![], now).await.unwrap();
    }
    becomes(&side, &due, Deed::Schedule { at: now + SignedDuration::from_mins(5) }, now).await;
    becomes(&side, &freezing, Deed::Launch { first_of_month: false }, now).await;
    copy(&side, &present, &ProgressBar::hidden()).await.unwrap();
    let mut issue = sent.clone();
    for deed in [
        Deed::Launch { first_of_month: false },
        Deed::Cut { buckets: Buckets::new(1) },
        Deed::Freeze { audience: 1 },
        Deed::Finish,
    ] {
        issue = becomes(&present, &issue, deed, now).await;
    }
    cloud.clock().advance(600);
    present.note_restoration(&begun(&cloud, now)).await.unwrap();
    let settled = restored(&side, &cloud, vec![]).await.unwrap();
    assert_eq!(present.mailing(sent.id).await.unwrap(), Some(issue));
    let mut states: Vec<_> = settled.issues.iter().map(|issue| issue.state).collect();
    states.sort_unstable();
    assert_eq!(states, ["cancelled", "draft"]);
    assert_eq!(present.mailing(due.id).await.unwrap().unwrap().state, State::Draft);
}

#[tokio::test(start_paused = true)]
async fn whoever_was_erased_since_does_not_come_back() {
    let (cloud, other) = (Cloud::new().await, Cloud::new().await);
    morning(&other).await;
    let (side, present) = (store(&other), store(&cloud));
    present.note_restoration(&begun(&cloud, other.now())).await.unwrap();
    let erased = |address, at| Erasure { person: person(address), at, scope: Erasing::Everything };
    let long_ago = other.now() - SignedDuration::from_hours(48);
    let register = vec![erased(PEOPLE[1], other.now()), erased(PEOPLE[2], long_ago)];
    let settled = restored(&side, &cloud, register).await.unwrap();
    assert_eq!((settled.erasures.erasures, settled.erasures.known), (1, 1));
    let bo = present.subscriber(&person(PEOPLE[1])).await.unwrap();
    assert!(bo.is_none_or(|bo| !bo.is_active() && bo.address().is_none()));
    let text = serde_json::to_string(&cloud.items().await).unwrap();
    assert!(!text.contains(PEOPLE[1]), "nothing holds their address");
    assert!(text.contains(PEOPLE[2]), "who has come back by themselves since an earlier erasure stays");
}
