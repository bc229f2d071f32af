//! What an organiser and their colleagues do once an event was sent, with a fault at each call.

use std::collections::BTreeSet;

use lambda_http::http::StatusCode;
use model::event::State;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Pipeline;

use super::moderation::{deeds, titles};
use crate::settled::{ends, settled};
use crate::steps::{ORGANISER, other_path_in, text};
use crate::world::{REGIONAL, World};

const COLLEAGUE: &str = "lou.martin@exemple.gouv.fr";
const STRANGER: &str = "personne@exemple.gouv.fr";

/// How many letters an address received, however many copies of each.
pub(super) fn letters_to(world: &World, address: &str) -> usize {
    let mails = world.mails_to(address);
    mails.iter().map(|mail| &mail.tags["mail"]).collect::<BTreeSet<_>>().len()
}

with_a_fault_at_every_call!(announced, full_then_cancelled, the_programme_says_cancelled);

/// A published event is full, then cancelled.
pub(crate) async fn full_then_cancelled(world: &World, pipeline: &mut Pipeline<'_>) {
    let path = world.in_review(pipeline).await;
    world.decide(&path, &[("decision", "publish")]).await;
    pipeline.settle().await;
    let own = world.own_page(ORGANISER);
    world.invites(&own, COLLEAGUE).await;
    pipeline.settle().await;
    world.cloud.prelude_ends();
    world.announces(&own, &[("statut", "full"), ("nouvelles", "Une liste d’attente est ouverte.")]).await;
    pipeline.settle().await;
    world.announces(&own, &[("statut", "cancelled"), ("nouvelles", "La salle a brûlé.")]).await;
}

async fn the_programme_says_cancelled(world: &World, cloud: &Cloud) {
    let (id, deeds) = deeds(world).await;
    let expected = ["submitted", "confirmed", "routed", "decided", "invited", "practical", "practical"];
    assert_eq!(deeds, expected);
    let event = world.store.event(id).await.unwrap().unwrap();
    assert_eq!((event.state(), event.shown()), (State::Published, Some(1.into())));
    let programme = world.programme().await.expect("a programme");
    let shown = programme["events"].as_array().unwrap();
    assert_eq!(shown.len(), 1);
    assert_eq!(
        (&shown[0]["status"]["code"], &shown[0]["news"]),
        (&"cancelled".into(), &"La salle a brûlé.".into())
    );
    let expected = [
        ("confirm-address", 1, 0),
        ("decision", 1, 0),
        ("invited", 1, 0),
        ("practical-change", 4, 0),
        ("received", 1, 0),
        ("review", 1, 0),
    ];
    assert_eq!(settled(world, cloud).await, ends(&expected), "each of the team is told of both");
    for address in [ORGANISER, COLLEAGUE] {
        let told = text(world.mails_to(address).last().unwrap());
        assert!(told.contains("La salle a brûlé."), "{told}");
    }
    assert_eq!(letters_to(world, COLLEAGUE), 3);
}

with_a_fault_at_every_call!(retracted, invite_retract_dismiss, nobody_waits_for_it);

/// A colleague is invited, takes the proposal back, and is dismissed.
pub(crate) async fn invite_retract_dismiss(world: &World, pipeline: &mut Pipeline<'_>) {
    world.in_review(pipeline).await;
    world.cloud.prelude_ends();
    let own = world.own_page(ORGANISER);
    world.invites(&own, COLLEAGUE).await;
    pipeline.settle().await;
    let theirs = world.own_page(COLLEAGUE);
    world.retracts(&theirs).await;
    pipeline.settle().await;
    world.dismisses(&own).await;
    world.is_dead(&theirs).await;
}

async fn nobody_waits_for_it(world: &World, cloud: &Cloud) {
    let (id, deeds) = deeds(world).await;
    assert_eq!(deeds, ["submitted", "confirmed", "routed", "invited", "retracted", "dismissed"]);
    let event = world.store.event(id).await.unwrap().unwrap();
    assert_eq!((event.state(), event.colleagues.len()), (State::Withdrawn, 0));
    assert_eq!(world.store.waiting(2024.into()).await.unwrap(), []);
    assert_eq!(titles(world).await, [""; 0]);
    let expected = [
        ("confirm-address", 1, 0),
        ("invited", 1, 0),
        ("received", 1, 0),
        ("retracted", 2, 0),
        ("review", 1, 0),
    ];
    assert_eq!(settled(world, cloud).await, ends(&expected));
    assert_eq!((letters_to(world, ORGANISER), letters_to(world, COLLEAGUE)), (3, 2));
}

with_a_fault_at_every_call!(corrected, invite_correct_dismiss_publish, only_who_is_left_is_told);

/// A colleague is invited, corrects the event, is dismissed, and hears nothing of the decision.
pub(crate) async fn invite_correct_dismiss_publish(world: &World, pipeline: &mut Pipeline<'_>) {
    world.in_review(pipeline).await;
    let own = world.own_page(ORGANISER);
    world.invites(&own, COLLEAGUE).await;
    pipeline.settle().await;
    world.cloud.prelude_ends();
    let theirs = world.own_page(COLLEAGUE);
    world.correct(&format!("{theirs}/modifier"), "Un accueil repensé").await;
    pipeline.settle().await;
    world.dismisses(&own).await;
    pipeline.settle().await;
    world.is_dead(&theirs).await;
    world.publish(world.mails_to(REGIONAL).last().expect("a second mail to the moderator")).await;
}

async fn only_who_is_left_is_told(world: &World, cloud: &Cloud) {
    let (id, deeds) = deeds(world).await;
    let expected =
        ["submitted", "confirmed", "routed", "invited", "edited", "routed", "dismissed", "decided"];
    assert_eq!(deeds, expected);
    let event = world.store.event(id).await.unwrap().unwrap();
    assert_eq!((event.shown(), event.colleagues.len()), (Some(2.into()), 0));
    assert_eq!(titles(world).await, ["Un accueil repensé"]);
    let expected = [
        ("confirm-address", 1, 0),
        ("decision", 1, 0),
        ("invited", 1, 0),
        ("received", 3, 0),
        ("review", 2, 0),
    ];
    assert_eq!(settled(world, cloud).await, ends(&expected));
    assert_eq!((letters_to(world, ORGANISER), letters_to(world, COLLEAGUE)), (4, 2));
}

with_a_fault_at_every_call!(lost_links, ask_twice, one_mail_to_who_has_an_event);

/// How often links can be asked for, in seconds.
const WINDOW: i64 = 600;

/// Someone asks twice within ten minutes, and so does someone who has no event.
pub(crate) async fn ask_twice(world: &World, pipeline: &mut Pipeline<'_>) {
    world.in_review(pipeline).await;
    world.cloud.prelude_ends();
    world.cloud.clock().advance(WINDOW - world.cloud.now().as_second().rem_euclid(WINDOW));
    for _ in 0..2 {
        for address in [ORGANISER, STRANGER] {
            world.asks_for_event_links(address).await;
        }
        // What fails comes again later.
        pipeline.run().await;
        world.cloud.clock().advance(WINDOW / 3);
    }
    pipeline.settle().await;
    let mail = world.mails_to(ORGANISER).last().cloned().expect("a mail with the links");
    let page = world.open(&other_path_in(&mail, "/mon-evenement/")).await;
    assert_eq!(page.status, StatusCode::OK, "the link leads to the event: {}", page.html);
}

async fn one_mail_to_who_has_an_event(world: &World, cloud: &Cloud) {
    let (_, deeds) = deeds(world).await;
    assert_eq!(deeds, ["submitted", "confirmed", "routed"]);
    let expected = [("confirm-address", 1, 0), ("links", 1, 0), ("received", 1, 0), ("review", 1, 0)];
    assert_eq!(settled(world, cloud).await, ends(&expected));
    assert_eq!((letters_to(world, ORGANISER), letters_to(world, STRANGER)), (3, 0));
    let items = cloud.items().await;
    let kept = items.iter().filter(|item| item["entity"]["S"] == "event-links-request").count();
    assert_eq!(kept, 1, "nothing is kept of who has no event");
}
