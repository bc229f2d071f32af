//! Dead letters: one that can succeed once its cause is mended, others that never can.

use std::time::Duration;

use anyhow::{Context, ensure};
use aws_sdk_sqs::Client;
use local::visitor::Visitor;
use model::edition::Edition;
use store::Nudge;
use tokio::time::{Instant, sleep};

use crate::mip::{mip, mip_with};
use crate::system::variable;

const PATIENCE: Duration = Duration::from_mins(1);

/// The programme's home is gone and the render that would bring it back was given up; something unreadable lies beside it.
pub(crate) async fn what_was_given_up_is_tried_again(
    visitor: &Visitor,
    edition: &Edition,
) -> anyhow::Result<()> {
    let config = runtime::aws::config().await;
    let (sqs, home) = (Client::new(&config), format!("/{}/", edition.year));
    poison(&sqs).await?;
    lose(&config, &format!("{}/index.html", edition.year)).await?;
    let gone = visitor.open(&home).await?;
    ensure!(gone.status() == 404, "the home is still there: {}", gone.shown());
    let nudge = serde_json::to_string(&Nudge::Programme { edition: edition.year })?;
    let given_up =
        sqs.send_message().queue_url(variable("MIP_PROGRAMME_DEAD_LETTERS_URL")).message_body(nudge);
    given_up.message_group_id("programme").message_deduplication_id("operator").send().await?;

    ensure!(mip("queues status")?.all().contains("dead letters"), "the dead letters are not told of");
    mip("queues peek programme")?.done()?;
    mip("queues redrive programme")?.done()?;
    comes_back(visitor, &home).await?;
    mip("queues redrive programme")?.done()?;

    // What can never succeed is left, and named, whichever test it comes from.
    let seen = mip("--json queues peek")?.json()?;
    let letters = seen["letters"].as_array().with_context(|| format!("no letters in {seen}"))?;
    ensure!(!letters.is_empty(), "the unreadable message is not there");
    for letter in letters {
        let (queue, id) = (letter["queue"].as_str(), letter["id"].as_str());
        let (queue, id) = queue.zip(id).with_context(|| format!("{letter} does not say which it is"))?;
        let redriven = mip_with(&["queues", "redrive", queue])?.all();
        ensure!(redriven.contains(id), "{id} is not named: {redriven}");
        mip_with(&["queues", "redrive", queue, "--drop", id])?.refused(1, "--yes")?;
        mip_with(&["queues", "redrive", queue, "--drop", id, "--yes"])?.done()?;
    }
    mip("queues status")?.done().map(drop)
}

async fn poison(sqs: &Client) -> anyhow::Result<()> {
    let mail = variable("MIP_MAIL_DEAD_LETTERS_URL");
    sqs.send_message().queue_url(mail).message_body("{ceci n’est pas un courriel").send().await?;
    Ok(())
}

async fn lose(config: &aws_config::SdkConfig, key: &str) -> anyhow::Result<()> {
    let config = aws_sdk_s3::config::Builder::from(config).force_path_style(true).build();
    let s3 = aws_sdk_s3::Client::from_conf(config);
    s3.delete_object().bucket(variable("MIP_SITE_BUCKET_NAME")).key(key).send().await?;
    Ok(())
}

async fn comes_back(visitor: &Visitor, address: &str) -> anyhow::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while visitor.open(address).await?.status() != 200 {
        ensure!(Instant::now() < deadline, "{address} has not come back within {PATIENCE:?}");
        sleep(Duration::from_millis(200)).await; // between two looks at the site
    }
    Ok(())
}
