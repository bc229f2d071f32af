//! How often one may send: an office of forty people never notices, a robot does.

use lambda_http::http::StatusCode;
use model::proposal::Proposal;
use pipeline_tests::cloud::Cloud;

use crate::page::{Form, Page};
use crate::world::{OFFICE, World, proposal};

/// Who sends, of which organisation.
async fn has_filled_in(world: &World, name: &str, domain: &str) -> Form {
    let typed = Proposal { organiser_email: format!("{name}@{domain}"), ..proposal() };
    let draft = world.has_draft(name, typed).await;
    let version = world.draft_at(&draft).await.unwrap().version.to_string();
    let fields = [("version", version.as_str()), ("exact", "oui"), ("preuve", "")];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    Form { action: format!("{draft}/envoyer"), fields: fields.into() }
}

fn is_sent(page: &Page) -> bool {
    assert!([StatusCode::SEE_OTHER, StatusCode::TOO_MANY_REQUESTS].contains(&page.status), "{}", page.html);
    page.status == StatusCode::SEE_OTHER
}

#[tokio::test(start_paused = true)]
async fn forty_people_of_one_office_are_not_held_up() {
    let world = World::new(&Cloud::new().await).await;
    for n in 0..40 {
        let form = has_filled_in(&world, &format!("agent{n}"), "exemple.gouv.fr").await;
        world.pass(30);
        assert!(is_sent(&world.send(&form).await), "{n}");
        assert!(is_sent(&world.send(&form).await), "{n}, pressed twice");
    }
    assert_eq!(world.nudges().await, 40);
}

#[tokio::test(start_paused = true)]
async fn of_a_thousand_scripted_forms_of_one_network_a_hundred_pass_and_none_is_lost() {
    let world = World::new(&Cloud::new().await).await;
    let mut held_up = None;
    for n in 0..1000 {
        let form = has_filled_in(&world, &format!("robot{n}"), &format!("example{n}.org")).await;
        world.pass(3);
        let page = world.send(&form).await;
        if !is_sent(&page) {
            held_up = Some((form, page));
        }
    }
    assert_eq!(world.nudges().await, 100);
    // Nobody has confirmed an address: no letter to anyone from here, and none to moderators from the worker.
    assert_eq!(world.letters().await, 0);
    let (form, page) = held_up.unwrap();
    assert_eq!(page.notice().unwrap(), "Trop de propositions arrivent en même temps");
    assert!(world.draft_at(&form.action).await.unwrap().sent.is_none(), "the draft is kept");
    let elsewhere = world.send_from("203.0.113.7", &form).await.unwrap();
    assert!(is_sent(&elsewhere), "another network is not held up");
}

#[tokio::test(start_paused = true)]
async fn a_network_opens_three_hundred_drafts_in_an_hour_and_what_was_typed_stays_on_the_page() {
    let world = World::new(&Cloud::new().await).await;
    for _ in 0..300 {
        let form = world.open(crate::walk::BEGIN).await.form().with("title", "Repenser");
        world.send(&form).await;
    }
    let form = world.open(crate::walk::BEGIN).await.form().with("title", "Un de trop");
    let page = world.send(&form).await;
    assert_eq!((page.status, world.drafts().await), (StatusCode::TOO_MANY_REQUESTS, 300));
    assert_eq!(page.form().value("title"), Some("Un de trop"));
    world.pass(2 * 3600);
    world.send(&page.form()).await;
    assert_eq!(world.drafts().await, 301, "later, the same page goes through");
}

#[tokio::test(start_paused = true)]
async fn a_mail_domain_has_a_limit_of_its_own_and_the_limit_slides() {
    let world = World::new(&Cloud::new().await).await;
    let mut sent = 0;
    for n in 0..210 {
        let form = has_filled_in(&world, &format!("robot{n}"), "example.org").await;
        world.pass(3);
        sent += usize::from(is_sent(&world.send_from(&format!("203.0.113.{n}"), &form).await.unwrap()));
    }
    assert_eq!(sent, 200);
    let form = has_filled_in(&world, "lou", "example.org").await;
    world.pass(60);
    assert!(!is_sent(&world.send_from(OFFICE, &form).await.unwrap()));
    world.pass(3600);
    let page = world.send_from(OFFICE, &form).await.unwrap();
    assert!(is_sent(&page), "{:?}", page.notice());
}
