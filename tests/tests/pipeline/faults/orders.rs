//! Bulk orders with a fault at each call: every event once, or none when the order is undone in time.

use model::event::State;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Pipeline;

use crate::settled::{ends, settled};
use crate::steps::path_in;
use crate::world::{REGIONAL, World};

/// Two events in review, and the path of the moderator's queue page.
async fn queue_of_two(world: &World, pipeline: &mut Pipeline<'_>) -> String {
    world.in_review(pipeline).await;
    world.submit().await;
    pipeline.settle().await;
    world.cloud.prelude_ends();
    world.ask_for_link(REGIONAL).await;
    pipeline.settle().await;
    path_in(world.mails_to(REGIONAL).last().expect("a mail with the link"), "/moderation/")
}

async fn states(world: &World) -> Vec<State> {
    let mut states = Vec::new();
    for item in world.cloud.items().await.into_iter().filter(|item| item["entity"]["S"] == "event") {
        let id = model::id::EventId::parse(item["id"]["S"].as_str().unwrap()).unwrap();
        states.push(world.store.event(id).await.unwrap().unwrap().state());
    }
    states
}

with_a_fault_at_every_call!(published, publish_all, each_is_published_once);

/// A bulk publication publishes each event once.
pub(crate) async fn publish_all(world: &World, pipeline: &mut Pipeline<'_>) {
    let queue = queue_of_two(world, pipeline).await;
    world.give_order(&queue, "publish", &[]).await;
}

async fn each_is_published_once(world: &World, cloud: &Cloud) {
    assert_eq!(world.store.open_orders(2024.into()).await.unwrap(), [], "the order is closed");
    assert_eq!(states(world).await, [State::Published, State::Published]);
    assert_eq!(world.programme().await.unwrap()["events"].as_array().unwrap().len(), 2);
    let expected = [
        ("confirm-address", 1, 0),
        ("decision", 2, 0),
        ("link-asked", 1, 0),
        ("received", 2, 0),
        ("review", 2, 0),
    ];
    assert_eq!(settled(world, cloud).await, ends(&expected));
}

with_a_fault_at_every_call!(undone, reject_all_and_undo, nobody_is_told);

/// A bulk rejection undone in time tells nobody.
pub(crate) async fn reject_all_and_undo(world: &World, pipeline: &mut Pipeline<'_>) {
    let queue = queue_of_two(world, pipeline).await;
    let order = world.give_order(&queue, "reject", &[("reason", "doublon")]).await;
    pipeline.run().await;
    world.undo_order(&order).await;
}

async fn nobody_is_told(world: &World, cloud: &Cloud) {
    assert_eq!(world.store.open_orders(2024.into()).await.unwrap(), [], "the order is closed");
    assert_eq!(states(world).await, [State::InReview, State::InReview]);
    assert_eq!(world.store.waiting(2024.into()).await.unwrap().len(), 2);
    let ends = settled(world, cloud).await;
    let (told, _) = ends.get("decision").copied().unwrap_or_default();
    assert_eq!(told, 0, "no organiser hears of what was undone");
}

with_a_fault_at_every_call!(entrusted, entrust_all, the_colleague_is_told_once);

/// A colleague is told once of all that they are entrusted with.
pub(crate) async fn entrust_all(world: &World, pipeline: &mut Pipeline<'_>) {
    let queue = queue_of_two(world, pipeline).await;
    let national = crate::world::team()[0].id.to_string();
    world.give_order(&queue, "assign", &[("to", &national)]).await;
}

async fn the_colleague_is_told_once(world: &World, cloud: &Cloud) {
    assert_eq!(world.store.open_orders(2024.into()).await.unwrap(), [], "the order is closed");
    let waiting = world.store.waiting(2024.into()).await.unwrap();
    let national = Some(crate::world::team()[0].id);
    assert_eq!(waiting.iter().map(|it| it.assigned).collect::<Vec<_>>(), [national, national]);
    assert_eq!(settled(world, cloud).await["entrusted"], (1, 0));
}
