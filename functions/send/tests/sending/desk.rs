//! Digests, reminders and links: what still waits when the mail is sent is what counts.

use jiff::civil::date;
use model::event::Outcome;
use model::id::EventId;
use model::letter::Occasion;
use model::order::Action;

use crate::world::{World, moderator};

fn morning() -> Occasion {
    Occasion::Morning { date: date(2024, 11, 4) }
}

#[tokio::test(start_paused = true)]
async fn a_digest_tells_what_still_waits_for_its_moderator() {
    let world = World::new().await;
    let decided = world.proposed("Tranché").await;
    let lous = world.proposed("Pour Lou").await;
    world.proposed("En attente").await;
    let mail = world.desk_writes("Alex", morning()).await;
    world.decided(&decided, Outcome::Spam, None).await;
    world.entrusted(&lous, &moderator("Lou"), false).await;
    assert!(world.nudge(&mail).await);
    let text = world.only_mail();
    assert!(text.contains("En attente") && !text.contains("Tranch") && !text.contains("Pour Lou"), "{text}");
    assert_eq!(world.cloud.mails()[0].destinations, ["alex@exemple.gouv.fr"]);
}

#[tokio::test(start_paused = true)]
async fn a_digest_of_nothing_is_not_sent_but_a_link_always_is() {
    let world = World::new().await;
    let digest = world.desk_writes("Alex", morning()).await;
    assert!(world.nudge(&digest).await);
    assert!(world.is_skipped(&digest).await && world.cloud.mails().is_empty());
    let link = world.desk_writes("Alex", Occasion::LinkAsked { window: 1 }).await;
    assert!(world.nudge(&link).await);
    assert!(world.only_mail().contains("/moderation/"));
}

#[tokio::test(start_paused = true)]
async fn a_reminder_names_the_events_that_it_is_about() {
    let world = World::new().await;
    let late = world.proposed("Tardif").await;
    world.proposed("Tout neuf").await;
    let events: Vec<EventId> = vec![late.id];
    let mail = world.desk_writes("Alex", Occasion::Reminder { events, since: 0 }).await;
    assert!(world.nudge(&mail).await);
    let text = world.only_mail();
    assert!(text.contains("Tardif") && !text.contains("Tout neuf"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn who_has_left_the_team_gets_no_link() {
    let world = World::new().await;
    let mail = world.desk_writes("Partie", Occasion::LinkAsked { window: 1 }).await;
    assert!(world.nudge(&mail).await);
    assert!(world.is_skipped(&mail).await && world.cloud.mails().is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_an_order_entrusts_is_told_unless_it_was_undone() {
    let world = World::new().await;
    let alex = moderator("Alex");
    let (given, kept) = (world.proposed("Un").await, world.proposed("Deux").await);
    let order = world.ordered(Action::Assign { to: alex.id }, &[&given, &kept]).await;
    world.entrusted(&given, &alex, false).await;
    let letter = || Occasion::Entrusted { order: order.id };
    let mail = world.desk_writes("Alex", letter()).await;
    assert!(world.nudge(&mail).await);
    assert!(world.only_mail().contains("vous confie 1=C2=A0"), "{}", world.only_mail());
}

#[tokio::test(start_paused = true)]
async fn what_an_undone_order_entrusted_is_not_told() {
    let world = World::new().await;
    let alex = moderator("Alex");
    let given = world.proposed("Un").await;
    let order = world.ordered(Action::Assign { to: alex.id }, &[&given]).await;
    world.entrusted(&given, &alex, false).await;
    let mail = world.desk_writes("Alex", Occasion::Entrusted { order: order.id }).await;
    world.deps.store.undo_order(&order, world.cloud.now()).await.unwrap();
    assert!(world.nudge(&mail).await);
    assert!(world.is_skipped(&mail).await && world.cloud.mails().is_empty());
}
