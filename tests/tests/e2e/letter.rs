//! An issue of the newsletter, from a blank page to mailboxes and the web.

use anyhow::ensure;
use jiff::ToSpan;
use local::demo::editor::{self, Words};
use local::demo::{reader, subscriber};
use local::visitor::Visitor;
use model::zone::Zone;
use runtime::Clock;

use crate::subscribers::{reader as someone, subscribe};
use crate::system::System;

#[tokio::test]
async fn a_letter_goes_to_its_readers_and_to_the_web_and_not_to_who_has_left() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let (leaves, stays) = (someone("partante", Some("93")), someone("fidele", Some("93")));
    let elsewhere = someone("ailleurs", Some("28"));
    for reader in [&leaves, &stays, &elsewhere] {
        subscribe(&visitor, reader).await?;
    }
    let first = words("première", "93");
    let link = editor::begin(&visitor, &editor::drafted(&visitor).await?).await?;
    editor::write(&visitor, &link, &first).await?;
    editor::try_out(&visitor, &link, &first).await?;
    editor::launch_nothing(&visitor, &link).await?;
    editor::launch(&visitor, &link).await?;
    let letter = subscriber::receives(&visitor, &leaves, &first.subject).await?;
    subscriber::receives(&visitor, &stays, &first.subject).await?;
    editor::sees_it_sent(&visitor, &link).await?;
    reader::sees_issue(&visitor, &edition, &first.subject).await?;
    subscriber::leave_in_one_click(&visitor, &letter).await?;

    let second = words("seconde", "93");
    send(&visitor, &second).await?;
    subscriber::receives(&visitor, &stays, &second.subject).await?;
    for (reader, letter, copies) in [
        (&leaves, &first, 1),
        (&leaves, &second, 0),
        (&stays, &first, 1),
        (&stays, &second, 1),
        (&elsewhere, &first, 0),
        (&elsewhere, &second, 0),
    ] {
        let count = subscriber::count(&visitor, reader, &letter.subject).await?;
        ensure!(count == copies, "{} has “{}” {count} times", reader.email, letter.subject);
    }
    Ok(())
}

#[tokio::test]
async fn a_letter_that_is_scheduled_can_still_be_given_up() -> anyhow::Result<()> {
    let System { visitor, .. } = System::here();
    let in_two_days = Zone::PARIS.date(Clock::system().now()).checked_add(2.days())?;
    let link = editor::begin(&visitor, &editor::drafted(&visitor).await?).await?;
    subscribe(&visitor, &someone("prevue", Some("52"))).await?;
    editor::write(&visitor, &link, &words("programmée", "52")).await?;
    let mut form = visitor.open(&link).await?.form_with(&["decision", "date", "heure"])?;
    form.choose("decision", "programmer")?;
    visitor.send(form.press_only()?).await?.expect_status(422)?;
    form.fill("date", &in_two_days.to_string())?.fill("heure", "09:30")?;
    let page = visitor.send(form.press_only()?).await?.expect_status(200)?;
    ensure!(page.text_of(".fr-badge").as_deref() == Some("Programmée"), "{}", page.shown());
    for (decision, state) in [("deprogrammer", "Brouillon"), ("abandonner", "Abandonnée")] {
        let mut form = visitor.open(&link).await?.form_with(&["decision"])?;
        form.choose("decision", decision)?;
        let page = visitor.send(form.press_only()?).await?.expect_status(200)?;
        ensure!(page.text_of(".fr-badge").as_deref() == Some(state), "{}", page.shown());
    }
    Ok(())
}

/// A blank issue, written, launched and sent: the link to its page.
pub(crate) async fn send(visitor: &Visitor, words: &Words) -> anyhow::Result<String> {
    let link = editor::begin(visitor, &editor::drafted(visitor).await?).await?;
    editor::write(visitor, &link, words).await?;
    editor::launch(visitor, &link).await?;
    editor::sees_it_sent(visitor, &link).await?;
    Ok(link)
}

/// A letter for one region: tests that run side by side have one each.
pub(crate) fn words(which: &str, region: &'static str) -> Words {
    Words {
        subject: format!("La lettre du {region}, {which}"),
        preheader: "Ce qui se passe près de chez vous.".into(),
        editorial: "Bonjour,\n\nvoici **ce qui se passe** près de chez vous.".into(),
        region: Some(region),
    }
}
