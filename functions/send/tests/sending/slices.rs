//! What stops an issue, for now or for good, and how it goes on.

use mail::Ses;
use model::letter::MailingOccasion;
use model::mailing::{Bucket, Command, State, Tally};
use pipeline_tests::cloud::{Fault, FaultKind};

use crate::issue::is_sent;
use crate::world::World;

/// Decides while the issue is leaving, as soon as a first copy has; the parts of the audience of which no copy has left.
async fn untouched_after(world: &World, command: Command) -> (model::id::MailingId, usize) {
    let readers = world.readers(40).await;
    let id = world.sending(&readers, 8).await;
    let deciding = async {
        while world.cloud.mails().is_empty() {
            tokio::task::yield_now().await;
        }
        world.decides(id, command).await;
    };
    let (done, ()) = tokio::join!(world.goes_on(id), deciding);
    assert!(done);
    let copies = world.copies(id).await;
    let touched: std::collections::BTreeSet<Bucket> =
        copies.iter().filter(|copy| is_sent(copy)).map(|copy| copy.bucket).collect();
    (id, 8 - touched.len())
}

#[tokio::test(start_paused = true)]
async fn a_pause_lets_no_other_part_begin_and_resuming_sends_the_rest_once() {
    let world = World::new().await;
    let (id, untouched) = Box::pin(untouched_after(&world, Command::Pause)).await;
    assert_eq!(untouched, 7, "the part under way is the last");
    assert!(world.goes_on(id).await, "a nudge changes nothing");
    let left = world.cloud.mails().len();
    assert!(left < 40);
    world.decides(id, Command::Resume).await;
    assert!(world.goes_on(id).await && world.is_sent(id).await);
    assert_eq!(world.progress(id).await.sent, 40);
    assert_eq!(world.cloud.mails().len(), 40, "nobody twice");
}

#[tokio::test(start_paused = true)]
async fn a_cancellation_lets_no_other_part_begin_and_the_figures_add_up() {
    let world = World::new().await;
    let (id, untouched) = Box::pin(untouched_after(&world, Command::Cancel)).await;
    assert_eq!(untouched, 7);
    let left = u32::try_from(world.cloud.mails().len()).unwrap();
    let progress = world.progress(id).await;
    assert_eq!((progress.sent, progress.skipped, progress.audience()), (left, 40 - left, 40));
}

#[tokio::test(start_paused = true)]
async fn a_spent_day_parks_the_issue_and_the_next_day_sends_the_rest() {
    let world = World::new().await;
    world.cloud.clock().flow();
    world.cloud.limit_mail(14.0, 10);
    let readers = world.readers(12).await;
    let id = world.sending(&readers, 2).await;
    let started = world.cloud.now();
    assert!(world.goes_on(id).await);
    assert_eq!(world.cloud.mails().len(), 8, "a fifth of the day is left to other mails");
    let State::Parked { resumes_by, .. } = world.mailing(id).await.state else { panic!("parked") };
    let waits = resumes_by.duration_since(started).as_hours();
    assert_eq!(waits, 24);
    assert_eq!(world.letters(MailingOccasion::Parked).await.len(), 2, "the editors know when it goes on");

    world.cloud.clock().advance(3600);
    world.decides(id, Command::Unpark).await;
    assert!(world.goes_on(id).await);
    assert!(matches!(world.mailing(id).await.state, State::Parked { .. }), "there is still no room");
    assert_eq!(world.letters(MailingOccasion::Parked).await.len(), 2, "they are told once a day");

    world.cloud.clock().set(resumes_by);
    world.cloud.clock().advance(60);
    world.decides(id, Command::Unpark).await;
    assert!(world.goes_on(id).await && world.is_sent(id).await);
    assert_eq!(world.cloud.mails().len(), 12);
    assert!(readers.iter().all(|reader| world.received(reader) == 1));
}

#[tokio::test(start_paused = true)]
async fn a_badly_received_issue_stops_by_itself_and_an_editor_can_let_it_go_on() {
    let world = World::new().await;
    let readers = world.readers(20).await;
    let id = world.sending(&readers, 4).await;
    let copies = world.copies(id).await;
    let first = copies[0].bucket;
    let bounced: Vec<_> = copies.iter().filter(|copy| copy.bucket == first).collect();
    for copy in &bounced {
        world.bounces(copy).await;
    }
    let sent = u32::try_from(bounced.len() * 25).unwrap().max(200);
    let (store, at) = (&world.deps.store, world.cloud.now());
    // 4 % of all that has left.
    store.note_tally(id, &Tally { bucket: first, sent, at }).await.unwrap();
    if sent > u32::try_from(bounced.len() * 25).unwrap() {
        for copy in copies.iter().filter(|copy| copy.bucket != first).take(8 - bounced.len()) {
            world.bounces(copy).await;
        }
    }
    assert!(world.goes_on(id).await);
    assert!(matches!(world.mailing(id).await.state, State::Paused { by_itself: true, .. }));
    assert_eq!(world.cloud.mails().len(), 0);
    assert_eq!(world.letters(MailingOccasion::Halted).await.len(), 2);
    world.decides(id, Command::Resume).await;
    assert!(world.goes_on(id).await && world.is_sent(id).await, "an editor has decided");
}

#[tokio::test(start_paused = true)]
async fn copies_that_are_too_fast_for_ses_wait_and_go() {
    let world = World::new().await;
    world.cloud.clock().flow();
    world.cloud.limit_mail(14.0, 1_000);
    let readers = world.readers(30).await;
    let id = world.sending(&readers, 2).await;
    for nth in [1, 2, 7, 20] {
        world.cloud.plan(Fault::at("send", "SendRawEmail", nth, FaultKind::Throttled));
    }
    let started = world.cloud.now();
    assert!(world.goes_on(id).await && world.is_sent(id).await);
    assert!(world.cloud.unreached_faults().is_empty());
    assert!(readers.iter().all(|reader| world.received(reader) == 1));
    let lasted = world.cloud.now().duration_since(started).as_secs();
    assert!((30 / 14..15).contains(&lasted), "evenly, with a second's pause for each: {lasted} s");
}

#[tokio::test(start_paused = true)]
async fn out_of_time_a_slice_hands_over_to_the_next() {
    let world = World::new().await;
    world.cloud.clock().flow();
    world.cloud.limit_mail(1.0, 1_000);
    let readers = world.readers(30).await;
    let id = world.sending(&readers, 4).await;
    assert!(world.goes_on(id).await);
    let left = world.cloud.mails().len();
    assert!((14..=17).contains(&left), "20 s at 0.8 a second: {left}");
    let nudges = world.cloud.items().await;
    let nudges: Vec<_> = nudges.iter().filter(|item| item["nudge"]["M"]["nudge"]["S"] == "mailing").collect();
    assert_eq!(nudges.len(), 1);
    assert!(world.goes_on(id).await);
    assert!(world.goes_on(id).await && world.is_sent(id).await);
    assert!(readers.iter().all(|reader| world.received(reader) == 1));
}

#[tokio::test(start_paused = true)]
async fn with_an_account_in_trouble_nothing_is_lost_and_the_nudge_comes_back() {
    let mut world = World::new().await;
    let readers = world.readers(60).await;
    let id = world.sending(&readers, 1).await;
    let sdk = world.cloud.loader().load().await;
    let good = std::mem::replace(&mut world.deps.ses, Ses::new(&sdk, "another-set"));
    assert!(!world.goes_on(id).await);
    let progress = world.progress(id).await;
    assert_eq!((progress.waiting, progress.audience()), (60, 60));
    world.cloud.forgive();
    world.deps.ses = good;
    assert!(world.goes_on(id).await && world.is_sent(id).await);
    assert_eq!(world.progress(id).await.sent, 60);
}

#[tokio::test(start_paused = true)]
async fn a_nudge_about_an_issue_that_is_not_leaving_does_nothing() {
    let world = World::new().await;
    let draft = world.draft().await;
    let before = world.cloud.items().await;
    assert!(world.goes_on(draft.id).await);
    assert_eq!(world.cloud.items().await, before);
}
