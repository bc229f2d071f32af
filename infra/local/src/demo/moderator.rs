//! The moderator: reads the mail, opens the link, decides once, changes their mind, asks for changes.

use anyhow::{bail, ensure};
use model::pace::MOST_LETTERS;
use tokio::time::{Instant, sleep};

use super::samples::Sample;
use super::{LOOK, PATIENCE, queue, say_same};
use crate::mailbox::message::Mail;
use crate::seed::{NATIONAL_MODERATOR, REGIONAL_MODERATOR};
use crate::visitor::{Form, Page, Visitor};

/// The départements of Île-de-France, which has a moderator of its own.
const ILE_DE_FRANCE: [&str; 8] = ["75", "77", "78", "91", "92", "93", "94", "95"];

/// From the edition's list, what a sample is refused for; its own words follow.
const REFUSED_FOR: &str = "payant-ou-commercial";

/// What is asked of an organiser, and how.
const WISH: &str = "Dites en une phrase ce que l’on y apprend.";

/// Who is to decide about a sample: the address and the name.
fn reviewer(sample: &Sample) -> (&'static str, &'static str) {
    if ILE_DE_FRANCE.iter().any(|departement| sample.postcode().starts_with(departement)) {
        (REGIONAL_MODERATOR, "Rémi Régional")
    } else {
        (NATIONAL_MODERATOR, "Nadia National")
    }
}

/// Waits for the mail to the moderator of the event's region, and gives its link. When many come in a short time the
/// last ones are not told one by one: then the moderator finds the event in their queue.
pub async fn asked_to_decide(visitor: &Visitor, sample: &Sample) -> anyhow::Result<String> {
    asked_again(visitor, sample, &[]).await
}

/// The same, of the next version: any link but those known.
pub async fn asked_again(visitor: &Visitor, sample: &Sample, known: &[String]) -> anyhow::Result<String> {
    let address = reviewer(sample).0;
    let deadline = Instant::now() + PATIENCE;
    loop {
        let links: Vec<(Mail, String)> = decision_links(visitor, address).await?;
        let about = |(mail, link): &&(Mail, String)| {
            say_same(mail.readable(), &sample.title) && !known.contains(link)
        };
        if let Some((_, link)) = links.iter().find(about) {
            return Ok(link.clone());
        }
        if links.len() >= MOST_LETTERS
            && let Some(link) = queue::find(visitor, address, sample).await?
        {
            return Ok(link);
        }
        if Instant::now() > deadline {
            bail!("{address} has not heard of “{}” within {PATIENCE:?}", sample.title);
        }
        sleep(LOOK).await;
    }
}

/// The mails about one event each, with their links.
async fn decision_links(visitor: &Visitor, address: &str) -> anyhow::Result<Vec<(Mail, String)>> {
    let mails = visitor.inbox(address).mails().await?.into_iter();
    Ok(mails.filter_map(|mail| mail.link_under("/moderer/").ok().map(|link| (mail, link))).collect())
}

/// Opens the link, and publishes or refuses.
pub async fn decide(visitor: &Visitor, sample: &Sample, link: &str) -> anyhow::Result<()> {
    let mut form = decision_form(visitor, sample, link).await?;
    ensure!(form.value("decision").is_none(), "a decision is chosen beforehand");
    let refused = visitor.send(form.as_served()).await?;
    ensure!((400..500).contains(&refused.status()), "decided without a choice: {}", refused.shown());

    match &sample.refused_because {
        Some(why) => form
            .choose("decision", "reject")?
            .choose("reject_reason", REFUSED_FOR)?
            .fill("reject_message", why)?,
        None => form.choose("decision", "publish")?,
    };
    let done = visitor.send(form.press_only()?).await?.expect_status(200)?;
    decided(&done, sample)?;
    decided(&visitor.open(link).await?.expect_status(200)?, sample)
}

/// Changes their mind while the organiser knows nothing: the page asks for a decision again.
pub async fn undo(visitor: &Visitor, sample: &Sample, link: &str) -> anyhow::Result<()> {
    let mut form = visitor.open(link).await?.expect_status(200)?.form_with(&["undo"])?;
    form.tick("undo", "oui")?;
    visitor.send(form.press_only()?).await?.expect_status(200)?;
    decision_form(visitor, sample, link).await.map(drop)
}

/// Sends the event back to its organiser.
pub async fn ask_for_changes(visitor: &Visitor, sample: &Sample, link: &str) -> anyhow::Result<()> {
    let mut form = decision_form(visitor, sample, link).await?;
    form.choose("decision", "changes")?.tick("part", "summary")?.fill("text-summary", WISH)?;
    let done = visitor.send(form.press_only()?).await?.expect_status(200)?;
    decided(&done, sample)?;
    ensure!(say_same(&done.text(), WISH), "the page does not say what is asked: {}", done.shown());
    Ok(())
}

/// Whether a text says what is asked of the organiser.
pub(super) fn says_the_wish(text: &str) -> bool {
    say_same(text, WISH)
}

async fn decision_form(visitor: &Visitor, sample: &Sample, link: &str) -> anyhow::Result<Form> {
    let page = visitor.open(link).await?.expect_status(200)?;
    ensure!(say_same(&page.text(), &sample.title), "the page does not show the event: {}", page.shown());
    page.form_with(&["decision", "reject_reason"])
}

/// Whoever opens the link again reads who has decided, and cannot decide again.
fn decided(page: &Page, sample: &Sample) -> anyhow::Result<()> {
    let told = page.text_of("#decision-prise").unwrap_or_default();
    ensure!(say_same(&told, reviewer(sample).1), "the page does not say who decided: {}", page.shown());
    ensure!(page.form_with(&["decision"]).is_err(), "still asked to decide: {}", page.shown());
    Ok(())
}
