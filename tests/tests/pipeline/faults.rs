//! The journey from the form to the snapshot, with a fault at each of its calls.

use model::event::State;
use model::id::EventId;
use model::ledger::Status;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::enumeration::Enumeration;
use pipeline_tests::pipeline::{Arrival, Delivery};
use sha2::{Digest, Sha256};

use crate::steps::ORGANISER;
use crate::world::{NATIONAL, REGIONAL, World};

/// Submitted, confirmed, published, exported.
async fn journey(cloud: &Cloud, delivery: Delivery) -> EventId {
    let world = World::new(cloud).await;
    let mut pipeline = world.pipeline(delivery);
    let reference = world.submit().await;
    pipeline.settle().await;
    world.confirm(world.mails_to(ORGANISER).last().expect("a mail to confirm the address")).await;
    pipeline.settle().await;
    world.publish(world.mails_to(REGIONAL).last().expect("a mail to the moderator")).await;
    pipeline.settle().await;
    world.take_snapshot().await;
    EventId::parse(&reference).unwrap()
}

/// Nothing lost, nothing doubled, every row in a named state.
async fn invariants(cloud: &Cloud, id: EventId) {
    let world = World::new(cloud).await;
    let event = world.store.event(id).await.unwrap().expect("the event");
    assert_eq!((event.state, event.version), (State::Published, 3));
    let history: Vec<_> =
        world.store.history(id).await.unwrap().into_iter().map(|line| (line.version, line.after)).collect();
    assert_eq!(history, [(1, State::Unconfirmed), (2, State::InReview), (3, State::Published)]);
    assert_eq!(events(cloud).await, 1, "the same form is one event");

    let programme = world.programme().await.expect("a programme");
    assert_eq!(programme["events"].as_array().unwrap().len(), 1);
    assert!(cloud.objects().await.contains(&page_of(&world, id).await));

    for queue in ["Submissions", "Mail", "Programme"] {
        for queue in [queue.to_owned(), format!("{queue}DeadLetters")] {
            assert_eq!(cloud.messages(&queue).len(), 0, "{queue} is empty");
        }
    }
    mails_are_settled(&world, cloud).await;
    snapshot_is_whole(cloud).await;
}

/// Three mails: to confirm, to decide, to tell. A mail whose answer from SES was lost may be there twice, and its
/// row says so by its second attempt; no other may.
async fn mails_are_settled(world: &World, cloud: &Cloud) {
    let rows: Vec<_> = cloud.items().await.into_iter().filter(|item| item["entity"]["S"] == "mail").collect();
    assert_eq!(rows.len(), 3);
    for row in rows {
        let id = row["pk"]["S"].as_str().unwrap().strip_prefix("MAIL#").unwrap().to_owned();
        let mail =
            world.store.mail(&serde_json::from_value(id.clone().into()).unwrap()).await.unwrap().unwrap();
        let copies = cloud.mails().iter().filter(|mail| mail.tags["mail"] == id).count();
        match mail.status {
            Status::Sent { .. } => assert!((1..=2).contains(&copies), "{id}: {copies} copies"),
            status => panic!("{id} ends as {status:?} with {copies} copies"),
        }
        let struck_while_sending = cloud.calls().iter().any(|call| {
            call.function == "send"
                && call.fault.is_some()
                && (call.operation == "SendRawEmail" || call.target.contains(&id))
        });
        assert!(copies == 1 || struck_while_sending, "{id} was sent {copies} times for no reason");
    }
    assert_eq!(world.mails_to(NATIONAL).len(), 0, "the region has its moderator");
}

async fn snapshot_is_whole(cloud: &Cloud) {
    let json = async |key: &str| -> serde_json::Value {
        let file = cloud.object(key).await.unwrap_or_else(|| panic!("{key} is there"));
        serde_json::from_slice(&file).unwrap()
    };
    let pointer = json("snapshots/2024/latest.json").await;
    let date = pointer["date"].as_str().unwrap();
    let manifest = json(&format!("snapshots/2024/{date}/manifest.json")).await;
    let root = manifest["root"].as_str().unwrap();
    let files = manifest["files"].as_array().unwrap();
    assert!(!files.is_empty());
    for file in files {
        let key = format!("snapshots/2024/{date}/{root}/{}", file["path"].as_str().unwrap());
        let content = cloud.object(&key).await.unwrap_or_else(|| panic!("{key} is there"));
        let sum = data_encoding::HEXLOWER.encode(&Sha256::digest(&content));
        assert_eq!(file["sha256"], sum, "{key}");
    }
}

async fn events(cloud: &Cloud) -> usize {
    cloud.items().await.iter().filter(|item| item["entity"]["S"] == "event").count()
}

async fn page_of(world: &World, id: EventId) -> String {
    let publication = world.store.publication(2024.into(), id).await.unwrap().expect("a publication");
    format!("{}index.html", publication.path().trim_start_matches('/'))
}

#[tokio::test(start_paused = true)]
async fn from_the_form_to_the_snapshot_with_a_fault_at_every_call() {
    let report =
        Enumeration::new().run(async |cloud| journey(cloud, Delivery::default()).await, invariants).await;
    println!("in order: {report}");
    assert!(report.calls.len() > 40, "{report}");
}

#[tokio::test(start_paused = true)]
async fn every_message_twice_and_shuffled_with_a_fault_at_every_call() {
    let delivery = Delivery { twice: true, arrival: Arrival::Shuffled(11) };
    let report = Enumeration::new().run(async |cloud| journey(cloud, delivery).await, invariants).await;
    println!("twice and shuffled: {report}");
}
