//! The subscriber: asks for the newsletter, confirms, reads it, changes their choices, leaves.

use anyhow::{Context, ensure};
use reqwest::header::CONTENT_TYPE;

use super::{PATIENCE, say_same};
use crate::mailbox::message::Mail;
use crate::visitor::{Form, Visitor};

const SIGN_UP: &str = "/abonnement";
const CONFIRM: &str = "/abonnement/confirmer/";
const CHOICES: &str = "/abonnement/mes-choix/";

/// What the page says to whoever has left.
const GONE: &str = "Vous ne recevez plus la lettre";

/// Someone who wants the newsletter.
#[derive(Clone, Debug)]
pub struct Subscriber {
    /// Their address.
    pub email: String,
    /// Their region, by its code; none: the whole country.
    pub region: Option<&'static str>,
}

/// Sends the form without the consent and with half an address: it comes back with both explained.
pub async fn ask_badly(visitor: &Visitor, subscriber: &Subscriber) -> anyhow::Result<()> {
    let mut form = filled(visitor, subscriber).await?;
    form.fill("email", "lectrice@")?.untick("consent", "oui")?;
    let page = visitor.send(form.press("M’abonner")?).await?.expect_status(422)?;
    let problems = page.problems();
    for field in ["email", "consent"] {
        let told = problems.iter().any(|problem| problem.field == field);
        ensure!(told, "the error summary says nothing of `{field}`: {problems:?}");
    }
    let back = page.form_with(&["email", "region"])?;
    ensure!(back.value("email") == Some("lectrice@"), "what was typed is lost");
    ensure!(back.value("region") == form.value("region"), "the region is lost");
    Ok(())
}

/// Fills the form and sends it.
pub async fn ask(visitor: &Visitor, subscriber: &Subscriber) -> anyhow::Result<()> {
    let form = filled(visitor, subscriber).await?;
    let page = visitor.send(form.press("M’abonner")?).await?.expect_status(200)?;
    ensure!(say_same(&page.heading(), "Vérifiez votre boîte de réception"), "{}", page.shown());
    Ok(())
}

async fn filled(visitor: &Visitor, subscriber: &Subscriber) -> anyhow::Result<Form> {
    let mut form = visitor.open(SIGN_UP).await?.expect_status(200)?.form_with(&["email", "consent"])?;
    ensure!(form.value("consent").is_none(), "the consent is given beforehand");
    form.fill("email", &subscriber.email)?.tick("consent", "oui")?;
    if let Some(region) = subscriber.region {
        form.choose("region", region)?;
    }
    Ok(form)
}

/// Waits for the mail that asks to confirm, and gives its link.
pub async fn asked_to_confirm(visitor: &Visitor, subscriber: &Subscriber) -> anyhow::Result<String> {
    let asks = |mail: &Mail| mail.link_under(CONFIRM).is_ok();
    visitor
        .inbox(&subscriber.email)
        .wait_for("the link to confirm", PATIENCE, asks)
        .await?
        .link_under(CONFIRM)
}

/// Opens the link as a mail scanner does, sends the page as served, and sees that nothing has happened.
pub async fn confirm_nothing(visitor: &Visitor, link: &str) -> anyhow::Result<()> {
    for _ in 0..2 {
        visitor.fetch(visitor.client().head(link)).await?.expect_status(200)?;
        let form = visitor.open(link).await?.expect_status(200)?.form_with(&["confirm"])?;
        ensure!(form.value("confirm").is_none(), "the box is ticked beforehand");
        visitor.send(form.as_served()).await?.expect_status(422)?;
    }
    Ok(())
}

/// Ticks the box and confirms.
pub async fn confirm(visitor: &Visitor, link: &str) -> anyhow::Result<()> {
    let mut form = visitor.open(link).await?.expect_status(200)?.form_with(&["confirm"])?;
    form.tick("confirm", "oui")?;
    let done = visitor.send(form.press_only()?).await?.expect_status(200)?;
    ensure!(say_same(&done.heading(), "Votre abonnement est confirmé"), "not confirmed: {}", done.shown());
    Ok(())
}

/// Waits for the mail that welcomes them, and gives the link to their choices.
pub async fn welcomed(visitor: &Visitor, subscriber: &Subscriber) -> anyhow::Result<String> {
    let welcomes = |mail: &Mail| mail.link_under(CHOICES).is_ok();
    visitor.inbox(&subscriber.email).wait_for("the welcome", PATIENCE, welcomes).await?.link_under(CHOICES)
}

/// Waits for an issue, with what a mail program needs to unsubscribe.
pub async fn receives(visitor: &Visitor, subscriber: &Subscriber, subject: &str) -> anyhow::Result<Mail> {
    let is_it = |mail: &Mail| say_same(&mail.subject, subject) && mail.one_click.is_some();
    let mail = visitor.inbox(&subscriber.email).wait_for(subject, PATIENCE, is_it).await?;
    ensure!(mail.text.is_some() && mail.html.is_some(), "a part is missing");
    mail.link_under(CHOICES)?;
    Ok(mail)
}

/// How many mails of this subject have come.
pub async fn count(visitor: &Visitor, subscriber: &Subscriber, subject: &str) -> anyhow::Result<usize> {
    let mails = visitor.inbox(&subscriber.email).mails().await?;
    Ok(mails.iter().filter(|mail| say_same(&mail.subject, subject)).count())
}

/// Looks at where the mail's header leads, which changes nothing; then presses the mail program's button: a POST
/// without a cookie, answered without a redirection (RFC 8058 §3.2).
pub async fn leave_in_one_click(visitor: &Visitor, mail: &Mail) -> anyhow::Result<()> {
    let address = mail.one_click.as_deref().context("the mail cannot be unsubscribed from in one click")?;
    let page = visitor.open(address).await?.expect_status(200)?;
    ensure!(say_same(&page.heading(), "Mes choix"), "looking has unsubscribed: {}", page.shown());
    for _ in 0..2 {
        let post = visitor.client().post(address).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let done = visitor.fetch(post.body("List-Unsubscribe=One-Click")).await?.expect_status(200)?;
        ensure!(done.url().as_str() == address, "answered by a redirection to {}", done.url());
        ensure!(done.header("set-cookie").is_none(), "a cookie is set");
    }
    has_left(visitor, address).await
}

/// Whoever opens the link reads that they have left.
pub async fn has_left(visitor: &Visitor, link: &str) -> anyhow::Result<()> {
    let page = visitor.open(link).await?.expect_status(200)?;
    ensure!(say_same(&page.heading(), GONE), "not gone: {}", page.shown());
    Ok(())
}

/// Wants an issue a month from now on.
pub async fn read_monthly(visitor: &Visitor, link: &str) -> anyhow::Result<()> {
    let mut form = visitor.open(link).await?.expect_status(200)?.form_with(&["rhythm"])?;
    form.choose("rhythm", "monthly")?;
    let done = visitor.send(form.press("Enregistrer mes choix")?).await?.expect_status(200)?;
    ensure!(say_same(&done.text(), "Vos choix sont enregistrés"), "not saved: {}", done.shown());
    let kept = visitor.open(link).await?.form_with(&["rhythm"])?;
    ensure!(kept.value("rhythm") == Some("monthly"), "the choice is not kept");
    Ok(())
}

/// Leaves from the page of their choices, which asks them to say so; or has everything erased.
pub async fn leave(visitor: &Visitor, link: &str, erase: bool) -> anyhow::Result<()> {
    let mut form = visitor.open(link).await?.expect_status(200)?.form_with(&["leave"])?;
    if form.value("leave").is_some() {
        anyhow::bail!("leaving is chosen beforehand");
    }
    visitor.send(form.as_served()).await?.expect_status(422)?;
    form.choose("leave", if erase { "erase" } else { "unsubscribe" })?;
    if erase {
        visitor.send(form.press("Valider")?).await?.expect_status(422)?;
        form.tick("sure", "oui")?;
    }
    let done = visitor.send(form.press("Valider")?).await?.expect_status(200)?;
    let title = if erase { "Tout est effacé" } else { GONE };
    ensure!(say_same(&done.heading(), title), "not gone: {}", done.shown());
    has_left(visitor, link).await
}
