//! `make bench`: what the moderators' pages cost. Times are those of the handler and the SDK, without the table in memory,
//! in the development profile, hence above those of a release; they are printed, never asserted. Calls and weight are.

use std::time::{Duration, Instant};

use links::{Capability, Purpose, Subject};
use model::content::Revision;
use model::id::{EventId, PersonId, PersonKey};
use model::moderation::reviewers;
use model::proposal::Proposal;
use model::reception::Reception;
use model::screening::Screening;
use model::step::Step;
use pipeline_tests::cloud::Cloud;

use crate::steps::WORKSHOP;
use crate::world::{World, edition, get, keys, team};

/// Times of one request, sorted.
async fn times(world: &World, path: &str, rounds: usize) -> (Vec<Duration>, usize, usize) {
    let mut times = Vec::new();
    let before = world.cloud.calls().len();
    let mut bytes = 0;
    for _ in 0..rounds {
        let (started, busy) = (Instant::now(), world.cloud.busy());
        let page = world.request(get(path)).await.unwrap();
        times.push(started.elapsed().saturating_sub(world.cloud.busy().saturating_sub(busy)));
        assert!(page.status.is_success(), "{path}: {}", page.status);
        bytes = page.html.len();
    }
    times.sort_unstable();
    (times, bytes, (world.cloud.calls().len() - before) / rounds)
}

async fn show(world: &World, name: &str, path: &str, most: (usize, usize)) {
    let (times, bytes, calls) = times(world, path, 60).await;
    assert!(calls <= most.0 && bytes <= most.1, "{name}: {calls} calls, {bytes} bytes");
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{name:<44} {median:>9.1?} median {worst:>9.1?} worst {calls:>3} calls {:>6} kB", bytes / 1000);
}

/// Events of one edition that wait for a moderator, as many as asked.
async fn fill(world: &World, events: u32) -> Vec<EventId> {
    let now = world.cloud.clock().now();
    let form = serde_html_form::to_string(WORKSHOP).unwrap();
    let mut ids = Vec::new();
    for number in 0..events {
        let mut proposal: Proposal = serde_html_form::from_str(&form).unwrap();
        proposal.title = format!("Atelier {number}\u{a0}: repenser l’accueil avec les usagers");
        proposal.slot_date = vec![format!("2024-11-{:02}", 4 + number % 26)];
        let revision: Revision = proposal.check(&edition()).unwrap();
        let id = EventId::derive(&[&number.to_be_bytes()]);
        let organiser = PersonId::of(&revision.organiser.email, &PersonKey::new("person-key"));
        let content = revision.content.clone();
        let submitted = Step::submit(id, 2024.into(), organiser, Reception::Known, revision, now);
        world.store.record(&submitted).await.unwrap();
        let team = team();
        let to = reviewers(&content.regions(), &team, edition().period.first());
        let to = to.iter().map(|moderator| moderator.id).collect();
        let screening =
            Screening { at: now, to, look_alikes: vec![], suspicion: model::spam::spam_signs(&content) };
        let screened = Step::screen(submitted.after, screening, &[], &content, now).unwrap();
        world.store.record(&screened).await.unwrap();
        ids.push(id);
    }
    ids
}

#[tokio::test]
#[ignore = "measures: make bench"]
async fn what_the_pages_of_moderators_cost() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let ids = fill(&world, 500).await;
    let [national, regional] = team();
    let expires = "2025-01-01T00:00:00Z".parse().unwrap();
    let link = |purpose, subject, moderator| {
        Capability { purpose, subject, moderator: Some(moderator), expires }.link("", &keys())
    };
    let event = Subject::Event { event: ids[250], revision: 1.into() };
    let decision = link(Purpose::Moderate, event, regional.id);
    let queue = link(Purpose::Queue, Subject::Edition(2024.into()), national.id);
    println!("500 events wait; handler and SDK without the table, development profile, 60 requests each:");
    show(&world, "the organiser’s form (for comparison)", "/proposer/commencer", (3, 60_000)).await;
    show(&world, "decision page", &decision, (9, 60_000)).await;
    show(&world, "queue page, everything", &format!("{queue}?pour=toutes"), (6, 120_000)).await;
    show(&world, "queue page, words", &format!("{queue}?pour=toutes&q=accueil+usagers+137"), (6, 120_000))
        .await;
    show(
        &world,
        "check page of a bulk order over all 500",
        &format!("{queue}/lot?pour=toutes&action=publish"),
        (6, 400_000),
    )
    .await;
}
