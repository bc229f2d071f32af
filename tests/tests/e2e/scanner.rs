//! A mail scanner opens every link and submits every form as served: nothing changes, and the human then succeeds.

use anyhow::ensure;
use local::demo::samples::Sample;
use local::demo::{moderator, organiser};
use local::visitor::Visitor;

use crate::system::{System, sample};

#[tokio::test]
async fn a_scanner_neither_confirms_nor_decides() -> anyhow::Result<()> {
    let System { visitor, edition } = System::here();
    let sample: Sample = sample("03-conference-innovation-ouverte.toml", "robot");
    organiser::send(&visitor, &edition, &sample).await?;

    let link = organiser::asked_to_confirm(&visitor, &sample).await?;
    scan(&visitor, &link).await?;
    ensure!(visitor.open(&link).await?.form_with(&["confirm"]).is_ok(), "the scanner has confirmed");
    organiser::confirm(&visitor, &link).await?;

    let link = moderator::asked_to_decide(&visitor, &sample).await?;
    scan(&visitor, &link).await?;
    ensure!(visitor.open(&link).await?.form_with(&["decision"]).is_ok(), "the scanner has decided");
    moderator::decide(&visitor, &sample, &link).await
}

async fn scan(visitor: &Visitor, link: &str) -> anyhow::Result<()> {
    for _ in 0..2 {
        visitor.fetch(visitor.client().head(link)).await?;
        let page = visitor.open(link).await?.expect_status(200)?;
        let forms = page.forms();
        ensure!(!forms.is_empty(), "there is no form to submit");
        for form in forms {
            visitor.send(form.as_served()).await?;
        }
    }
    Ok(())
}
