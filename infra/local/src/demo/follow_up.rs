//! What comes after the form: the private link, what is said at once of a published event, the links sent again.

use anyhow::{Context, ensure};
use model::practical::Status;

use super::samples::Sample;
use super::{PATIENCE, say_same};
use crate::mailbox::message::Mail;
use crate::visitor::Visitor;

const OWN_PAGE: &str = "/mon-evenement/";

/// Waits for the receipt, which holds a copy of everything, and gives its private link.
pub async fn receipt(visitor: &Visitor, sample: &Sample) -> anyhow::Result<String> {
    let inbox = visitor.inbox(&sample.organiser_email);
    let is_receipt = |mail: &Mail| {
        mail.subject.starts_with("Proposition reçue") && say_same(mail.readable(), &sample.title)
    };
    let mail = inbox.wait_for("the receipt", PATIENCE, is_receipt).await?;
    for told in [&sample.summary, &sample.organisation] {
        ensure!(say_same(mail.readable(), told), "the copy does not say “{told}”: {}", mail.readable());
    }
    mail.link_under(OWN_PAGE)
}

/// Follows the private link: where the event stands, and what can be done.
pub async fn opens(visitor: &Visitor, sample: &Sample, link: &str) -> anyhow::Result<()> {
    let page = visitor.open(link).await?.expect_status(200)?;
    ensure!(say_same(&page.heading(), &sample.title), "not the event's own page: {}", page.shown());
    page.link("Modifier l’événement")?;
    ensure!(page.has("#historique"), "the page does not say what has happened: {}", page.shown());
    Ok(())
}

/// Says of a published event what the sample becomes: shown before and after, put online by a tick.
pub async fn announces(visitor: &Visitor, sample: &Sample, link: &str) -> anyhow::Result<()> {
    let status = becomes(sample)?;
    let own = visitor.open(link).await?.expect_status(200)?;
    let page = visitor.open(own.link("changement de dernière minute")?.address.as_str()).await?;
    let mut form = page.expect_status(200)?.form_with(&["statut", "nouvelles"])?;
    form.choose("statut", status.code())?.fill("nouvelles", &sample.news)?;
    let preview = visitor.send(form.press("Vérifier ce qui change")?).await?.expect_status(200)?;
    let mut form = preview.form_with(&["accord"])?;
    let refused = visitor.send(form.press("Publier ces changements")?).await?;
    ensure!(refused.status() == 422, "put online without the tick: {}", refused.shown());
    form.tick("accord", "oui")?;
    let done = visitor.send(form.press("Publier ces changements")?).await?.expect_status(200)?;
    ensure!(say_same(&done.text(), status.label()), "the page does not say it: {}", done.shown());
    Ok(())
}

/// What a sample becomes once it is published.
pub(super) fn becomes(sample: &Sample) -> anyhow::Result<Status> {
    sample.becomes.as_deref().and_then(Status::from_code).context("the sample becomes nothing")
}

/// Has lost the link, and asks for it: the mail brings it back. What the page answers tells nobody whether it will.
pub async fn asks_for_links(visitor: &Visitor, sample: &Sample) -> anyhow::Result<String> {
    asks(visitor, &sample.organiser_email).await?;
    let brings = |mail: &Mail| {
        say_same(mail.readable(), "Vous avez demandé le")
            && say_same(mail.readable(), &sample.title)
            && mail.link_under(OWN_PAGE).is_ok()
    };
    let inbox = visitor.inbox(&sample.organiser_email);
    inbox.wait_for("the links again", PATIENCE, brings).await?.link_under(OWN_PAGE)
}

/// What the page answers to whoever asks with an address.
pub async fn asks(visitor: &Visitor, address: &str) -> anyhow::Result<String> {
    let mut form = visitor.open("/mes-evenements").await?.expect_status(200)?.form_with(&["email"])?;
    form.fill("email", address)?;
    let page = visitor.send(form.press("Renvoyer mes liens")?).await?.expect_status(200)?;
    Ok(page.source())
}
