//! The pages that people see, as snapshots to read: only their `main` element, the frame is the same for all.

use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Delivery;
use scraper::{Html, Selector};

use crate::steps::{ORGANISER, WORKSHOP, other_path_in, path_in};
use crate::world::{Page, REGIONAL, World, post};

fn main_of(page: &Page) -> String {
    let html = Html::parse_document(&page.html);
    let main = html.select(&Selector::parse("main").unwrap()).next().expect("a main element").inner_html();
    main.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[tokio::test(start_paused = true)]
async fn from_the_form_to_the_decision() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    insta::assert_snapshot!("introduction", main_of(&world.open("/proposer").await));
    let draft = world.fill(WORKSHOP).await;
    for stage in model::proposal::Stage::STEPS {
        let step = world.open(&format!("{draft}/{}", stage.code())).await;
        insta::assert_snapshot!(format!("step-{}", stage.code()), without_tokens(&main_of(&step)));
    }
    let check = world.open(&format!("{draft}/verifier")).await;
    insta::assert_snapshot!("check", without_tokens(&main_of(&check)));
    world.send_draft(&draft, "").await;
    insta::assert_snapshot!("receipt", without_tokens(&main_of(&world.open(&draft).await)));

    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;
    let mail = &world.mails_to(ORGANISER)[0];
    insta::assert_snapshot!("confirm", main_of(&world.open(&path_in(mail, "/confirmer/")).await));
    insta::assert_snapshot!("confirmed", main_of(&world.confirm(mail).await));

    pipeline.settle().await;
    let path = path_in(&world.mails_to(REGIONAL)[0], "/moderer/");
    insta::assert_snapshot!("decision", main_of(&world.open(&path).await));
    insta::assert_snapshot!(
        "decision-without-choice",
        main_of(&world.request(post(&path, &[])).await.unwrap())
    );
    let reason = ("reject_message", "L’atelier est réservé à votre service.");
    let refused = [("decision", "reject"), ("reject_reason", "public-restreint"), reason];
    insta::assert_snapshot!("decided", main_of(&world.decide(&path, &refused).await));
    cloud.clock().advance(600);
    insta::assert_snapshot!("decided-for-good", main_of(&world.open(&path).await));
}

#[tokio::test(start_paused = true)]
async fn a_request_for_changes_and_its_answer() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    let path = world.in_review(&mut pipeline).await;
    let request = [
        ("decision", "changes"),
        ("part", "title"),
        ("text-title", "Un titre plus court, s’il vous plaît."),
        ("part", "when"),
        ("reason-when", "a-preciser"),
        ("changes_message", "Merci pour cette belle proposition !"),
    ];
    insta::assert_snapshot!("changes-requested", main_of(&world.decide(&path, &request).await));
    pipeline.settle().await;
    insta::assert_snapshot!("changes-requested-for-good", main_of(&world.open(&path).await));
    let correct = path_in(world.mails_to(ORGANISER).last().unwrap(), "/corriger/");
    insta::assert_snapshot!("correct", main_of(&world.open(&correct).await));
    insta::assert_snapshot!("corrected", main_of(&world.correct(&correct, "Un accueil repensé").await));
    pipeline.settle().await;
    insta::assert_snapshot!("stale", main_of(&world.open(&path).await));
}

#[tokio::test(start_paused = true)]
async fn the_edit_of_a_published_event_as_a_comparison() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    let path = world.in_review(&mut pipeline).await;
    let corrected = [("decision", "publish"), ("title", "Repenser l’accueil avec tous les usagers")];
    insta::assert_snapshot!("published-with-a-correction", main_of(&world.decide(&path, &corrected).await));
    pipeline.settle().await;
    insta::assert_snapshot!("published-for-good", main_of(&world.open(&path).await));
    let correct = other_path_in(world.mails_to(ORGANISER).last().unwrap(), "/corriger/");
    world.correct(&correct, "Repenser l’accueil sans les usagers").await;
    pipeline.settle().await;
    let edit = path_in(world.mails_to(REGIONAL).last().unwrap(), "/moderer/");
    insta::assert_snapshot!("edit", main_of(&world.open(&edit).await));
}

#[tokio::test(start_paused = true)]
async fn the_queue_and_a_bulk_order() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    world.in_review(&mut pipeline).await;
    world.submit().await;
    pipeline.settle().await;
    insta::assert_snapshot!("ask", main_of(&world.open("/moderation").await));
    insta::assert_snapshot!("asked", main_of(&world.ask_for_link(REGIONAL).await));
    pipeline.settle().await;
    let queue = path_in(world.mails_to(REGIONAL).last().unwrap(), "/moderation/");
    insta::assert_snapshot!("queue", without_tokens(&main_of(&world.open(&queue).await)));
    let nothing = world.open(&format!("{queue}?q=introuvable")).await;
    insta::assert_snapshot!("queue-nothing-found", without_tokens(&main_of(&nothing)));
    let check = world.open(&format!("{queue}/lot?action=reject")).await;
    insta::assert_snapshot!("order-check", without_tokens(&main_of(&check)));
    let order = world.give_order(&queue, "reject", &[("reason", "doublon")]).await;
    pipeline.run().await;
    insta::assert_snapshot!("order", without_tokens(&main_of(&world.open(&order).await)));
    world.undo_order(&order).await;
    pipeline.settle().await;
    insta::assert_snapshot!("order-undone", without_tokens(&main_of(&world.open(&order).await)));
    insta::assert_snapshot!("bad-link", main_of(&world.open("/moderation/nulle-part").await));
}

/// Links hold an expiry that follows the clock to the second: what they are is tested elsewhere.
fn without_tokens(html: &str) -> String {
    let is_token = |word: &str| {
        word.len() == 68 && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    html.split_inclusive(['/', '"', '?', '='])
        .map(|piece| {
            let word = piece.trim_end_matches(['/', '"', '?', '=']);
            if is_token(word) { piece.replace(word, "TOKEN") } else { piece.to_owned() }
        })
        .collect()
}
