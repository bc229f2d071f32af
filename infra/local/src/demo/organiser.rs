//! The organiser: fills the form, badly and well, reads the receipt, confirms the address.

use anyhow::{Context, ensure};
use model::edition::Edition;

use super::moderator::says_the_wish;
use super::samples::{Sample, date};
use super::{PATIENCE, say_same};
use crate::mailbox::message::Mail;
use crate::visitor::{Form, Page, Submission, Visitor};

const FORM: &str = "/proposer";

/// Sends a form with five mistakes: it must come back with each of them explained and everything typed.
pub async fn send_badly(visitor: &Visitor, edition: &Edition, sample: &Sample) -> anyhow::Result<()> {
    let mut form = filled(visitor, edition, sample).await?;
    form.fill("summary", "")?
        .fill("slot_date", "2001-01-01")?
        .fill("postcode", "99999")?
        .fill("organiser_email", "camille.durand")?
        .fill("registration_link", "demandez à l’accueil")?;
    let wrong = ["summary", "slot_date", "postcode", "organiser_email", "registration_link"];
    let page = visitor.send(form.press_named("action", "envoyer")?).await?;
    ensure!(page.status() < 500 && !page.has("#reference"), "the bad form was taken: {}", page.shown());

    let problems = page.problems();
    let back = page.form_with(&["title", "organiser_email"])?;
    for field in wrong {
        let told = problems.iter().any(|problem| problem.field.starts_with(field));
        ensure!(told, "the error summary says nothing of `{field}`: {problems:?}");
        let marked = back.invalid().iter().any(|(name, message)| *name == field && !message.is_empty());
        ensure!(marked, "`{field}` is not marked as wrong, with a message: {:?}", back.invalid());
    }
    for name in form.controls().iter().map(|control| control.name.as_str()) {
        // A browser sends line ends as CR LF and a page may give them back as LF.
        let lines =
            |values: Vec<&str>| values.iter().map(|value| value.replace("\r\n", "\n")).collect::<Vec<_>>();
        let (typed, kept) = (lines(form.values(name)), lines(back.values(name)));
        ensure!(typed == kept, "`{name}` came back as {kept:?} instead of {typed:?}");
    }
    Ok(())
}

/// Fills the form as the sample says and sends it; gives the reference of the receipt, and what was sent.
pub async fn send(
    visitor: &Visitor,
    edition: &Edition,
    sample: &Sample,
) -> anyhow::Result<(String, Submission)> {
    let form = filled(visitor, edition, sample).await?;
    let submission = form.press_named("action", "envoyer")?;
    Ok((receipt(visitor, submission.clone()).await?, submission))
}

/// Sends a filled form and reads the reference on the receipt.
pub async fn receipt(visitor: &Visitor, submission: Submission) -> anyhow::Result<String> {
    let page = visitor.send(submission).await?.expect_status(200)?;
    let reference =
        page.text_of("#reference").with_context(|| format!("no reference on {}", page.shown()))?;
    ensure!(reference.len() == "XXXX-XXXX-XXXX".len(), "“{reference}” is not a reference");
    Ok(reference)
}

async fn filled(visitor: &Visitor, edition: &Edition, sample: &Sample) -> anyhow::Result<Form> {
    let mut form = blank(&visitor.open(FORM).await?.expect_status(200)?)?;
    for _ in 1..sample.slots.len() {
        form = blank(&visitor.send(form.press_named("action", "ajouter-creneau")?).await?)?;
    }
    for (name, value) in [
        ("title", &sample.title),
        ("summary", &sample.summary),
        ("description", &sample.description),
        ("place_name", &sample.place_name),
        ("address", &sample.address),
        ("postcode", &sample.postcode),
        ("commune", &sample.commune),
        ("online_link", &sample.online_link),
        ("registration_link", &sample.registration_link),
        ("organisation", &sample.organisation),
        ("organiser_name", &sample.organiser_name),
        ("organiser_email", &sample.organiser_email),
    ] {
        form.fill(name, value.trim())?;
    }
    form.choose("format", &sample.format)?;
    form.choose("mode", &sample.mode)?;
    form.choose("organisation_kind", &sample.organisation_kind)?;
    form.choose("schedule", if sample.period.is_some() { "period" } else { "slots" })?;
    for (row, slot) in sample.slots.iter().enumerate() {
        form.fill_nth("slot_date", row, &date(edition, slot.day))?;
        form.fill_nth("slot_start", row, &slot.start)?;
        form.fill_nth("slot_end", row, &slot.end)?;
    }
    if let Some(period) = &sample.period {
        form.fill("period_from", &date(edition, period.from))?;
        form.fill("period_to", &date(edition, period.to))?;
    }
    for audience in &sample.audience {
        form.tick("audience", audience)?;
    }
    Ok(form)
}

fn blank(page: &Page) -> anyhow::Result<Form> {
    page.form_with(&["title", "slot_date", "organiser_email"])
}

/// Waits for the mail that asks to confirm, and gives its link.
pub async fn asked_to_confirm(visitor: &Visitor, sample: &Sample) -> anyhow::Result<String> {
    let inbox = visitor.inbox(&sample.organiser_email);
    let mail = inbox
        .wait_for("the link to confirm", PATIENCE, |mail| mail.link_under("/confirmer/").is_ok())
        .await?;
    ensure!(
        say_same(mail.readable(), &sample.title),
        "the mail does not name the event: {}",
        mail.readable()
    );
    mail.link_under("/confirmer/")
}

/// Opens the link as often as a mail scanner does, sends the page as served, and sees that nothing has happened.
pub async fn confirm_nothing(visitor: &Visitor, link: &str) -> anyhow::Result<()> {
    for _ in 0..3 {
        let page = visitor.open(link).await?.expect_status(200)?;
        let form = page.form_with(&["confirm"])?;
        ensure!(form.value("confirm").is_none(), "the box is ticked beforehand");
        let refused = visitor.send(form.as_served()).await?;
        ensure!((400..500).contains(&refused.status()), "taken without the tick: {}", refused.shown());
    }
    Ok(())
}

/// Ticks the box and confirms.
pub async fn confirm(visitor: &Visitor, link: &str) -> anyhow::Result<()> {
    let page = visitor.open(link).await?.expect_status(200)?;
    let mut form = page.form_with(&["confirm"])?;
    form.tick("confirm", "oui")?;
    let done = visitor.send(form.press_only()?).await?.expect_status(200)?;
    ensure!(done.form_with(&["confirm"]).is_err(), "still asked to confirm: {}", done.shown());
    Ok(())
}

/// Waits for the mail that says what was decided: published, with the page's address, or refused, and why.
pub async fn told_of_the_decision(visitor: &Visitor, sample: &Sample) -> anyhow::Result<()> {
    let inbox = visitor.inbox(&sample.organiser_email);
    let about = |mail: &Mail| {
        let said = match &sample.refused_because {
            Some(why) => say_same(mail.readable(), why),
            None => mail.links().iter().any(|link| link.contains("/evenements/")),
        };
        said && say_same(mail.readable(), &sample.title)
    };
    inbox.wait_for("the decision", PATIENCE, about).await.map(drop)
}

/// Waits for the mail that asks for changes, and gives its link.
pub async fn asked_to_correct(visitor: &Visitor, sample: &Sample) -> anyhow::Result<String> {
    let inbox = visitor.inbox(&sample.organiser_email);
    let asks = |mail: &Mail| mail.link_under("/corriger/").is_ok() && says_the_wish(mail.readable());
    inbox.wait_for("what to change", PATIENCE, asks).await?.link_under("/corriger/")
}

/// Opens the form as it was left, reads what is asked, corrects, sends.
pub async fn correct(visitor: &Visitor, sample: &Sample, link: &str) -> anyhow::Result<()> {
    let page = visitor.open(link).await?.expect_status(200)?;
    ensure!(says_the_wish(&page.text()), "the form does not say what is asked: {}", page.shown());
    let mut form = page.form_with(&["title", "summary"])?;
    ensure!(form.value("title") == Some(sample.title.as_str()), "the form has lost the title");
    form.fill("summary", &sample.summary)?;
    visitor.send(form.press_named("action", "envoyer")?).await?.expect_status(200).map(drop)
}
