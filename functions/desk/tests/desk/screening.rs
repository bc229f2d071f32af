//! An event comes into review.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use model::event::State;
use model::id::{EventId, PersonId};
use model::letter::Occasion;
use model::moderation::{Moderator, Rhythm, Scope};
use model::pace::MOST_LETTERS;
use model::territory::Region;
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};
use store::Nudge;

use crate::world::{World, YEAR, member, revision};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test(start_paused = true)]
async fn an_event_is_passed_on_once_with_what_looks_like_it() {
    let alex = member("Alex", Rhythm::AtOnce);
    let world = World::new(&Cloud::new().await, std::slice::from_ref(&alex)).await;
    let first = world.passes_on("Repenser l’accueil avec les usagers").await;
    let second = world.passes_on("Repenser l’accueil avec les usager·e·s").await;
    assert!(world.nudge(Nudge::Review { event: second }).await);
    let event = world.event(second).await;
    assert_eq!(event.version, 2, "the second message changed nothing");
    let screening = event.standing.screening.unwrap();
    assert_eq!(screening.to, [alex.id]);
    assert_eq!(screening.look_alikes.iter().map(|it| it.event).collect::<Vec<_>>(), [first]);
    assert_eq!(world.event(first).await.standing.screening.unwrap().look_alikes, []);
    assert_eq!(world.reviews(&alex).await, 2);
    let waiting = world.store.waiting(YEAR.into()).await.unwrap();
    assert!(waiting.iter().all(|waiting| waiting.screened));
}

#[tokio::test(start_paused = true)]
async fn a_hundred_events_in_an_hour_are_ten_letters_and_a_digest() {
    let (alex, lou) = (member("Alex", Rhythm::AtOnce), member("Lou", Rhythm::Digest));
    let world = World::new(&Cloud::new().await, &[alex.clone(), lou.clone()]).await;
    for n in 0..100 {
        world.passes_on(&format!("Atelier numéro {n}")).await;
        world.pass(SignedDuration::from_secs(30));
        if n % 10 == 0 {
            world.round().await;
        }
    }
    assert_eq!((world.reviews(&alex).await, world.reviews(&lou).await), (MOST_LETTERS, 0));
    assert_eq!(world.occasions(&alex).await, []);
    world.pass(HOUR);
    world.round().await;
    world.round().await;
    assert!(matches!(world.occasions(&alex).await[..], [Occasion::Burst { .. }]));
    assert_eq!(world.occasions(&lou).await, [], "it is for the morning");
    world.passes_on("Après la tempête").await;
    assert_eq!(world.reviews(&alex).await, MOST_LETTERS + 1, "told at once again");
}

#[tokio::test(start_paused = true)]
async fn events_that_come_at_once_share_a_pace_without_losing_a_letter() {
    for seed in 0..5 {
        let alex = member("Alex", Rhythm::AtOnce);
        let cloud = Cloud::new().await;
        let world = World::new(&cloud, std::slice::from_ref(&alex)).await;
        let (one, two) = (world.proposes("Un").await, world.proposes("Deux").await);
        cloud.interleave(seed);
        let nudge = async |event| world.nudge(Nudge::Review { event }).await;
        let both = tokio::join!(nudge(one), nudge(two), nudge(one));
        assert_eq!(both, (true, true, true));
        assert_eq!(world.reviews(&alex).await, 2);
        assert_eq!(world.store.pace(alex.id).await.unwrap().letters.len(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_of_several_regions_comes_to_the_moderators_of_each() {
    let of = |name: &str, region| {
        let scope = Scope::Regions { regions: vec![region] };
        Moderator { scope, ..member(name, Rhythm::AtOnce) }
    };
    let team = [
        of("Yann", Region::BRETAGNE),
        of("Chantal", Region::from_code("28").unwrap()),
        of("Ange", Region::CORSE),
        member("Alex", Rhythm::AtOnce),
    ];
    let world = World::new(&Cloud::new().await, &team).await;
    let mut revision = revision("Visites croisées");
    let places = serde_json::json!({ "mode": "on-site", "places": [
        { "name": "Mairie", "postcode": "35000", "town": "35238" },
        { "name": "Hôtel de ville", "postcode": "14000", "town": "14118" },
    ] });
    revision.content.attendance = serde_json::from_value(places).unwrap();
    let event = world.proposes_revision(revision).await;
    assert!(world.nudge(Nudge::Review { event }).await);
    let told: BTreeSet<_> = world.event(event).await.standing.screening.unwrap().to.into_iter().collect();
    assert_eq!(told, [team[0].id, team[1].id].into());
    let waiting = &world.store.waiting(YEAR.into()).await.unwrap()[0];
    let sees: Vec<_> = team.iter().map(|member| member.may_see(waiting)).collect();
    assert_eq!(sees, [true, true, false, true]);
}

#[tokio::test(start_paused = true)]
async fn what_was_decided_before_the_desk_came_is_left_alone() {
    let world = World::new(&Cloud::new().await, &[member("Alex", Rhythm::AtOnce)]).await;
    let event = world.proposes("Vite").await;
    world.publishes(event).await;
    assert!(world.nudge(Nudge::Review { event }).await);
    let event = world.event(event).await;
    assert_eq!((event.version, event.state()), (2, State::Published));
}

#[tokio::test(start_paused = true)]
async fn a_message_about_nothing_ends_among_the_dead_letters() {
    let world = World::new(&Cloud::new().await, &[]).await;
    assert!(!world.nudge(Nudge::Review { event: EventId::derive(&[b"none"]) }).await);
    assert!(!world.nudge(Nudge::Programme { edition: YEAR.into() }).await);
}

#[tokio::test(start_paused = true)]
async fn an_event_that_nobody_looks_after_is_recorded_all_the_same() {
    let world = World::new(&Cloud::new().await, &[]).await;
    let event = world.passes_on("Seul").await;
    assert_eq!(world.event(event).await.standing.screening.unwrap().to, []);
}

#[tokio::test(start_paused = true)]
async fn a_table_that_does_not_answer_brings_the_message_back() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud, &[member("Alex", Rhythm::AtOnce)]).await;
    let event = world.proposes("Panne").await;
    cloud.plan(Fault::at("desk", "TransactWriteItems", 1, FaultKind::ServerError));
    assert!(!world.nudge(Nudge::Review { event }).await);
    assert!(world.nudge(Nudge::Review { event }).await);
    assert!(!world.event(event).await.awaits_the_desk());
}

#[tokio::test(start_paused = true)]
async fn a_link_goes_to_whoever_is_of_the_team_once_a_window() {
    let alex = member("Alex", Rhythm::AtOnce);
    let world = World::new(&Cloud::new().await, std::slice::from_ref(&alex)).await;
    let asks = async |address: &str, window| {
        let person = PersonId::of(&address.to_owned().try_into().unwrap(), &world.deps.person_key);
        assert!(world.nudge(Nudge::LinkAsked { person, window }).await);
    };
    asks("alex@exemple.gouv.fr", 7).await;
    asks("Alex@exemple.gouv.fr", 7).await;
    asks("quelquun@exemple.org", 7).await;
    assert_eq!(world.occasions(&alex).await, [Occasion::LinkAsked { window: 7 }]);
    asks("alex@exemple.gouv.fr", 8).await;
    assert_eq!(world.occasions(&alex).await.len(), 2);
}
