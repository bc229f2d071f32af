//! The ledger on its worst days: hundreds of readers each time, ten thousand with `make test-long`. Senders die, SES throttles
//! three copies in ten, loses answers or breaks them, the day's quota is spent twice, messages come three times in any order.

use std::collections::BTreeMap;
use std::time::Instant;

use jiff::SignedDuration;
use model::id::MailingId;
use model::ledger::Status;
use model::mailing::{Command, Deed, Delivery as Copy, Progress, State};
use pipeline_tests::cloud::{Cloud, FaultKind, Odds, Outcome};
use pipeline_tests::pipeline::{Arrival, Delivery, Pipeline};
use store::MailingNudge;

use super::{has_left_well, left};
use crate::feedback::about;
use crate::settled::settled;
use crate::world::World;

/// The faults of a bad day; `deaths`: how many calls in a million a process does not survive.
fn weather(deaths: usize) -> Vec<Odds> {
    use FaultKind::{
        AnswerBroken, AnswerLost, AnswerLostThenRetried, Conflict, CrashAfter, CrashBefore, ServerError,
        Throttled, Unreachable,
    };
    let at = |function, operation| move |(kind, per_million)| Odds { kind, function, operation, per_million };
    let at_ses = [
        (Throttled, 300_000),
        (AnswerBroken, 10_000),
        (AnswerLost, 10_000),
        (ServerError, 5_000),
        (Unreachable, 5_000),
        (CrashBefore, deaths),
        (CrashAfter, deaths),
    ];
    let anywhere = [
        (AnswerLostThenRetried, 3_000),
        (Conflict, 2_000),
        (Unreachable, 300),
        (AnswerLost, 300),
        (ServerError, 300),
        (CrashBefore, deaths / 5),
        (CrashAfter, deaths / 5),
    ];
    let mut odds: Vec<_> = at_ses.map(at("send", Some("SendRawEmail"))).to_vec();
    for function in ["send", "newsletter", "feedback", "relay"] {
        odds.extend(anywhere.map(at(function, None)));
    }
    odds
}

/// Adds the readers, and launches an issue to them.
async fn launched(world: &World, readers: usize) -> MailingId {
    for number in 0..readers {
        world.has_reader(&format!("lectrice{number}@exemple.gouv.fr"), &[]).await;
    }
    let id = world.has_draft().await;
    decided(world, id, Command::Launch { first_of_month: true }, MailingNudge::Launch).await;
    id
}

async fn decided(world: &World, id: MailingId, command: Command, nudge: MailingNudge) {
    let now = world.cloud.now();
    let after = world.the_mailing(id).await.decide(command, None, now).unwrap();
    world.store.record_mailing(&after, vec![], nudge, now).await.unwrap();
}

/// What SES tells of the mails since `told`: one in fifty bounces, one in two thousand is called spam.
async fn ses_tells(world: &World, told: &mut usize) {
    let mails = world.cloud.mails().split_off(*told);
    for mail in mails {
        *told += 1;
        let event = match *told {
            number if number.is_multiple_of(2_000) => {
                include_str!("../../../../functions/feedback/events/complaint.json")
            }
            number if number.is_multiple_of(50) => {
                include_str!("../../../../functions/feedback/events/bounce.json")
            }
            _ => include_str!("../../../../functions/feedback/events/delivery.json"),
        };
        world.ses_tells(about(&mail, event)).await;
    }
}

/// Lets days pass until the issue has left, with the scheduler's round every five minutes; how often it stopped by itself.
async fn until_it_has_left(world: &World, pipeline: &mut Pipeline<'_>, id: MailingId) -> usize {
    let (mut told, mut halts, mut looks) = (0, 0, 0);
    for _ in 0..2_000 {
        pipeline.settle().await;
        ses_tells(world, &mut told).await;
        match world.the_mailing(id).await.state {
            State::Sent { .. } => {
                pipeline.settle().await;
                ses_tells(world, &mut told).await;
                pipeline.settle().await;
                return halts;
            }
            State::Paused { .. } => {
                halts += 1;
                decided(world, id, Command::Resume, MailingNudge::Send).await;
            }
            // Between the two, rounds look whether there is room again: once is enough.
            State::Parked { resumes_by, .. } => {
                looks += 1;
                if looks % 8 == 0 {
                    world.cloud.clock().set(resumes_by);
                }
            }
            _ => {}
        }
        world.cloud.clock().advance(300);
        let message = world.sqs.send_message().queue_url(&world.relay.newsletter_queue);
        message.message_body("{\"nudge\":\"round\"}").send().await.unwrap();
    }
    panic!("it never leaves: {:?}", world.the_mailing(id).await);
}

fn faults_met(cloud: &Cloud) -> BTreeMap<FaultKind, usize> {
    let mut met = BTreeMap::new();
    for kind in cloud.calls().iter().filter_map(|call| call.fault) {
        *met.entry(kind).or_default() += 1;
    }
    met
}

/// Each copy's row against what SES has accepted: an answer that was lost is healed by SES's own word.
fn are_healed(cloud: &Cloud, copies: &[Copy]) {
    let left = left(cloud);
    for copy in copies {
        let has_left = left.contains_key(copy.id().mail_id().as_str());
        let says_sent = matches!(copy.status, Status::Sent { .. });
        assert_eq!(has_left, says_sent, "{copy:?}");
    }
}

async fn a_bad_day(readers: usize, seed: u64, per_day: u32, deaths: usize) -> (Progress, usize) {
    let started = Instant::now();
    let cloud = Cloud::new().await;
    cloud.forget_contents_of_mails();
    cloud.limit_mail(200.0, per_day);
    let world = World::new(&cloud).await;
    let id = launched(&world, readers).await;
    let ready = started.elapsed();
    cloud.clock().flow();
    let launched_at = cloud.now();
    cloud.storm(seed, &weather(deaths));
    let mut pipeline = world.pipeline(Delivery { times: 3, arrival: Arrival::Shuffled(seed) });
    let halts = until_it_has_left(&world, &mut pipeline, id).await;
    cloud.storm(0, &[]);
    pipeline.settle().await;
    cloud.forgive();

    let progress = has_left_well(&world, &cloud, id, u32::try_from(readers).unwrap()).await;
    let copies = world.copies(id).await;
    are_healed(&cloud, &copies);
    let mailing = world.the_mailing(id).await;
    let parked = mailing.history.iter().filter(|entry| entry.deed == Deed::Parked).count();
    let days = SignedDuration::from_secs(cloud.now().duration_since(launched_at).as_secs()).as_hours() / 24;
    let deaths = cloud
        .calls()
        .iter()
        .filter(|call| matches!(call.attempts.last(), Some(Outcome::CrashedBefore | Outcome::CrashedAfter)))
        .count();
    println!("{readers} readers, seed {seed}: {progress:?}");
    println!(
        "  {} calls, {deaths} deaths, parked {parked} times, halted {halts} times, {days} days; faults {:?}",
        cloud.calls().len(),
        faults_met(&cloud)
    );
    println!("  {:.1?} to subscribe them, {:.1?} in all", ready, started.elapsed());
    assert!(parked >= 2, "the quota was spent {parked} times");
    (progress, deaths)
}

#[tokio::test(start_paused = true)]
async fn three_hundred_copies_on_three_bad_days_leave_once_each_or_say_why_not() {
    let mut all_deaths = 0;
    for seed in 1..=3 {
        let (progress, deaths) = a_bad_day(300, seed, 100, 2_000).await;
        assert!(progress.sent > 160, "{progress:?}");
        all_deaths += deaths;
    }
    assert!(all_deaths > 0, "nobody died");
}

#[tokio::test(start_paused = true)]
#[ignore = "takes minutes: make test-long"]
async fn ten_thousand_copies_on_a_bad_day_leave_once_each_or_say_why_not() {
    let (progress, deaths) = a_bad_day(10_000, 42, 5_000, 200).await;
    assert!(progress.sent > 9_000 && deaths > 0, "{progress:?}, {deaths} deaths");
}

#[tokio::test(start_paused = true)]
async fn with_nothing_broken_every_copy_leaves_and_nothing_is_left_behind() {
    let cloud = Cloud::new().await;
    cloud.forget_contents_of_mails();
    cloud.limit_mail(14.0, 50_000);
    let world = World::new(&cloud).await;
    let id = launched(&world, 300).await;
    cloud.clock().flow();
    let mut pipeline = world.pipeline(Delivery { times: 3, arrival: Arrival::Shuffled(5) });
    pipeline.settle().await;
    let progress = has_left_well(&world, &cloud, id, 300).await;
    assert_eq!(progress.sent, 300);
    let tries = cloud.calls().iter().filter(|call| call.operation == "SendRawEmail").count();
    assert_eq!(tries, cloud.mails().len(), "SES has throttled none");
    settled(&world, &cloud).await;
}
