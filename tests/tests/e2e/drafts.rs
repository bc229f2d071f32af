//! Drafts: left on one device and taken up on another, sent once.

use std::time::Duration;

use anyhow::ensure;
use local::demo::walk::{self, Browser, Draft};
use local::demo::{follow_up, moderator, organiser, reader};
use local::visitor::{Page, Visitor};
use model::proposal::Stage;

use crate::system::{System, sample, variable};

/// How long a mail may take.
const PATIENCE: Duration = Duration::from_mins(1);

#[tokio::test]
async fn a_draft_goes_on_where_it_was_left_on_another_device() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let sample = sample("07-visite-marseille.toml", "deux-appareils");
    let mut page = walk::begin(&visitor).await?;
    for stage in [Stage::Event, Stage::Dates] {
        let form = walk::fill(&visitor, &page, stage, &edition, &sample).await?;
        page = visitor.send(form.press_named("action", "continuer")?).await?.expect_status(200)?;
    }
    let form = walk::fill(&visitor, &page, Stage::Place, &edition, &sample).await?;
    let later = visitor.send(form.press_named("action", "plus-tard")?).await?.expect_status(200)?;
    let link = mailed(&visitor, &later, &sample.organiser_email).await?;

    let elsewhere = Visitor::new(&variable("MIP_BASE_URL"))?;
    let home = elsewhere.open(&link).await?.expect_status(200)?;
    ensure!(home.forms().is_empty(), "a program that guards mailboxes finds a form: {}", home.shown());
    let page = elsewhere.open(home.link("Continuer")?.address.as_str()).await?.expect_status(200)?;
    let draft = Draft::of(&page)?;
    let back = draft.open(&elsewhere, Stage::Place.code()).await?.form_with(&["place_name"])?;
    ensure!(back.value("place_name") == Some(sample.places[0].name.as_str()), "the place is lost");
    ensure!(page.url().path().ends_with(Stage::Public.code()), "not where it was left: {}", page.shown());
    let draft = walk::go_on(&elsewhere, page, &edition, &sample).await?;
    let (reference, _) = walk::send(&elsewhere, &draft, Browser::WithScripts).await?;

    // The link that was mailed, and every page of the draft, lead to the receipt now.
    for page in [visitor.open(&link).await?, draft.open(&visitor, Stage::Event.code()).await?] {
        ensure!(walk::reference(&page)? == reference, "not the receipt: {}", page.shown());
    }
    Ok(())
}

/// Has the draft's address sent, and reads it in the mail.
async fn mailed(visitor: &Visitor, later: &Page, address: &str) -> anyhow::Result<String> {
    let mut form = later.form_with(&["email"])?;
    visitor.send(form.as_served()).await?.expect_status(422)?;
    form.fill("email", address)?;
    visitor.send(form.press("Recevoir ce lien par courriel")?).await?.expect_status(200)?;
    let inbox = visitor.inbox(address);
    let mail =
        inbox.wait_for("the draft's address", PATIENCE, |mail| mail.link_under("/proposition/").is_ok());
    mail.await?.link_under("/proposition/")
}

#[tokio::test]
async fn a_picture_is_sent_described_and_published_in_two_widths() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let sample = sample("02-atelier-coproduction-rennes.toml", "image");
    ensure!(sample.picture.is_some(), "the sample has no picture");
    organiser::send(&visitor, &edition, &sample).await?;
    let link = organiser::asked_to_confirm(&visitor, &sample).await?;
    organiser::confirm(&visitor, &link).await?;
    follow_up::receipt(&visitor, &sample).await?;
    let link = moderator::asked_to_decide(&visitor, &sample).await?;
    moderator::decide(&visitor, &sample, &link).await?;
    reader::sees_published(&visitor, &edition, &sample).await
}

#[tokio::test]
async fn what_is_no_picture_is_explained_and_the_draft_stays() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let mut sample = sample("13-conference-strasbourg.toml", "pas-une-image");
    sample.picture = None;
    let draft = walk::write(&visitor, &edition, &sample).await?;
    let check = draft.open(&visitor, "verifier").await?;
    let upload = visitor.open(check.link("Ajouter une image")?.address.as_str()).await?;
    for (name, bytes) in [("note.jpg", b"ceci est un texte".as_slice()), ("", b"")] {
        let mut form = upload.form_with(&["file"])?;
        form.attach(name, bytes)?;
        let page = visitor.send(form.press("Envoyer l’image")?).await?;
        let back = page.form_with(&["file"])?;
        ensure!(back.invalid().iter().any(|(field, _)| *field == "file"), "not explained: {}", page.shown());
    }
    draft.open(&visitor, "verifier").await?.form_with(&["exact"]).map(drop)
}
