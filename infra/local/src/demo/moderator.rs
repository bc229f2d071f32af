//! The moderator: reads the mail, opens the link, decides once.

use anyhow::ensure;

use super::samples::Sample;
use super::{PATIENCE, say_same};
use crate::seed::{NATIONAL_MODERATOR, REGIONAL_MODERATOR};
use crate::visitor::{Page, Visitor};

/// The départements of Île-de-France, which has a moderator of its own.
const ILE_DE_FRANCE: [&str; 8] = ["75", "77", "78", "91", "92", "93", "94", "95"];

/// Who is to decide about a sample: the address and the name.
fn reviewer(sample: &Sample) -> (&'static str, &'static str) {
    if ILE_DE_FRANCE.iter().any(|departement| sample.postcode.starts_with(departement)) {
        (REGIONAL_MODERATOR, "Rémi Régional")
    } else {
        (NATIONAL_MODERATOR, "Nadia National")
    }
}

/// Waits for the mail to the moderator of the event's region, and gives its link.
pub async fn asked_to_decide(visitor: &Visitor, sample: &Sample) -> anyhow::Result<String> {
    let inbox = visitor.inbox(reviewer(sample).0);
    let about = |mail: &crate::mailbox::message::Mail| {
        mail.link_under("/moderer/").is_ok() && say_same(mail.readable(), &sample.title)
    };
    inbox.wait_for("the event to decide about", PATIENCE, about).await?.link_under("/moderer/")
}

/// Opens the link, and publishes or refuses.
pub async fn decide(visitor: &Visitor, sample: &Sample, link: &str) -> anyhow::Result<()> {
    let page = visitor.open(link).await?.expect_status(200)?;
    ensure!(say_same(&page.text(), &sample.title), "the page does not show the event: {}", page.shown());
    let mut form = page.form_with(&["decision", "reason"])?;
    ensure!(form.value("decision").is_none(), "a decision is chosen beforehand");
    let refused = visitor.send(form.as_served()).await?;
    ensure!((400..500).contains(&refused.status()), "decided without a choice: {}", refused.shown());

    match &sample.refused_because {
        Some(why) => form.choose("decision", "reject")?.fill("reason", why)?,
        None => form.choose("decision", "publish")?,
    };
    let done = visitor.send(form.press_only()?).await?.expect_status(200)?;
    decided(&done, sample)?;
    decided(&visitor.open(link).await?.expect_status(200)?, sample)
}

/// Whoever opens the link again reads who has decided, and cannot decide again.
fn decided(page: &Page, sample: &Sample) -> anyhow::Result<()> {
    ensure!(
        say_same(&page.text(), reviewer(sample).1),
        "the page does not say who decided: {}",
        page.shown()
    );
    ensure!(page.form_with(&["decision"]).is_err(), "still asked to decide: {}", page.shown());
    Ok(())
}
