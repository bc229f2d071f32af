//! People press twice, change their minds, open old links; robots open everything.

use lambda_http::http::StatusCode;
use model::event::State;
use model::id::EventId;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Delivery;

use crate::steps::{ORGANISER, WORKSHOP, path_in, text, text_of, value_of};
use crate::world::{NATIONAL, REGIONAL, World, post};

#[tokio::test(start_paused = true)]
async fn the_same_form_sent_twice_is_one_event_and_one_mail() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let opening = value_of(&world.open("/proposer/commencer").await, "ouverture");
    let first = world.fill_opened(&opening, WORKSHOP).await;
    let second = world.fill_opened(&opening, WORKSHOP).await;
    assert_eq!(first, second, "one draft");
    let sent = [world.send_draft(&first, "").await, world.send_draft(&second, "").await];
    assert_eq!(sent[0], sent[1]);
    world.pipeline(Delivery::default()).settle().await;
    assert_eq!(world.mails_to(ORGANISER).len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_address_confirmed_once_in_the_edition_is_not_asked_again() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    world.submit().await;
    pipeline.settle().await;
    world.confirm(&world.mails_to(ORGANISER)[0]).await;
    let second = EventId::parse(&world.submit().await).unwrap();
    pipeline.settle().await;
    assert_eq!(world.store.event(second).await.unwrap().unwrap().state(), State::InReview);
    let received = text(world.mails_to(ORGANISER).last().unwrap());
    assert!(received.contains("vous n’avez rien d’autre à faire"), "{received}");
    assert_eq!(world.mails_to(REGIONAL).len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_confirmation_without_the_tick_changes_nothing_and_says_what_to_do() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let id = EventId::parse(&world.submit().await).unwrap();
    world.pipeline(Delivery::default()).settle().await;
    let path = path_in(&world.mails_to(ORGANISER)[0], "/confirmer/");
    let page = world.request(post(&path, &[])).await.unwrap();
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text_of(&page, "#erreurs").unwrap().contains("Cochez la case"));
    assert_eq!(world.store.event(id).await.unwrap().unwrap().state(), State::Unconfirmed);
}

#[tokio::test(start_paused = true)]
async fn of_two_moderators_one_decides_and_the_other_is_told() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let path = world.in_review(&mut world.pipeline(Delivery::default())).await;
    let refused = [("act", "decide"), ("decision", "reject"), ("reject_reason", "public-restreint")];
    let published = [("act", "decide"), ("decision", "publish")];
    cloud.interleave(3);
    let (one, two) =
        tokio::join!(world.request(post(&path, &refused)), world.request(post(&path, &published)),);
    let pages = [one.unwrap(), two.unwrap()];
    let told: Vec<_> = pages.iter().map(|page| text_of(page, "#decision-prise")).collect();
    assert!(told[0].is_some() && told[0] == told[1], "both see the one decision: {told:?}");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_needs_its_reason_and_the_organiser_reads_it() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let path = world.in_review(&mut world.pipeline(Delivery::default())).await;
    let decide = ("act", "decide");
    for (fields, advice) in
        [(vec![decide], "Choisissez"), (vec![decide, ("decision", "reject")], "Choisissez le motif")]
    {
        let page = world.request(post(&path, &fields)).await.unwrap();
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text_of(&page, "#erreurs").unwrap().contains(advice));
    }
    let reason = "L’atelier est réservé à votre service.";
    let fields = [("decision", "reject"), ("reject_reason", "public-restreint"), ("reject_message", reason)];
    world.decide(&path, &fields).await;
    world.pipeline(Delivery::default()).settle().await;
    assert!(text(world.mails_to(ORGANISER).last().unwrap()).contains(reason));
    assert!(world.programme().await.is_none(), "nothing to publish");
}

#[tokio::test(start_paused = true)]
async fn the_link_stays_readable_after_the_decision() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let path = world.in_review(&mut world.pipeline(Delivery::default())).await;
    world.decide(&path, &[("decision", "publish")]).await;
    let page = world.open(&path).await;
    let told = text_of(&page, "#decision-prise").unwrap();
    assert!(told.contains("Publié par Noa Hoarau le 4\u{a0}novembre 2024 à 9\u{a0}h"), "{told}");
}

#[tokio::test(start_paused = true)]
async fn a_decision_mail_waits_for_the_undo_window() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let path = world.in_review(&mut world.pipeline(Delivery::default())).await;
    let before = world.mails_to(ORGANISER).len();
    world.decide(&path, &[("decision", "publish")]).await;
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.run().await;
    assert_eq!(world.mails_to(ORGANISER).len(), before);
    cloud.clock().advance(301);
    pipeline.run().await;
    assert_eq!(world.mails_to(ORGANISER).len(), before, "two clocks may differ by two seconds");
    cloud.clock().advance(1);
    pipeline.run().await;
    assert_eq!(world.mails_to(ORGANISER).len(), before + 1);
}

#[tokio::test(start_paused = true)]
async fn an_online_event_goes_to_the_national_team() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let online: Vec<_> = WORKSHOP
        .iter()
        .map(|&(name, value)| if name == "mode" { (name, "online") } else { (name, value) })
        .chain([("online_access", "public"), ("online_link", "https://visio.exemple.gouv.fr/atelier")])
        .collect();
    let draft = world.fill(&online).await;
    world.send_draft(&draft, "").await;
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;
    world.confirm(&world.mails_to(ORGANISER)[0]).await;
    pipeline.settle().await;
    assert_eq!((world.mails_to(NATIONAL).len(), world.mails_to(REGIONAL).len()), (1, 0));
}
