//! An event put on the programme's home and taken off, with a fault at each call.

use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Pipeline;

use super::moderation::{deeds, titles};
use crate::settled::{ends, settled};
use crate::steps::{is_decided, value_of};
use crate::world::World;

with_a_fault_at_every_call!(featured, publish_and_feature, it_is_there_and_nobody_is_told);

/// A published event is put on the programme's home then taken off then put there again.
pub(crate) async fn publish_and_feature(world: &World, pipeline: &mut Pipeline<'_>) {
    let path = world.in_review(pipeline).await;
    world.decide(&path, &[("decision", "publish")]).await;
    pipeline.settle().await;
    world.cloud.prelude_ends();
    for (act, then) in [("feature", "unfeature"), ("unfeature", "feature"), ("feature", "unfeature")] {
        let version = value_of(&world.open(&path).await, "version");
        let form = [("act", act), ("version", version.as_str()), ("une", "oui")];
        let then = format!("value=\"{then}\"");
        world.act_until(&path, &form, |page| is_decided(page) && page.html.contains(&then)).await;
    }
}

async fn it_is_there_and_nobody_is_told(world: &World, cloud: &Cloud) {
    let (id, deeds) = deeds(world).await;
    let expected = ["submitted", "confirmed", "routed", "decided", "featured", "unfeatured", "featured"];
    assert_eq!(deeds, expected, "each once");
    let programme = world.store.publications(2024.into()).await.unwrap();
    assert_eq!(
        world.store.featured(2024.into()).await.unwrap(),
        programme,
        "the home and the programme agree"
    );
    let [event] = programme.as_slice() else { panic!("one event: {programme:?}") };
    assert!(event.featured && event.sequence == 0 && event.updated_at == event.published_at);
    assert_eq!(titles(world).await, ["Repenser l’accueil avec les usagers"]);
    let items = cloud.items().await;
    for version in 4..=7 {
        let nudge = format!("OUTBOX#{id}-{version}-programme");
        assert_eq!(items.iter().filter(|item| item["pk"]["S"] == nudge).count(), 1, "version {version}");
    }
    let expected = [("confirm-address", 1, 0), ("decision", 1, 0), ("received", 1, 0), ("review", 1, 0)];
    assert_eq!(settled(world, cloud).await, ends(&expected));
}
