//! The PDF programme and the cards, set by hand: the scheduler of a local cloud begins no round.

use anyhow::{Context, ensure};
use local::demo::{moderator, organiser, reader};
use local::lambda;
use serde_json::Value;

use crate::system::{System, sample, variable};

#[tokio::test]
async fn an_event_has_its_card_and_is_in_the_pdf_programme_after_the_next_round() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let sample = sample("02-atelier-coproduction-rennes.toml", "carte");
    organiser::send(&visitor, &edition, &sample).await?;
    let link = organiser::asked_to_confirm(&visitor, &sample).await?;
    organiser::confirm(&visitor, &link).await?;
    let link = moderator::asked_to_decide(&visitor, &sample).await?;
    moderator::decide(&visitor, &sample, &link).await?;
    reader::sees_published(&visitor, &edition, &sample).await?;

    lambda::invoke(&variable("MIP_ENDPOINT_URL"), &variable("MIP_TYPESET_FUNCTION_NAME")).await?;
    let year = edition.year;
    let data = visitor.open(&format!("/{year}/programme.json")).await?.expect_status(200)?;
    let data: Value = data.json()?;
    let events = data["events"].as_array().map(Vec::as_slice).unwrap_or_default();
    let event = events.iter().find(|event| event["title"] == sample.title.as_str());
    let id = event.and_then(|event| event["id"].as_str()).context("the event is not in programme.json")?;
    for (path, content_type, start) in [
        (format!("cartes/{id}.png"), "image/png", &b"\x89PNG"[..]),
        ("programme.pdf".into(), "application/pdf", b"%PDF-"),
        ("programme-bretagne.pdf".into(), "application/pdf", b"%PDF-"),
    ] {
        let document = visitor.open(&format!("/documents/{year}/{path}")).await?.expect_status(200)?;
        ensure!(document.bytes().starts_with(start), "{path} is something else");
        ensure!(document.header("content-type") == Some(content_type), "{path} is served otherwise");
    }
    Ok(())
}
