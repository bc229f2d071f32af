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
use scraper::{Html, Selector};

use crate::forms::as_served;
use crate::newsletter::one_click_address_if_any;
use crate::settled::settled;
use crate::steps::{ORGANISER, WORKSHOP, is_decided, other_path_in, path_in, text};
use crate::world::{BASE_URL, REGIONAL, World, get, post, team};

/// Opens everything that a mail leads to, and the pages that these lead to.
pub(crate) async fn scan(world: &World, mail: &SentMail) {
    scan_to(world, mail, 1).await;
}

/// Opens everything that a mail leads to, as deep as `depth` pages.
async fn scan_to(world: &World, mail: &SentMail, depth: usize) {
    let text = text(mail);
    let links = text.split_whitespace().filter_map(|word| word.strip_prefix(BASE_URL));
    let in_head = one_click_address_if_any(mail);
    let links: BTreeSet<_> =
        links.filter(|path| is_ours(path)).map(ToOwned::to_owned).chain(in_head).collect();
    let mut seen = BTreeSet::new();
    for path in links {
        for round in 0..2 {
            Box::pin(open(world, &path, if round == 0 { depth } else { 0 }, &mut seen)).await;
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
    for form in as_served(html, path) {
        let (action, fields) = (&form.action, form.pairs());
        if form.posts {
            let answer = world.request(post(action, &fields)).await.unwrap();
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
    // The moderator's page now has what one does with an event in the programme, or with one that waits.
    let page = world.open(&path).await;
    assert_eq!(page.html.contains("value=\"feature\""), number.is_multiple_of(2), "{}", page.html);
    let table_before = table(world).await;
    scan(world, &mail).await;
    assert_eq!(table(world).await, table_before, "a scanner has written to the table");
    let after = if number.is_multiple_of(2) { State::Published } else { State::ChangesRequested };
    assert_eq!(state().await, after);
    let told = world.mails_to(&organiser).last().cloned().expect("a mail about the decision");
    assert!(other_path_in(&told, "/corriger/").starts_with("/corriger/"), "the organiser can answer");
    scanned
}

/// Scans the mails that have come since `seen`; how many there are now.
async fn scan_since(world: &World, seen: usize) -> usize {
    let mails = world.cloud.mails();
    for mail in &mails[seen..] {
        let before = table(world).await;
        // The page of a draft has no button. The steps that it leads to keep what is sent to them: that is what they are for.
        let depth = usize::from(!text(mail).contains("Reprendre mon brouillon"));
        scan_to(world, mail, depth).await;
        assert_eq!(table(world).await, before, "a scanner has written to the table: {}", text(mail));
    }
    mails.len()
}

/// Every mail that an event's team can be sent, scanned before anybody acts.
#[tokio::test(start_paused = true)]
async fn a_scanner_of_a_team_s_mails_changes_nothing_and_people_then_succeed() {
    const COLLEAGUE: &str = "lou.martin@exemple.gouv.fr";
    let cloud = Cloud::new().await;
    let world = World::new(&cloud).await;
    let mut pipeline = world.pipeline(Delivery::default());
    let draft = world.fill(WORKSHOP).await;
    world.mails_draft(&format!("{draft}/plus-tard"), ORGANISER).await;
    pipeline.settle().await;
    let mut seen = scan_since(&world, 0).await;
    world.send_draft(&draft, "").await;
    pipeline.settle().await;
    seen = scan_since(&world, seen).await;
    world.confirm(world.mails_to(ORGANISER).last().unwrap()).await;
    pipeline.settle().await;
    seen = scan_since(&world, seen).await;
    let own = world.own_page(ORGANISER);
    world.invites(&own, COLLEAGUE).await;
    pipeline.settle().await;
    seen = scan_since(&world, seen).await;
    world.publish(world.mails_to(REGIONAL).last().unwrap()).await;
    pipeline.settle().await;
    seen = scan_since(&world, seen).await;
    world.announces(&world.own_page(COLLEAGUE), &[("statut", "full")]).await;
    pipeline.settle().await;
    seen = scan_since(&world, seen).await;
    // Another event, which is taken back.
    world.submit().await;
    pipeline.settle().await;
    seen = scan_since(&world, seen).await;
    world.retracts(&world.own_page(ORGANISER)).await;
    world.asks_for_event_links(ORGANISER).await;
    pipeline.settle().await;
    seen = scan_since(&world, seen).await;
    world.dismisses(&own).await;
    world.is_dead(&world.own_page(COLLEAGUE)).await;
    let kinds: BTreeSet<_> = settled(&world, &cloud).await.into_keys().collect();
    let expected = [
        "confirm-address",
        "decision",
        "draft",
        "invited",
        "links",
        "practical-change",
        "received",
        "retracted",
        "review",
    ];
    assert_eq!(kinds, expected.map(ToOwned::to_owned).into());
    println!("{seen} mails of a team scanned");
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
