//! What work over the whole programme consumes, by its size: publishing a change, a round, the round after midnight, the
//! night's snapshot.

use jiff::SignedDuration;
use model::content::Revision;
use model::event::Outcome;
use model::id::{EventId, PersonId, PersonKey};
use model::proposal::Proposal;
use model::reception::Reception;
use model::step::{Ruling, Step};
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::{Delivery, Pipeline};

use super::counting;
use super::record::{Consumption, Mark};
use crate::steps::WORKSHOP;
use crate::world::{World, edition, team};

/// Towns of ten regions.
const TOWNS: [(&str, &str); 10] = [
    ("97400", "Saint-Denis"),
    ("35000", "Rennes"),
    ("69003", "Lyon"),
    ("13001", "Marseille"),
    ("59000", "Lille"),
    ("33000", "Bordeaux"),
    ("31000", "Toulouse"),
    ("67000", "Strasbourg"),
    ("44000", "Nantes"),
    ("75015", "Paris"),
];

const FORMATS: [&str; 3] = ["atelier", "conference", "visite"];

/// What each piece of work over a programme of so many events consumes of what its function does.
pub(super) async fn of(size: usize) -> Vec<(&'static str, Consumption)> {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    for number in 0..size {
        is_published(&world, number).await;
    }
    counting(&cloud);
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;
    nudge(&world, &mut pipeline).await;

    // One more, in the middle of the month.
    let mark = Mark::here(&cloud).await;
    is_published(&world, size).await;
    pipeline.settle().await;
    let change = consumed(&mark, &cloud, "publish").await;

    let mark = Mark::here(&cloud).await;
    nudge(&world, &mut pipeline).await;
    let round = consumed(&mark, &cloud, "publish").await;

    // From a day of the month to the next.
    cloud.clock().set("2024-11-12T11:00:00Z".parse().unwrap());
    nudge(&world, &mut pipeline).await;
    cloud.clock().set("2024-11-12T23:01:00Z".parse().unwrap());
    let mark = Mark::here(&cloud).await;
    nudge(&world, &mut pipeline).await;
    let midnight = consumed(&mark, &cloud, "publish").await;

    let mark = Mark::here(&cloud).await;
    world.take_snapshot().await;
    let snapshot = consumed(&mark, &cloud, "snapshot").await;
    vec![("change", change), ("midnight", midnight), ("round", round), ("snapshot", snapshot)]
}

async fn consumed(mark: &Mark, cloud: &Cloud, function: &str) -> Consumption {
    mark.since(cloud).await.remove(function).expect("its function ran")
}

/// The scheduler's round of all editions.
async fn nudge(world: &World, pipeline: &mut Pipeline<'_>) {
    let message = world.sqs.send_message().queue_url(world.cloud.queue_url("Programme"));
    let at = world.cloud.now().to_string();
    message
        .message_body("{\"nudge\":\"round\"}")
        .message_group_id("round")
        .message_deduplication_id(at)
        .send()
        .await
        .expect("the scheduler's message");
    pipeline.settle().await;
    world.cloud.clock().advance(1);
}

/// An event that was proposed, read and published, written as the functions write it.
async fn is_published(world: &World, number: usize) {
    let now = world.cloud.now();
    let (postcode, commune) = TOWNS[number % TOWNS.len()];
    let form = serde_html_form::to_string(WORKSHOP).unwrap();
    let mut proposal: Proposal = serde_html_form::from_str(&form).unwrap();
    proposal.title = format!("Atelier {number}\u{a0}: repenser l’accueil avec les usagers");
    proposal.description = "Venez avec vos idées, repartez avec un plan d’action partagé. ".repeat(23);
    FORMATS[number % FORMATS.len()].clone_into(&mut proposal.format);
    proposal.slot_date = vec![format!("2024-11-{:02}", 6 + number % 24)];
    proposal.postcode = vec![postcode.to_owned()];
    proposal.commune = vec![commune.to_owned()];
    let revision: Revision = proposal.check(&edition()).unwrap();
    let id = EventId::derive(&[&number.to_be_bytes()]);
    let organiser = PersonId::of(&revision.organiser.email, &PersonKey::new("person-key"));
    let content = revision.content.clone();
    let submitted = Step::submit(id, 2024.into(), organiser, Reception::Known, revision, now);
    world.store.record(&submitted).await.unwrap();
    let [moderator, _] = team();
    let window = SignedDuration::ZERO;
    let ruling =
        Ruling { moderator: &moderator, outcome: Outcome::Publish, corrected: None, window, order: None };
    let event = submitted.after;
    let revision = event.revision();
    let decided = Step::decide(event, revision, ruling, &content, now).unwrap();
    world.store.record(&decided).await.unwrap();
}
