//! What is held back during a burst is told in the end, to someone.

use jiff::SignedDuration;
use model::letter::Occasion;
use model::moderation::{Moderator, Rhythm};
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};
use store::Nudge;

use crate::rounds::occasions;
use crate::world::{World, member};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test(start_paused = true)]
async fn who_goes_away_during_a_burst_is_stood_in_for() {
    let (alex, lou) = (member("Alex", Rhythm::AtOnce), member("Lou", Rhythm::AtOnce));
    let world = World::new(&Cloud::new().await, &[alex.clone(), lou.clone()]).await;
    let event = world.proposes("Retenu").await;
    world.assigns(event, Some(alex.id), &lou).await;
    world.has_held_back(&alex).await;
    assert!(world.nudge(Nudge::Review { event }).await);
    assert_eq!((world.reviews(&alex).await, world.reviews(&lou).await), (0, 0), "it is held back");
    let away_until = Some("2024-11-30".parse().unwrap());
    world.store.put_moderator(&Moderator { away_until, ..alex.clone() }).await.unwrap();
    world.pass(HOUR);
    world.round().await;
    world.round().await;
    assert_eq!(occasions(&world, &lou).await, ["burst"]);
    assert_eq!(world.occasions(&alex).await, []);
}

#[tokio::test(start_paused = true)]
async fn who_stands_in_for_two_is_told_once() {
    let team = ["Alex", "Lou", "Noa"].map(|name| member(name, Rhythm::AtOnce));
    let [alex, lou, noa] = &team;
    let world = World::new(&Cloud::new().await, &team).await;
    for away in [alex, lou] {
        let event = world.proposes(away.name.as_str()).await;
        world.assigns(event, Some(away.id), noa).await;
        world.has_held_back(away).await;
        assert!(world.nudge(Nudge::Review { event }).await);
        let away_until = Some("2024-11-30".parse().unwrap());
        world.store.put_moderator(&Moderator { away_until, ..away.clone() }).await.unwrap();
    }
    world.pass(HOUR);
    world.round().await;
    assert_eq!(occasions(&world, noa).await, ["burst"]);
    for away in [alex, lou] {
        assert_eq!(world.store.pace(away.id).await.unwrap().held_since, None);
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_held_back_while_a_burst_ends_is_told_all_the_same() {
    for seed in 0..20 {
        // The round looks after one colleague after the other, and the last is the one who is written to at once.
        let mut team: Vec<_> = (0..12).map(|n| member(&format!("M{n}"), Rhythm::Digest)).collect();
        team.sort_by_key(|moderator| moderator.id.to_string());
        let last = Moderator { rhythm: Rhythm::AtOnce, ..team.pop().unwrap() };
        team.push(last.clone());
        let cloud = Cloud::new().await;
        let world = World::new(&cloud, &team).await;
        world.has_held_back(&last).await; // of something that is decided meanwhile
        world.pass(HOUR);
        cloud.interleave(seed);
        let comes = async || {
            for _ in 0..seed % 5 {
                assert!(world.store.team().await.is_ok());
            }
            let event = world.proposes("Juste à temps").await;
            world.nudge(Nudge::Review { event }).await
        };
        assert_eq!(tokio::join!(world.nudge(Nudge::Round), comes()), (true, true));
        world.pass(HOUR);
        world.round().await;
        let digests = world.occasions(&last).await;
        let is_burst = |occasion: &Occasion| matches!(occasion, Occasion::Burst { .. });
        let told = world.reviews(&last).await + digests.iter().filter(|it| is_burst(it)).count();
        assert!(told > 0, "seed {seed}: nobody has heard of it");
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_that_fails_does_not_keep_the_others_from_being_passed_on() {
    let alex = member("Alex", Rhythm::AtOnce);
    let cloud = Cloud::new().await;
    let world = World::new(&cloud, std::slice::from_ref(&alex)).await;
    for title in ["Un", "Deux"] {
        world.proposes(title).await;
    }
    world.pass(SignedDuration::from_mins(6));
    cloud.plan(Fault::at("desk", "TransactWriteItems", 1, FaultKind::Unreachable));
    assert!(!world.nudge(Nudge::Round).await);
    assert_eq!(world.reviews(&alex).await, 1);
}
