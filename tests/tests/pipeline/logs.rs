//! The log tells what happened, never to whom: no address, no name, no typed text, no token.

use std::io::Write;
use std::sync::{Arc, Mutex};

use pipeline_tests::cloud::{Cloud, Fault, FaultKind};
use pipeline_tests::pipeline::Delivery;

use crate::steps::{ORGANISER, path_in};
use crate::world::{REGIONAL, World, get, post};

/// What the functions have logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn no_address_no_text_and_no_token_reaches_the_log() {
    let log = Log::default();
    let writer = log.clone();
    // As in production: `RUST_LOG=info`.
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::INFO)
        .with_writer(move || writer.clone())
        .finish();
    // For the whole process: one for this thread alone loses events that other threads came across first. What other
    // tests log meanwhile is searched too.
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    world.request(post("/proposer", &[("title", "canari-refusé"), ("action", "envoyer")])).await.unwrap();
    cloud.plan(Fault::at("intake", "SendMessage", 1, FaultKind::ServerError));
    cloud.plan(Fault::at("validate", "TransactWriteItems", 1, FaultKind::Unreachable));
    cloud.plan(Fault::at("send", "SendRawEmail", 1, FaultKind::AnswerLost));
    let bad = world.sqs.send_message().queue_url(&world.relay.submissions_queue);
    bad.message_body("{\"event\":\"canari-illisible\"}").send().await.unwrap();
    world.submit().await;
    pipeline.settle().await;
    let confirm = path_in(&world.mails_to(ORGANISER)[0], "/confirmer/");
    world.confirm(&world.mails_to(ORGANISER)[0]).await;
    pipeline.settle().await;
    let moderate = path_in(&world.mails_to(REGIONAL)[0], "/moderer/");
    world.request(get(&format!("{moderate}x"))).await.unwrap();
    world.request(post(&moderate, &[("act", "note"), ("note", "canari-note")])).await.unwrap();
    let request = [("decision", "changes"), ("part", "title"), ("text-title", "canari-demande")];
    world.decide(&moderate, &request).await;
    world.undo(&moderate).await;
    world.decide(&moderate, &request).await;
    pipeline.settle().await;
    let correct = path_in(world.mails_to(ORGANISER).last().unwrap(), "/corriger/");
    world.correct(&correct, "canari-titre").await;
    pipeline.settle().await;
    world.request(post("/moderation", &[("email", "canari-inconnu@exemple.gouv.fr")])).await.unwrap();
    world.ask_for_link(REGIONAL).await;
    pipeline.settle().await;
    let queue = path_in(world.mails_to(REGIONAL).last().unwrap(), "/moderation/");
    world.request(get(&format!("{queue}?q=canari-recherche"))).await.unwrap();
    world.request(get(&format!("{queue}x"))).await.unwrap();
    let message = [("reason", "doublon"), ("message", "canari-motif")];
    world.give_order(&queue, "reject", &message).await;
    pipeline.settle().await;
    world.take_snapshot().await;

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        log.lines().count() > 20 && log.contains("a moderator has decided"),
        "the log tells what happened: {log}"
    );
    let token = |path: &String| path.rsplit('/').next().unwrap().to_owned();
    let secrets = [ORGANISER, REGIONAL, "camille", "Durand", "canari", "Repenser", "Médiathèque"]
        .map(ToOwned::to_owned);
    for secret in secrets.into_iter().chain([&confirm, &moderate, &correct, &queue].map(token)) {
        let line = log.lines().find(|line| line.contains(&secret));
        assert!(line.is_none(), "{secret} is in the log: {line:?}");
    }
}
