//! What SES tells of a mail afterwards, whenever and however often it comes.

use aws_lambda_events::sqs::SqsEvent;
use jiff::Timestamp;
use model::ledger::{Fate, Status};
use model::letter::MailId;
use pipeline_tests::cloud::{Cloud, Fault, FaultKind, SentMail};
use pipeline_tests::enumeration::Enumeration;
use pipeline_tests::pipeline::{Arrival, Delivery};
use serde_json::{Value, json};
use store::Mail;

use crate::steps::ORGANISER;
use crate::world::World;

macro_rules! event {
    ($name:literal) => {
        include_str!(concat!("../../../functions/feedback/events/", $name, ".json"))
    };
}

/// The recorded event, about this mail.
pub(crate) fn about(mail: &SentMail, recorded: &str) -> Value {
    let mut event: Value = serde_json::from_str(recorded).unwrap();
    event["mail"]["messageId"] = json!(mail.message_id);
    if event["mail"].get("tags").is_some() {
        event["mail"]["tags"]["mail"] = json!([mail.tags["mail"]]);
    }
    event
}

impl World {
    /// What SES publishes comes into the queue.
    pub(crate) async fn ses_tells(&self, event: impl ToString) {
        let queue = self.cloud.queue_url("Feedback");
        let message = self.sqs.send_message().queue_url(queue).message_body(event.to_string());
        message.send().await.expect("SNS tries until it is taken");
    }

    /// Submits the workshop; the mail that left, for the address to be confirmed.
    async fn one_mail(&self) -> SentMail {
        self.submit().await;
        self.pipeline(Delivery::default()).settle().await;
        self.the_mail()
    }

    fn the_mail(&self) -> SentMail {
        self.mails_to(ORGANISER).pop().expect("a mail")
    }

    async fn row(&self, mail: &SentMail) -> Mail {
        let id: MailId = serde_json::from_value(json!(mail.tags["mail"])).unwrap();
        self.store.mail(&id).await.unwrap().expect("the mail's row")
    }
}

/// Nothing waits and nothing was given up.
fn is_done(cloud: &Cloud) -> bool {
    ["Mail", "MailDeadLetters", "Feedback", "FeedbackDeadLetters"]
        .iter()
        .all(|queue| cloud.messages(queue).is_empty())
}

fn is_delivered(row: &Mail) -> bool {
    matches!((&row.status, &row.fate), (Status::Sent { .. }, Some(Fate::Delivered { .. })))
}

fn is_bounced(row: &Mail) -> bool {
    matches!(&row.fate, Some(Fate::Bounced { permanent: true, .. }))
}

#[tokio::test(start_paused = true)]
async fn a_delivery_is_noted_once_however_often_it_is_told() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mail = world.one_mail().await;
    assert_eq!(world.row(&mail).await.fate, None);
    world.ses_tells(about(&mail, event!("delivery"))).await;
    world.pipeline(Delivery { times: 2, arrival: Arrival::InOrder }).settle().await;
    assert!(is_delivered(&world.row(&mail).await));

    let items = cloud.items().await;
    world.ses_tells(about(&mail, event!("delivery"))).await;
    world.ses_tells(about(&mail, event!("send"))).await;
    world.pipeline(Delivery { times: 2, arrival: Arrival::Reversed }).settle().await;
    assert_eq!(cloud.items().await, items);
    assert!(is_done(&cloud));
}

#[tokio::test(start_paused = true)]
async fn late_or_early_the_gravest_news_stands() {
    let news = [event!("delivery"), event!("bounce"), event!("bounce-content"), event!("send")];
    for seed in 0..6 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        let mail = world.one_mail().await;
        for recorded in news {
            world.ses_tells(about(&mail, recorded)).await;
        }
        let mut pipeline = world.pipeline(Delivery { times: 2, arrival: Arrival::Shuffled(seed) });
        pipeline.settle().await;
        assert!(is_bounced(&world.row(&mail).await), "seed {seed}");
        world.ses_tells(about(&mail, event!("complaint"))).await;
        pipeline.settle().await;
        let fate = world.row(&mail).await.fate;
        assert!(matches!(fate, Some(Fate::Complained { .. })), "seed {seed}: {fate:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_mail_that_is_perhaps_sent_is_not_sent_again_once_ses_tells_of_it() {
    for recorded in [event!("send"), event!("delivery"), event!("bounce"), event!("delivery-delay")] {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        world.submit().await;
        cloud.plan(Fault::at("send", "SendRawEmail", 1, FaultKind::AnswerLost));
        let mut pipeline = world.pipeline(Delivery::default());
        pipeline.run().await;
        let mail = world.the_mail();
        assert!(matches!(world.row(&mail).await.status, Status::Unknown { .. }));
        world.ses_tells(about(&mail, recorded)).await;
        pipeline.settle().await;
        let status = world.row(&mail).await.status;
        assert!(matches!(&status, Status::Sent { ses_id, .. } if *ses_id == mail.message_id), "{status:?}");
        assert_eq!(world.mails_to(ORGANISER).len(), 1, "and no second copy");
        assert!(is_done(&cloud));
    }
}

#[tokio::test(start_paused = true)]
async fn news_of_a_mail_whose_sender_could_not_write_settles_it() {
    // The claim is the first write, what SES said the second.
    for fault in [
        Fault::at("send", "TransactWriteItems", 2, FaultKind::Unreachable),
        Fault::at("send", "TransactWriteItems", 2, FaultKind::CrashBefore),
        Fault::at("send", "SendRawEmail", 1, FaultKind::CrashAfter),
    ] {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        world.submit().await;
        cloud.plan(fault);
        let mut pipeline = world.pipeline(Delivery::default());
        pipeline.run().await;
        let mail = world.the_mail();
        assert!(matches!(world.row(&mail).await.status, Status::Claimed { .. }));
        world.ses_tells(about(&mail, event!("delivery"))).await;
        pipeline.settle().await;
        assert!(is_delivered(&world.row(&mail).await));
        assert_eq!(world.mails_to(ORGANISER).len(), 1);
        assert!(is_done(&cloud) && cloud.unreached_faults().is_empty());
    }
}

/// A batch of one message.
fn batch(body: &Value) -> SqsEvent {
    let record = json!({ "messageId": "m1", "body": body.to_string(), "attributes": {} });
    serde_json::from_value(json!({ "Records": [record] })).unwrap()
}

#[tokio::test(start_paused = true)]
async fn whether_the_sender_or_the_news_comes_first_the_row_is_the_same() {
    let mut overtaken = 0;
    for seed in 0..24 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        world.submit().await;
        cloud.plan(Fault::at("send", "GetItem", 1, FaultKind::Unreachable)); // the row is there, nothing is sent yet
        let mut pipeline = world.pipeline(Delivery::default());
        pipeline.run().await;
        let nudge: Value = serde_json::from_str(&cloud.messages("Mail")[0].body).unwrap();
        cloud.interleave(seed);
        let sending = cloud.invoke("send", send::handle(&world.send, batch(&nudge), Timestamp::MAX));
        let telling = cloud.invoke("feedback", async {
            while cloud.mails().is_empty() {
                tokio::task::yield_now().await;
            }
            let news = batch(&about(&world.the_mail(), event!("delivery")));
            feedback::handle(&world.feedback, news, Timestamp::MAX).await
        });
        let (sent, told) = tokio::join!(sending, telling);
        assert!(told.unwrap().batch_item_failures.is_empty(), "seed {seed}");
        overtaken += sent.unwrap().batch_item_failures.len();
        pipeline.settle().await;
        assert!(is_delivered(&world.row(&world.the_mail()).await), "seed {seed}");
        assert_eq!(world.mails_to(ORGANISER).len(), 1, "seed {seed}");
        assert!(is_done(&cloud), "seed {seed}");
    }
    assert!((1..24).contains(&overtaken), "both orders were played: {overtaken} of 24");
}

#[tokio::test(start_paused = true)]
async fn without_a_tag_a_mail_is_found_by_sess_identifier() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mail = world.one_mail().await;
    world.ses_tells(about(&mail, event!("notification-bounce"))).await;
    world.pipeline(Delivery::default()).settle().await;
    assert!(is_bounced(&world.row(&mail).await));
    assert!(is_done(&cloud));
}

#[tokio::test(start_paused = true)]
async fn without_a_tag_news_that_come_before_our_own_write_are_looked_at_again() {
    // A fresh cloud gives the same identifiers: the mail is known before it is sent.
    let mail = World::new(&Cloud::new().await).await.one_mail().await;
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    world.ses_tells(about(&mail, event!("notification-delivery"))).await;
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.run().await;
    assert_eq!(cloud.messages("Feedback").len(), 1, "kept for later");
    world.submit().await;
    pipeline.settle().await;
    assert_eq!(world.the_mail().message_id, mail.message_id);
    assert!(is_delivered(&world.row(&mail).await));
    assert!(is_done(&cloud));
}

#[tokio::test(start_paused = true)]
async fn news_of_a_mail_that_is_not_ours_are_let_go() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let items = cloud.items().await;
    world.ses_tells(event!("delivery")).await;
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.run().await;
    assert!(is_done(&cloud), "its tag names no row: it never will");
    world.ses_tells(event!("notification-bounce")).await;
    pipeline.run().await;
    assert!(!is_done(&cloud), "its row may be about to be written");
    pipeline.settle().await;
    assert!(is_done(&cloud));
    assert_eq!(cloud.items().await, items);
}

#[tokio::test(start_paused = true)]
async fn an_unreadable_event_is_given_up_alone() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mail = world.one_mail().await;
    world.ses_tells("{ceci n’est pas un événement").await;
    world.ses_tells(about(&mail, event!("delivery"))).await;
    world.ses_tells("Successfully validated SNS topic for Amazon SES event publishing.").await;
    world.pipeline(Delivery::default()).settle().await;
    assert!(is_delivered(&world.row(&mail).await));
    assert_eq!(cloud.messages("Feedback").len(), 0);
    assert_eq!(cloud.messages("FeedbackDeadLetters").len(), 1, "the operator finds it");
}

#[tokio::test(start_paused = true)]
async fn a_mail_and_its_news_with_a_fault_at_every_call() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let mail = world.one_mail().await;
        world.ses_tells(about(&mail, event!("notification-delivery"))).await;
        world.ses_tells(about(&mail, event!("bounce"))).await;
        world.pipeline(Delivery::default()).settle().await;
    };
    let invariants = async |cloud: &Cloud, ()| {
        let world = World::new(cloud).await;
        let row = world.row(&world.the_mail()).await;
        assert!(matches!(row.status, Status::Sent { .. }), "{row:?}");
        assert!(is_bounced(&row), "{row:?}");
        assert!(is_done(cloud));
    };
    let report = Enumeration::new().run(scenario, invariants).await;
    println!("{report}");
    assert!(report.calls.iter().any(|call| call.function == "feedback"), "{report}");
}
