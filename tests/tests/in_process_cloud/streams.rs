//! The table's stream as Lambda's poller treats it.

use std::cell::RefCell;

use aws_lambda_events::dynamodb::Event;
use aws_sdk_dynamodb::types::AttributeValue;
use pipeline_tests::cloud::{Cloud, TABLE};
use pipeline_tests::pipeline::{Arrival, Delivery, Pipeline};
use serde_json::{Value, json};

use crate::toy::Toys;

fn events(event: &Event) -> Vec<String> {
    let of = |image: &serde_dynamo::Item| serde_dynamo::from_item::<_, Value>(image.clone()).unwrap();
    event
        .records
        .iter()
        .map(|record| of(&record.change.new_image)["event"].as_str().unwrap().to_owned())
        .collect()
}

async fn steps(toys: &Toys, ids: &[&str]) {
    for id in ids {
        toys.step(id).await.expect("a step");
    }
}

#[tokio::test]
async fn only_new_outbox_items_come_through_in_order() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    steps(&toys, &["a", "b"]).await;
    let touch = |pk: &str, value: &str| {
        let touch = toys.table.update_item().table_name(TABLE).update_expression("SET touched = :touched");
        let touch =
            touch.key("pk", AttributeValue::S(pk.to_owned())).key("sk", AttributeValue::S("META".to_owned()));
        touch.expression_attribute_values(":touched", AttributeValue::S(value.to_owned())).send()
    };
    touch("OUTBOX#a", "once").await.unwrap();
    let seen = RefCell::<Vec<String>>::default();
    let mut pipeline = Pipeline::new(&cloud).function("relay", async |event: Event| {
        assert_eq!(event.records[0].event_name, "INSERT");
        seen.borrow_mut().push(events(&event).join(","));
        Ok::<_, String>(())
    });
    pipeline.run().await;
    assert_eq!(seen.take(), ["a,b"]);
    steps(&toys, &["c"]).await;
    pipeline.run().await;
    pipeline.run().await;
    assert_eq!(seen.take(), ["c"]);
}

#[tokio::test]
async fn a_partial_failure_comes_again_from_the_first_that_failed() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    steps(&toys, &["a", "b", "c"]).await;
    let seen = RefCell::<Vec<String>>::default();
    let mut pipeline = Pipeline::new(&cloud).function("relay", async |event: Event| {
        seen.borrow_mut().push(events(&event).join(","));
        let failed = (seen.borrow().len() == 1).then(|| event.records[1].change.sequence_number.clone());
        Ok::<_, String>(json!({ "batchItemFailures": failed.map(|id| json!({ "itemIdentifier": id })).into_iter().collect::<Vec<_>>() }))
    });
    pipeline.run().await;
    assert_eq!(seen.take(), ["a,b,c", "b,c"]);
}

#[tokio::test]
async fn a_record_that_never_passes_is_isolated_reported_and_left_behind() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    steps(&toys, &["a", "b", "poison", "d"]).await;
    let (passed, tries) = (RefCell::<Vec<String>>::default(), RefCell::new(0));
    let mut pipeline = Pipeline::new(&cloud).function("relay", async |event: Event| {
        let events = events(&event);
        if events == ["poison"] {
            *tries.borrow_mut() += 1;
        }
        if events.iter().any(|event| event == "poison") {
            return Err("poisoned");
        }
        passed.borrow_mut().extend(events);
        Ok(())
    });
    pipeline.run().await;
    assert_eq!(passed.take(), ["a", "b", "d"]);
    assert_eq!(*tries.borrow(), 11, "one try and ten retries");
    let reports = cloud.messages("RelayDeadLetters");
    assert_eq!(reports.len(), 1);
    let report: Value = serde_json::from_str(&reports[0].body).unwrap();
    assert_eq!(report["DDBStreamBatchInfo"]["batchSize"], 1);
    assert!(!reports[0].body.contains("poison"), "where it is, not what it is");
}

#[tokio::test]
async fn records_can_come_twice_and_items_in_any_order() {
    let mut orders = Vec::new();
    for arrival in [Arrival::InOrder, Arrival::Reversed, Arrival::Shuffled(3)] {
        let cloud = Cloud::new().await;
        let toys = Toys::new(&cloud);
        steps(&toys, &["a", "b", "c", "d", "e"]).await;
        let seen = RefCell::<Vec<String>>::default();
        let mut pipeline = Pipeline::new(&cloud).deliver(Delivery { times: 2, arrival });
        pipeline = pipeline.function("relay", async |event: Event| {
            seen.borrow_mut().extend(events(&event));
            Ok::<_, String>(())
        });
        pipeline.run().await;
        let mut seen = seen.take();
        orders.push(seen.clone());
        seen.sort();
        assert_eq!(seen, ["a", "a", "b", "b", "c", "c", "d", "d", "e", "e"]);
    }
    orders.dedup();
    assert_eq!(orders.len(), 3);
}

#[tokio::test]
async fn a_write_that_changes_nothing_leaves_no_record() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let seen = RefCell::new(0);
    let put = || {
        let put =
            toys.table.put_item().table_name(TABLE).item("pk", AttributeValue::S("OUTBOX#a".to_owned()));
        let put = put.item("sk", AttributeValue::S("META".to_owned()));
        put.item("entity", AttributeValue::S("outbox".to_owned())).send()
    };
    put().await.unwrap();
    put().await.unwrap();
    let mut pipeline = Pipeline::new(&cloud).function("relay", async |event: Event| {
        *seen.borrow_mut() += event.records.len();
        Ok::<_, String>(())
    });
    pipeline.run().await;
    put().await.unwrap();
    pipeline.run().await;
    assert_eq!(*seen.borrow(), 1);
}
