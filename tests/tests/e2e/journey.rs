//! From the form to the programme, on real parts.

use anyhow::ensure;
use local::demo::walk::{self, Browser};
use local::demo::{follow_up, moderator, organiser, reader};

use crate::system::{System, sample};

#[tokio::test]
async fn a_workshop_in_reunion_goes_from_the_form_to_the_programme() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let sample = sample("10-atelier-la-reunion.toml", "voyage");
    organiser::send_badly(&visitor, &edition, &sample).await?;
    organiser::send(&visitor, &edition, &sample).await?;
    let link = organiser::asked_to_confirm(&visitor, &sample).await?;
    organiser::confirm_nothing(&visitor, &link).await?;
    organiser::confirm(&visitor, &link).await?;
    let own = follow_up::receipt(&visitor, &sample).await?;
    follow_up::opens(&visitor, &sample, &own).await?;
    let link = moderator::asked_to_decide(&visitor, &sample).await?;
    moderator::decide(&visitor, &sample, &link).await?;
    reader::sees_published(&visitor, &edition, &sample).await?;
    organiser::told_of_the_decision(&visitor, &sample).await
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_event_and_one_mail() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let sample = sample("02-atelier-coproduction-rennes.toml", "double-clic");
    let (reference, sent) = organiser::send(&visitor, &edition, &sample).await?;
    let again = organiser::receipt(&visitor, sent).await?;
    ensure!(again == reference, "{again} instead of {reference}");
    let link = organiser::asked_to_confirm(&visitor, &sample).await?;
    organiser::confirm(&visitor, &link).await?;
    // What the second message could have caused, it would have caused before this mail.
    moderator::asked_to_decide(&visitor, &sample).await?;
    follow_up::receipt(&visitor, &sample).await?;
    let mails = visitor.inbox(&sample.organiser_email).mails().await?;
    ensure!(mails.len() == 2, "{} mails instead of the link and the receipt", mails.len());
    Ok(())
}

#[tokio::test]
async fn a_refused_event_never_appears_and_its_organiser_reads_why() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let sample = sample("14-vente-de-logiciel.toml", "refus");
    organiser::send(&visitor, &edition, &sample).await?;
    let link = organiser::asked_to_confirm(&visitor, &sample).await?;
    organiser::confirm(&visitor, &link).await?;
    let link = moderator::asked_to_decide(&visitor, &sample).await?;
    moderator::decide(&visitor, &sample, &link).await?;
    organiser::told_of_the_decision(&visitor, &sample).await?;
    let list = visitor.open(&format!("/{}/evenements/", edition.year)).await?.expect_status(200)?;
    ensure!(!list.text().contains("(refus)"), "the refused event is in the list");
    Ok(())
}

#[tokio::test]
async fn an_address_confirmed_once_is_not_asked_again() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let first = sample("04-webinaire-langage-clair.toml", "habituee");
    organiser::send(&visitor, &edition, &first).await?;
    let link = organiser::asked_to_confirm(&visitor, &first).await?;
    organiser::confirm(&visitor, &link).await?;
    let mut second = first.clone();
    second.title = "Un second webinaire (habituee)".into();
    organiser::send(&visitor, &edition, &second).await?;
    moderator::asked_to_decide(&visitor, &second).await?;
    Ok(())
}

/// Anybody can type a known address: what has proved no work is confirmed by a mail of its own, scripts or not.
#[tokio::test]
async fn a_known_address_without_a_proof_is_asked_once_more() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let first = sample("04-webinaire-langage-clair.toml", "imitee");
    organiser::send(&visitor, &edition, &first).await?;
    let link = organiser::asked_to_confirm(&visitor, &first).await?;
    organiser::confirm(&visitor, &link).await?;
    follow_up::receipt(&visitor, &first).await?;
    let mut second = first.clone();
    second.title = "Une proposition imitée (imitee)".into();
    let draft = walk::write(&visitor, &edition, &second).await?;
    walk::send(&visitor, &draft, Browser::WithoutScripts).await?;
    let own = organiser::asked_to_confirm(&visitor, &second).await?;
    ensure!(own != link, "one mail for two events");
    let mails = visitor.inbox(&first.organiser_email).mails().await?;
    let received = mails
        .iter()
        .any(|mail| mail.subject.starts_with("Proposition reçue") && mail.subject.contains("imitée"));
    ensure!(!received, "received before it was confirmed");
    organiser::confirm(&visitor, &own).await?;
    follow_up::receipt(&visitor, &second).await.map(drop)
}
