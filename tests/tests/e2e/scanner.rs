//! A mail scanner opens every link and submits every form as served: nothing changes, and the human then succeeds.

use anyhow::ensure;
use local::demo::samples::Sample;
use local::demo::{follow_up, moderator, organiser};
use local::visitor::Visitor;

use crate::system::{System, sample};

#[tokio::test]
async fn a_scanner_neither_confirms_nor_decides() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let sample: Sample = sample("03-conference-innovation-ouverte.toml", "robot");
    organiser::send(&visitor, &edition, &sample).await?;

    let link = organiser::asked_to_confirm(&visitor, &sample).await?;
    ensure!(!visitor.open(&link).await?.forms().is_empty(), "there is no form to submit");
    scan(&visitor, &link).await?;
    ensure!(visitor.open(&link).await?.form_with(&["confirm"]).is_ok(), "the scanner has confirmed");
    organiser::confirm(&visitor, &link).await?;

    let own = follow_up::receipt(&visitor, &sample).await?;
    let page = visitor.open(&own).await?.expect_status(200)?;
    let there = page.links().into_iter().map(|link| link.address).filter(|address| {
        address.path().starts_with("/mon-evenement/") || address.path().starts_with("/illustrer/")
    });
    for address in there {
        scan(&visitor, address.as_str()).await?;
    }
    follow_up::opens(&visitor, &sample, &own).await?;
    let mails = visitor.inbox(&sample.organiser_email).mails().await?.len();
    ensure!(mails == 2, "the scanner has caused a mail: {mails} instead of two");

    let link = moderator::asked_to_decide(&visitor, &sample).await?;
    scan(&visitor, &link).await?;
    ensure!(visitor.open(&link).await?.form_with(&["decision"]).is_ok(), "the scanner has decided");
    moderator::decide(&visitor, &sample, &link).await
}

async fn scan(visitor: &Visitor, link: &str) -> anyhow::Result<()> {
    for _ in 0..2 {
        visitor.fetch(visitor.client().head(link)).await?;
        let page = visitor.open(link).await?.expect_status(200)?;
        for form in page.forms() {
            visitor.send(form.as_served()).await?;
        }
    }
    Ok(())
}
