//! `local test`: the end-to-end tests against a cloud of their own, then the browser's on the same; then the operator's
//! story on another.
//!
//! The tests find the system through their environment:
//!
//! | variable | what |
//! | --- | --- |
//! | `MIP_BASE_URL` | the front door, without a trailing slash |
//! | `MIP_ENDPOINT_URL` | the cloud's own address |
//! | `MIP_COMMAND` | the operator's command, for its story alone |
//! | `MIP_CLOUD` | `ministack`, `localstack` or `external` |
//! | `MIP_TABLE_NAME`, `MIP_SUBMISSIONS_QUEUE_URL`… | each output of the template, its name in capitals |
//! | `LINK_KEYS_SECRET_ID` | the secret that signs links, as functions are told |
//! | `AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` | the same cloud, for SDK clients |

use std::process::ExitCode;

use anyhow::bail;

use super::browser;
use crate::aws::ANYONE;
use crate::cloud::{REGION, Target};
use crate::console::say;
use crate::process::Program;
use crate::session::{Purpose, Session};
use crate::workspace::Workspace;

/// Starts everything, runs the tests, and passes their exit code on. Whoever picks tests by arguments means those
/// of the end-to-end suite only.
pub(super) async fn test(
    workspace: &Workspace,
    target: &Target,
    arguments: &[String],
) -> anyhow::Result<ExitCode> {
    say(format!("End-to-end tests on {}", target.cloud.name()));
    let session = Session::start(workspace, Purpose::Test, target, 0).await?;
    let status = suite(workspace, target, &session, "e2e")?.args(arguments.iter().cloned()).run().await?;
    if !status.success() || !arguments.is_empty() {
        return Ok(super::code(status));
    }
    let status = browser::walk(workspace, &session, &[]).await?;
    if !status.success() {
        return Ok(super::code(status));
    }
    drop(session);
    Box::pin(operator(workspace, target)).await
}

/// What an operator does with `mip`, on a system of its own: it stops the service, and its moderators must not have their mails gathered.
pub(super) async fn operator(workspace: &Workspace, target: &Target) -> anyhow::Result<ExitCode> {
    say(format!("The operator's story on {}", target.cloud.name()));
    let session = Session::start(workspace, Purpose::Test, target, 0).await?;
    let build = Program::new("cargo").args(["build", "--quiet", "--bin", "mip"]);
    if !build.directory(workspace.root()).run().await?.success() {
        bail!("mip does not compile");
    }
    let mip = workspace.target().join("debug/mip").display().to_string();
    let story = suite(workspace, target, &session, "operator")?.args(["--nocapture"]).env("MIP_COMMAND", mip);
    Ok(super::code(story.run().await?))
}

/// A test program of `tests`, told where everything is.
fn suite(workspace: &Workspace, target: &Target, session: &Session, name: &str) -> anyhow::Result<Program> {
    let endpoint = &session.cloud.endpoint;
    let mut cargo = Program::new("cargo")
        .args(["test", "--quiet", "--features", "pipeline-tests/e2e", "--test", name, "--"])
        .directory(workspace.root())
        .env("MIP_BASE_URL", &session.base_url)
        .env("MIP_ENDPOINT_URL", endpoint)
        .env("MIP_CLOUD", target.cloud.name())
        .env("LINK_KEYS_SECRET_ID", session.stack.output("LinkKeysSecretId")?)
        .env("AWS_ENDPOINT_URL", endpoint)
        .env("AWS_REGION", REGION)
        .env("AWS_ACCESS_KEY_ID", ANYONE)
        .env("AWS_SECRET_ACCESS_KEY", ANYONE);
    for (name, value) in session.stack.outputs() {
        cargo = cargo.env(&variable(name), value);
    }
    Ok(cargo)
}

/// `SubmissionsQueueUrl` → `MIP_SUBMISSIONS_QUEUE_URL`.
fn variable(output: &str) -> String {
    let mut name = String::from("MIP");
    for letter in output.chars() {
        if letter.is_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_uppercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_is_a_variable() {
        assert_eq!(variable("SubmissionsQueueUrl"), "MIP_SUBMISSIONS_QUEUE_URL");
    }
}
