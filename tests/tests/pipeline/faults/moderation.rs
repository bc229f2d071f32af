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

with_a_fault_at_every_call!(undone_then_rejected, publish_undo_reject, only_the_rejection_is_told);

/// An undone decision leaves no trace but in the log.
async fn publish_undo_reject(world: &World, pipeline: &mut Pipeline<'_>) {
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
    let expected =
        ends(&[("confirm-address", 1, 0), ("decision", 1, 1), ("received", 1, 0), ("review", 1, 0)]);
    assert_eq!(settled(world, cloud).await, expected, "the organiser hears of the second only");
}

with_a_fault_at_every_call!(corrected, ask_correct_publish, the_correction_is_published);

/// A request for changes comes back as a new revision.
async fn ask_correct_publish(world: &World, pipeline: &mut Pipeline<'_>) {
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
async fn publish_edit_reject_withdraw(world: &World, pipeline: &mut Pipeline<'_>) {
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
    let expected = [("confirm-address", 1, 0), ("decision", 3, 0), ("received", 2, 0), ("review", 2, 0)];
    assert_eq!(settled(world, cloud).await, ends(&expected));
}

with_a_fault_at_every_call!(taken_back, note_assign_ask_take_back, it_waits_again);

/// A note an assignment and a request taken back are each done once.
async fn note_assign_ask_take_back(world: &World, pipeline: &mut Pipeline<'_>) {
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
