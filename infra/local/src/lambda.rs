//! Asking an emulator to run a function now.

use anyhow::{Context, ensure};

use crate::aws::ANYONE;
use crate::cloud::REGION;

/// Invokes a function with an empty event and waits for its answer. Emulators check no signature; they read the
/// service from where it would be. One call does not make the service's SDK worth compiling.
pub async fn invoke(endpoint: &str, function: &str) -> anyhow::Result<()> {
    let address = format!("{endpoint}/2015-03-31/functions/{function}/invocations");
    let scope = format!("Credential={ANYONE}/20260101/{REGION}/lambda/aws4_request");
    let answer = reqwest::Client::builder()
        .no_proxy()
        .build()?
        .post(address)
        .header("authorization", format!("AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0"))
        .body("{}")
        .send()
        .await
        .context("the emulator does not answer")?;
    let (status, failed) = (answer.status(), answer.headers().contains_key("x-amz-function-error"));
    let body = answer.text().await?;
    ensure!(status.is_success() && !failed, "{function} failed ({status}): {body}");
    Ok(())
}
