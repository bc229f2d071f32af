//! The events that look like the one that is proposed: shown, and never in the way.

use model::content::Revision;
use model::event::Outcome;
use model::id::{EventId, PersonId};
use model::proposal::Proposal;
use model::reception::Reception;
use model::step::{Ruling, Step};
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};
use pipeline_tests::samples::{edition, moderator};

use crate::world::{World, YEAR, person_key, proposal};

fn said(proposal: &Proposal) -> Revision {
    proposal.check(&edition(YEAR)).unwrap()
}

/// The same event, proposed by someone else.
async fn is_proposed(world: &World, name: &str, reception: Reception) -> EventId {
    let event = EventId::derive(&[name.as_bytes()]);
    let revision = said(&proposal());
    let organiser = PersonId::of(&revision.organiser.email, &person_key());
    let step = Step::submit(event, YEAR.into(), organiser, reception, revision, world.cloud.now());
    world.store.record(&step).await.unwrap();
    event
}

async fn is_published(world: &World, event: EventId) -> String {
    let window = jiff::SignedDuration::from_mins(5);
    let outcome = Outcome::Publish;
    let ruling = Ruling { moderator: &moderator(), outcome, corrected: None, window, order: None };
    let event = world.store.event(event).await.unwrap().unwrap();
    let (revision, content) = (event.revision(), said(&proposal()).content);
    let step = Step::decide(event, revision, ruling, &content, world.cloud.now()).unwrap();
    world.store.record(&step).await.unwrap();
    world.store.publication(YEAR.into(), step.after.id).await.unwrap().unwrap().path()
}

#[tokio::test(start_paused = true)]
async fn what_looks_like_it_is_shown_with_its_page_once_it_has_one() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    let check = format!("{draft}/verifier");
    assert!(!world.open(&check).await.has("#ressemblances"));
    is_proposed(&world, "unconfirmed", Reception::Ask).await;
    assert!(!world.open(&check).await.has("#ressemblances"), "nobody has confirmed it");
    let event = is_proposed(&world, "other", Reception::Known).await;
    let page = world.open(&check).await;
    let shown = page.text("section[aria-labelledby=ressemblances]");
    for fact in
        ["Repenser l’accueil", "pas encore au programme", "12\u{a0}novembre 2024", "Médiathèque, Rennes"]
    {
        assert!(shown.contains(fact), "{fact}: {shown}");
    }
    let path = is_published(&world, event).await;
    assert_eq!(world.open(&check).await.link("Repenser l’accueil"), path);
    // It is never in the way.
    world.pass(60);
    world.sends_on(&world.open(&check).await.form().with("exact", "oui")).await;
    assert_eq!(world.nudges().await, 1);
}

#[tokio::test(start_paused = true)]
async fn look_alikes_that_cannot_be_read_are_left_out() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let draft = world.has_draft("d", proposal()).await;
    is_proposed(&world, "other", Reception::Known).await;
    cloud.plan(Fault::at("intake", "Query", 1, FaultKind::ServerError));
    let page = world.open(&format!("{draft}/verifier")).await;
    assert!(page.forms().len() == 1 && !page.has("#ressemblances"), "{}", page.html);
}
