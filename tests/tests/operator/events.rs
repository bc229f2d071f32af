//! Two events, from the form to the programme.

use anyhow::{Context, ensure};
use local::demo::samples::Sample;
use local::demo::{moderator, organiser, reader};
use local::visitor::Visitor;
use model::edition::Edition;
use model::id::EventId;
use serde_json::Value;

use crate::mip::mip;
use crate::system::sample;

/// An event and its identifier.
pub(crate) struct Published {
    pub(crate) sample: Sample,
    pub(crate) id: String,
}

/// Two organisers, two events.
pub(crate) async fn are_proposed_and_published(
    visitor: &Visitor,
    edition: &Edition,
) -> anyhow::Result<[Published; 2]> {
    Ok([
        published(visitor, edition, "02-atelier-coproduction-rennes.toml", "fidele-operateur").await?,
        published(visitor, edition, "04-webinaire-langage-clair.toml", "efface-operateur").await?,
    ])
}

async fn published(
    visitor: &Visitor,
    edition: &Edition,
    file: &str,
    whose: &str,
) -> anyhow::Result<Published> {
    let sample = sample(file, whose);
    organiser::send(visitor, edition, &sample).await?;
    let link = organiser::asked_to_confirm(visitor, &sample).await?;
    organiser::confirm(visitor, &link).await?;
    let link = moderator::asked_to_decide(visitor, &sample).await?;
    moderator::decide(visitor, &sample, &link).await?;
    reader::sees_published(visitor, edition, &sample).await?;
    organiser::told_of_the_decision(visitor, &sample).await?;

    let list = mip(&format!("--json events list --edition {}", edition.year))?.json()?;
    let events = list.as_array().context("no list of events")?;
    let titled = |event: &&Value| event["title"].as_str().is_some_and(|title| title.contains(whose));
    let id = events.iter().find(titled).and_then(|event| event["event"].as_str());
    let id = id.with_context(|| format!("the event of {whose} is not in {list}"))?;
    let id = EventId::parse(id)?.to_string();
    let history = mip(&format!("events history {id}"))?.done()?;
    ensure!(!history.contains(&sample.organiser_email), "an address that nobody asked for: {history}");
    Ok(Published { sample, id })
}
