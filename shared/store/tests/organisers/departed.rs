//! An event that leaves the programme, and comes back: its address is always in one of the programme's lists.

use jiff::SignedDuration;
use model::event::{Event, Outcome};
use model::step::{Ruling, Step, Undoing};
use pipeline_tests::cloud::Cloud;
use pipeline_tests::samples::{edition, moderator, revision};
use store::{Store, StoreError};

use crate::world::{World, YEAR};

const TITLE: &str = "Un atelier à La Réunion";

fn published(event: Event, world: &World) -> Step {
    let (moderator, window) = (moderator(), SignedDuration::from_mins(5));
    let (read, outcome) = (event.revision(), Outcome::Publish);
    let ruling = Ruling { moderator: &moderator, outcome, corrected: None, window, order: None };
    Step::decide(event, read, ruling, &revision(TITLE).content, world.now()).unwrap()
}

fn undone(event: Event, world: &World) -> Step {
    let (content, version, now) = (revision(TITLE).content, event.version, world.now());
    let contents = Undoing { current: &content, shown: None, left: Some(&content) };
    Step::undo(event, version, &moderator(), contents, now, now).unwrap()
}

async fn recorded(world: &World, step: Step) -> Event {
    world.store.record(&step).await.unwrap();
    step.after
}

/// How many published events an edition has, and how many that have left.
async fn listed(store: &Store) -> Result<(usize, usize), StoreError> {
    let material = store.material(YEAR.into()).await?.unwrap();
    Ok((material.events.len(), material.departed.len()))
}

async fn with_an_event(cloud: &Cloud) -> (World, Event) {
    let world = World::of(cloud);
    world.store.open_edition(&edition(YEAR)).await.unwrap();
    let event = world.submitted(TITLE).await;
    (world, event)
}

#[tokio::test]
async fn what_leaves_the_programme_is_remembered_without_its_words_until_it_comes_back() {
    let (world, event) = with_an_event(&Cloud::new().await).await;
    let list = async || listed(&world.store).await.unwrap();
    assert_eq!(list().await, (0, 0), "it was never there");
    let event = recorded(&world, published(event, &world)).await;
    assert_eq!(list().await, (1, 0));
    let page = world.store.publications(YEAR.into()).await.unwrap()[0].path();
    let event = recorded(&world, undone(event, &world)).await;
    assert_eq!(list().await, (0, 1));
    let left = &world.store.departed(YEAR.into()).await.unwrap()[0];
    assert_eq!((left.path(), left.departed_at, left.sequence), (page.clone(), world.now(), 1));
    assert_eq!(left.schedule, revision(TITLE).content.schedule);
    let items = world.cloud.items().await;
    let item = items.iter().find(|item| item["entity"]["S"] == "departed").unwrap().to_string();
    assert!(!item.contains("Un atelier") && !item.contains("En une phrase") && !item.contains("visio"));
    recorded(&world, published(event, &world)).await;
    assert_eq!(list().await, (1, 0));
    assert_eq!(world.store.publications(YEAR.into()).await.unwrap()[0].path(), page);
}

#[tokio::test]
async fn a_step_that_was_recorded_is_not_recorded_again() {
    let (world, event) = with_an_event(&Cloud::new().await).await;
    let event = recorded(&world, published(event, &world)).await;
    let leaves = undone(event, &world);
    let event = recorded(&world, leaves.clone()).await;
    recorded(&world, published(event, &world)).await;
    assert!(world.store.record(&leaves).await.is_err_and(|error| error.is_conflict()));
    assert_eq!(listed(&world.store).await.unwrap(), (1, 0), "a late step brings nothing back");
}

/// The programme is read in several queries, and an event goes from one collection to another meanwhile.
#[tokio::test]
async fn an_event_that_comes_or_goes_while_the_programme_is_read_is_in_one_of_its_lists() {
    let mut seen = Vec::new();
    for seed in 0..60 {
        let cloud = Cloud::new().await;
        let (world, event) = with_an_event(&cloud).await;
        let mut step = published(event, &world);
        if seed % 2 == 0 {
            let event = recorded(&world, step).await;
            step = undone(event, &world);
        } else {
            let event = recorded(&world, step).await;
            let event = recorded(&world, undone(event, &world)).await;
            step = published(event, &world);
        }
        cloud.interleave(seed);
        let decides = async {
            // As long as the reader's own first readings, more or less.
            for _ in 0..4 {
                world.store.event(step.after.id).await?;
            }
            world.store.record(&step).await
        };
        let (read, recorded) =
            tokio::join!(cloud.invoke("reader", listed(&world.store)), cloud.invoke("moderator", decides));
        recorded.unwrap().unwrap();
        let counts = read.unwrap().unwrap();
        assert_eq!(counts.0 + counts.1, 1, "{seed}: {counts:?}");
        seen.push((seed % 2, counts));
    }
    for outcome in [(0, (1, 0)), (0, (0, 1)), (1, (1, 0)), (1, (0, 1))] {
        assert!(seen.contains(&outcome), "{outcome:?}: they meet in every way");
    }
}
