//! The organiser: fills the form, badly and well, confirms the address, corrects, reads what was decided.

use anyhow::ensure;
use model::edition::Edition;
use model::proposal::Stage;

use super::moderator::says_the_wish;
use super::samples::Sample;
use super::walk::{self, Browser, Draft};
use super::{PATIENCE, say_same};
use crate::mailbox::message::Mail;
use crate::visitor::{Form, Kind, Page, Submission, Visitor};

/// A mistake at each step: the field, and what is typed there.
const MISTAKES: [(&str, &str); 5] = [
    ("summary", ""),
    ("slot_date", "2001-01-01"),
    ("postcode", "99999"),
    ("registration_link", "demandez à l’accueil"),
    ("organiser_email", "camille.durand"),
];

/// Makes a mistake at each step: each comes back with the mistake explained and everything typed, is kept all the same, and
/// the page that shows everything lets nothing leave.
pub async fn send_badly(visitor: &Visitor, edition: &Edition, sample: &Sample) -> anyhow::Result<()> {
    let mut page = walk::begin(visitor).await?;
    for (stage, (field, mistake)) in Stage::STEPS.into_iter().zip(MISTAKES) {
        let mut form = walk::fill(visitor, &page, stage, edition, sample).await?;
        form.fill(field, mistake)?;
        let back = visitor.send(form.press_named("action", "continuer")?).await?;
        comes_back(&form, &back, field)?;
        let next = stage.next().map_or("verifier", Stage::code);
        page = Draft::of_form(&back)?.open(visitor, next).await?;
    }
    ensure!(page.form_with(&["exact"]).is_err(), "it could be sent: {}", page.shown());
    for (field, _) in MISTAKES {
        let leads = |link: &crate::visitor::Link| {
            link.address.fragment().is_some_and(|anchor| anchor.starts_with(field))
        };
        let told = page.links().iter().any(leads);
        ensure!(told, "no way to `{field}` from {}", page.shown());
    }
    Ok(())
}

/// A step that was sent with a mistake: explained at the top and at the field, and nothing lost.
fn comes_back(form: &Form, page: &Page, field: &str) -> anyhow::Result<()> {
    ensure!(page.status() == 422, "the mistake was taken: {}", page.shown());
    ensure!(page.title().starts_with("Erreur"), "the title does not say it: {}", page.title());
    let problems = page.problems();
    let told = problems.iter().any(|problem| problem.field.starts_with(field));
    ensure!(told, "the error summary says nothing of `{field}`: {problems:?}");
    let back = page.form_with(&[field])?;
    let marked = back.invalid().iter().any(|(name, message)| *name == field && !message.is_empty());
    ensure!(marked, "`{field}` is not marked as wrong, with a message: {:?}", back.invalid());
    let typed = form.controls().iter().filter(|control| control.kind != Kind::Hidden);
    for name in typed.map(|control| control.name.as_str()) {
        // A browser sends line ends as CR LF and a page may give them back as LF.
        let lines =
            |values: Vec<&str>| values.iter().map(|value| value.replace("\r\n", "\n")).collect::<Vec<_>>();
        let (typed, kept) = (lines(form.values(name)), lines(back.values(name)));
        ensure!(typed == kept, "`{name}` came back as {kept:?} instead of {typed:?}");
    }
    Ok(())
}

/// Walks through the form as the sample says and sends it; gives the reference of the receipt, and what was sent.
pub async fn send(
    visitor: &Visitor,
    edition: &Edition,
    sample: &Sample,
) -> anyhow::Result<(String, Submission)> {
    let draft = walk::write(visitor, edition, sample).await?;
    walk::send(visitor, &draft, Browser::WithScripts).await
}

/// Sends what was sent before once more: the receipt again.
pub async fn receipt(visitor: &Visitor, submission: Submission) -> anyhow::Result<String> {
    walk::reference(&visitor.send(submission).await?)
}

/// Waits for the mail that asks to confirm, and gives its link.
pub async fn asked_to_confirm(visitor: &Visitor, sample: &Sample) -> anyhow::Result<String> {
    let inbox = visitor.inbox(&sample.organiser_email);
    let asks =
        |mail: &Mail| mail.link_under("/confirmer/").is_ok() && say_same(mail.readable(), &sample.title);
    inbox.wait_for("the link to confirm", PATIENCE, asks).await?.link_under("/confirmer/")
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
