//! The reader: finds the events in the list, on their pages, in the data and in the calendar; never the refused one.

use std::fmt::Write as _;

use anyhow::{bail, ensure};
use model::edition::Edition;
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::time::{Instant, sleep};

use super::samples::Sample;
use super::{LOOK, PATIENCE, follow_up, picture, plain, say_same};
use crate::visitor::{Link, Page, Visitor};

/// Waits until the event is in the list, and reads its page.
pub async fn sees_published(visitor: &Visitor, edition: &Edition, sample: &Sample) -> anyhow::Result<()> {
    let link = listed(visitor, edition, sample).await?;
    let page = visitor.open(link.address.as_str()).await?.expect_status(200)?;
    ensure!(say_same(&page.heading(), &sample.title), "not the event's page: {}", page.shown());
    let places = sample.places.iter().map(|place| &place.name);
    for told in [&sample.summary, &sample.organisation].into_iter().chain(places) {
        ensure!(say_same(&page.text(), told), "the page does not say “{told}”: {}", page.shown());
    }
    if sample.picture.is_some() {
        picture::is_on(visitor, &page, sample).await?;
    }
    for private in [&sample.organiser_email, &sample.organiser_name] {
        ensure!(!page.source().contains(private.as_str()), "the page shows “{private}”");
    }
    Ok(())
}

/// Waits until the event's page says what its organiser has announced.
pub async fn sees_announced(visitor: &Visitor, edition: &Edition, sample: &Sample) -> anyhow::Result<()> {
    let (status, deadline) = (follow_up::becomes(sample)?, Instant::now() + PATIENCE);
    let link = listed(visitor, edition, sample).await?;
    loop {
        let page = visitor.open(link.address.as_str()).await?.expect_status(200)?;
        if say_same(&page.text(), status.label()) && say_same(&page.text(), &sample.news) {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "not {} within {PATIENCE:?}: {}", status.code(), page.shown());
        sleep(LOOK).await;
    }
}

async fn listed(visitor: &Visitor, edition: &Edition, sample: &Sample) -> anyhow::Result<Link> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let page = list(visitor, edition).await?;
        if let Some(link) = page.links().into_iter().find(|link| say_same(&link.words, &sample.title)) {
            return Ok(link);
        }
        if Instant::now() > deadline {
            bail!("“{}” is not in the list within {PATIENCE:?}: {}", sample.title, page.shown());
        }
        sleep(LOOK).await;
    }
}

async fn list(visitor: &Visitor, edition: &Edition) -> anyhow::Result<Page> {
    visitor.open(&format!("/{}/evenements/", edition.year)).await?.expect_status(200)
}

/// Waits until an issue is in the list of those that have left, and reads its page and the feed.
pub async fn sees_issue(visitor: &Visitor, edition: &Edition, subject: &str) -> anyhow::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    let link = loop {
        let page = visitor.open(&format!("/{}/lettres/", edition.year)).await?.expect_status(200)?;
        if let Some(link) = page.links().into_iter().find(|link| say_same(&link.words, subject)) {
            break link;
        }
        if Instant::now() > deadline {
            bail!("“{subject}” is not in the list within {PATIENCE:?}: {}", page.shown());
        }
        sleep(LOOK).await;
    };
    let page = visitor.open(link.address.as_str()).await?.expect_status(200)?;
    ensure!(say_same(&page.heading(), subject), "not the issue's page: {}", page.shown());
    ensure!(!page.source().contains("/abonnement/mes-choix/"), "the page leads to someone's choices");
    let feed = visitor.open(&format!("/{}/lettres.atom", edition.year)).await?.expect_status(200)?;
    let content_type = feed.header("content-type").unwrap_or_default();
    ensure!(content_type.starts_with("application/atom+xml"), "the feed is served as {content_type}");
    ensure!(feed.source().contains(link.address.as_str()), "the feed does not lead to the issue");
    Ok(())
}

/// The list holds every published event once, and nothing else; gives their number.
pub async fn counts(visitor: &Visitor, edition: &Edition, samples: &[Sample]) -> anyhow::Result<usize> {
    let page = list(visitor, edition).await?;
    let folder = format!("/{}/evenements/", edition.year);
    let mut events: Vec<_> = page.links().into_iter().map(|link| link.address.path().to_owned()).collect();
    // A selection's page is one folder deeper.
    let is_event =
        |path: &String| path.strip_prefix(&folder).is_some_and(|rest| rest.matches('/').count() == 1);
    events.retain(is_event);
    events.sort();
    events.dedup();
    let expected = samples.iter().filter(|sample| sample.is_published()).count();
    ensure!(
        events.len() == expected,
        "{} events in the list instead of {expected}: {events:?}",
        events.len()
    );
    Ok(expected)
}

/// `programme.json` names every published event and not the refused one.
pub async fn reads_data(visitor: &Visitor, edition: &Edition, samples: &[Sample]) -> anyhow::Result<()> {
    let page = visitor.open(&format!("/{}/programme.json", edition.year)).await?.expect_status(200)?;
    let data: Value = page.json()?;
    let mut texts = Vec::new();
    collect_texts(&data, &mut texts);
    for sample in samples {
        let named = texts.iter().any(|text| plain(text) == plain(&sample.title));
        ensure!(named == sample.is_published(), "programme.json and “{}” disagree", sample.title);
        ensure!(
            !texts.contains(&sample.organiser_email.as_str()),
            "programme.json shows an organiser's address"
        );
    }
    Ok(())
}

/// `programme.ics` has every slot of every published event (RFC 5545: folded lines, escaped text).
pub async fn reads_calendar(visitor: &Visitor, edition: &Edition, samples: &[Sample]) -> anyhow::Result<()> {
    let page = visitor.open(&format!("/{}/programme.ics", edition.year)).await?.expect_status(200)?;
    let content_type = page.header("content-type").unwrap_or_default();
    ensure!(content_type.starts_with("text/calendar"), "programme.ics is served as {content_type}");
    let calendar = page.source().replace("\r\n ", "");
    let summaries: Vec<String> = calendar
        .lines()
        .filter_map(|line| line.strip_prefix("SUMMARY"))
        .filter_map(|rest| rest.split_once(':'))
        .map(|(_, text)| plain(&text.replace("\\,", ",").replace("\\;", ";")))
        .collect();
    for sample in samples.iter().filter(|sample| sample.period.is_none()) {
        let found = summaries.iter().filter(|text| text.contains(&plain(&sample.title))).count();
        let expected = if sample.is_published() { sample.slots.len() } else { 0 };
        ensure!(
            found == expected,
            "programme.ics has {found} entries for “{}”, not {expected}",
            sample.title
        );
    }
    Ok(())
}

/// The PDF programme is one, and each published event has a card.
pub async fn sees_documents(visitor: &Visitor, edition: &Edition, samples: &[Sample]) -> anyhow::Result<()> {
    let whole = format!("/documents/{}/programme.pdf", edition.year);
    let programme = visitor.open(&whole).await?.expect_status(200)?;
    ensure!(programme.bytes().starts_with(b"%PDF-"), "{whole} is no PDF");
    let data = visitor.open(&format!("/{}/programme.json", edition.year)).await?.expect_status(200)?;
    let data: Value = data.json()?;
    let events = data["events"].as_array().map(Vec::as_slice).unwrap_or_default();
    let published = samples.iter().filter(|sample| sample.is_published()).count();
    ensure!(events.len() == published, "programme.json has {} events, not {published}", events.len());
    for id in events.iter().filter_map(|event| event["id"].as_str()) {
        let card = format!("/documents/{}/cartes/{id}.png", edition.year);
        let picture = visitor.open(&card).await?.expect_status(200)?;
        ensure!(picture.bytes().starts_with(b"\x89PNG"), "{card} is no PNG");
    }
    Ok(())
}

/// From the pointer to the manifest to each file: every SHA-256 is right.
pub async fn checks_snapshot(visitor: &Visitor, edition: &Edition) -> anyhow::Result<()> {
    let pointer =
        visitor.open(&format!("/snapshots/{}/latest.json", edition.year)).await?.expect_status(200)?;
    let pointer: Pointer = pointer.json()?;
    let page = visitor.open(&pointer.manifest).await?.expect_status(200)?;
    ensure!(sum(page.bytes()) == pointer.manifest_sha256, "the manifest is not what the pointer says");
    let manifest: Manifest = page.json()?;
    ensure!(!manifest.files.is_empty(), "the manifest names no file");
    for Entry { path, sha256 } in manifest.files {
        let address = page.url().join(&format!("{}/{path}", manifest.root))?;
        let file = visitor.open(address.as_str()).await?.expect_status(200)?;
        ensure!(sum(file.bytes()) == sha256, "{path} is not what the manifest says");
    }
    Ok(())
}

#[derive(Deserialize)]
struct Pointer {
    manifest: String,
    manifest_sha256: String,
}

#[derive(Deserialize)]
struct Manifest {
    root: String,
    files: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    path: String,
    sha256: String,
}

fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn collect_texts<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(values) => values.iter().for_each(|value| collect_texts(value, texts)),
        Value::Object(fields) => fields.values().for_each(|value| collect_texts(value, texts)),
        _ => {}
    }
}
