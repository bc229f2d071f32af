//! The newsletter with a fault at each of its calls: from the form to the last goodbye, from the editor's button to the
//! bounce.

use model::subscriber::{Departure, Standing};
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Pipeline;

use crate::feedback::about;
use crate::newsletter::{has_left_well, opened};
use crate::settled::{ends, settled};
use crate::steps::{other_path_in, text_of, value_of};
use crate::world::{World, team};

const READER: &str = "lectrice@exemple.gouv.fr";
const READERS: [&str; 3] = ["un@exemple.gouv.fr", "deux@exemple.gouv.fr", "trois@exemple.gouv.fr"];

async fn departure(world: &World, address: &str) -> Option<Departure> {
    match world.subscriber(address).await.expect("someone").standing {
        Standing::Left(left) => Some(left.why),
        Standing::Pending { .. } | Standing::Active { .. } => None,
    }
}

with_a_fault_at_every_call!(subscribed, sign_up_and_confirm, they_subscribe);

/// Asked, confirmed, welcomed.
pub(crate) async fn sign_up_and_confirm(world: &World, pipeline: &mut Pipeline<'_>) {
    world.asks_for_the_newsletter(READER).await;
    pipeline.settle().await;
    world.confirms_subscription(world.mails_to(READER).last().expect("a mail to confirm")).await;
}

async fn they_subscribe(world: &World, cloud: &Cloud) {
    assert!(world.subscriber(READER).await.expect("someone").is_active());
    let expected = ends(&[("confirm-subscription", 1, 0), ("welcome", 1, 0)]);
    assert_eq!(settled(world, cloud).await, expected);
}

with_a_fault_at_every_call!(chosen_then_left, choose_and_leave, they_have_left);

/// A choice is changed, then someone leaves.
pub(crate) async fn choose_and_leave(world: &World, pipeline: &mut Pipeline<'_>) {
    world.asks_for_the_newsletter(READER).await;
    pipeline.settle().await;
    world.confirms_subscription(&world.mails_to(READER)[0]).await;
    pipeline.settle().await;
    world.cloud.prelude_ends();
    let path = other_path_in(world.mails_to(READER).last().expect("a welcome"), "/abonnement/mes-choix/");
    let from = value_of(&world.open(&path).await, "from");
    let monthly = [("act", "choose"), ("from", &from), ("rhythm", "monthly"), ("region", "94")];
    let chosen = |page: &crate::world::Page| {
        text_of(page, "#fait").is_some() || page.html.contains("value=\"monthly\" checked")
    };
    world.act_until(&path, &monthly, chosen).await;
    let preferences = world.subscriber(READER).await.expect("someone").preferences().cloned();
    assert_eq!(preferences.map(|it| it.rhythm), Some(model::subscriber::Rhythm::Monthly));
    let left = |page: &crate::world::Page| page.html.contains("Vous ne recevez plus la lettre");
    world.act_until(&path, &[("act", "leave"), ("leave", "unsubscribe")], left).await;
}

async fn they_have_left(world: &World, cloud: &Cloud) {
    assert_eq!(departure(world, READER).await, Some(Departure::Unsubscribed));
    for shard in 0..model::mailing::READER_SHARDS {
        assert_eq!(world.store.readers(shard).await.unwrap(), [], "no audience counts them");
    }
    settled(world, cloud).await;
}

with_a_fault_at_every_call!(an_issue, launch_and_hear, it_has_left_once);

/// From the editor's button to the bounce of one reader and the complaint of another.
pub(crate) async fn launch_and_hear(world: &World, pipeline: &mut Pipeline<'_>) {
    for address in READERS {
        world.has_reader(address, &[]).await;
    }
    let id = world.has_draft().await;
    let page = opened(world, id).await;
    world.cloud.prelude_ends();
    world.launches(id, page).await;
    pipeline.settle().await;
    let events = [
        include_str!("../../../../functions/feedback/events/bounce.json"),
        include_str!("../../../../functions/feedback/events/complaint.json"),
        include_str!("../../../../functions/feedback/events/delivery.json"),
    ];
    for (address, event) in READERS.iter().zip(events) {
        for copy in world.mails_to(address).iter().take(1) {
            world.ses_tells(about(copy, event)).await;
        }
    }
}

async fn it_has_left_once(world: &World, cloud: &Cloud) {
    let id = model::id::MailingId::derive(&[b"issue"]);
    let progress = has_left_well(world, cloud, id, 3).await;
    let left: usize = READERS.iter().map(|address| world.mails_to(address).len()).sum();
    assert_eq!(
        usize::try_from(progress.sent).unwrap(),
        left,
        "what SES has told of heals what was not known"
    );
    for (address, expected) in
        READERS.iter().zip([Some(Departure::HardBounce), Some(Departure::Complained), None])
    {
        let was_mailed = !world.mails_to(address).is_empty();
        assert_eq!(departure(world, address).await, expected.filter(|_| was_mailed), "{address}");
    }
    let ends = settled(world, cloud).await;
    assert_eq!(ends["report"], (1, 0), "the only national editor gets the figures once");
    assert_eq!(ends["started"].0 + ends["started"].1, 1);
    assert_eq!(team().iter().filter(|moderator| moderator.is_national()).count(), 1);
}
