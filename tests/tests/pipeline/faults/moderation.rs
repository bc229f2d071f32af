//! Decisions, undone, corrected, taken back, with a fault at each call.

use model::event::State;
use model::id::EventId;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Pipeline;

use crate::settled::{ends, settled};
use crate::steps::{ORGANISER, is_decided, other_path_in, path_in};
use crate::world::{REGIONAL, World};

const REASON: [(&str, &str); 2] = [("reject_reason", "public-restreint"), ("reject_message", "Revenez !")];

/// What was done to the only event, in order.
pub(super) async fn deeds(world: &World) -> (EventId, Vec<&'static str>) {
    let events = world.cloud.items().await;
    let mut events = events.iter().filter(|item| item["entity"]["S"] == "event");
    let id = EventId::parse(events.next().expect("an event")["id"]["S"].as_str().unwrap()).unwrap();
    assert!(events.next().is_none(), "one event");
    let history = world.store.history(id).await.unwrap();
    let journal = world.store.journal(2024.into(), jiff::Timestamp::UNIX_EPOCH).await.unwrap();
    assert_eq!(history, journal, "the event's history and the edition's say the same");
    (id, history.iter().map(|line| line.deed.code()).collect())
}

pub(super) async fn titles(world: &World) -> Vec<String> {
    let Some(programme) = world.programme().await else { return vec![] };
    let events = programme["events"].as_array().unwrap().clone();
    events.iter().map(|event| event["title"].as_str().unwrap().to_owned()).collect()
}

/// The programme's address of an event is served: with the event, or with word that it has left.
async fn is_served(world: &World, id: EventId, has_left: bool) {
    let event = world.store.event(id).await.unwrap().unwrap();
    let slug = event.listing.expect("it was in the programme").slug;
    let page = world.cloud.object(&format!("2024/evenements/{slug}-{id}/index.html")).await;
    let page = String::from_utf8(page.expect("its address is served")).unwrap();
    assert_eq!(page.contains("Cet événement n’est plus au programme"), has_left, "{page}");
    assert_eq!(page.contains("Un atelier pour améliorer"), !has_left, "none of its words, or all of them");
    let material = world.store.material(2024.into()).await.unwrap().unwrap();
    assert_eq!((material.events.len(), material.departed.len()), if has_left { (0, 1) } else { (1, 0) });
}

with_a_fault_at_every_call!(undone_then_rejected, publish_undo_reject, only_the_rejection_is_told);

/// An undone decision leaves no trace but in the log, and at the address where it was.
pub(crate) async fn publish_undo_reject(world: &World, pipeline: &mut Pipeline<'_>) {
    let path = world.in_review(pipeline).await;
    world.cloud.prelude_ends();
    world.decide(&path, &[("decision", "publish")]).await;
    pipeline.run().await;
    world.undo(&path).await;
    pipeline.run().await;
    world.decide(&path, &[&[("decision", "reject")], REASON.as_slice()].concat()).await;
}

async fn only_the_rejection_is_told(world: &World, cloud: &Cloud) {
    let (id, deeds) = deeds(world).await;
    let expected = ["submitted", "confirmed", "routed", "decided", "undone", "decided"];
    assert_eq!(deeds, expected);
    assert_eq!(world.store.event(id).await.unwrap().unwrap().state(), State::Rejected);
    assert_eq!(world.store.waiting(2024.into()).await.unwrap(), []);
    assert_eq!(titles(world).await, [""; 0]);
    is_served(world, id, true).await;
    let expected =
        ends(&[("confirm-address", 1, 0), ("decision", 1, 1), ("received", 1, 0), ("review", 1, 0)]);
    assert_eq!(settled(world, cloud).await, expected, "the organiser hears of the second only");
}

with_a_fault_at_every_call!(corrected, ask_correct_publish, the_correction_is_published);

/// A request for changes comes back as a new revision.
pub(crate) async fn ask_correct_publish(world: &World, pipeline: &mut Pipeline<'_>) {
    let path = world.in_review(pipeline).await;
    world.cloud.prelude_ends();
    let request = [("decision", "changes"), ("part", "title"), ("text-title", "Plus court.")];
    world.decide(&path, &request).await;
    pipeline.settle().await;
    let mail = world.mails_to(ORGANISER).last().cloned().expect("a mail to correct");
    world.correct(&path_in(&mail, "/corriger/"), "Un accueil repensé").await;
    pipeline.settle().await;
    world.publish(world.mails_to(REGIONAL).last().expect("a second mail to the moderator")).await;
}

async fn the_correction_is_published(world: &World, cloud: &Cloud) {
    let (id, deeds) = deeds(world).await;
    let expected = ["submitted", "confirmed", "routed", "decided", "edited", "routed", "decided"];
    assert_eq!(deeds, expected);
    let event = world.store.event(id).await.unwrap().unwrap();
    assert_eq!((event.state(), event.shown()), (State::Published, Some(2.into())));
    assert_eq!(titles(world).await, ["Un accueil repensé"]);
    let expected = [("confirm-address", 1, 0), ("decision", 2, 0), ("received", 2, 0), ("review", 2, 0)];
    assert_eq!(settled(world, cloud).await, ends(&expected));
}

with_a_fault_at_every_call!(withdrawn, publish_edit_reject_withdraw, nothing_is_published);

/// A published event stays live while its edit is refused then is withdrawn.
pub(crate) async fn publish_edit_reject_withdraw(world: &World, pipeline: &mut Pipeline<'_>) {
    let path = world.in_review(pipeline).await;
    world.decide(&path, &[("decision", "publish")]).await;
    pipeline.settle().await;
    world.cloud.prelude_ends();
    let mail = world.mails_to(ORGANISER).last().cloned().expect("the good news");
    world.correct(&other_path_in(&mail, "/corriger/"), "Achetez notre logiciel").await;
    pipeline.settle().await;
    let mail = world.mails_to(REGIONAL).last().cloned().expect("a mail about the edit");
    let edit = path_in(&mail, "/moderer/");
    world.decide(&edit, &[&[("decision", "reject")], REASON.as_slice()].concat()).await;
    pipeline.settle().await;
    assert_eq!(titles(world).await, ["Repenser l’accueil avec les usagers"]);
    let withdraw = [("act", "withdraw"), ("withdraw", "oui"), ("withdraw_message", "La salle a brûlé.")];
    let withdrawn = |page: &crate::world::Page| is_decided(page) && page.html.contains("Retiré");
    world.act_until(&edit, &withdraw, withdrawn).await;
}

async fn nothing_is_published(world: &World, cloud: &Cloud) {
    let (id, _) = deeds(world).await;
    let event = world.store.event(id).await.unwrap().unwrap();
    assert_eq!((event.state(), event.shown()), (State::Withdrawn, None));
    assert_eq!(titles(world).await, [""; 0]);
    is_served(world, id, true).await;
    let expected = [("confirm-address", 1, 0), ("decision", 3, 0), ("received", 2, 0), ("review", 2, 0)];
    assert_eq!(settled(world, cloud).await, ends(&expected));
}

with_a_fault_at_every_call!(taken_back, note_assign_ask_take_back, it_waits_again);

/// A note an assignment and a request taken back are each done once.
pub(crate) async fn note_assign_ask_take_back(world: &World, pipeline: &mut Pipeline<'_>) {
    let path = world.in_review(pipeline).await;
    world.cloud.prelude_ends();
    let version = async || crate::steps::value_of(&world.open(&path).await, "version");
    let shown = version().await;
    let note = [("act", "note"), ("version", &shown), ("note", "Appeler la médiathèque.")];
    world.act_until(&path, &note, |page| page.html.contains("Appeler la médiathèque.")).await;
    let national = crate::world::team()[0].id.to_string();
    let shown = version().await;
    let assign = [("act", "assign"), ("version", &shown), ("to", &national)];
    world.act_until(&path, &assign, |page| page.html.contains("Confiée à Alex Petit")).await;
    pipeline.settle().await;
    let request = [("decision", "changes"), ("part", "when"), ("reason-when", "a-preciser")];
    world.decide(&path, &request).await;
    pipeline.settle().await;
    let back = [("act", "take-back"), ("take_back", "oui")];
    world.act_until(&path, &back, |page| !is_decided(page)).await;
}

async fn it_waits_again(world: &World, cloud: &Cloud) {
    let (id, deeds) = deeds(world).await;
    let expected = ["submitted", "confirmed", "routed", "noted", "assigned", "decided", "taken-back"];
    assert_eq!(deeds, expected);
    assert_eq!(world.store.event(id).await.unwrap().unwrap().state(), State::InReview);
    assert_eq!(world.store.waiting(2024.into()).await.unwrap().len(), 1);
    let expected = [
        ("confirm-address", 1, 0),
        ("decision", 1, 0),
        ("entrusted", 1, 0),
        ("received", 1, 0),
        ("review", 1, 0),
        ("taken-back", 1, 0),
    ];
    assert_eq!(settled(world, cloud).await, ends(&expected));
}

with_a_fault_at_every_call!(back, publish_undo_publish, its_page_is_back);

/// An event that has left the programme and comes back is where it was.
pub(crate) async fn publish_undo_publish(world: &World, pipeline: &mut Pipeline<'_>) {
    let path = world.in_review(pipeline).await;
    world.decide(&path, &[("decision", "publish")]).await;
    pipeline.run().await;
    world.cloud.prelude_ends();
    world.undo(&path).await;
    pipeline.run().await;
    world.decide(&path, &[("decision", "publish")]).await;
}

async fn its_page_is_back(world: &World, cloud: &Cloud) {
    let (id, deeds) = deeds(world).await;
    assert_eq!(deeds, ["submitted", "confirmed", "routed", "decided", "undone", "decided"]);
    is_served(world, id, false).await;
    assert_eq!(titles(world).await, ["Repenser l’accueil avec les usagers"]);
    let expected =
        ends(&[("confirm-address", 1, 0), ("decision", 1, 1), ("received", 1, 0), ("review", 1, 0)]);
    assert_eq!(settled(world, cloud).await, expected);
}

#[tokio::test(start_paused = true)]
async fn an_address_stays_through_the_whole_life_of_an_event() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(pipeline_tests::pipeline::Delivery::default());
    let path = world.in_review(&mut pipeline).await;
    let (id, _) = deeds(&world).await;
    let pages = async || {
        let objects = world.cloud.objects().await;
        objects.into_iter().filter(|key| key.ends_with(&format!("-{id}/index.html"))).collect::<Vec<_>>()
    };
    assert!(pages().await.is_empty(), "it was never there");
    let mut addresses = Vec::new();
    for (publishes, has_left) in [(true, false), (false, true), (true, false)] {
        if publishes {
            world.decide(&path, &[("decision", "publish")]).await;
        } else {
            world.undo(&path).await;
        }
        pipeline.run().await;
        is_served(&world, id, has_left).await;
        addresses.extend(pages().await);
    }
    pipeline.settle().await;
    let withdraw = [("act", "withdraw"), ("withdraw", "oui"), ("withdraw_message", "La salle a brûlé.")];
    let done = |page: &crate::world::Page| is_decided(page) && page.html.contains("Retiré");
    world.act_until(&path, &withdraw, done).await;
    pipeline.run().await;
    is_served(&world, id, true).await;
    let undone = |page: &crate::world::Page| page.html.contains("withdraw_message");
    world.act_until(&path, &[("act", "undo"), ("undo", "oui")], undone).await;
    pipeline.run().await;
    is_served(&world, id, false).await;
    addresses.extend(pages().await);
    addresses.dedup();
    assert_eq!(addresses.len(), 1, "one and the same: {addresses:?}");
}
