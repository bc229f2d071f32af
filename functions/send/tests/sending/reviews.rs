//! What a moderator reads about an event that came to them.

use std::collections::HashSet;

use model::event::Outcome;
use model::look_alike::{Likeness, LookAlike};

use crate::world::{World, moderator};

#[tokio::test(start_paused = true)]
async fn look_alikes_are_told_unless_they_were_refused_since() {
    let world = World::new().await;
    let look_alike = |event| LookAlike { event, score: 95, reasons: vec![Likeness::SameTitle] };
    let event = world.proposed("Atelier").await;
    let (stays, refused) = (world.proposed("Jumeau").await, world.proposed("Disparu").await);
    let mail = world.comes_to_alex(&event, vec![look_alike(stays.id), look_alike(refused.id)]).await;
    world.decided(&refused, Outcome::Spam, None).await;
    assert!(world.nudge(&mail).await);
    let text = world.only_mail();
    assert!(text.contains("Jumeau") && !text.contains("Disparu"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn nothing_is_read_twice_for_one_letter() {
    let world = World::new().await;
    let event = world.proposed("Atelier").await;
    let mail = world.comes_to_alex(&event, vec![]).await;
    let before = world.cloud.calls().len();
    assert!(world.nudge(&mail).await);
    let reads: Vec<_> = world.cloud.calls().split_off(before);
    let reads: Vec<_> =
        reads.iter().filter(|call| ["GetItem", "Query"].contains(&call.operation.as_str())).collect();
    let different: HashSet<_> = reads.iter().map(|call| call.target.as_str()).collect();
    assert_eq!(different.len(), reads.len(), "{reads:?}");
}

#[tokio::test(start_paused = true)]
async fn who_is_entrusted_is_told_by_whom() {
    let world = World::new().await;
    let event = world.proposed("Atelier").await;
    let mail = world.entrusted(&event, &moderator("Alex"), true).await.unwrap();
    assert!(world.nudge(&mail).await);
    assert!(world.only_mail().contains("Lou vous confie"));
}

#[tokio::test(start_paused = true)]
async fn who_is_no_longer_entrusted_is_not_told() {
    let world = World::new().await;
    let event = world.proposed("Atelier").await;
    let mail = world.entrusted(&event, &moderator("Alex"), true).await.unwrap();
    let event = world.deps.store.event(event.id).await.unwrap().unwrap();
    assert_eq!(world.entrusted(&event, &moderator("Lou"), true).await, None, "Lou takes it, and knows");
    assert!(world.nudge(&mail).await);
    assert!(world.is_skipped(&mail).await && world.cloud.mails().is_empty());
}
