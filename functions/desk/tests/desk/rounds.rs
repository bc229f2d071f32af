//! The five-minute round.

use jiff::{SignedDuration, Timestamp};
use model::event::State;
use model::letter::Occasion;
use model::moderation::{Moderator, Rhythm, Scope};
use model::territory::Region;
use model::waiting::{ESCALATION, REMINDER};
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};

use crate::orders::publication;
use crate::world::{World, member, revision};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

/// The names of the occasions on which a moderator was written to, in alphabetical order.
pub(crate) async fn occasions(world: &World, moderator: &Moderator) -> Vec<&'static str> {
    let occasions = world.occasions(moderator).await.into_iter();
    let mut names: Vec<_> = occasions
        .map(|occasion| match occasion {
            Occasion::LinkAsked { .. } => "link",
            Occasion::Morning { .. } => "morning",
            Occasion::Burst { .. } => "burst",
            Occasion::Reminder { .. } => "reminder",
            Occasion::Escalation { .. } => "escalation",
            Occasion::Entrusted { .. } => "entrusted",
        })
        .collect();
    names.sort_unstable();
    names
}

#[tokio::test(start_paused = true)]
async fn an_event_whose_message_was_lost_is_passed_on_after_five_minutes() {
    let alex = member("Alex", Rhythm::AtOnce);
    let world = World::new(&Cloud::new().await, std::slice::from_ref(&alex)).await;
    world.proposes("Perdu").await;
    world.pass(MINUTE * 5);
    world.round().await;
    assert_eq!(world.reviews(&alex).await, 0, "its message may be on its way");
    world.pass(MINUTE);
    world.round().await;
    world.round().await;
    assert_eq!(world.reviews(&alex).await, 1);
}

#[tokio::test(start_paused = true)]
async fn every_morning_has_its_digest_while_something_waits() {
    let lou = member("Lou", Rhythm::Both);
    let cloud = Cloud::new().await; // 4 November, 09:00 in Paris
    let world = World::new(&cloud, std::slice::from_ref(&lou)).await;
    let event = world.passes_on("Attend").await;
    let mut seen = Vec::new();
    for now in
        ["2024-11-04T20:00:00Z", "2024-11-05T06:59:00Z", "2024-11-05T07:00:00Z", "2024-11-05T07:05:00Z"]
    {
        cloud.clock().set(now.parse().unwrap());
        world.round().await;
        seen.push(occasions(&world, &lou).await.len());
    }
    assert_eq!(seen, [0, 0, 1, 1]);
    world.publishes(event).await;
    cloud.clock().set("2024-11-06T09:00:00Z".parse().unwrap());
    world.round().await;
    assert_eq!(occasions(&world, &lou).await, ["morning"], "nothing waits any more");
}

#[tokio::test(start_paused = true)]
async fn an_event_is_reminded_of_once_a_wait_then_the_national_team_hears_of_it() {
    let alex = member("Alex", Rhythm::AtOnce);
    let cloud = Cloud::new().await;
    let world = World::new(&cloud, std::slice::from_ref(&alex)).await;
    let event = world.passes_on("Attend").await;
    let since = world.event(event).await.standing.waiting_since.unwrap();
    let at = async |time: SignedDuration| {
        cloud.clock().set(since + time);
        world.round().await;
        world.round().await;
        occasions(&world, &alex).await
    };
    assert_eq!(at(REMINDER - MINUTE).await, [""; 0]);
    assert_eq!(at(REMINDER).await, ["reminder"]);
    assert_eq!(at(ESCALATION - MINUTE).await, ["reminder"]);
    assert_eq!(at(ESCALATION).await, ["escalation", "reminder"]);

    world.asks_for_changes(event).await;
    world.round().await;
    world.pass(MINUTE * 5); // nobody answers a request that can still be undone
    world.edits(event, &revision("Attend encore")).await;
    world.pass(REMINDER);
    world.round().await;
    let reminded = ["escalation", "reminder", "reminder"];
    assert_eq!(occasions(&world, &alex).await, reminded, "another wait is another reminder");
}

#[tokio::test(start_paused = true)]
async fn one_letter_reminds_of_all_that_is_due_and_only_its_reader() {
    let alex = member("Alex", Rhythm::AtOnce);
    let noa = Moderator {
        scope: Scope::Regions { regions: vec![Region::LA_REUNION] },
        ..member("Noa", Rhythm::AtOnce)
    };
    let world = World::new(&Cloud::new().await, &[alex.clone(), noa.clone()]).await;
    let mut events = Vec::new();
    for n in 0..60 {
        events.push(world.passes_on(&format!("Atelier {n}")).await);
    }
    world.pass(REMINDER);
    world.round().await;
    world.round().await;
    let reminders = world.occasions(&alex).await.into_iter().filter_map(|occasion| match occasion {
        Occasion::Reminder { events, .. } => Some(events),
        _ => None,
    });
    let reminders: Vec<_> = reminders.collect();
    assert_eq!(reminders.len(), 1);
    let mut told = reminders[0].clone();
    told.sort_unstable();
    events.sort_unstable();
    assert_eq!(told, events);
    assert_eq!(occasions(&world, &noa).await, [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_part_that_fails_does_not_hold_up_the_others() {
    let alex = member("Alex", Rhythm::Both);
    let cloud = Cloud::new().await;
    let world = World::new(&cloud, std::slice::from_ref(&alex)).await;
    let event = world.passes_on("Attend").await;
    let order = publication(&world, &alex, &[event]).await;
    world.store.give_order(&order).await.unwrap();
    world.pass(REMINDER);
    // The round's first writes are the digest of the morning's.
    cloud.plan(Fault::at("desk", "TransactWriteItems", 1, FaultKind::Unreachable));
    assert!(!world.nudge_until(&world.deps, store::Nudge::Round, Timestamp::MAX).await);
    assert_eq!(cloud.unreached_faults(), []);
    assert_eq!(occasions(&world, &alex).await, ["reminder"]);
    assert_eq!(world.event(event).await.state(), State::Published);
}
