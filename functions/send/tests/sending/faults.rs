//! With every kind of fault at every call: each letter leaves, and never twice but where SES has perhaps taken it and the
//! row does not say so.

use model::email::EmailAddress;
use model::event::Outcome;
use model::ledger::Status;
use model::letter::MailId;
use pipeline_tests::cloud::{Call, Fault, FaultKind};

use crate::team::ORGANISER;
use crate::world::World;

/// Brings a letter about; its mail.
type Letter = for<'a> fn(&'a World) -> std::pin::Pin<Box<dyn Future<Output = MailId> + 'a>>;

const LETTERS: [(&str, Letter); 4] = [
    ("invited", |world| {
        Box::pin(async { world.invited(&world.proposed("Atelier").await).await.1.remove(0) })
    }),
    ("decision to a colleague", |world| {
        Box::pin(async {
            let (event, _) = world.invited(&world.proposed("Atelier").await).await;
            world.decided_for_all(&event, Outcome::Publish).await.1.remove(1)
        })
    }),
    ("links", |world| {
        Box::pin(async {
            world.proposed("Premier").await;
            world.proposed("Second").await;
            world.asks_for_links(ORGANISER).await
        })
    }),
    ("draft", |world| Box::pin(async { world.asks_for_draft(&world.begun().await, ORGANISER).await.1 })),
];

/// The calls that sending it takes.
async fn calls(letter: Letter) -> Vec<Call> {
    let world = World::new().await;
    let mail = letter(&world).await;
    assert!(world.nudge(&mail).await);
    world.cloud.calls().into_iter().filter(|call| call.number.is_some()).collect()
}

#[tokio::test(start_paused = true)]
async fn each_letter_leaves_whatever_breaks() {
    for (name, letter) in LETTERS {
        let calls = calls(letter).await;
        let handed_over = calls.iter().position(|call| call.operation == "SendRawEmail").unwrap();
        for (at, call) in calls.iter().enumerate() {
            for kind in FaultKind::ALL.into_iter().filter(|kind| kind.applies_to(call)) {
                let world = World::new().await;
                let mail = letter(&world).await;
                world.cloud.plan(Fault::at_call(at + 1, kind));
                // The queue nudges again until the nudge is done with.
                for _ in 0..4 {
                    if world.nudged(&store::Nudge::Mail { mail: mail.clone() }).await.unwrap_or(false) {
                        break;
                    }
                    world.cloud.clock().advance(3600);
                }
                let (status, mails) = (world.status(&mail).await, world.cloud.mails());
                let most = if at < handed_over { 1 } else { 2 };
                assert!(matches!(status, Status::Sent { .. }), "{name}, {kind:?} at {call}: {status:?}");
                assert!(
                    (1..=most).contains(&mails.len()),
                    "{name}, {kind:?} at {call}: {} mails",
                    mails.len()
                );
                let to: Vec<_> = mails.iter().flat_map(|mail| &mail.destinations).collect();
                assert!(
                    to.iter().all(|it| EmailAddress::parse(it).is_ok() && *it == to[0]),
                    "{name}: {to:?}"
                );
                assert!(world.cloud.unreached_faults().is_empty(), "{name}, {kind:?} at {call}");
                world.cloud.forgive();
            }
        }
    }
}
