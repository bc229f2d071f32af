//! Links to one's events: for whoever has any, once for each request, to nobody else.

use jiff::SignedDuration;
use model::email::EmailAddress;
use model::event::Seat;
use model::id::{EventId, PersonId};
use model::reception::Reception;
use model::step::Step;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::enumeration::Enumeration;
use store::Nudge;

use crate::world::{World, YEAR, revision};

const ORGANISER: &str = "camille.durand@exemple.gouv.fr";
const STRANGER: &str = "personne@exemple.gouv.fr";

fn person(world: &World, typed: &str) -> (PersonId, EmailAddress) {
    let address = EmailAddress::parse(typed).unwrap();
    (PersonId::of(&address, &world.deps.person_key), address)
}

/// Someone asks for their links: the nudge that follows.
async fn asks(world: &World, typed: &str, window: i64) -> Nudge {
    let (person, address) = person(world, typed);
    world.store.ask_event_links(&person, &address, window, world.cloud.now()).await.unwrap();
    Nudge::EventLinksAsked { person, window }
}

async fn is_remembered(world: &World, typed: &str, window: i64) -> bool {
    world.store.event_links_request(&person(world, typed).0, window).await.unwrap().is_some()
}

#[tokio::test(start_paused = true)]
async fn who_has_events_is_written_to_once_a_request_and_nobody_else_is() {
    let world = World::new(&Cloud::new().await, &[]).await;
    world.proposes("Un").await;
    world.proposes("Deux").await;
    for (typed, windows, letters) in [(STRANGER, [1, 2], 0), (ORGANISER, [1, 2], 2)] {
        for window in windows {
            let nudge = asks(&world, typed, window).await;
            world.settle(nudge).await;
            // What the stranger typed is forgotten at once; `send` needs the organiser's.
            assert_eq!(is_remembered(&world, typed, window).await, letters > 0, "{typed}");
        }
        assert_eq!(world.event_links().await, letters, "{typed}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_address_that_nobody_has_confirmed_is_not_written_to_for_the_asking() {
    let world = World::new(&Cloud::new().await, &[]).await;
    let (id, sent) = (EventId::derive(&[b"e"]), revision("Sans accord"));
    let (organiser, _) = person(&world, ORGANISER);
    let step = Step::submit(id, YEAR.into(), organiser, Reception::Ask, sent.clone(), world.cloud.now());
    world.store.record(&step).await.unwrap();
    let nudge = asks(&world, ORGANISER, 1).await;
    world.settle(nudge.clone()).await;
    assert_eq!(world.event_links().await, 0);
    let confirmed = Step::confirm(step.after, 1.into(), &sent.content, world.cloud.now()).unwrap();
    world.store.record(&confirmed).await.unwrap();
    world.settle(nudge).await;
    assert_eq!(world.event_links().await, 0, "a message that comes late finds nothing to do");
    let nudge = asks(&world, ORGANISER, 2).await;
    world.settle(nudge).await;
    assert_eq!(world.event_links().await, 1);
}

#[tokio::test(start_paused = true)]
async fn a_colleague_is_written_to_until_they_leave() {
    let world = World::new(&Cloud::new().await, &[]).await;
    let id = world.proposes("À deux").await;
    let content = revision("À deux").content;
    let (organiser, _) = person(&world, ORGANISER);
    let invited = person(&world, STRANGER);
    let step = Step::invite(world.event(id).await, &organiser, invited, &content, world.cloud.now()).unwrap();
    world.store.record(&step).await.unwrap();
    let nudge = asks(&world, STRANGER, 1).await;
    world.settle(nudge).await;
    assert_eq!(world.event_links().await, 1);
    let step = Step::dismiss(step.after, &organiser, Seat::from(1), &content, world.cloud.now()).unwrap();
    world.store.record(&step).await.unwrap();
    let nudge = asks(&world, STRANGER, 2).await;
    world.settle(nudge).await;
    assert_eq!(world.event_links().await, 1);
}

#[tokio::test(start_paused = true)]
async fn whatever_breaks_wherever_one_letter_is_written() {
    for (typed, letters) in [(ORGANISER, 1), (STRANGER, 0)] {
        let scenario = async |cloud: &Cloud| {
            let world = World::new(cloud, &[]).await;
            world.proposes("Un").await;
            let nudge = asks(&world, typed, 1).await;
            cloud.prelude_ends();
            world.settle(nudge).await;
            world.pass(SignedDuration::from_mins(1));
        };
        let invariants = async |cloud: &Cloud, ()| {
            assert_eq!(World::of(cloud).event_links().await, letters);
        };
        println!("{}", Box::pin(Enumeration::new().run(scenario, invariants)).await);
    }
}
