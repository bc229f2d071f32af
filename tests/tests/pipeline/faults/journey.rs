//! The journey from the form to the snapshot, with a fault at each of its calls.

use model::event::State;
use model::id::EventId;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Pipeline;
use sha2::{Digest, Sha256};

use crate::settled::{ends, settled};
use crate::steps::ORGANISER;
use crate::world::{NATIONAL, REGIONAL, World};

with_a_fault_at_every_call!(from_the_form_to_the_snapshot, journey, invariants);

/// Submitted, confirmed, published, exported.
pub(crate) async fn journey(world: &World, pipeline: &mut Pipeline<'_>) {
    world.submit().await;
    pipeline.settle().await;
    world.confirm(world.mails_to(ORGANISER).last().expect("a mail to confirm the address")).await;
    pipeline.settle().await;
    world.publish(world.mails_to(REGIONAL).last().expect("a mail to the moderator")).await;
    pipeline.settle().await;
    world.take_snapshot().await;
}

/// Nothing lost, nothing doubled, every row in a named state.
async fn invariants(world: &World, cloud: &Cloud) {
    let id = the_event(cloud).await;
    let event = world.store.event(id).await.unwrap().expect("the event");
    assert_eq!((event.state(), event.version), (State::Published, 4));
    let history: Vec<_> = world
        .store
        .history(id)
        .await
        .unwrap()
        .into_iter()
        .map(|line| (line.deed.code(), line.after))
        .collect();
    let expected = [
        ("submitted", State::Unconfirmed),
        ("confirmed", State::InReview),
        ("routed", State::InReview),
        ("decided", State::Published),
    ];
    assert_eq!(history, expected);

    let programme = world.programme().await.expect("a programme");
    assert_eq!(programme["events"].as_array().unwrap().len(), 1);
    assert!(cloud.objects().await.contains(&page_of(world, id).await));

    assert_eq!(
        settled(world, cloud).await,
        ends(&[("confirm-address", 1, 0), ("decision", 1, 0), ("received", 1, 0), ("review", 1, 0)])
    );
    assert_eq!(world.mails_to(NATIONAL).len(), 0, "the region has its moderator");
    snapshot_is_whole(cloud).await;
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

/// The same form is one event.
async fn the_event(cloud: &Cloud) -> EventId {
    let items = cloud.items().await;
    let events: Vec<_> = items.iter().filter(|item| item["entity"]["S"] == "event").collect();
    assert_eq!(events.len(), 1, "the same form is one event");
    EventId::parse(events[0]["id"]["S"].as_str().unwrap()).unwrap()
}

async fn page_of(world: &World, id: EventId) -> String {
    let publication = world.store.publication(2024.into(), id).await.unwrap().expect("a publication");
    format!("{}index.html", publication.path().trim_start_matches('/'))
}
