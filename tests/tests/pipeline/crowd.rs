//! Many moderators at once on one event.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use model::email::EmailAddress;
use model::event::State;
use model::id::{EventId, ModeratorId};
use model::text::Line;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Delivery;

use crate::steps::{ORGANISER, path_in, text_of};
use crate::world::{World, post, team};

/// Each of them.
const TIMES: usize = 200;

/// Five moderators of La Réunion, each with their own link to the same event.
async fn five_links(world: &World) -> (EventId, Vec<String>) {
    let mut emails = Vec::new();
    for number in 1..=5 {
        let email = format!("moderation{number}@exemple.gouv.fr");
        let [_, mut moderator] = team();
        moderator.id = ModeratorId::derive(&[email.as_bytes()]);
        moderator.name = Line::parse(&format!("Camarade {number}")).unwrap();
        moderator.email = EmailAddress::parse(&email).unwrap();
        world.store.put_moderator(&moderator).await.unwrap();
        emails.push(email);
    }
    let id = EventId::parse(&world.submit().await).unwrap();
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;
    world.confirm(&world.mails_to(ORGANISER)[0]).await;
    pipeline.settle().await;
    (id, emails.iter().map(|email| path_in(&world.mails_to(email)[0], "/moderer/")).collect())
}

#[tokio::test(start_paused = true)]
async fn of_a_thousand_decisions_at_once_one_stands_and_everyone_learns_whose() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let (id, paths) = five_links(&world).await;
    let decisions = [
        vec![("act", "decide"), ("decision", "publish")],
        vec![("act", "decide"), ("decision", "spam")],
        vec![("act", "decide"), ("decision", "reject"), ("reject_reason", "doublon")],
        vec![("act", "decide"), ("decision", "changes"), ("part", "title"), ("text-title", "Plus court.")],
        vec![("act", "decide"), ("decision", "publish"), ("title", "Un autre titre")],
    ];
    cloud.interleave(7);
    let requests = (0..TIMES).flat_map(|_| paths.iter().zip(&decisions));
    let answers = join_all(requests.map(|(path, fields)| world.request(post(path, fields)))).await;
    assert_eq!(answers.len(), 5 * TIMES);
    let mut told = BTreeSet::new();
    for answer in answers {
        let page = answer.expect("an answer");
        match text_of(&page, "#decision-prise h2").or_else(|| text_of(&page, "#decision-prise")) {
            Some(who) => drop(told.insert(who)),
            // The table was too busy for this one: the page says to try again, and that nothing was lost.
            None => assert!(page.status.is_server_error(), "{}", page.html),
        }
    }
    assert_eq!(told.len(), 1, "everyone reads the same: {told:?}");
    let event = world.store.event(id).await.unwrap().unwrap();
    assert_ne!(event.state(), State::InReview);
    let history = world.store.history(id).await.unwrap();
    assert_eq!(history.iter().filter(|line| line.deed.code() == "decided").count(), 1);
    let winner = event.decision().unwrap().moderator_name.as_str();
    assert!(told.first().unwrap().contains(winner), "{told:?} is about {winner}");
    for path in &paths {
        let page = world.open(path).await;
        assert!(text_of(&page, "#decision-prise").unwrap().contains(winner), "the four others learn whose");
    }
}
