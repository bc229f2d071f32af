//! The enumeration finds what a careful pipeline survives and a careless one does not.

use aws_lambda_events::dynamodb::Event;
use aws_lambda_events::sqs::SqsEvent;
use pipeline_tests::cloud::{Cloud, FaultKind};
use pipeline_tests::enumeration::Enumeration;
use pipeline_tests::pipeline::{Arrival, Delivery, Pipeline};
use serde_json::json;

use crate::toy::Toys;

/// A person presses the button until the page says done; then everything runs its course.
async fn step_and_settle(cloud: &Cloud, attempts: u32, delivery: Delivery) {
    let toys = Toys::retrying(cloud, attempts);
    for _ in 0..5 {
        let done = cloud.invoke("moderate", async { toys.step("a").await.is_ok() }).await;
        if done == Ok(true) || !cloud.items().await.is_empty() {
            break;
        }
    }
    let mut pipeline = Pipeline::new(cloud).deliver(delivery);
    pipeline = pipeline.function("relay", async |event: Event| toys.relay(event).await);
    pipeline = pipeline.function("send", async |event: SqsEvent| toys.send(event).await);
    pipeline.settle().await;
}

/// At most one mail, and none only when its row says that one was claimed; no dead letters.
async fn nothing_lost_nothing_doubled(cloud: &Cloud) {
    let row = cloud.items().await.into_iter().find(|item| item["pk"]["S"] == "MAIL#a");
    assert_eq!(row.map(|row| row["claimed"].clone()), Some(json!({ "BOOL": true })));
    assert!(cloud.mails().len() <= 1, "mailed {} times", cloud.mails().len());
    for queue in ["Mail", "MailDeadLetters", "RelayDeadLetters"] {
        assert!(cloud.messages(queue).is_empty(), "{queue} is not empty");
    }
}

#[tokio::test(start_paused = true)]
async fn a_careful_pipeline_survives_every_fault_at_every_call() {
    for attempts in [1, 3] {
        for delivery in [Delivery::default(), Delivery { times: 2, arrival: Arrival::Shuffled(7) }] {
            let report = Enumeration::new()
                .run(
                    async |cloud| step_and_settle(cloud, attempts, delivery).await,
                    async |cloud, ()| nothing_lost_nothing_doubled(cloud).await,
                )
                .await;
            println!("{attempts} attempts, {delivery:?}: {report}");
            assert!(report.calls.len() >= 4, "{report}");
            assert_eq!(report.runs, 1 + report.faults.values().sum::<usize>());
            assert_eq!(report.faults[&FaultKind::CrashAfter], report.calls.len());
        }
    }
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "CrashAfter at #1 send Ses SendRawEmail [a@example.org]: mailed twice")]
async fn a_careless_one_is_found_out() {
    Enumeration::new()
        .run(
            async |cloud| {
                let toys = Toys::new(cloud);
                let message = toys.queues.send_message().queue_url(cloud.queue_url("Mail")).message_body("a");
                message.send().await.unwrap();
                // Sends first: a crash or a lost answer sends again.
                let mut pipeline = Pipeline::new(cloud).function("send", async |_: SqsEvent| {
                    toys.mail_to("a").await.map_err(|error| error.to_string())
                });
                pipeline.settle().await;
            },
            async |cloud, ()| assert!(cloud.mails().len() < 2, "mailed twice"),
        )
        .await;
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "never met")]
async fn a_fault_that_is_not_reached_fails_the_enumeration() {
    let runs = std::cell::Cell::new(0);
    Enumeration::new()
        .kinds(&[FaultKind::Unreachable])
        .run(
            async |cloud| {
                runs.set(runs.get() + 1);
                if runs.get() == 1 {
                    let toys = Toys::new(cloud);
                    cloud.invoke("moderate", async { toys.step("a").await.is_ok() }).await.unwrap();
                }
            },
            async |_, ()| {},
        )
        .await;
}
