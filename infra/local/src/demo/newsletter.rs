//! The newsletter: two readers ask for it, an editor writes and sends it, one reader leaves and the other reads less.

use anyhow::{Context, ensure};

use super::editor::{self, Words};
use super::report::Report;
use super::samples::Sample;
use super::subscriber::{self, Subscriber};
use super::{reader, say_same};
use crate::session::Session;
use crate::visitor::Visitor;

/// Where one of the two lives, and the postcodes of its events.
const REUNION: &str = "04";
const POSTCODES_OF_REUNION: &str = "974";

/// From the sign-up form to what comes after a letter.
pub(super) async fn follow(
    visitor: &Visitor,
    session: &Session,
    samples: &[Sample],
    report: &mut Report,
) -> anyhow::Result<()> {
    let near = Subscriber { email: "reunion.lectrice@exemple.gouv.fr".into(), region: Some(REUNION) };
    let far = Subscriber { email: "partout.lecteur@exemple.gouv.fr".into(), region: None };
    subscribe(visitor, &near, "one region", report).await?;
    subscribe(visitor, &far, "everywhere", report).await?;

    let words = words();
    let link = report.step("mail to the editor, with a draft", editor::drafted(visitor)).await?;
    report.step("written, saved, previewed", editor::write(visitor, &link, &words)).await?;
    report.step("tried out on the editor", editor::try_out(visitor, &link, &words)).await?;
    report.step("opened by a robot: nothing leaves", editor::launch_nothing(visitor, &link)).await?;
    report.step("launched", editor::launch(visitor, &link)).await?;
    report.step("all of it has left", editor::sees_it_sent(visitor, &link)).await?;

    let local = samples.iter().find(|sample| sample.postcode().starts_with(POSTCODES_OF_REUNION));
    let local = &local.context("no sample takes place in La Réunion")?.title;
    let letter = report.step("received, with the news of the region", async {
        let letter = subscriber::receives(visitor, &near, &words.subject).await?;
        ensure!(say_same(letter.readable(), local), "nothing of the region: {}", letter.readable());
        Ok(letter)
    });
    let letter = letter.await?;
    let other = report.step("received, without", async {
        let letter = subscriber::receives(visitor, &far, &words.subject).await?;
        ensure!(!say_same(letter.readable(), local), "the news of another region: {}", letter.readable());
        Ok(letter)
    });
    let choices = other.await?.link_under("/abonnement/mes-choix/")?;
    report.step("left, in one click", subscriber::leave_in_one_click(visitor, &letter)).await?;
    report.step("wants a letter a month", subscriber::read_monthly(visitor, &choices)).await?;
    let found = editor::looks_up(visitor, &link, &far.email);
    report
        .step("the editor finds a copy", async {
            let told = found.await?;
            ensure!(told.starts_with("Sa copie "), "told: {told}");
            Ok(())
        })
        .await?;
    report
        .step("each has it once", async {
            for reader in [&near, &far] {
                let count = subscriber::count(visitor, reader, &words.subject).await?;
                ensure!(count == 1, "{} has it {count} times", reader.email);
            }
            Ok(())
        })
        .await?;
    let seen = reader::sees_issue(visitor, &session.edition, &words.subject);
    report.step("on the web, and in the feed", seen).await
}

async fn subscribe(
    visitor: &Visitor,
    reader: &Subscriber,
    whose: &str,
    report: &mut Report,
) -> anyhow::Result<()> {
    report.step(format!("sign-up, badly filled ({whose})"), subscriber::ask_badly(visitor, reader)).await?;
    report.step(format!("sign-up ({whose})"), subscriber::ask(visitor, reader)).await?;
    let link = subscriber::asked_to_confirm(visitor, reader);
    let link = report.step(format!("mail with a link to confirm ({whose})"), link).await?;
    let nothing = subscriber::confirm_nothing(visitor, &link);
    report.step(format!("opening the link changes nothing ({whose})"), nothing).await?;
    report.step(format!("ticked and confirmed ({whose})"), subscriber::confirm(visitor, &link)).await?;
    report.step(format!("welcomed ({whose})"), subscriber::welcomed(visitor, reader)).await.map(drop)
}

fn words() -> Words {
    Words {
        subject: "Le programme du mois est ouvert".into(),
        preheader: "Les premiers événements, près de chez vous et en ligne.".into(),
        editorial: "Bonjour,\n\nLe mois **commence** : voici les premiers événements.\n\n\
                    - Venez comme vous êtes.\n- Dites-le autour de vous.\n\nL’équipe du mois"
            .into(),
        region: None,
    }
}
