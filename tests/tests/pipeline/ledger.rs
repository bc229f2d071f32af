//! What SES answers, and what becomes of the mail.

use links::{Capability, Purpose, Subject};
use model::id::EventId;
use model::ledger::Status;
use model::letter::MailId;
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};
use pipeline_tests::pipeline::Delivery;

use crate::steps::{ORGANISER, text};
use crate::world::{World, keys, post};

/// Submits the workshop while SES meets a fault; the copies that left, and how the row ends.
async fn sent_despite(fault: Fault) -> (usize, Status) {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    world.submit().await;
    cloud.plan(fault);
    world.pipeline(Delivery::default()).settle().await;
    assert!(cloud.unreached_faults().is_empty());
    (world.mails_to(ORGANISER).len(), the_row(&cloud, &world).await)
}

async fn the_row(cloud: &Cloud, world: &World) -> Status {
    let items = cloud.items().await;
    let row = items.iter().find(|item| item["entity"]["S"] == "mail").expect("a mail's row");
    let id: MailId = serde_json::from_value(row["pk"]["S"].as_str().unwrap()[5..].into()).unwrap();
    world.store.mail(&id).await.unwrap().unwrap().status
}

fn at_ses(kind: FaultKind) -> Fault {
    Fault::at("send", "SendRawEmail", 1, kind)
}

#[tokio::test(start_paused = true)]
async fn a_throttled_mail_leaves_later_once() {
    let (copies, row) = sent_despite(at_ses(FaultKind::Throttled)).await;
    assert_eq!(copies, 1);
    assert!(matches!(row, Status::Sent { .. }), "{row:?}");
}

#[tokio::test(start_paused = true)]
async fn a_lost_answer_is_followed_by_one_more_copy_after_the_window() {
    let (copies, row) = sent_despite(at_ses(FaultKind::AnswerLost)).await;
    assert_eq!(copies, 2, "the first was accepted, its answer lost; the second is the one more");
    assert!(matches!(row, Status::Sent { .. }), "{row:?}");
}

#[tokio::test(start_paused = true)]
async fn the_sdk_never_calls_ses_twice_by_itself() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    world.submit().await;
    cloud.plan(at_ses(FaultKind::AnswerLostThenRetried));
    world.pipeline(Delivery::default()).run().await;
    assert_eq!(world.mails_to(ORGANISER).len(), 1);
    assert!(matches!(the_row(&cloud, &world).await, Status::Unknown { attempts: 1, .. }));
}

#[tokio::test(start_paused = true)]
async fn a_sender_that_dies_after_ses_has_taken_the_mail_leaves_an_unknown_row() {
    let (copies, row) = sent_despite(at_ses(FaultKind::CrashAfter)).await;
    assert_eq!(copies, 2);
    assert!(matches!(row, Status::Sent { .. }), "{row:?}");
}

#[tokio::test(start_paused = true)]
async fn never_a_third_copy() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    world.submit().await;
    cloud.plan(at_ses(FaultKind::AnswerLost));
    cloud.plan(Fault::at("send", "SendRawEmail", 2, FaultKind::AnswerLost));
    world.pipeline(Delivery::default()).settle().await;
    assert_eq!(world.mails_to(ORGANISER).len(), 2);
    let row = the_row(&cloud, &world).await;
    assert!(matches!(row, Status::Unknown { attempts: 2, .. }), "{row:?}");
    assert_eq!(cloud.messages("MailDeadLetters").len(), 1, "the operator finds it");
}

#[tokio::test(start_paused = true)]
async fn a_mail_that_events_have_overtaken_is_dropped() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let id = EventId::parse(&world.submit().await).unwrap();
    cloud.plan(at_ses(FaultKind::Throttled));
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.run().await; // the mail waits for its next try; meanwhile the address is confirmed by other means
    let link = Capability {
        purpose: Purpose::Confirm,
        subject: Subject::Event { event: id, revision: 1.into() },
        moderator: None,
        expires: "2025-01-01T00:00:00Z".parse().unwrap(),
    };
    world.request(post(&link.link("", &keys()), &[("confirm", "oui")])).await.unwrap();
    pipeline.settle().await;
    let mails = world.mails_to(ORGANISER);
    assert_eq!(mails.len(), 1, "the receipt alone");
    assert!(!text(&mails[0]).contains("/confirmer/"));
    let mail =
        world.store.mail(&serde_json::from_value(format!("{id}-1-confirm").into()).unwrap()).await.unwrap();
    assert!(matches!(mail.unwrap().status, Status::Skipped { .. }));
}
