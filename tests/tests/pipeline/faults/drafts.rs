//! What an organiser does with a draft, with a fault at each call: it is sent twice, mailed and taken up again, given a
//! picture.

use std::collections::BTreeMap;

use model::event::State;
use pipeline_tests::cloud::{Cloud, Outcome, Service};
use pipeline_tests::pipeline::Pipeline;

use super::moderation::{deeds, titles};
use super::organisers::letters_to;
use crate::settled::{ends, settled};
use crate::steps::{FIRST_STEP, ORGANISER, READING, WORKSHOP, path_in, value_of};
use crate::world::{REGIONAL, World, post};

/// Whoever begins the form for its organiser.
const ASSISTANT: &str = "secretariat@exemple.gouv.fr";

async fn drafts(cloud: &Cloud) -> usize {
    cloud.items().await.iter().filter(|item| item["entity"]["S"] == "draft").count()
}

with_a_fault_at_every_call!(sent_twice, everything_twice, it_is_one_event);

/// Someone sends the same first step twice, goes through all of them twice, then presses the last button twice at once,
/// and once more.
pub(crate) async fn everything_twice(world: &World, _: &mut Pipeline<'_>) {
    let opening = value_of(&world.open(FIRST_STEP).await, "ouverture");
    let draft = world.fill_opened(&opening, WORKSHOP).await;
    assert_eq!(world.fill_opened(&opening, WORKSHOP).await, draft, "one draft");
    world.cloud.clock().advance(READING);
    let check = world.open(&format!("{draft}/verifier")).await;
    let form = check.form(|form| form.action.ends_with("/envoyer")).expect("a form to send");
    let form = form.filled(&[("exact", "oui")]);
    let send = || world.request(post(&form.action, &form.pairs()));
    let _ = tokio::join!(send(), send()); // whatever they answer
    let last = world.press(&form).await;
    assert_eq!(last.location, Some(draft), "the receipt: {}", last.html);
}

async fn it_is_one_event(world: &World, cloud: &Cloud) {
    let (id, deeds) = deeds(world).await;
    assert_eq!(deeds, ["submitted"]);
    assert_eq!(world.store.event(id).await.unwrap().unwrap().state(), State::Unconfirmed);
    assert_eq!(drafts(cloud).await, 1);
    assert_eq!(settled(world, cloud).await, ends(&[("confirm-address", 1, 0)]));
    assert_eq!(letters_to(world, ORGANISER), 1);
}

with_a_fault_at_every_call!(mailed, mail_resume_send, it_comes_to_the_moderator);

/// A draft that has a title and no more is mailed; its link leads to the rest of the form, which is sent.
pub(crate) async fn mail_resume_send(world: &World, pipeline: &mut Pipeline<'_>) {
    let opening = value_of(&world.open(FIRST_STEP).await, "ouverture");
    let begun = [("ouverture", opening.as_str()), ("action", "plus-tard"), WORKSHOP[0]];
    let later = world.leads_on(FIRST_STEP, &begun).await;
    world.mails_draft(&later, ASSISTANT).await;
    pipeline.settle().await;

    let mail = world.mails_to(ASSISTANT).last().cloned().expect("a mail with the draft's address");
    let home = world.open(&path_in(&mail, "/proposition/")).await;
    assert!(home.html.contains(WORKSHOP[0].1), "what was typed is there: {}", home.html);
    let go_on = scraper::Html::parse_document(&home.html);
    let button = scraper::Selector::parse("a.fr-btn[href^='/proposition/']").unwrap();
    let step = go_on.select(&button).next().expect("a step to go on with").value().attr("href").unwrap();
    let fields: Vec<_> = [("action", "continuer")].into_iter().chain(WORKSHOP.iter().copied()).collect();
    let draft = world.fill_from(step.to_owned(), &fields).await;
    world.send_draft(&draft, "").await;
    pipeline.settle().await;
    world.confirm(world.mails_to(ORGANISER).last().expect("a mail to confirm the address")).await;
}

async fn it_comes_to_the_moderator(world: &World, cloud: &Cloud) {
    let (id, deeds) = deeds(world).await;
    assert_eq!(deeds, ["submitted", "confirmed", "routed"]);
    assert_eq!(world.store.event(id).await.unwrap().unwrap().state(), State::InReview);
    assert_eq!(drafts(cloud).await, 1);
    let expected = [("confirm-address", 1, 0), ("draft", 1, 0), ("received", 1, 0), ("review", 1, 0)];
    assert_eq!(settled(world, cloud).await, ends(&expected));
    assert_eq!((letters_to(world, ASSISTANT), letters_to(world, ORGANISER)), (1, 2));
}

with_a_fault_at_every_call!(illustrated, illustrate_and_publish, the_programme_shows_the_picture);

/// A draft is given a picture, sent, confirmed and published.
pub(crate) async fn illustrate_and_publish(world: &World, pipeline: &mut Pipeline<'_>) {
    let draft = world.fill(WORKSHOP).await;
    world.cloud.prelude_ends();
    let fields: Vec<_> = [("action", "image")].into_iter().chain(WORKSHOP.iter().copied()).collect();
    let picture = world.leads_on(&format!("{draft}/evenement"), &fields).await;
    assert_eq!(world.illustrates(&picture).await, format!("{draft}/verifier"));
    world.send_draft(&draft, "").await;
    pipeline.settle().await;
    world.confirm(world.mails_to(ORGANISER).last().expect("a mail to confirm the address")).await;
    pipeline.settle().await;
    world.publish(world.mails_to(REGIONAL).last().expect("a mail to the moderator")).await;
}

async fn the_programme_shows_the_picture(world: &World, cloud: &Cloud) {
    let (_, deeds) = deeds(world).await;
    assert_eq!(deeds, ["submitted", "confirmed", "routed", "decided"]);
    assert_eq!(titles(world).await, [WORKSHOP[0].1]);
    let programme = world.programme().await.expect("a programme");
    let picture = &programme["events"][0]["picture"];
    assert_eq!(picture["alt"], "Six agents autour d’une maquette.");
    assert_eq!(picture["credit"], "Camille Durand");
    let told = picture["files"].as_array().expect("a picture");
    let url = |file: &serde_json::Value| file["url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let mut told: Vec<_> = told.iter().map(|file| format!("images/{}", url(file))).collect();
    told.sort();
    assert_eq!(told.len(), 4);
    let there: Vec<_> = cloud.objects().await.into_iter().filter(|key| key.starts_with("images/")).collect();
    assert_eq!(there, told, "its files, and no others");
    let written: BTreeMap<_, _> = told.iter().map(|key| (key.clone(), 1)).collect();
    assert_eq!(writes_of_pictures(cloud), written, "each is written once");

    let expected = [("confirm-address", 1, 0), ("decision", 1, 0), ("received", 1, 0), ("review", 1, 0)];
    assert_eq!(settled(world, cloud).await, ends(&expected));
}

/// How often each file of a picture was written.
fn writes_of_pictures(cloud: &Cloud) -> BTreeMap<String, usize> {
    let mut writes = BTreeMap::new();
    for call in cloud.calls() {
        if call.service == Service::S3 && call.operation == "PutObject" && call.target.starts_with("images/")
        {
            let was_done = |outcome: &&Outcome| {
                matches!(outcome, Outcome::Answered(200) | Outcome::Lost | Outcome::CrashedAfter)
            };
            *writes.entry(call.target).or_default() += call.attempts.iter().filter(was_done).count();
        }
    }
    writes
}
