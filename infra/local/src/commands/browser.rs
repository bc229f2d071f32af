//! `local browser`: the tests that a browser runs, alone; `local test` runs them after its own.
//!
//! `tests/browser/run.mjs` finds a Chromium and starts the tests. The environment may say which Chromium
//! (`MIP_CHROMIUM`), and that there must be one (`MIP_BROWSER=required`).

use std::process::{ExitCode, ExitStatus};

use crate::cloud::Target;
use crate::console::{say, step};
use crate::npm;
use crate::process::Program;
use crate::session::{Purpose, Session};
use crate::workspace::Workspace;

/// Where the tests are, from the root of the checkout.
const PACKAGE: &str = "tests/browser";

/// Starts everything, runs the tests, and passes their exit code on.
pub(super) async fn browser(
    workspace: &Workspace,
    target: &Target,
    files: &[String],
) -> anyhow::Result<ExitCode> {
    say(format!("Browser tests on {}", target.cloud.name()));
    let session = Session::start(workspace, Purpose::Test, target, 0).await?;
    Ok(super::code(walk(workspace, &session, files).await?))
}

/// Runs the tests on a system that is up: these files of them, or all.
pub(super) async fn walk(
    workspace: &Workspace,
    session: &Session,
    files: &[String],
) -> anyhow::Result<ExitStatus> {
    let package = workspace.root().join(PACKAGE);
    step("install a browser", npm::install(workspace, &package)).await?;
    Program::new("node")
        .args(["run.mjs"])
        .args(files.iter().map(String::as_str))
        .directory(&package)
        .env("MIP_BASE_URL", &session.base_url)
        .run()
        .await
}
