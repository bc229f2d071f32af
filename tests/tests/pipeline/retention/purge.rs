//! The nightly purge: a year later nothing of anyone is left, and the programme is as it was.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;
use lambda_http::http::StatusCode;
use model::event::State;
use model::step::Step;
use model::zone::Zone;
use pipeline_tests::cloud::{Cloud, Crashed};
use pipeline_tests::enumeration::Enumeration;
use pipeline_tests::pipeline::{Delivery, Pipeline};
use retention::{Purged, RetentionError};

use super::month::{ASSISTANT, COLLEAGUE, EVERYTHING, ORGANISER, PRIVATE, READERS, month};
use super::{rows, traces};
use crate::newsletter::person;
use crate::steps::{FIRST_STEP, TRIES, WORKSHOP, path_in, value_of};
use crate::world::{World, post, team};

/// 2024's last day is 30 November: twelve months later is 30 November 2025, and the night after it the purge.
const A_YEAR_LATER: &str = "2025-12-01T03:40:00Z";

impl World {
    /// A night's purge, as the scheduler has it; `lasts`: how many seconds the function may take.
    async fn purges_once(&self, lasts: i64) -> Result<Result<Purged, RetentionError>, Crashed> {
        let deadline = self.cloud.now() + jiff::SignedDuration::from_secs(lasts);
        let request = purge::Request::default();
        self.cloud
            .invoke("purge", async { Box::pin(purge::handle(&self.purge, request, deadline)).await })
            .await
    }

    /// The same, tried again as Lambda does.
    pub(super) async fn purges(&self) -> Purged {
        for _ in 0..TRIES {
            if let Ok(Ok(purged)) = self.purges_once(900).await {
                return purged;
            }
        }
        panic!("the night was never purged");
    }

    /// Every file that the programme of 2024 is made of.
    async fn public_files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for key in self.cloud.objects().await.into_iter().filter(|key| !key.starts_with("snapshots/")) {
            files.insert(key.clone(), self.cloud.object(&key).await.unwrap());
        }
        files
    }

    /// Has the whole programme rendered now.
    async fn renders(&self) {
        let message = self.sqs.send_message().queue_url(self.cloud.queue_url("Programme"));
        let message =
            message.message_group_id("round").message_deduplication_id(self.cloud.now().to_string());
        message.message_body("{\"nudge\":\"round\"}").send().await.unwrap();
        self.pipeline(Delivery::default()).settle().await;
    }
}

/// Two nights after a month: one with too little time, one a year later. For what the function's role grants.
pub(crate) async fn nights(world: &World, pipeline: &mut Pipeline<'_>) {
    month(world, pipeline).await;
    pipeline.settle().await;
    world.cloud.page_size(20);
    assert!(!world.purges_once(0).await.unwrap().unwrap().complete);
    world.cloud.page_size(usize::MAX);
    world.cloud.clock().set(A_YEAR_LATER.parse().unwrap());
    world.purges().await;
    world.purges().await;
}

/// Everything that was typed of anyone in private, and the keyed hashes of their addresses.
fn words_of_everyone() -> BTreeSet<String> {
    let addresses = [ORGANISER, COLLEAGUE, ASSISTANT];
    let hashes = addresses.map(|address| person(address).to_string());
    PRIVATE.into_iter().chain([COLLEAGUE, ASSISTANT]).map(ToOwned::to_owned).chain(hashes).collect()
}

pub(super) async fn a_month_has_passed(cloud: &Cloud) -> World {
    let world = World::new(cloud).await;
    {
        let mut pipeline = world.pipeline(Delivery::default());
        Box::pin(month(&world, &mut pipeline)).await;
        pipeline.settle().await;
    }
    world
}

#[tokio::test(start_paused = true)]
async fn a_year_after_the_edition_nothing_of_anyone_is_left_and_the_programme_is_as_it_was() {
    let cloud = Cloud::new().await;
    let world = a_month_has_passed(&cloud).await;
    let mut words = words_of_everyone();
    assert!(traces(&cloud, &words).await.len() > 20, "they are everywhere");
    // The organiser and the readers unsubscribe: whoever subscribes on stays.
    for address in [ORGANISER, READERS[0], READERS[1]] {
        let known = world.subscriber(address).await.unwrap();
        let left = known.leave(model::subscriber::Departure::Unsubscribed, cloud.now()).unwrap();
        world.store.record_subscriber(known.version, &left, None, cloud.now()).await.unwrap();
    }
    // The team leaves too.
    for moderator in team() {
        words.extend([moderator.name.to_string(), moderator.email.to_string(), moderator.id.to_string()]);
        world.store.remove_moderator(moderator.id).await.unwrap();
    }
    words.extend(READERS.map(ToOwned::to_owned));

    cloud.clock().set(A_YEAR_LATER.parse().unwrap());
    world.renders().await;
    let before = world.public_files().await;
    assert!(before.keys().any(|file| file.starts_with("2024/")), "{:?}", before.keys());
    let purged = world.purges().await;
    assert!(purged.complete && purged.tally.unknown == 0 && purged.tally.unreadable == 0, "{purged:?}");
    // Proofs that someone left, and copies that DynamoDB removes by itself within two days, are named by keyed hashes.
    cloud.clock().advance(3 * 24 * 3600);
    world.purges().await;
    let kept = |row: &String| row.contains("\"DEPARTURE\"") || row.contains("\"SUBSCRIBER\"");
    let left: Vec<_> = traces(&cloud, &words).await.into_iter().filter(|row| !kept(row)).collect();
    assert_eq!(left, [""; 0]);
    assert_eq!(rows(&cloud, "delivery").await.len(), 0);
    assert_eq!(rows(&cloud, "departure").await.len(), 3, "the proofs that they have left stay");
    assert!(!rows(&cloud, "tally").await.is_empty(), "a letter's counts stay");

    cloud.clock().set("2025-12-01T03:45:00Z".parse().unwrap());
    world.renders().await;
    let after = world.public_files().await;
    for (file, content) in &before {
        assert!(after.get(file) == Some(content), "{file} has changed");
    }
    assert_eq!(before.len(), after.len());
    let again = world.purges().await;
    assert_eq!((again.tally.removed, again.tally.reworded), Default::default(), "twice is once");

    cloud.clock().set("2027-12-15T03:40:00Z".parse().unwrap());
    world.purges().await;
    assert_eq!(traces(&cloud, &words).await, [""; 0], "three years later the proofs are gone, too");
}

#[tokio::test(start_paused = true)]
async fn until_its_time_has_come_nothing_goes() {
    let cloud = Cloud::new().await;
    let world = a_month_has_passed(&cloud).await;
    let count = async || traces(&cloud, &words_of_everyone()).await.len();
    let before = count().await;
    assert_eq!(world.purges().await.tally.acted(), 0);
    assert_eq!(count().await, before);
    let end = date(2025, 11, 30).to_zoned(Zone::PARIS.rules()).unwrap().timestamp();
    cloud.clock().set(end);
    let kept = world.purges().await;
    assert!(!kept.tally.removed.contains_key("edition") && kept.tally.reworded.is_empty(), "{kept:?}");
    assert!(rows(&cloud, "revision").await[0].to_string().contains(ORGANISER));
    cloud.clock().set(end + jiff::SignedDuration::from_hours(24));
    assert!(world.purges().await.tally.reworded["edition"] > 0);
    assert!(!rows(&cloud, "revision").await[0].to_string().contains(ORGANISER));
}

#[tokio::test(start_paused = true)]
async fn drafts_events_and_subscriptions_that_nobody_confirms_go_in_time() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    world.submit().await;
    world.asks_for_the_newsletter("hesitante@example.org").await;
    world.pipeline(Delivery::default()).settle().await;
    let began = cloud.now();
    let counts = async || {
        let mut counts = Vec::new();
        for entity in ["draft", "event", "revision", "log", "event-of-person", "subscriber"] {
            counts.push(rows(&cloud, entity).await.len());
        }
        counts
    };
    let days = |days: i64| began + jiff::SignedDuration::from_hours(24 * days);
    assert_eq!(counts().await, [1, 1, 1, 2, 1, 1]);
    for (after, expected) in [(13, [1, 1, 1, 2, 1, 1]), (15, [1, 1, 1, 2, 1, 0]), (29, [1, 1, 1, 2, 1, 0])] {
        cloud.clock().set(days(after));
        world.purges().await;
        assert_eq!(counts().await, expected, "after {after} days");
    }
    cloud.clock().set(days(31));
    let purged = world.purges().await;
    assert_eq!(counts().await, [0; 6]);
    let removed = |rule: &str| purged.tally.removed[rule];
    assert_eq!((removed("draft"), removed("unconfirmed")), (1, 1), "{purged:?}");
    let link = path_in(&world.mails_to(crate::steps::ORGANISER)[0], "/confirmer/");
    let page = world.request(post(&link, &[("confirm", "oui")])).await.unwrap();
    assert_ne!(page.status, StatusCode::OK, "its link does nothing any more");
}

#[tokio::test(start_paused = true)]
async fn a_purge_that_dies_or_fails_anywhere_is_made_good_by_the_next() {
    let scenario = async |cloud: &Cloud| {
        let world = a_month_has_passed(cloud).await;
        world.proposes("autre.canari@exemple.gouv.fr").await;
        world.pipeline(Delivery::default()).settle().await;
        cloud.clock().set(A_YEAR_LATER.parse().unwrap());
        cloud.page_size(40);
        cloud.prelude_ends();
        world.purges().await;
    };
    let gone = async |cloud: &Cloud, ()| {
        let world = World::observing(cloud).await;
        // A row that was left because its answer was lost is the next night's.
        world.purges().await;
        let mut words = words_of_everyone();
        words.insert("autre.canari@exemple.gouv.fr".into());
        words.remove(&person(ORGANISER).to_string()); // they subscribe still
        words.remove(ORGANISER);
        assert_eq!(traces(cloud, &words).await, [""; 0]);
        let events = rows(cloud, "event").await;
        assert_eq!(events.len(), 1, "the published one");
        let shown = &world.store.publications(2024.into()).await.unwrap()[0];
        assert_eq!(shown.content.title.as_str(), EVERYTHING[0].1);
        assert_eq!(rows(cloud, "walk").await.len(), 0);
    };
    let report = Enumeration::new().in_turn().run(scenario, gone).await;
    println!("purge: {report}");
}

#[tokio::test(start_paused = true)]
async fn whoever_saves_a_draft_while_it_is_purged_has_it_or_is_told() {
    for seed in 0..12 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        let opening = value_of(&world.open(FIRST_STEP).await, "ouverture");
        let begun = [("ouverture", opening.as_str()), ("action", "continuer"), WORKSHOP[0], WORKSHOP[1]];
        let step = [&begun[..], &WORKSHOP[2..]].concat();
        let next = world.leads_on(FIRST_STEP, &step).await;
        let draft = rows(&cloud, "draft").await.remove(0);
        // The last minute of its last day.
        cloud.clock().advance(30 * 24 * 3600 - 1);
        cloud.interleave(seed);
        let late = cloud.now() + jiff::SignedDuration::from_secs(1);
        let (saved, purged) = tokio::join!(
            world.request(post(&next, &step)),
            cloud.invoke("purge", retention::purge(&world.store, late, || false)),
        );
        purged.unwrap().unwrap();
        let is_there = !rows(&cloud, "draft").await.is_empty();
        let was_saved = saved.unwrap().location.is_some();
        assert_eq!(was_saved, is_there, "seed {seed}: {draft}");
    }
}

#[tokio::test(start_paused = true)]
async fn nobody_writes_back_what_the_purge_has_taken_out_meanwhile() {
    let cloud = Cloud::new().await;
    let world = a_month_has_passed(&cloud).await;
    let shown = world.store.publications(2024.into()).await.unwrap().remove(0);
    let read = world.store.event(shown.id).await.unwrap().unwrap();
    let revision = world.store.revision(read.id, read.revision()).await.unwrap().unwrap();
    cloud.clock().set(A_YEAR_LATER.parse().unwrap());
    let step =
        Step::edit(read.clone(), &person(ORGANISER), read.highest, revision.clone(), cloud.now()).unwrap();
    world.purges().await;
    let written = world.store.record(&step).await;
    assert!(written.is_err_and(|error| error.is_conflict()), "they read it before");
    let now = world.store.event(read.id).await.unwrap().unwrap();
    assert_eq!((now.state(), now.shown(), now.seats().count()), (State::Published, read.shown(), 0));
}

#[tokio::test(start_paused = true)]
async fn a_purge_without_enough_time_goes_on_the_next_night_and_an_unknown_row_is_left_alone() {
    let cloud = Cloud::new().await;
    let world = a_month_has_passed(&cloud).await;
    let sdk = runtime::aws::settings(cloud.loader()).load().await;
    let put = aws_sdk_dynamodb::Client::new(&sdk).put_item().table_name(pipeline_tests::cloud::TABLE);
    let text = |text: &str| aws_sdk_dynamodb::types::AttributeValue::S(text.to_owned());
    put.item("pk", text("AAA#stranger")).item("sk", text("META")).send().await.unwrap();
    cloud.clock().set(A_YEAR_LATER.parse().unwrap());
    cloud.page_size(20);
    let (mut nights, mut unknown) = (0, 0);
    loop {
        nights += 1;
        let purged = world.purges_once(0).await.unwrap().unwrap();
        unknown += purged.tally.unknown;
        if purged.complete {
            break;
        }
    }
    assert!(nights > 3, "{nights}");
    assert_eq!(unknown, 1);
    assert!(cloud.items().await.iter().any(|item| item["pk"]["S"] == "AAA#stranger"));
    cloud.page_size(usize::MAX);
    assert_eq!(world.purges().await.tally.acted(), 0, "night after night it came to the end");
}
