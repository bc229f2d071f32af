//! `make bench`: what a copy costs on its whole way, with its claim, its mail and its row, and how much of that is the table
//! and SES in memory. In the development profile; printed, never asserted.

use std::time::Instant;

use model::mailing::Command;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Delivery;
use store::MailingNudge;

use super::has_left_well;
use crate::world::World;

/// How many copies.
const COPIES: u32 = 2_000;

#[tokio::test(start_paused = true)]
#[ignore = "measures: make bench"]
async fn what_a_copy_costs_with_its_ledger() {
    let cloud = Cloud::new().await;
    cloud.forget_contents_of_mails();
    // No waiting: the rate of the account is out of reach.
    cloud.limit_mail(1_000_000.0, u32::MAX);
    let world = World::new(&cloud).await;
    for number in 0..COPIES {
        world.has_reader(&format!("lectrice{number}@exemple.gouv.fr"), &[]).await;
    }
    let id = world.has_draft().await;
    let launched = world.the_mailing(id).await;
    let launched = launched.decide(Command::Launch { first_of_month: true }, None, cloud.now()).unwrap();
    world.store.record_mailing(&launched, vec![], MailingNudge::Launch, cloud.now()).await.unwrap();
    let mut pipeline = world.pipeline(Delivery::default());

    let (started, busy) = (Instant::now(), cloud.busy());
    while world.the_mailing(id).await.audience.is_none() {
        assert!(pipeline.deliver_one().await);
    }
    let frozen = (started.elapsed(), cloud.busy().saturating_sub(busy));
    let (started, busy, calls) = (Instant::now(), cloud.busy(), cloud.calls().len());
    pipeline.run().await;
    let sent = (started.elapsed(), cloud.busy().saturating_sub(busy));
    let calls = cloud.calls().len() - calls;
    has_left_well(&world, &cloud, id, COPIES).await;

    println!("{COPIES} copies, development profile, one core:");
    for (what, (all, emulator)) in [("an audience frozen", frozen), ("an issue sent", sent)] {
        let own = all.saturating_sub(emulator);
        let per_copy = own / COPIES;
        println!(
            "{what:<20} {all:>8.1?} in all, of which {emulator:>8.1?} the cloud in memory; {per_copy:>8.1?} a copy, {:>6.0} a \
             second and core",
            f64::from(COPIES) / own.as_secs_f64()
        );
    }
    println!("{calls} calls, {:.1} a copy", f64::from(u32::try_from(calls).unwrap()) / f64::from(COPIES));
}
