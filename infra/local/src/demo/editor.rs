//! The editor: opens the draft from its mail, writes, looks, tries, launches, follows.

use anyhow::{bail, ensure};
use tokio::time::{Instant, sleep};

use super::{LOOK, PATIENCE, say_same};
use crate::mailbox::message::Mail;
use crate::seed::NATIONAL_MODERATOR;
use crate::visitor::{Page, Visitor};

const PAGE: &str = "/lettre/";

/// What an editor writes.
#[derive(Clone, Debug)]
pub struct Words {
    /// The subject, which tells the issue from others.
    pub subject: String,
    /// The line beside it.
    pub preheader: String,
    /// The first words, in Markdown.
    pub editorial: String,
    /// The region that it is for, by its code; none: everyone.
    pub region: Option<&'static str>,
}

/// Waits for the mail with a draft, and gives the link to its page.
pub async fn drafted(visitor: &Visitor) -> anyhow::Result<String> {
    let brings = |mail: &Mail| mail.link_under(PAGE).is_ok();
    visitor.inbox(NATIONAL_MODERATOR).wait_for("a draft", PATIENCE, brings).await?.link_under(PAGE)
}

/// Starts a blank issue from the page of another, and gives the address of its page.
pub async fn begin(visitor: &Visitor, link: &str) -> anyhow::Result<String> {
    let mut form = visitor.open(link).await?.expect_status(200)?.form_with(&["vierge"])?;
    visitor.send(form.as_served()).await?.expect_status(422)?;
    form.tick("vierge", "oui")?;
    let page = visitor.send(form.press_only()?).await?.expect_status(200)?;
    ensure!(page.url().as_str() != link, "no other page: {}", page.shown());
    Ok(page.url().to_string())
}

/// Writes, saves, and reads it again.
pub async fn write(visitor: &Visitor, link: &str, words: &Words) -> anyhow::Result<()> {
    let mut form = visitor.open(link).await?.expect_status(200)?.form_with(&["objet", "apercu"])?;
    form.fill("objet", "")?;
    let back = visitor.send(form.press_only()?).await?.expect_status(422)?;
    ensure!(back.problems().iter().any(|problem| problem.field == "objet"), "{}", back.shown());
    form.fill("objet", &words.subject)?
        .fill("apercu", &words.preheader)?
        .fill("editorial", &words.editorial)?;
    if let Some(region) = words.region {
        form.tick("region", region)?;
    }
    let saved = visitor.send(form.press_only()?).await?.expect_status(200)?;
    told(&saved, "Contenu enregistré")?;
    ensure!(say_same(&saved.heading(), &words.subject), "not the new subject: {}", saved.shown());
    let preview = visitor.open(&format!("{link}/apercu")).await?.expect_status(200)?;
    ensure!(say_same(&preview.title(), &words.subject), "not in the preview: {}", preview.shown());
    Ok(())
}

/// Sends the issue to themselves, and reads it.
pub async fn try_out(visitor: &Visitor, link: &str, words: &Words) -> anyhow::Result<()> {
    let mut form = visitor.open(link).await?.expect_status(200)?.form_with(&["essai"])?;
    visitor.send(form.as_served()).await?.expect_status(422)?;
    form.tick("essai", "oui")?;
    told(&visitor.send(form.press_only()?).await?.expect_status(200)?, "Essai demandé")?;
    let is_it = |mail: &Mail| say_same(&mail.subject, &words.subject) && mail.link_under(PAGE).is_ok();
    visitor.inbox(NATIONAL_MODERATOR).wait_for("the issue to look at", PATIENCE, is_it).await.map(drop)
}

/// Sends the page as served, and sees that nothing leaves.
pub async fn launch_nothing(visitor: &Visitor, link: &str) -> anyhow::Result<()> {
    let form = visitor.open(link).await?.expect_status(200)?.form_with(&["decision"])?;
    ensure!(form.value("decision").is_none(), "a decision is chosen beforehand");
    visitor.send(form.as_served()).await?.expect_status(422)?;
    visitor.open(link).await?.expect_status(200)?.form_with(&["decision"]).map(drop)
}

/// Has it leave.
pub async fn launch(visitor: &Visitor, link: &str) -> anyhow::Result<()> {
    let mut form = visitor.open(link).await?.expect_status(200)?.form_with(&["decision"])?;
    form.choose("decision", "envoyer")?;
    told(&visitor.send(form.press_only()?).await?.expect_status(200)?, "Envoi demandé")
}

/// Opens the page until all of it has left.
pub async fn sees_it_sent(visitor: &Visitor, link: &str) -> anyhow::Result<Page> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let page = visitor.open(link).await?.expect_status(200)?;
        if page.text_of(".fr-badge").is_some_and(|state| state == "Envoyée") {
            return Ok(page);
        }
        if Instant::now() > deadline {
            bail!("not sent within {PATIENCE:?}: {}", page.shown());
        }
        sleep(LOOK).await;
    }
}

/// Asks what became of someone's copy.
pub async fn looks_up(visitor: &Visitor, link: &str, email: &str) -> anyhow::Result<String> {
    let mut form = visitor.open(link).await?.expect_status(200)?.form_with(&["adresse"])?;
    form.fill("adresse", email)?;
    let page = visitor.send(form.press_only()?).await?.expect_status(200)?;
    Ok(page.text_of("#trouve").unwrap_or_default())
}

fn told(page: &Page, title: &str) -> anyhow::Result<()> {
    let said = page.text_of("#fait").unwrap_or_default();
    ensure!(say_same(&said, title), "not told “{title}”: {}", page.shown());
    Ok(())
}
