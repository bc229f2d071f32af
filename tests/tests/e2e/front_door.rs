//! The functions' own addresses, from outside: nobody is answered there.

use anyhow::{Context, ensure};
use web::front_door::HEADER;

use crate::system::{System, variable};

/// The functions that are asked over HTTP: the output that says where, and a page of each.
const FUNCTIONS: [(&str, &str); 6] = [
    ("MIP_INTAKE_URL", "/proposer"),
    ("MIP_ORGANISE_URL", "/mes-evenements"),
    ("MIP_ILLUSTRATE_URL", "/illustrer/inconnu"),
    ("MIP_MODERATE_URL", "/moderation"),
    ("MIP_SUBSCRIBE_URL", "/abonnement"),
    ("MIP_COMPOSE_URL", "/lettre/inconnu"),
];

#[tokio::test]
async fn a_function_answers_nobody_who_does_not_come_by_the_front_door() -> anyhow::Result<()> {
    let endpoint = variable("AWS_ENDPOINT_URL");
    let client = reqwest::Client::builder().no_proxy().build()?;
    for (output, page) in FUNCTIONS {
        let url = variable(output);
        let host = url.split('/').nth(2).context("an address has a host")?;
        for key in [None, Some("0".repeat(64))] {
            let asked = client.get(format!("{endpoint}{page}")).header("host", host);
            let asked = key.iter().fold(asked, |asked, key| asked.header(HEADER, key));
            let answer = asked.header("cloudfront-viewer-address", "198.51.100.7:443").send().await?;
            ensure!(answer.status() == 421, "{page}, {key:?}: {}", answer.status());
            ensure!(answer.text().await?.contains("Cette adresse n’est pas celle du site"), "{page}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_a_visitor_says_there_is_overwritten() -> anyhow::Result<()> {
    let System { visitor, .. } = System::here();
    let page = visitor.fetch(visitor.client().get(visitor.address("/proposer")?).header(HEADER, "x")).await?;
    ensure!(page.status() == 200, "{}: {}", page.status(), page.shown());
    Ok(())
}
