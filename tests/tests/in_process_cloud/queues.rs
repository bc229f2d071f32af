//! Queues as SQS and Lambda's pollers treat them.

use std::cell::RefCell;

use aws_lambda_events::sqs::SqsEvent;
use aws_sdk_sqs::error::ProvideErrorMetadata;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::{Arrival, Delivery, Pipeline};
use serde_json::{Value, json};

use crate::table::code;
use crate::toy::Toys;

async fn enqueue(cloud: &Cloud, toys: &Toys, queue: &str, body: &str) {
    let send = toys.queues.send_message().queue_url(cloud.queue_url(queue)).message_body(body);
    let send = if queue == "Programme" {
        send.message_group_id("all").message_deduplication_id(format!("{body}-{}", cloud.calls().len()))
    } else {
        send
    };
    send.send().await.expect("a message sent");
}

fn bodies(event: &SqsEvent) -> Vec<String> {
    event.records.iter().map(|record| record.body.clone().unwrap_or_default()).collect()
}

/// A handler that fails what it is told to and remembers what it saw, with the count of receptions.
fn refuse(event: SqsEvent, refused: &str, seen: &RefCell<Vec<String>>) -> Value {
    let mut failed = Vec::new();
    for record in event.records {
        let body = record.body.unwrap_or_default();
        seen.borrow_mut().push(format!("{body}/{}", record.attributes["ApproximateReceiveCount"]));
        if body == refused {
            failed.push(json!({ "itemIdentifier": record.message_id }));
        }
    }
    json!({ "batchItemFailures": failed })
}

#[tokio::test]
async fn what_fails_comes_again_alone_and_ends_in_the_dead_letters() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let seen = RefCell::default();
    for body in ["good", "bad", "fine"] {
        enqueue(&cloud, &toys, "Submissions", body).await;
    }
    let mut pipeline = Pipeline::new(&cloud)
        .function("validate", async |event: SqsEvent| Ok::<_, String>(refuse(event, "bad", &seen)));
    let before = cloud.now();
    pipeline.run().await;
    assert_eq!(seen.take(), ["good/1", "bad/1", "fine/1"]);
    assert_eq!(cloud.messages("Submissions").len(), 1, "the rest was deleted");
    assert_eq!(cloud.now(), before, "nothing waits in run");

    pipeline.settle().await;
    assert_eq!(seen.take(), ["bad/2", "bad/3", "bad/4", "bad/5"]);
    assert!(cloud.messages("Submissions").is_empty());
    let dead = cloud.messages("SubmissionsDeadLetters");
    assert_eq!((dead.len(), dead[0].body.as_str()), (1, "bad"));
    assert_eq!((cloud.now() - before).get_seconds(), 5 * 360, "five tries, each after its time-out");
}

#[tokio::test]
async fn an_error_or_an_unknown_identifier_fails_the_whole_batch() {
    for answer in [Err("broken".to_owned()), Ok(json!({ "batchItemFailures": [{ "itemIdentifier": "" }] }))] {
        let cloud = Cloud::new().await;
        let toys = Toys::new(&cloud);
        enqueue(&cloud, &toys, "Submissions", "one").await;
        enqueue(&cloud, &toys, "Submissions", "two").await;
        let calls = RefCell::new(0);
        let mut pipeline = Pipeline::new(&cloud).function("validate", async |_: Value| {
            *calls.borrow_mut() += 1;
            if *calls.borrow() == 1 { answer.clone() } else { Ok(Value::Null) }
        });
        pipeline.run().await;
        assert_eq!(cloud.messages("Submissions").len(), 2);
        pipeline.settle().await;
        assert_eq!((*calls.borrow(), cloud.messages("Submissions").len()), (2, 0));
    }
}

#[tokio::test]
async fn a_delayed_message_waits_for_the_clock() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let seen = RefCell::default();
    let delayed = toys.queues.send_message().queue_url(cloud.queue_url("Mail")).message_body("later");
    delayed.delay_seconds(300).send().await.unwrap();
    let mut pipeline = Pipeline::new(&cloud)
        .function("send", async |event: SqsEvent| Ok::<_, String>(refuse(event, "", &seen)));
    pipeline.run().await;
    cloud.clock().advance(299);
    pipeline.run().await;
    assert!(seen.borrow().is_empty());
    cloud.clock().advance(1);
    pipeline.run().await;
    assert_eq!(seen.take(), ["later/1"]);
}

#[tokio::test]
async fn a_fifo_group_waits_for_its_oldest_and_knows_a_duplicate_for_five_minutes() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let seen = RefCell::<Vec<String>>::default();
    for body in ["1", "2", "3"] {
        enqueue(&cloud, &toys, "Programme", body).await;
    }
    let failing = RefCell::new(true);
    let mut pipeline = Pipeline::new(&cloud).deliver(Delivery { times: 1, arrival: Arrival::Reversed });
    pipeline = pipeline.function("publish", async |event: SqsEvent| {
        seen.borrow_mut().push(bodies(&event).join(","));
        if failing.replace(false) { Err("once") } else { Ok(()) }
    });
    pipeline.run().await;
    enqueue(&cloud, &toys, "Programme", "4").await;
    pipeline.run().await;
    assert_eq!(seen.take(), ["1,2,3"], "nothing overtakes what is in flight");
    pipeline.settle().await;
    assert_eq!(seen.take(), ["1,2,3,4"]);

    let again = || {
        let send = toys.queues.send_message().queue_url(cloud.queue_url("Programme")).message_body("x");
        send.message_group_id("all").message_deduplication_id("same").send()
    };
    assert_eq!(again().await.unwrap().message_id, again().await.unwrap().message_id);
    cloud.clock().advance(301);
    again().await.unwrap();
    assert_eq!(cloud.messages("Programme").len(), 2);
}

#[tokio::test]
async fn every_message_can_be_delivered_twice_and_in_any_order() {
    let mut orders = Vec::new();
    for arrival in [Arrival::InOrder, Arrival::Reversed, Arrival::Shuffled(1), Arrival::Shuffled(2)] {
        let cloud = Cloud::new().await;
        let toys = Toys::new(&cloud);
        let seen = RefCell::default();
        for body in 0..30 {
            enqueue(&cloud, &toys, "Mail", &body.to_string()).await;
        }
        let mut pipeline = Pipeline::new(&cloud).deliver(Delivery { times: 2, arrival });
        pipeline =
            pipeline.function("send", async |event: SqsEvent| Ok::<_, String>(refuse(event, "", &seen)));
        pipeline.settle().await;
        let mut once = seen.take();
        orders.push(once.clone());
        once.sort();
        let mut expected: Vec<String> = (0..30).flat_map(|n| [format!("{n}/1"), format!("{n}/2")]).collect();
        expected.sort();
        assert_eq!(once, expected, "{arrival:?}");
    }
    orders.sort();
    orders.dedup();
    assert_eq!(orders.len(), 4, "each order is another");
}

#[tokio::test]
async fn messages_that_sqs_refuses_are_refused() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let to = |queue: &str| toys.queues.send_message().queue_url(cloud.queue_url(queue)).message_body("x");
    for (expected, send) in [
        ("MissingParameter", to("Mail").message_body("")),
        ("InvalidMessageContents", to("Mail").message_body("a\u{1}b")),
        ("InvalidParameterValue", to("Mail").message_body("x".repeat(300_000))),
        ("InvalidParameterValue", to("Mail").delay_seconds(901)),
        ("InvalidParameterValue", to("Mail").message_deduplication_id("x")),
        ("MissingParameter", to("Programme").message_deduplication_id("x")),
        ("InvalidParameterValue", to("Mailings").message_group_id("all")),
        (
            "InvalidParameterValue",
            to("Programme").message_group_id("all").message_deduplication_id("x").delay_seconds(5),
        ),
        ("QueueDoesNotExist", to("Mail").queue_url(format!("{}x", cloud.queue_url("Mail")))),
    ] {
        let refused = send.send().await.expect_err(expected);
        assert_eq!(refused.code().map(|code| code.trim_start_matches("AWS.")), Some(expected));
    }
    assert_eq!(code(to("Mail").message_body("é \u{10ffff}\t").send().await), "ok");
}
