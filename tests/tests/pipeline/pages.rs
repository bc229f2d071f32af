//! The pages that people see, as snapshots to read: only their `main` element, the frame is the same for all.

use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Delivery;
use scraper::{Html, Selector};

use crate::steps::{ORGANISER, WORKSHOP, path_in};
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
    insta::assert_snapshot!("form", main_of(&world.open("/proposer").await));

    let sent: Vec<_> =
        [("cle", "k"), ("action", "envoyer")].into_iter().chain(WORKSHOP.iter().copied()).collect();
    insta::assert_snapshot!("receipt", main_of(&world.request(post("/proposer", &sent)).await.unwrap()));

    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;
    let path = path_in(&world.mails_to(ORGANISER)[0], "/confirmer/");
    insta::assert_snapshot!("confirm", main_of(&world.open(&path).await));
    insta::assert_snapshot!("confirmed", main_of(&world.act_on(&path, &[("confirm", "oui")]).await));

    pipeline.settle().await;
    let path = path_in(&world.mails_to(REGIONAL)[0], "/moderer/");
    insta::assert_snapshot!("decision", main_of(&world.open(&path).await));
    insta::assert_snapshot!(
        "decision-without-choice",
        main_of(&world.request(post(&path, &[])).await.unwrap())
    );
    let refused = [("decision", "reject"), ("reason", "L’atelier est réservé à votre service.")];
    insta::assert_snapshot!("decided", main_of(&world.act_on(&path, &refused).await));
}
