//! The documents of an edition, in the in-process cloud.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

mod world;

use jiff::SignedDuration;
use model::id::EventId;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::enumeration::Enumeration;
use pipeline_tests::grants;
use pipeline_tests::template::Template;
use print::{Document, PrintError};
use typeset::{Request, Round, TypesetError};

use crate::world::{RENNES, SAINT_DENIS, World};

/// An event in Bretagne, one in La Réunion and one online, published.
async fn three(cloud: &Cloud) -> (World, [EventId; 3]) {
    let world = World::new(cloud).await;
    let events =
        [world.has("Un", RENNES).await, world.has("Deux", SAINT_DENIS).await, world.has("Trois", None).await];
    world.publishes().await;
    (world, events)
}

#[tokio::test(start_paused = true)]
async fn the_whole_the_regions_and_the_cards_are_set_once() {
    let (world, [one, two, three]) = three(&Cloud::new().await).await;
    assert_eq!(world.sets().await, Round { set: 6, unchanged: 0, left: 0, ..Round::default() });
    let cards = [one, two, three].map(|event| format!("cartes/{event}.png"));
    let others = ["programme.pdf", "programme-bretagne.pdf", "programme-la-reunion.pdf", "sources.json"];
    let expected = cards.into_iter().chain(others.map(ToOwned::to_owned)).collect();
    assert_eq!(world.documents().await, expected);
    world.has_what_the_table_says().await;
}

#[tokio::test(start_paused = true)]
async fn nothing_is_set_before_the_programme_is_published() {
    let world = World::new(&Cloud::new().await).await;
    world.has("Un", None).await;
    assert_eq!(world.sets().await, Round::default());
    assert!(world.documents().await.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_round_that_finds_nothing_changed_reads_no_event_and_writes_nothing() {
    let (world, _) = three(&Cloud::new().await).await;
    world.sets().await;
    let before = world.cloud.calls().len();
    assert_eq!(world.sets().await, Round::default());
    let calls = world.cloud.calls().split_off(before);
    let made: Vec<_> = calls.iter().map(|call| call.operation.as_str()).collect();
    let looks = ["Query", "GetItem", "ListObjectsV2", "GetObject"];
    assert!(made.iter().all(|operation| looks.contains(operation)), "{made:?}");
    assert!(calls.iter().all(|call| !call.target.contains("PUBLISHED")), "{calls:?}");
    assert!(calls.iter().any(|call| call.operation == "ListObjectsV2"), "{made:?}");
}

#[tokio::test(start_paused = true)]
async fn an_event_that_changes_changes_its_card_its_region_and_the_whole() {
    let (world, [one, ..]) = three(&Cloud::new().await).await;
    world.sets().await;
    world.renames(one, "Un autre titre").await;
    world.publishes().await;
    assert_eq!(world.sets().await, Round { set: 3, unchanged: 3, left: 0, ..Round::default() });
    world.has_what_the_table_says().await;
    assert_eq!(world.sets().await, Round::default());
}

#[tokio::test(start_paused = true)]
async fn the_pages_are_told_of_what_has_come_and_not_of_what_has_changed() {
    let (world, [one, ..]) = three(&Cloud::new().await).await;
    world.sets().await;
    let told = world.nudges();
    assert!(told > 0);
    for message in world.cloud.messages("Programme") {
        assert_eq!(message.body, r#"{"nudge":"programme","edition":2024}"#);
    }
    world.renames(one, "Un autre titre").await;
    world.publishes().await;
    world.sets().await;
    assert_eq!(world.nudges(), told);
    world.has("Quatre", None).await;
    world.publishes().await;
    world.sets().await;
    assert_eq!(world.nudges(), told + 1);
}

#[tokio::test(start_paused = true)]
async fn what_has_gone_is_removed_by_publish_once_no_page_leads_there() {
    let (world, [one, two, three]) = three(&Cloud::new().await).await;
    world.sets().await;
    world.publishes().await;
    world.has_no_longer(one).await;
    world.publishes().await;
    let there = world.documents().await;
    assert!(!there.contains(&format!("cartes/{one}.png")) && !there.contains("programme-bretagne.pdf"));
    for event in [two, three] {
        assert!(there.contains(&format!("cartes/{event}.png")));
    }
    assert_eq!(world.sets().await, Round { set: 1, unchanged: 3, left: 0, ..Round::default() });
    for event in [two, three] {
        world.has_no_longer(event).await;
    }
    world.publishes().await;
    assert_eq!(world.documents().await.into_iter().collect::<Vec<_>>(), ["sources.json"]);
}

#[tokio::test(start_paused = true)]
async fn where_time_runs_out_the_next_round_goes_on() {
    let (world, _) = three(&Cloud::new().await).await;
    let none = world.invoke_with(SignedDuration::from_secs(30)).await.unwrap().unwrap();
    assert_eq!(none, Round { set: 0, unchanged: 0, left: 6, ..Round::default() });
    assert_eq!(world.sets().await, Round { set: 6, unchanged: 0, left: 0, ..Round::default() });
    world.has_what_the_table_says().await;
}

#[tokio::test(start_paused = true)]
async fn a_document_that_was_lost_or_spoilt_is_set_again() {
    let (world, _) = three(&Cloud::new().await).await;
    world.sets().await;
    let key = "documents/2024/programme.pdf";
    let seen = world.deps.bucket.etag(key).await.unwrap();
    let spoilt = site::Object {
        key: key.into(),
        body: b"spoilt".to_vec(),
        content_type: "application/pdf",
        cache_control: "no-store",
    };
    world.deps.bucket.put(&spoilt, seen.as_ref()).await.unwrap();
    assert_eq!(world.sets().await, Round { set: 1, unchanged: 5, left: 0, ..Round::default() });
    world.deps.bucket.delete_all([&key.to_owned()]).await.unwrap();
    assert_eq!(world.sets().await, Round { set: 1, unchanged: 5, left: 0, ..Round::default() });
    world.has_what_the_table_says().await;
}

/// As after a deployment: another template, other fonts, another wording.
#[tokio::test(start_paused = true)]
async fn what_was_made_by_another_is_looked_at_again_though_nothing_else_has_changed() {
    let (world, _) = three(&Cloud::new().await).await;
    world.sets().await;
    let made = world.record().await;
    assert_eq!(made["made_by"], print::made_by());
    let mut by_another = made.clone();
    by_another["made_by"] = "another".into();
    let mut of_old = made.clone();
    for later in ["made_by", "refused"] {
        of_old.as_object_mut().unwrap().remove(later);
    }
    for record in [by_another, of_old] {
        world.has_record(&record).await;
        assert_eq!(world.sets().await, Round { unchanged: 6, ..Round::default() });
        assert_eq!(world.record().await, made);
        assert_eq!(world.sets().await, Round::default());
    }
    let mut otherwise = made.clone();
    otherwise["made_by"] = "another".into();
    otherwise["documents"]["documents/2024/programme.pdf"]["digest"] = "another".into();
    world.has_record(&otherwise).await;
    assert_eq!(world.sets().await, Round { set: 1, unchanged: 5, ..Round::default() });
}

/// No card can be set.
fn without_cards(document: &Document) -> Result<Vec<u8>, PrintError> {
    if document.content_type() == "image/png" { Err(PrintError::NoPage) } else { document.set() }
}

/// The first round and the one that Lambda makes of it again: what has failed twice lies among the dead letters, once.
async fn is_told_of(world: &World, refused: usize) {
    for _ in 0..2 {
        assert!(
            matches!(world.invoke().await.unwrap(), Err(TypesetError::Round(1))),
            "{refused} are refused"
        );
    }
    assert_eq!(world.record().await["refused"].as_object().unwrap().len(), refused);
    assert_eq!(world.sets().await, Round::default());
}

#[tokio::test(start_paused = true)]
async fn what_is_refused_is_told_of_and_then_left_alone_until_it_changes() {
    let (mut world, [one, two, three]) = three(&Cloud::new().await).await;
    world.deps.set = without_cards;
    is_told_of(&world, 3).await;
    let others = ["programme.pdf", "programme-bretagne.pdf", "programme-la-reunion.pdf", "sources.json"];
    assert_eq!(world.documents().await, others.map(ToOwned::to_owned).into(), "the others are there");
    world.renames(one, "Un autre titre").await;
    world.publishes().await;
    is_told_of(&world, 3).await;
    world.has_no_longer(two).await;
    world.publishes().await;
    assert_eq!(world.sets().await, Round { set: 1, unchanged: 1, refused: 2, ..Round::default() });
    world.deps.set = Document::set;
    world.renames(three, "Encore un autre").await;
    world.publishes().await;
    assert_eq!(world.sets().await, Round { set: 2, unchanged: 1, refused: 1, ..Round::default() });
    let mut by_another = world.record().await;
    by_another["made_by"] = "another".into();
    world.has_record(&by_another).await;
    assert_eq!(world.sets().await, Round { set: 1, unchanged: 3, ..Round::default() }, "another may set it");
    world.has_what_the_table_says().await;
    assert_eq!(world.sets().await, Round::default());
}

/// What is there still says what it said; were it lost or spoilt, it could not be set again.
#[tokio::test(start_paused = true)]
async fn a_document_that_comes_to_be_refused_stays_and_is_not_asked_for_again() {
    let (mut world, [one, ..]) = three(&Cloud::new().await).await;
    world.sets().await;
    world.deps.set = without_cards;
    world.renames(one, "Un autre titre").await;
    world.publishes().await;
    is_told_of(&world, 1).await;
    let card = format!("documents/2024/cartes/{one}.png");
    assert!(world.cloud.object(&card).await.is_some());
    world.deps.bucket.delete_all([&card]).await.unwrap();
    assert_eq!(world.sets().await, Round::default());
}

#[tokio::test(start_paused = true)]
async fn two_at_once_leave_what_the_table_says() {
    let (world, _) = three(&Cloud::new().await).await;
    let (one, two) = tokio::join!(world.invoke(), world.invoke());
    assert!(one.unwrap().is_ok() || two.unwrap().is_ok());
    world.sets().await;
    world.has_what_the_table_says().await;
    assert_eq!(world.sets().await, Round::default());
}

/// An event comes, another changes.
#[tokio::test(start_paused = true)]
async fn whatever_breaks_wherever_the_next_round_sets_right() {
    let scenario = async |cloud: &Cloud| {
        let world = World::new(cloud).await;
        let one = world.has("Un", RENNES).await;
        world.publishes_in_peace().await;
        world.sets_in_peace().await;
        world.renames(one, "Un autre titre").await;
        world.has("Deux", None).await;
        world.publishes_in_peace().await;
        let told = world.nudges();
        let done = Box::pin(world.invoke()).await;
        (world, told, matches!(done, Ok(Ok(_))))
    };
    let invariants = async |_: &Cloud, (world, told, done): (World, usize, bool)| {
        if !done {
            world.sets_in_peace().await;
        }
        world.has_what_the_table_says().await;
        assert!(world.nudges() > told, "the pages are told of what has come");
        assert_eq!(world.sets_in_peace().await, Round::default());
    };
    // To set documents takes its time: every kind at every call takes a minute of computing, and finds no more.
    println!("{}", Box::pin(Enumeration::new().in_turn().run(scenario, invariants)).await);
}

#[test]
fn whatever_the_scheduler_sends_asks_for_a_round() {
    let input = r#"{"version":"0","detail-type":"Scheduled Event","detail":"{}"}"#;
    assert_eq!(serde_json::from_str::<Request>(input).unwrap(), Request::default());
}

#[tokio::test(start_paused = true)]
async fn its_role_grants_what_it_uses_and_nothing_else() {
    let (world, [one, ..]) = three(&Cloud::new().await).await;
    world.sets().await;
    world.renames(one, "Un autre titre").await;
    world.publishes().await;
    world.sets().await;
    let (main, used) = (include_str!("../../src/main.rs"), world.cloud.grants_used());
    assert_eq!(grants::differences(Template::production(), "typeset", main, &used), [""; 0]);
}
