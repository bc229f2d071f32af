//! Telling an emulator's topic something, as SES does.

use anyhow::{Context, ensure};

use crate::aws::ANYONE;
use crate::cloud::REGION;

/// Publishes a message: whoever listens to the topic gets it. Emulators check no signature; they read the service from
/// where it would be. One call does not make the service's SDK worth compiling.
pub async fn publish(endpoint: &str, topic: &str, message: &str) -> anyhow::Result<()> {
    let scope = format!("Credential={ANYONE}/20260101/{REGION}/sns/aws4_request");
    let call = [("Action", "Publish"), ("Version", "2010-03-31"), ("TopicArn", topic), ("Message", message)];
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(call).finish();
    let answer = reqwest::Client::builder()
        .no_proxy()
        .build()?
        .post(endpoint)
        .header("authorization", format!("AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .context("the emulator does not answer")?;
    let status = answer.status();
    ensure!(status.is_success(), "the topic does not take the message ({status}): {}", answer.text().await?);
    Ok(())
}
