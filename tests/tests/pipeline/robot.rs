//! A mail scanner: opens every link of every mail by HEAD and GET, follows the links of the pages, submits every form as
//! served with each of its buttons, everything twice. It decides nothing, and the human then succeeds at the first try.

use std::collections::BTreeSet;

use lambda_http::http::Method;
use model::email::EmailAddress;
use model::event::State;
use model::id::{EventId, ModeratorId};
use model::moderation::Rhythm;
use pipeline_tests::cloud::{Cloud, SentMail};
use pipeline_tests::pipeline::{Delivery, Pipeline};
use scraper::{ElementRef, Html, Selector};

use crate::newsletter::one_click_address_if_any;
use crate::steps::{WORKSHOP, is_decided, other_path_in, path_in, text};
use crate::world::{BASE_URL, World, get, post, team};

/// A form as served: how and where it is sent, with which fields.
type Served = (bool, String, Vec<(String, String)>);

/// Opens everything that a mail leads to, as deep as `depth` pages.
pub(crate) async fn scan(world: &World, mail: &SentMail) {
    let text = text(mail);
    let links = text.split_whitespace().filter_map(|word| word.strip_prefix(BASE_URL));
    let in_head = one_click_address_if_any(mail);
    let links: BTreeSet<_> =
        links.filter(|path| is_ours(path)).map(ToOwned::to_owned).chain(in_head).collect();
    let mut seen = BTreeSet::new();
    for path in links {
        for round in 0..2 {
            Box::pin(open(world, &path, usize::from(round == 0), &mut seen)).await;
        }
    }
}

/// Whether a function answers, rather than the bucket.
fn is_ours(path: &str) -> bool {
    [
        "/confirmer/",
        "/moderer/",
        "/moderation",
        "/corriger/",
        "/proposition/",
        "/mon-evenement/",
        "/mes-evenements",
        "/illustrer/",
        "/abonnement",
        "/desabonner/",
        "/lettre/",
    ]
    .iter()
    .any(|ours| path.starts_with(ours))
}

async fn open(world: &World, path: &str, depth: usize, seen: &mut BTreeSet<String>) {
    let mut head = get(path);
    *head.method_mut() = Method::HEAD;
    world.request(head).await.unwrap();
    let page = world.request(get(path)).await.unwrap();
    assert!(page.status.is_success(), "{path}: {}", page.status);
    submit(world, &page.html, path, 1).await;
    if depth > 0 {
        for link in links_of(&page.html, path) {
            if seen.insert(link.clone()) {
                Box::pin(open(world, &link, depth - 1, seen)).await;
            }
        }
    }
}

/// Submits every form of a page as served, and those of the pages that its searches lead to.
async fn submit(world: &World, html: &str, path: &str, depth: usize) {
    for (posts, action, fields) in as_served(html, path) {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        if posts {
            let answer = world.request(post(&action, &fields)).await.unwrap();
            let done = answer.status.is_server_error() || answer.status.is_redirection();
            assert!(!done, "{action}: {} {}", answer.status, answer.html);
        } else {
            let found = format!("{action}?{}", serde_html_form::to_string(&fields).unwrap());
            let page = world.request(get(&found)).await.unwrap();
            assert!(page.status.is_success(), "{found}: {}", page.status);
            if depth > 0 {
                Box::pin(submit(world, &page.html, &found, depth - 1)).await;
            }
        }
    }
}

fn links_of(html: &str, path: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    let anchors = Selector::parse("main a[href]").unwrap();
    let links = html.select(&anchors).map(|link| {
        let href = link.value().attr("href").unwrap_or_default();
        if href.starts_with('?') {
            format!("{}{href}", path.split('?').next().unwrap_or(path))
        } else {
            href.to_owned()
        }
    });
    links.filter(|link| is_ours(link)).collect()
}

/// What a robot would send: each form's fields as they are in the page, once per button.
fn as_served(html: &str, path: &str) -> Vec<Served> {
    let page = Html::parse_document(html);
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let mut served = Vec::new();
    for form in page.select(&select("form")) {
        let posts = form.value().attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
        let action = form.value().attr("action").unwrap_or(path);
        let action = if posts { action } else { action.split('?').next().unwrap_or(action) }.to_owned();
        let fields: Vec<_> = form.select(&select("input, textarea, select")).filter_map(value).collect();
        for button in form.select(&select("button")) {
            let pressed = button
                .value()
                .attr("name")
                .map(|name| (name.to_owned(), button.value().attr("value").unwrap_or_default().to_owned()));
            served.push((posts, action.clone(), fields.iter().cloned().chain(pressed).collect()));
        }
    }
    served
}

/// The name and value that a browser sends for an untouched field.
fn value(field: ElementRef<'_>) -> Option<(String, String)> {
    let name = field.value().attr("name")?.to_owned();
    let attribute = |name| field.value().attr(name).unwrap_or_default().to_owned();
    match field.value().name() {
        "textarea" => Some((name, field.text().collect())),
        "select" => {
            let options = Selector::parse("option").unwrap();
            let chosen = field.select(&options).find(|option| option.value().attr("selected").is_some());
            let chosen = chosen.or_else(|| field.select(&options).next())?;
            Some((name, chosen.value().attr("value").unwrap_or_default().to_owned()))
        }
        _ if matches!(field.value().attr("type"), Some("radio" | "checkbox")) => {
            field.value().attr("checked").map(|_| (name, attribute("value")))
        }
        _ => Some((name, attribute("value"))),
    }
}

/// Five moderators for La Réunion, told of each event at once, and each morning of all that waits.
async fn five_moderators(world: &World) -> Vec<String> {
    let mut emails = Vec::new();
    for number in 1..=5 {
        let email = format!("moderation{number}@exemple.gouv.fr");
        let [_, mut moderator] = team();
        moderator.id = ModeratorId::derive(&[email.as_bytes()]);
        moderator.email = EmailAddress::parse(&email).unwrap();
        moderator.rhythm = Rhythm::Both;
        world.store.put_moderator(&moderator).await.unwrap();
        emails.push(email);
    }
    emails
}

/// What is in the table, but for what the pipeline still has under way.
async fn table(world: &World) -> Vec<serde_json::Value> {
    world.cloud.items().await
}

/// One event's whole life, scanned at each step; the number of mails scanned.
async fn scanned_life(
    world: &World,
    pipeline: &mut Pipeline<'_>,
    number: usize,
    moderators: &[String],
) -> usize {
    let organiser = format!("organisation{number}@exemple.gouv.fr");
    let fields: Vec<_> = WORKSHOP
        .iter()
        .map(|&(name, value)| (name, if name == "organiser_email" { organiser.as_str() } else { value }))
        .collect();
    let draft = world.fill(&fields).await;
    let id = EventId::parse(&world.send_draft(&draft, "").await).unwrap();
    let state = async || world.store.event(id).await.unwrap().unwrap().state();
    let mut scanned = 0;
    let mut scan_all = async |address: &str, before: usize| {
        for mail in &world.mails_to(address)[before..] {
            let table_before = table(world).await;
            scan(world, mail).await;
            assert_eq!(table(world).await, table_before, "a scanner has written to the table");
            scanned += 1;
        }
    };

    pipeline.run().await;
    scan_all(&organiser, 0).await;
    assert_eq!(state().await, State::Unconfirmed);
    let seen: Vec<_> = moderators.iter().map(|email| world.mails_to(email).len()).collect();
    world.confirm(&world.mails_to(&organiser)[0]).await;
    pipeline.run().await;
    for (email, seen) in moderators.iter().zip(&seen) {
        scan_all(email, *seen).await;
    }
    // Five mornings with their digests, then slowly enough for each moderator to be told of each event; and a link to the
    // queue for who asks.
    world.cloud.clock().advance(if number < 5 { 24 * 3600 } else { 420 });
    world.nudge_the_desk().await;
    let asking = &moderators[number % 5];
    world.ask_for_link(asking).await;
    let seen: Vec<_> = moderators.iter().map(|email| world.mails_to(email).len()).collect();
    pipeline.run().await;
    for (email, seen) in moderators.iter().zip(&seen) {
        scan_all(email, *seen).await;
    }
    assert_eq!(state().await, State::InReview);
    let about = |mail: &SentMail| text(mail).contains("/moderer/");
    let mail = world.mails_to(asking).into_iter().rfind(about).expect("a mail about the event");
    let path = path_in(&mail, "/moderer/");
    let ask = [("act", "decide"), ("decision", "changes"), ("part", "title"), ("text-title", "Plus court.")];
    let publish = [("act", "decide"), ("decision", "publish")];
    let decision = if number.is_multiple_of(2) { publish.as_slice() } else { ask.as_slice() };
    let page = world.request(post(&path, decision)).await.unwrap();
    assert!(is_decided(&page), "the human succeeds at the first try: {}", page.html);
    pipeline.settle().await;
    scan_all(&organiser, 1).await;
    let after = if number.is_multiple_of(2) { State::Published } else { State::ChangesRequested };
    assert_eq!(state().await, after);
    let told = world.mails_to(&organiser).last().cloned().expect("a mail about the decision");
    assert!(other_path_in(&told, "/corriger/").starts_with("/corriger/"), "the organiser can answer");
    scanned
}

async fn scan_lives(lives: usize) -> usize {
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let moderators = five_moderators(&world).await;
    let mut pipeline = world.pipeline(Delivery::default());
    let mut scanned = 0;
    for number in 0..lives {
        scanned += Box::pin(scanned_life(&world, &mut pipeline, number, &moderators)).await;
    }
    println!("{scanned} mails scanned");
    scanned
}

#[tokio::test(start_paused = true)]
async fn a_mail_scanner_changes_nothing_and_the_human_then_succeeds() {
    assert!(scan_lives(2).await >= 2 * 12);
}

#[tokio::test(start_paused = true)]
#[ignore = "takes minutes: make test-long"]
async fn over_a_thousand_mails_a_scanner_changes_nothing() {
    // In several clouds: the table in memory slows down as it fills.
    let mut scanned = 0;
    while scanned < 1_000 {
        scanned += scan_lives(13).await;
    }
}
