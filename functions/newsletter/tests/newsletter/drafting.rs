//! The week's draft.

use model::mailing::{Command, Mailing, State, Week};
use model::moderation::{Moderator, Scope};
use model::territory::Region;
use pipeline_tests::cloud::{Cloud, Fault, FaultKind};
use pipeline_tests::samples::edition;
use store::Nudge;

use crate::world::{World, YEAR, editor};

async fn weekly(world: &World) -> Vec<Mailing> {
    world.store.mailings(YEAR.into()).await.unwrap()
}

#[tokio::test(start_paused = true)]
async fn each_week_of_the_edition_has_one_draft_which_every_editor_gets() {
    let world = World::new(&Cloud::new().await).await;
    let drafted = async |at: &str| {
        world.at(at);
        for _ in 0..2 {
            world.round().await;
        }
        weekly(&world).await.len()
    };
    assert_eq!(drafted("2024-10-31T07:59:00Z").await, 0);
    assert_eq!(drafted("2024-10-31T08:00:00Z").await, 1, "Thursday at nine in Paris");
    assert_eq!(drafted("2024-11-04T08:00:00Z").await, 1);
    assert_eq!(drafted("2024-11-07T08:00:00Z").await, 2);
    assert_eq!(drafted("2024-11-14T09:00:00Z").await, 3);
    assert_eq!(drafted("2024-11-21T08:00:00Z").await, 4);
    assert_eq!(drafted("2024-11-28T12:00:00Z").await, 4, "the month is over before the next week");
    assert_eq!(drafted("2024-12-05T12:00:00Z").await, 4);
    for mailing in weekly(&world).await {
        assert_eq!(mailing.state, State::Draft);
        assert_eq!(world.letters_about(mailing.id).await, ["Alex Draft", "Lou Draft"]);
    }
}

#[tokio::test(start_paused = true)]
async fn rounds_at_once_draft_it_once() {
    for seed in 0..10 {
        let cloud = Cloud::new().await;
        let world = World::new(&cloud).await;
        cloud.interleave(seed);
        let rounds = tokio::join!(world.nudge(Nudge::Round), world.nudge(Nudge::Round));
        assert_eq!(rounds, (true, true), "seed {seed}");
        let [mailing] = &weekly(&world).await[..] else { panic!("seed {seed}") };
        assert_eq!(world.letters_about(mailing.id).await, ["Alex Draft", "Lou Draft"]);
    }
}

#[tokio::test(start_paused = true)]
async fn who_is_away_or_looks_after_a_region_gets_none() {
    let world = World::new(&Cloud::new().await).await;
    let away = Moderator { away_until: Some("2024-11-30".parse().unwrap()), ..editor("Lou") };
    let regional = Moderator { scope: Scope::Regions { regions: vec![Region::CORSE] }, ..editor("Noa") };
    for moderator in [away, regional] {
        world.store.put_moderator(&moderator).await.unwrap();
    }
    world.round().await;
    let mailing = &weekly(&world).await[0];
    assert_eq!(world.letters_about(mailing.id).await, ["Alex Draft"]);
}

#[tokio::test(start_paused = true)]
async fn one_that_the_editors_do_not_want_does_not_come_back() {
    let world = World::new(&Cloud::new().await).await;
    world.round().await;
    let mailing = weekly(&world).await[0].id;
    world.does(mailing, [Command::Discard]).await;
    world.round().await;
    assert_eq!(weekly(&world).await.len(), 1);
    assert!(matches!(world.state(mailing).await, State::Discarded { .. }));
}

#[tokio::test(start_paused = true)]
async fn what_is_new_is_what_was_published_since_the_last_issue_that_left() {
    let world = World::new(&Cloud::new().await).await;
    world.round().await;
    let first = weekly(&world).await[0].clone();
    assert_eq!(first.news_since, world.cloud.now() - jiff::SignedDuration::from_hours(7 * 24));
    world.at("2024-11-05T10:00:00Z");
    world.does(first.id, [Command::Launch { first_of_month: true }]).await;
    world.at("2024-11-07T10:00:00Z");
    world.round().await;
    let week = Week::of("2024-11-11".parse().unwrap());
    let second = world.mailing(Mailing::id_of(edition(YEAR).year, week)).await;
    assert_eq!(second.news_since, "2024-11-05T10:00:00Z".parse().unwrap());
}

#[tokio::test(start_paused = true)]
async fn a_part_of_the_round_that_fails_keeps_none_of_the_others() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let id = world.launches("lettre").await;
    world.pass(jiff::SignedDuration::from_mins(6));
    cloud.plan(Fault::at("newsletter", "TransactWriteItems", 1, FaultKind::Unreachable));
    assert!(!world.nudge(Nudge::Round).await, "the draft fails");
    assert_eq!(world.nudges("launch").await, 1, "the issue that waits is nudged all the same");
    assert!(matches!(world.state(id).await, State::Freezing { .. }));
    world.round().await;
    assert_eq!(weekly(&world).await.len(), 2);
}
