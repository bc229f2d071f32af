//! The organiser is told of a decision once it stands.

use model::event::{Event, Outcome, State};
use model::ledger::Status;
use model::order::Action;
use model::step::{Step, Undoing};
use store::StoreError;

use crate::world::{WINDOW, World, moderator, request};

#[tokio::test(start_paused = true)]
async fn a_decision_is_told_only_when_no_clock_can_undo_it_any_more() {
    let world = World::new().await;
    let event = world.proposed("Atelier").await;
    let mail = world.decided(&event, Outcome::Publish, None).await.1.unwrap();
    for seconds in [0, WINDOW.as_secs(), 1] {
        world.cloud.clock().advance(seconds);
        assert!(!world.nudge(&mail).await, "the nudge comes back");
        assert_eq!(world.status(&mail).await, Status::NEW);
    }
    world.cloud.clock().advance(1);
    assert!(world.nudge(&mail).await);
    assert!(world.only_mail().contains("/2024/evenements/"));
    assert!(matches!(world.status(&mail).await, Status::Sent { .. }));
}

#[tokio::test(start_paused = true)]
async fn the_decisions_of_an_order_that_was_undone_are_never_told() {
    let world = World::new().await;
    let event = world.proposed("Atelier").await;
    let order = world.ordered(Action::Publish, &[&event]).await;
    let mail = world.decided(&event, Outcome::Publish, Some(order.id)).await.1.unwrap();
    world.deps.store.undo_order(&order, world.cloud.now()).await.unwrap();
    world.cloud.clock().advance(WINDOW.as_secs() + 2);
    assert!(world.nudge(&mail).await);
    assert!(world.is_skipped(&mail).await && world.cloud.mails().is_empty());
}

#[tokio::test(start_paused = true)]
async fn the_decisions_of_an_order_that_stands_are_told() {
    let world = World::new().await;
    let event = world.proposed("Atelier").await;
    let order = world.ordered(Action::Publish, &[&event]).await;
    let mail = world.decided(&event, Outcome::Publish, Some(order.id)).await.1.unwrap();
    world.cloud.clock().advance(WINDOW.as_secs() + 2);
    assert!(world.nudge(&mail).await);
    assert_eq!(world.cloud.mails().len(), 1);
}

/// Lou takes the decision back, at the last moment.
async fn undoing(world: &World, event: &Event) -> Step {
    let last = event.decision().unwrap();
    let moment = last.undo_until - jiff::SignedDuration::from_secs(1);
    let revision = world.deps.store.revision(event.id, last.revision).await.unwrap().unwrap();
    let contents = Undoing { current: &revision.content, shown: None, left: None };
    Step::undo(event.clone(), last.version, &moderator("Lou"), contents, moment, moment).unwrap()
}

#[tokio::test(start_paused = true)]
async fn an_undone_decision_is_never_told() {
    let world = World::new().await;
    for (title, outcome) in
        [("Publié", Outcome::Publish), ("À revoir", request()), ("Réclame", Outcome::Spam)]
    {
        let (event, mail) = world.decided(&world.proposed(title).await, outcome, None).await;
        world.deps.store.record(&undoing(&world, &event).await).await.unwrap();
        if let Some(mail) = mail {
            assert!(world.is_skipped(&mail).await);
            world.cloud.clock().advance(WINDOW.as_secs() + 2);
            assert!(world.nudge(&mail).await);
        }
    }
    assert!(world.cloud.mails().is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_was_told_is_not_undone_however_slow_the_table_was() {
    let world = World::new().await;
    let (event, mail) = world.decided(&world.proposed("Atelier").await, Outcome::Publish, None).await;
    let slow = undoing(&world, &event).await;
    world.cloud.clock().advance(WINDOW.as_secs() + 2);
    assert!(world.nudge(&mail.unwrap()).await);
    assert!(matches!(world.deps.store.record(&slow).await, Err(StoreError::TooLate)));
    assert_eq!(world.deps.store.event(event.id).await.unwrap(), Some(event));
}

#[tokio::test(start_paused = true)]
async fn of_the_mail_and_the_undoing_that_meet_only_one_gets_through() {
    let mut seen = [0, 0];
    for seed in 0..20 {
        let world = World::new().await;
        let (event, mail) = world.decided(&world.proposed("Atelier").await, Outcome::Publish, None).await;
        let slow = undoing(&world, &event).await;
        world.cloud.clock().advance(WINDOW.as_secs() + 2);
        world.cloud.interleave(seed);
        let mail = mail.unwrap();
        let undo = async || {
            // Sending takes several calls: the undoing meets it at each of them.
            for _ in 0..seed % 10 {
                assert!(world.deps.store.team().await.is_ok());
            }
            world.deps.store.record(&slow).await
        };
        let (_, undone) = tokio::join!(world.nudge(&mail), undo());
        assert!(world.nudge(&mail).await, "seed {seed}");
        let state = world.deps.store.event(event.id).await.unwrap().unwrap().state();
        let told = world.cloud.mails().len();
        assert_eq!((told, state), if undone.is_ok() { (0, State::InReview) } else { (1, State::Published) });
        seen[told] += 1;
    }
    assert!(seen.iter().all(|times| *times > 0), "both happen: {seen:?}");
}
