//! What a stream gives up, what calls that fail leave behind.

use aws_lambda_events::dynamodb;
use model::id::{PersonId, PersonKey};
use pipeline_tests::cloud::{Fault, FaultKind};
use pipeline_tests::enumeration::Enumeration;
use pipeline_tests::pipeline::{Delivery, Pipeline};

use super::*;

#[tokio::test(start_paused = true)]
async fn what_the_stream_gave_up_is_handed_on_from_the_outbox() {
    let cloud = Cloud::new().await;
    let world = World::on(&cloud);
    let key = PersonKey::new("a key");
    let ask = async |name: &str, window: i64| {
        let person = PersonId::of(&format!("{name}@exemple.gouv.fr").parse_address(), &key);
        world.store.ask_link(person, window, cloud.now()).await.unwrap();
    };
    let mut pipeline = Pipeline::new(&cloud)
        .deliver(Delivery::default())
        .function("relay", async |_: dynamodb::Event| Err::<serde_json::Value, _>("relay is down"));
    ask("avant", 1).await;
    pipeline.run().await;
    cloud.clock().advance(60 * 60);
    ask("noa", 7).await;
    ask("lou", 7).await;
    pipeline.run().await;
    let reports = world.ids("RelayDeadLetters").len();
    assert_eq!((reports > 0, world.bodies("Desk").len()), (true, 0));
    assert!(world.seen(false).await.contains("changes of the table that were not handed on"));

    let last = world.ids("RelayDeadLetters").pop().unwrap();
    let only = Wanted { only: Some(last), max: None };
    world.redriven("relay", &only).await.unwrap();
    let handed: Vec<_> = world.bodies("Desk");
    assert_eq!(handed.len(), 2, "those of its time, and not what was written an hour before: {handed:?}");
    world.cloud.page_size(1);
    world.redriven("relay", &Wanted::default()).await.unwrap();
    assert!(world.ids("RelayDeadLetters").is_empty());
    assert!(
        world.bodies("Desk").iter().any(|body| body.contains("\"window\":1")),
        "all of them, page after page"
    );
}

#[tokio::test(start_paused = true)]
async fn a_letter_whose_queue_is_away_stays_where_it_is() {
    let world = World::on(&Cloud::new().await);
    for name in ["a", "b"] {
        world.bury("desk", &review(name), "").await;
    }
    world.cloud.plan(Fault::at("operator", "SendMessage", 2, FaultKind::ServerError));
    let failed = world.cloud.invoke("operator", world.redriven("desk", &Wanted::default())).await.unwrap();
    let failed = format!("{:#}", failed.unwrap_err());
    assert!(
        failed.starts_with("1 letters of desk were tried again, the others are where they were"),
        "{failed}"
    );
    let report = world.redriven("desk", &Wanted::default()).await.unwrap();
    assert_eq!(report.redriven, 1, "it was shown again at once");
}

/// Whatever fails at whichever call, and whenever the command dies: run again, it has lost nothing and sent nothing more than
/// twice.
#[tokio::test(start_paused = true)]
async fn nothing_is_lost_and_nothing_comes_more_than_twice_whatever_call_fails() {
    let scenario = async |cloud: &Cloud| {
        let world = World::on(cloud);
        for name in ["a", "b", "c"] {
            world.bury("desk", &review(name), "").await;
        }
        for number in 0..3 {
            world.bury("programme", &programme(2024 + number), &format!("p{number}")).await;
        }
        world.bury("typeset", "{}", "").await;
        let person = PersonId::of(&"noa@exemple.gouv.fr".parse_address(), &PersonKey::new("a key"));
        world.store.ask_link(person, 7, cloud.now()).await.unwrap();
        let at = cloud.now();
        let info = json!({ "approximateArrivalOfFirstRecord": at, "approximateArrivalOfLastRecord": at });
        world.bury("relay", &json!({ "DDBStreamBatchInfo": info }).to_string(), "").await;
        for name in ["desk", "programme", "typeset", "relay"] {
            let tried = cloud.invoke("operator", world.redriven(name, &Wanted::default())).await;
            if !matches!(tried, Ok(Ok(_))) {
                cloud.clock().advance(61); // what was in the hand shows again
                world.redriven(name, &Wanted::default()).await.unwrap();
            }
        }
        world
    };
    let invariants = async |cloud: &Cloud, world: World| {
        for queue in ["Desk", "Programme", "Typeset", "Relay"] {
            assert!(cloud.messages(&format!("{queue}DeadLetters")).is_empty(), "{queue}");
        }
        let came =
            |queue: &str, body: &str| world.bodies(queue).iter().filter(|it| it.contains(body)).count();
        for name in ["a", "b", "c"] {
            assert!((1..=2).contains(&came("Desk", &review(name))), "{name}");
        }
        assert!((1..=2).contains(&came("Desk", "link-asked")));
        for number in 0..3 {
            assert_eq!(came("Programme", &programme(2024 + number)), 1, "SQS knows a repetition");
        }
        assert!((1..=2).contains(&cloud.invoked().len()));
    };
    let report = Box::pin(Enumeration::new().run(scenario, invariants)).await;
    assert!(report.runs > 100, "{report}");
}

trait Address {
    fn parse_address(&self) -> model::email::EmailAddress;
}

impl Address for str {
    fn parse_address(&self) -> model::email::EmailAddress {
        model::email::EmailAddress::parse(self).unwrap()
    }
}
