//! Sending: once, by a person, with all that is to be put right told first.

use lambda_http::http::StatusCode;
use model::proof;
use model::proposal::Proposal;
use pipeline_tests::cloud::Cloud;

use crate::page::Form;
use crate::world::{World, proposal};

async fn check(world: &World, draft: &str) -> Form {
    world.open(&format!("{draft}/verifier")).await.form()
}

#[tokio::test(start_paused = true)]
async fn sent_again_it_is_the_same_receipt_and_it_never_changes_any_more() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    world.pass(60);
    let step = world.open(&format!("{draft}/evenement")).await.form();
    let form = check(&world, &draft).await.with("exact", "oui");
    let receipts = [world.sends_on(&form).await, world.sends_on(&form).await, world.open(&draft).await];
    assert!(receipts.iter().all(|page| page.html == receipts[0].html));
    assert_eq!(world.nudges().await, 1);
    let sent = world.draft_at(&draft).await.unwrap();
    // What is typed later is not taken in, and not lost without a word; what changes nothing leads on.
    let page = world.send(&step.clone().with("title", "Trop tard")).await;
    assert_eq!(
        (page.status, page.heading().as_str()),
        (StatusCode::CONFLICT, "Cette proposition est déjà envoyée")
    );
    assert!(page.html.contains("Trop tard"), "{}", page.html);
    assert_eq!(world.send(&step).await.status, StatusCode::SEE_OTHER);
    for page in ["/evenement", "/verifier", "/plus-tard"] {
        assert_eq!(world.open(&format!("{draft}{page}")).await.heading(), "Votre proposition est envoyée");
    }
    assert_eq!(world.draft_at(&draft).await.unwrap(), sent);
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_anywhere_is_told_with_a_link_to_its_step() {
    let world = World::new(&Cloud::new().await).await;
    let broken = Proposal { commune: vec!["Nulle-Part".into()], audience: vec![], ..proposal() };
    let draft = world.has_draft("d", broken).await;
    world.pass(60);
    let page = world.open(&format!("{draft}/verifier")).await;
    assert_eq!(page.notice().unwrap().replace('\u{a0}', " "), "2 points sont à corriger");
    assert!(page.forms().is_empty(), "nothing can be sent yet");
    let summary = page.text("#erreurs");
    assert!(summary.contains("public"), "{summary}");
    assert!(page.has("#erreurs a[href$='/lieu?erreurs=oui#commune-0']"), "{}", page.html);
    let step = world.open(&format!("{draft}/lieu?erreurs=oui")).await;
    assert!(
        step.has("[aria-describedby~=commune-0-messages]") && step.status == StatusCode::OK,
        "{}",
        step.html
    );
    // Sent all the same, by a page that is older than the mistake.
    let form = Form { action: format!("{draft}/envoyer"), fields: vec![("exact".into(), "oui".into())] };
    let page = world.send(&form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.title().starts_with("Erreur – "));
    assert!(world.open(&draft).await.link("Continuer").ends_with("/lieu"));
    assert_eq!(world.nudges().await, 0);
}

#[tokio::test(start_paused = true)]
async fn without_the_box_nothing_is_sent() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    world.pass(60);
    let form = check(&world, &draft).await;
    assert_eq!(form.value("exact"), None, "the box is not ticked");
    let page = world.send(&form).await;
    assert_eq!(
        (page.status, page.notice().as_deref()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("Un point est à corriger"))
    );
    assert!(page.has("#exact[aria-describedby=exact-messages]"), "{}", page.html);
    assert_eq!(world.nudges().await, 0);
}

#[tokio::test(start_paused = true)]
async fn the_proof_and_the_network_are_noted() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    world.pass(60);
    let page = world.open(&format!("{draft}/verifier")).await;
    let challenge = world.draft_at(&draft).await.unwrap().id.to_string();
    assert!(page.has(&format!("form[data-proof='{challenge}'] input[name=preuve]")), "{}", page.html);
    let nonce =
        (0..10_000_000).map(|n: u32| n.to_string()).find(|nonce| proof::holds(&challenge, nonce)).unwrap();
    world.send(&page.form().with("exact", "oui").with("preuve", &nonce)).await;
    let sent = world.draft_at(&draft).await.unwrap().sent.unwrap();
    assert!(sent.proof && sent.network.is_some());
    let other = world.has_draft("other", proposal()).await;
    world.pass(60);
    world.send(&check(&world, &other).await.with("exact", "oui").with("preuve", &nonce)).await;
    assert!(!world.draft_at(&other).await.unwrap().sent.unwrap().proof);
}

#[tokio::test(start_paused = true)]
async fn the_trap_of_the_check_page_keeps_a_robot_out_and_costs_a_person_one_press() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    world.pass(60);
    let form = check(&world, &draft).await.with("exact", "oui");
    let page = world.send(&form.with(form::HONEYPOT, "https://example.org")).await;
    assert_eq!((page.status, world.nudges().await), (StatusCode::UNPROCESSABLE_ENTITY, 0));
    assert_eq!(page.notice().unwrap(), "Appuyez une seconde fois pour envoyer");
    assert_eq!(page.form().value(form::HONEYPOT), Some(""), "the trap is empty again");
    world.sends_on(&page.form().with("exact", "oui")).await;
    assert_eq!(world.nudges().await, 1);
}

#[tokio::test(start_paused = true)]
async fn the_trap_of_the_first_step_keeps_a_robot_out_and_costs_a_person_one_press() {
    let world = World::new(&Cloud::new().await).await;
    let form = world.open(crate::walk::BEGIN).await.form().with("title", "Repenser");
    let page = world.send(&form.clone().with(form::HONEYPOT, "x")).await;
    assert_eq!((page.status, world.drafts().await), (StatusCode::UNPROCESSABLE_ENTITY, 0));
    assert_eq!(page.form().typed(), form.typed(), "all is kept, and the trap is empty again");
    world.send(&page.form()).await;
    assert_eq!(world.drafts().await, 1);
}

#[tokio::test(start_paused = true)]
async fn faster_than_a_person_it_takes_a_second_press() {
    let world = World::new(&Cloud::new().await).await;
    let draft = world.has_draft("d", proposal()).await;
    world.pass(2);
    let form = check(&world, &draft).await.with("exact", "oui").with("preuve", "0");
    let page = world.send(&form).await;
    assert_eq!((page.status, world.nudges().await), (StatusCode::UNPROCESSABLE_ENTITY, 0));
    assert_eq!(page.notice().unwrap(), "Appuyez une seconde fois pour envoyer");
    assert_eq!(page.form().value("preuve"), Some(""), "it proves nothing: the page works again");
    world.pass(1);
    let receipt = world.sends_on(&page.form().with("exact", "oui")).await;
    assert_eq!(receipt.heading(), "Votre proposition est envoyée");
}
