use std::collections::BTreeMap;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use model::id::EventId;
use pipeline_tests::cloud::{Cloud, TABLE};
use serde_json::json;
use store::Store;

use super::place::Source;
use super::redrive::{Report, Wanted, redrive, remove};
use super::*;

const QUEUES: [&str; 7] = ["Submissions", "Mail", "Programme", "Desk", "Newsletter", "Mailings", "Feedback"];

/// A letter that no function of `desk` can ever read.
const POISON: &str = "no JSON";

struct World {
    cloud: Cloud,
    sqs: aws_sdk_sqs::Client,
    store: Store,
    targets: Targets,
    places: Vec<Place>,
}

impl World {
    fn on(cloud: &Cloud) -> Self {
        let sdk = cloud.sdk_config(RetryConfig::standard().with_max_attempts(3));
        let outputs = outputs(cloud);
        let sqs = aws_sdk_sqs::Client::new(&sdk);
        let store = Store::new(aws_sdk_dynamodb::Client::new(&sdk), TABLE);
        let lambda = aws_sdk_lambda::Client::new(&sdk);
        let targets = Targets::new(store.clone(), sqs.clone(), lambda, outputs.clone());
        Self { cloud: cloud.clone(), sqs, store, targets, places: places(&outputs) }
    }

    fn place(&self, name: &str) -> &Place {
        find(&self.places, name).unwrap()
    }

    /// Puts a letter among the dead; in a FIFO queue with the deduplication identifier that it had in life.
    async fn bury(&self, name: &str, body: &str, deduplication: &str) {
        let url = &self.place(name).dead_letters;
        let letter = self.sqs.send_message().queue_url(url).message_body(body);
        let letter = if place::is_fifo(url) {
            letter.message_group_id("2024").message_deduplication_id(deduplication)
        } else {
            letter
        };
        letter.send().await.unwrap();
    }

    async fn redriven(&self, name: &str, wanted: &Wanted) -> anyhow::Result<Report> {
        let place = self.place(name);
        redrive(&Pile::of(&self.sqs, place), place, &self.targets, wanted).await
    }

    async fn removed(&self, name: &str, id: &str, yes: bool) -> anyhow::Result<String> {
        let place = self.place(name);
        Ok(remove(&Pile::of(&self.sqs, place), place, id, yes).await?.to_string())
    }

    async fn seen(&self, bodies: bool) -> String {
        let all: Vec<_> = self.places.iter().collect();
        let shown = peek::Shown { bodies, max: 50 };
        peek::at(&self.sqs, &self.store, &all, shown).await.unwrap().to_string()
    }

    async fn status(&self) -> status::Status {
        status::of(&self.sqs, &self.places, &depth::Watch::default()).await.unwrap()
    }

    fn bodies(&self, queue: &str) -> Vec<String> {
        let mut bodies: Vec<_> = self.cloud.messages(queue).into_iter().map(|it| it.body).collect();
        bodies.sort();
        bodies
    }

    fn ids(&self, queue: &str) -> Vec<String> {
        self.cloud.messages(queue).into_iter().map(|it| it.id).collect()
    }
}

/// What the stack would say of the cloud.
fn outputs(cloud: &Cloud) -> BTreeMap<String, String> {
    let mut outputs = BTreeMap::new();
    for queue in QUEUES {
        outputs.insert(format!("{queue}QueueUrl"), cloud.queue_url(queue));
    }
    for queue in QUEUES.into_iter().chain(["Relay", "Snapshot", "Typeset"]) {
        outputs.insert(format!("{queue}DeadLettersUrl"), cloud.queue_url(&format!("{queue}DeadLetters")));
    }
    outputs.insert("SnapshotFunctionName".into(), "mip-snapshot".into());
    outputs.insert("TypesetFunctionName".into(), "mip-typeset".into());
    outputs.insert("PublishFunctionName".into(), "mip-publish".into());
    outputs
}

fn review(name: &str) -> String {
    json!({ "nudge": "review", "event": EventId::derive(&[name.as_bytes()]) }).to_string()
}

fn programme(year: i16) -> String {
    json!({ "nudge": "programme", "edition": year }).to_string()
}

#[tokio::test]
async fn the_outputs_say_which_dead_letters_there_are_and_where_each_came_from() {
    let world = World::on(&Cloud::new().await);
    let names: Vec<_> = world.places.iter().map(|place| place.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "desk",
            "feedback",
            "mail",
            "mailings",
            "newsletter",
            "programme",
            "relay",
            "snapshot",
            "submissions",
            "typeset"
        ]
    );
    assert_eq!(world.place("relay").source, Source::Stream);
    assert_eq!(world.place("typeset").source, Source::Calls("mip-typeset".into()));
    assert_eq!(world.place("mail").source, Source::Queue(world.cloud.queue_url("Mail")));
    let error = find(&world.places, "mial").unwrap_err().to_string();
    assert!(error.contains("desk, feedback, mail"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn looking_takes_nothing_away_and_names_nobody() {
    let world = World::on(&Cloud::new().await);
    assert!(world.status().await.is_well());
    world.bury("desk", &review("a"), "").await;
    world.bury("desk", POISON, "").await;
    let event = json!({ "eventType": "Bounce", "mail": { "destination": ["noa@exemple.gouv.fr"] } });
    world.bury("feedback", &event.to_string(), "").await;
    for number in 0..12 {
        world.bury("programme", &programme(2024 + number), &format!("p{number}")).await;
    }
    let status = world.status().await;
    assert!(!status.is_well());
    assert!(status.to_string().contains("DEAD LETTERS: 2 waiting, 0 in flight, 0 delayed"), "{status}");

    let seen = world.seen(false).await;
    assert!(seen.contains("review") && seen.contains("an event of SES: Bounce"), "{seen}");
    assert!(seen.contains("it can never succeed") && seen.ends_with("13 dead letters"), "{seen}");
    assert!(!seen.contains("noa@") && !seen.contains(POISON), "{seen}");
    let again = world.seen(true).await;
    assert!(again.contains("noa@exemple.gouv.fr") && again.contains(POISON), "{again}");
    assert!(again.contains("received 2 times"), "looking is receiving: {again}");
    assert_eq!(world.cloud.messages("DeskDeadLetters").len(), 2);
    assert_eq!(world.cloud.messages("ProgrammeDeadLetters").len(), 12);
}

#[tokio::test(start_paused = true)]
async fn what_can_succeed_is_tried_again_and_the_rest_is_named() {
    let world = World::on(&Cloud::new().await);
    for body in [&review("a"), POISON, &review("b"), &programme(2024)] {
        world.bury("desk", body, "").await;
    }
    let report = world.redriven("desk", &Wanted::default()).await.unwrap();
    let mut expected = [review("a"), review("b")];
    expected.sort();
    assert_eq!(world.bodies("Desk"), expected);
    let [poison, other] = world.ids("DeskDeadLetters").try_into().unwrap();
    assert_eq!((report.redriven, report.is_whole()), (2, false));
    assert_eq!(report.foreign, [format!("desk --drop {poison}"), format!("desk --drop {other}")]);

    let warned = world.removed("desk", &poison, false).await.unwrap_err().to_string();
    assert!(
        warned.contains("would be removed for good") && warned.ends_with("add --yes to do it"),
        "{warned}"
    );
    assert_eq!(world.ids("DeskDeadLetters").len(), 2);
    assert!(world.removed("desk", &poison, true).await.unwrap().starts_with("removed for good"));
    assert_eq!(world.bodies("DeskDeadLetters"), [programme(2024)]);
    let missing = world.removed("desk", &poison, true).await.unwrap_err().to_string();
    assert!(missing.contains("no letter") && missing.lines().count() == 1, "{missing}");
    assert_eq!(
        world.redriven("desk", &Wanted::default()).await.unwrap().redriven,
        0,
        "nothing is left to do"
    );
}

#[tokio::test(start_paused = true)]
async fn one_letter_or_so_many_are_tried_first() {
    let world = World::on(&Cloud::new().await);
    for name in ["a", "b", "c", "d", "e"] {
        world.bury("desk", &review(name), "").await;
    }
    let third = world.ids("DeskDeadLetters")[2].clone();
    let only = |id: &str| Wanted { only: Some(id.to_owned()), max: None };
    assert_eq!(world.redriven("desk", &only(&third)).await.unwrap().redriven, 1);
    assert_eq!(world.bodies("Desk"), [review("c")]);
    let missing = world.redriven("desk", &only(&third)).await.unwrap_err().to_string();
    assert!(missing.contains(&format!("no letter {third}")), "{missing}");

    let some = Wanted { only: None, max: Some(3) };
    assert_eq!(world.redriven("desk", &some).await.unwrap().redriven, 3);
    assert_eq!((world.bodies("Desk").len(), world.ids("DeskDeadLetters").len()), (4, 1));
    assert_eq!(world.redriven("desk", &Wanted::default()).await.unwrap().redriven, 1, "none was kept hidden");
}

/// The identifier of the life before is still known to the queue: under it the message would be swallowed.
#[tokio::test(start_paused = true)]
async fn a_fifo_queue_swallows_no_letter_and_no_repetition_is_lost() {
    let world = World::on(&Cloud::new().await);
    let queue = world.cloud.queue_url("Programme");
    let sent = world.sqs.send_message().queue_url(&queue).message_body(programme(2023));
    sent.message_group_id("2024").message_deduplication_id("same").send().await.unwrap();
    world.bury("programme", &programme(2024), "same").await;
    for number in 0..12 {
        world.bury("programme", &programme(2025 + number), &format!("p{number}")).await;
    }
    let report = world.redriven("programme", &Wanted::default()).await.unwrap();
    assert_eq!((report.redriven, report.is_whole()), (13, true), "more than one reception holds");
    let expected: Vec<_> = (2023..=2036).map(programme).collect();
    assert_eq!(world.bodies("Programme"), expected);
    assert!(world.cloud.messages("ProgrammeDeadLetters").is_empty());
}

#[tokio::test(start_paused = true)]
async fn what_comes_back_at_once_is_not_sent_round_and_round() {
    let world = World::on(&Cloud::new().await);
    world.bury("desk", &review("a"), "").await;
    let desk = world.place("desk");
    let circle = Place { source: Source::Queue(desk.dead_letters.clone()), ..desk.clone() };
    let report = redrive(&Pile::of(&world.sqs, &circle), &circle, &world.targets, &Wanted::default()).await;
    let report = report.unwrap();
    assert_eq!((report.redriven, report.failed_again, report.is_whole()), (1, 1, false));
    assert_eq!(world.ids("DeskDeadLetters").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_call_that_failed_is_made_again_once_for_its_day() {
    let world = World::on(&Cloud::new().await);
    let record = |event: serde_json::Value| {
        let context = json!({ "condition": "RetriesExhausted", "approximateInvokeCount": 3 });
        json!({ "version": "1.0", "requestContext": context, "requestPayload": event }).to_string()
    };
    world.bury("snapshot", &record(json!({})), "").await;
    world.bury("snapshot", "{}", "").await; // the scheduler's own
    world.bury("snapshot", &record(json!({ "date": "2024-11-02" })), "").await;
    world.bury("typeset", &record(json!({})), "").await;
    assert!(world.seen(false).await.contains("RetriesExhausted"), "why is told");
    world.cloud.clock().advance(24 * 60 * 60); // it is made up for a day later
    for name in ["snapshot", "typeset"] {
        assert!(world.redriven(name, &Wanted::default()).await.unwrap().is_whole());
    }
    let expected = [
        ("mip-snapshot".to_owned(), json!({ "date": "2024-11-04" })),
        ("mip-snapshot".to_owned(), json!({ "date": "2024-11-02" })),
        ("mip-typeset".to_owned(), json!({})),
    ];
    assert_eq!(world.cloud.invoked(), expected);
    assert!(world.ids("SnapshotDeadLetters").is_empty() && world.ids("TypesetDeadLetters").is_empty());
}

mod faults;
