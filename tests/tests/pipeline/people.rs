//! People press twice, change their minds, open old links; robots open everything.

use lambda_http::http::{Method, StatusCode};
use model::event::State;
use model::id::EventId;
use pipeline_tests::cloud::Cloud;
use pipeline_tests::pipeline::Delivery;
use scraper::{Html, Selector};

use crate::steps::{ORGANISER, WORKSHOP, path_in, text, text_of, value_of};
use crate::world::{NATIONAL, REGIONAL, World, get, post};

#[tokio::test(start_paused = true)]
async fn the_same_form_sent_twice_is_one_event_and_one_mail() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let key = value_of(&world.open("/proposer").await, "cle");
    let first = world.submit_with_key(&key).await;
    let second = world.submit_with_key(&key).await;
    assert_eq!(first, second);
    assert_eq!(cloud.messages("Submissions").len(), 2);
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
    assert_eq!(world.store.event(second).await.unwrap().unwrap().state, State::InReview);
    let received = text(world.mails_to(ORGANISER).last().unwrap());
    assert!(received.contains("vous n’avez rien à faire"), "{received}");
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
    assert_eq!(world.store.event(id).await.unwrap().unwrap().state, State::Unconfirmed);
}

#[tokio::test(start_paused = true)]
async fn of_two_moderators_one_decides_and_the_other_is_told() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let path = in_review(&world).await;
    let refused = [("decision", "reject"), ("reason", "L’atelier est réservé à votre service.")];
    let published = [("decision", "publish")];
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
    let path = in_review(&world).await;
    for (fields, advice) in [(vec![], "Choisissez"), (vec![("decision", "reject")], "Expliquez votre refus")]
    {
        let page = world.request(post(&path, &fields)).await.unwrap();
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(text_of(&page, "#erreurs").unwrap().contains(advice));
    }
    let reason = "L’atelier est réservé à votre service.";
    world.act_on(&path, &[("decision", "reject"), ("reason", reason)]).await;
    world.pipeline(Delivery::default()).settle().await;
    assert!(text(world.mails_to(ORGANISER).last().unwrap()).contains(reason));
    assert!(world.programme().await.is_none(), "nothing to publish");
}

#[tokio::test(start_paused = true)]
async fn the_link_stays_readable_after_the_decision() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let path = in_review(&world).await;
    world.act_on(&path, &[("decision", "publish")]).await;
    let page = world.open(&path).await;
    let told = text_of(&page, "#decision-prise").unwrap();
    assert!(told.contains("Publié par Noa Hoarau le 4\u{a0}novembre 2024 à 9\u{a0}h"), "{told}");
}

#[tokio::test(start_paused = true)]
async fn a_decision_mail_waits_for_the_undo_window() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let path = in_review(&world).await;
    let before = world.mails_to(ORGANISER).len();
    world.act_on(&path, &[("decision", "publish")]).await;
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.run().await;
    assert_eq!(world.mails_to(ORGANISER).len(), before);
    cloud.clock().advance(300);
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
        .chain([("action", "envoyer"), ("online_link", "https://visio.exemple.gouv.fr/atelier")])
        .collect();
    world.request(post("/proposer", &online)).await.unwrap();
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;
    world.confirm(&world.mails_to(ORGANISER)[0]).await;
    pipeline.settle().await;
    assert_eq!((world.mails_to(NATIONAL).len(), world.mails_to(REGIONAL).len()), (1, 0));
}

/// Opens every link of every mail by GET and HEAD, twice, and submits every form of the pages as served, with each of
/// its buttons.
#[tokio::test(start_paused = true)]
async fn a_mail_scanner_changes_nothing_and_the_human_then_succeeds() {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let id = EventId::parse(&world.submit().await).unwrap();
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;

    let path = path_in(&world.mails_to(ORGANISER)[0], "/confirmer/");
    scan(&world, &path).await;
    assert_eq!(world.store.event(id).await.unwrap().unwrap().state, State::Unconfirmed);
    world.act_on(&path, &[("confirm", "oui")]).await;
    pipeline.settle().await;

    let path = path_in(&world.mails_to(REGIONAL)[0], "/moderer/");
    scan(&world, &path).await;
    assert_eq!(world.store.event(id).await.unwrap().unwrap().state, State::InReview);
    let page = world.act_on(&path, &[("decision", "publish")]).await;
    assert!(text_of(&page, "#decision-prise").is_some());
}

async fn scan(world: &World, path: &str) {
    let before = world.cloud.items().await;
    for _ in 0..2 {
        let mut head = get(path);
        *head.method_mut() = Method::HEAD;
        world.request(head).await.unwrap();
        let page = world.request(get(path)).await.unwrap();
        let forms = as_served(&page.html);
        assert!(!forms.is_empty(), "the page has a form to submit");
        for fields in forms {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            world.request(post(path, &fields)).await.unwrap();
        }
    }
    assert_eq!(world.cloud.items().await, before, "a scanner has written to the table");
}

/// What a robot would send: each form's fields as they are in the page, once per button.
fn as_served(html: &str) -> Vec<Vec<(String, String)>> {
    let page = Html::parse_document(html);
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let mut sent = Vec::new();
    for form in page.select(&select("form")) {
        let mut fields = Vec::new();
        for field in form.select(&select("input, textarea, select")) {
            let choice = matches!(field.value().attr("type"), Some("radio" | "checkbox"));
            if let Some(name) = field.value().attr("name")
                && (!choice || field.value().attr("checked").is_some())
            {
                let value = field.value().attr("value").unwrap_or_default();
                fields.push((name.to_owned(), value.to_owned()));
            }
        }
        for button in form.select(&select("button")) {
            let pressed = button
                .value()
                .attr("name")
                .map(|name| (name.to_owned(), button.value().attr("value").unwrap_or_default().to_owned()));
            sent.push(fields.iter().cloned().chain(pressed).collect());
        }
    }
    sent
}

/// Submits and confirms the workshop; the path of the moderator's link.
async fn in_review(world: &World) -> String {
    world.submit().await;
    let mut pipeline = world.pipeline(Delivery::default());
    pipeline.settle().await;
    world.confirm(&world.mails_to(ORGANISER)[0]).await;
    pipeline.settle().await;
    path_in(&world.mails_to(REGIONAL)[0], "/moderer/")
}
