//! The mail scanner on every mail of the newsletter: it subscribes, unsubscribes, erases and sends nobody and nothing.

use model::id::MailingId;
use model::letter::{MailingLetter, MailingOccasion};
use model::mailing::State;
use pipeline_tests::cloud::{Cloud, SentMail};
use pipeline_tests::pipeline::Delivery;

use super::{has_left_well, opened};
use crate::robot::scan;
use crate::world::{NATIONAL, World, team};

const READERS: [&str; 3] = ["un@exemple.gouv.fr", "deux@exemple.gouv.fr", "trois@exemple.gouv.fr"];

/// Scans the mails that an address has received since, and asks after each whether anyone is something else.
async fn scans(world: &World, address: &str, before: usize) -> usize {
    let mails = world.mails_to(address).split_off(before);
    for mail in &mails {
        let people = people(world).await;
        scan(world, mail).await;
        assert_eq!(self::people(world).await, people, "a scanner has changed something: {}", subject(mail));
    }
    mails.len()
}

/// What the table knows of readers and issues. (What someone may ask with an address is no one's state: it is not there.)
async fn people(world: &World) -> Vec<serde_json::Value> {
    let items = world.cloud.items().await;
    let kinds = ["subscriber", "reader", "subscription-request", "mailing", "delivery", "outbox", "mail"];
    items.into_iter().filter(|item| kinds.iter().any(|kind| item["entity"]["S"] == *kind)).collect()
}

fn subject(mail: &SentMail) -> String {
    mail.tags["mail"].clone()
}

#[tokio::test(start_paused = true)]
async fn a_scanner_of_all_mails_of_the_newsletter_confirms_sends_and_unsubscribes_nobody() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    let mut scanned = 0;
    for address in READERS {
        world.asks_for_the_newsletter(address).await;
    }
    pipeline.settle().await;
    for address in READERS {
        scanned += scans(&world, address, 0).await;
        assert!(!world.subscriber(address).await.unwrap().is_active(), "nobody is confirmed");
        world.confirms_subscription(&world.mails_to(address)[0]).await;
    }
    pipeline.settle().await;
    for address in READERS {
        scanned += scans(&world, address, 1).await;
        assert!(world.subscriber(address).await.unwrap().is_active());
    }
    cloud.clock().advance(25 * 3600);
    world.asks_for_the_newsletter(READERS[0]).await;
    pipeline.settle().await;
    scanned += scans(&world, READERS[0], 2).await;

    scanned += the_editors_mails(&world, &mut pipeline).await;
    for address in READERS {
        assert!(world.subscriber(address).await.unwrap().is_active());
    }
    let copy = world.mails_to(READERS[1]).pop().unwrap();
    world.unsubscribes_in_one_click(&copy).await;
    assert!(!world.subscriber(READERS[1]).await.unwrap().is_active(), "the human succeeds at the first try");
    println!("{scanned} mails of the newsletter scanned");
    assert!(scanned >= 3 * 3 + 1 + 4, "{scanned}");
}

/// Draft, test, start, report, and the copies themselves; how many mails.
async fn the_editors_mails(world: &World, pipeline: &mut pipeline_tests::pipeline::Pipeline<'_>) -> usize {
    let id = world.has_draft().await;
    let seen = world.mails_to(NATIONAL).len();
    written(world, id, MailingOccasion::Draft).await;
    written(world, id, MailingOccasion::Test { asked: 1 }).await;
    pipeline.settle().await;
    let mut scanned = scans(world, NATIONAL, seen).await;
    assert!(matches!(world.the_mailing(id).await.state, State::Draft), "nothing is sent");
    let (seen, copies) =
        (world.mails_to(NATIONAL).len(), READERS.map(|address| world.mails_to(address).len()));
    world.launches(id, opened(world, id).await).await;
    pipeline.settle().await;
    has_left_well(world, &world.cloud, id, 3).await;
    scanned += scans(world, NATIONAL, seen).await;
    for (address, before) in READERS.iter().zip(copies) {
        scanned += scans(world, address, before).await;
    }
    scanned
}

async fn written(world: &World, id: MailingId, occasion: MailingOccasion) {
    let version = world.the_mailing(id).await.version;
    let letter = MailingLetter { mailing: id, version, moderator: team()[0].id, occasion };
    world.store.write_to_editors(vec![letter], world.cloud.now()).await.unwrap();
}
