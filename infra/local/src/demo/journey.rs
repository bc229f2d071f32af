//! The journey: one event followed closely from the form to the programme, then all the others together, then a letter about
//! them.

use anyhow::{bail, ensure};

use super::report::Report;
use super::samples::Sample;
use super::walk::{self, Browser};
use super::{follow_up, moderator, newsletter, organiser, reader};
use crate::lambda;
use crate::session::Session;
use crate::visitor::Visitor;

/// Runs every step; the first that is off ends it.
pub(super) async fn run(session: &Session, samples: &[Sample], report: &mut Report) -> anyhow::Result<()> {
    let visitor = Visitor::new(&session.base_url)?;
    let [first, second, others @ ..] = samples else { bail!("there are too few samples") };
    follow_one(&visitor, session, first, report).await?;
    follow_corrected(&visitor, session, second, report).await?;
    follow_many(&visitor, session, others, report).await?;

    let edition = &session.edition;
    report.events_published =
        report.step("the list holds each event once", reader::counts(&visitor, edition, samples)).await?;
    report.step("programme.json holds them", reader::reads_data(&visitor, edition, samples)).await?;
    report
        .step("programme.ics holds their slots", reader::reads_calendar(&visitor, edition, samples))
        .await?;
    newsletter::follow(&visitor, session, samples, report).await?;
    let function = session.stack.output("TypesetFunctionName")?;
    let set = lambda::invoke(&session.cloud.endpoint, function);
    report.step("the PDF programme and the cards are set", set).await?;
    report.step("they are there", reader::sees_documents(&visitor, edition, samples)).await?;
    let function = session.stack.output("SnapshotFunctionName")?;
    report.step("the nightly snapshot is taken", lambda::invoke(&session.cloud.endpoint, function)).await?;
    report.step("its SHA-256 sums are right", reader::checks_snapshot(&visitor, edition)).await?;
    report.mails = report.step("nobody got a mail twice", mails_once(&visitor, samples)).await?;
    Ok(())
}

/// One event, with everything that can go wrong on the way.
async fn follow_one(
    visitor: &Visitor,
    session: &Session,
    sample: &Sample,
    report: &mut Report,
) -> anyhow::Result<()> {
    let edition = &session.edition;
    report
        .step(
            "form, a mistake a step: explained, nothing lost",
            organiser::send_badly(visitor, edition, sample),
        )
        .await?;
    let draft = report.step("form, step by step: a draft", walk::write(visitor, edition, sample)).await?;
    let (reference, sent) = report
        .step("checked and sent: a receipt", walk::send(visitor, &draft, Browser::WithoutScripts))
        .await?;
    report
        .step("the same form again: the same event", async {
            let again = organiser::receipt(visitor, sent).await?;
            ensure!(again == reference, "reference {again} instead of {reference}");
            Ok(())
        })
        .await?;
    let link =
        report.step("mail with a link to confirm", organiser::asked_to_confirm(visitor, sample)).await?;
    report.step("opening the link changes nothing", organiser::confirm_nothing(visitor, &link)).await?;
    report.step("ticked and confirmed", organiser::confirm(visitor, &link)).await?;
    let own =
        report.step("mail with a copy and the private link", follow_up::receipt(visitor, sample)).await?;
    report.step("the private link: where it stands", follow_up::opens(visitor, sample, &own)).await?;
    let link = report.step("mail to the moderator", moderator::asked_to_decide(visitor, sample)).await?;
    report.step("decided: published", moderator::decide(visitor, sample, &link)).await?;
    report.step("changed their mind: undone", moderator::undo(visitor, sample, &link)).await?;
    report.step("decided again: published", moderator::decide(visitor, sample, &link)).await?;
    report.step("in the programme, on its page", reader::sees_published(visitor, edition, sample)).await?;
    report.step("mail with the decision", organiser::told_of_the_decision(visitor, sample)).await?;
    let again = follow_up::asks_for_links(visitor, sample);
    let again = report.step("the link is lost: asked for, and sent again", again).await?;
    report.step("it leads to the same page", follow_up::opens(visitor, sample, &again)).await
}

/// One event that comes back to its organiser before it is published.
async fn follow_corrected(
    visitor: &Visitor,
    session: &Session,
    sample: &Sample,
    report: &mut Report,
) -> anyhow::Result<()> {
    let vague = Sample { summary: "Un événement à ne pas manquer.".to_owned(), ..sample.clone() };
    report.step("form, with a vague summary", organiser::send(visitor, &session.edition, &vague)).await?;
    let first = report
        .step("confirmed, and read by the moderator", async {
            let link = organiser::asked_to_confirm(visitor, &vague).await?;
            organiser::confirm(visitor, &link).await?;
            moderator::asked_to_decide(visitor, &vague).await
        })
        .await?;
    report.step("decided: to be changed", moderator::ask_for_changes(visitor, &vague, &first)).await?;
    let link = report.step("mail with what to change", organiser::asked_to_correct(visitor, sample)).await?;
    report.step("corrected", organiser::correct(visitor, sample, &link)).await?;
    report
        .step("the new version, decided: published", async {
            let link = moderator::asked_again(visitor, sample, &[first]).await?;
            moderator::decide(visitor, sample, &link).await
        })
        .await?;
    let seen = reader::sees_published(visitor, &session.edition, sample);
    report.step("in the programme, as corrected", seen).await?;
    report.step("mail with the decision", organiser::told_of_the_decision(visitor, sample)).await
}

/// Many events, each step for all of them: the queues work while the visitor goes on.
async fn follow_many(
    visitor: &Visitor,
    session: &Session,
    samples: &[Sample],
    report: &mut Report,
) -> anyhow::Result<()> {
    let edition = &session.edition;
    let mut drafts = Vec::new();
    for sample in samples {
        let written = walk::write(visitor, edition, sample);
        drafts.push(report.step(format!("written: {}", sample.short()), written).await?);
    }
    for (sample, draft) in samples.iter().zip(&drafts) {
        let sent = walk::send(visitor, draft, Browser::WithScripts);
        report.step(format!("sent: {}", sample.short()), sent).await?;
    }
    for sample in samples {
        report
            .step(format!("confirmed: {}", sample.short()), async {
                let link = organiser::asked_to_confirm(visitor, sample).await?;
                organiser::confirm(visitor, &link).await
            })
            .await?;
    }
    for sample in samples {
        let done = if sample.is_published() { "published" } else { "refused" };
        report
            .step(format!("{done}: {}", sample.short()), async {
                let link = moderator::asked_to_decide(visitor, sample).await?;
                moderator::decide(visitor, sample, &link).await
            })
            .await?;
    }
    for sample in samples.iter().filter(|sample| sample.is_published()) {
        let seen = reader::sees_published(visitor, edition, sample);
        report.step(format!("public: {}", sample.short()), seen).await?;
    }
    for sample in samples {
        let told = organiser::told_of_the_decision(visitor, sample);
        report.step(format!("told: {}", sample.short()), told).await?;
    }
    for sample in samples.iter().filter(|sample| sample.becomes.is_some()) {
        report
            .step(format!("at once {}: {}", follow_up::becomes(sample)?.code(), sample.short()), async {
                let link = follow_up::receipt(visitor, sample).await?;
                follow_up::announces(visitor, sample, &link).await?;
                reader::sees_announced(visitor, edition, sample).await
            })
            .await?;
    }
    Ok(())
}

/// Every organiser has had one mail to confirm, one with the receipt and one with the decision; the first one the links
/// again; the second one two more, what to change and that the new version has come; and who has announced something, a copy
/// of it. Gives the number of mails.
async fn mails_once(visitor: &Visitor, samples: &[Sample]) -> anyhow::Result<usize> {
    for (place, sample) in samples.iter().enumerate() {
        let mails = visitor.inbox(&sample.organiser_email).mails().await?;
        let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        let more = match place {
            0 => 1,
            1 => 2,
            _ => usize::from(sample.becomes.is_some()),
        };
        let expected = 3 + more;
        ensure!(
            mails.len() == expected,
            "{} got {} mails: {subjects:?}",
            sample.organiser_email,
            mails.len()
        );
    }
    let all: Vec<serde_json::Value> =
        visitor.open("/_boite/api/messages").await?.expect_status(200)?.json()?;
    Ok(all.len())
}
