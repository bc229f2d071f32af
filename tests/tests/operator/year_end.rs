//! The year is looked at, and closed.

use std::time::Duration;

use anyhow::ensure;
use local::lambda;
use local::visitor::Visitor;
use model::edition::Edition;
use tokio::time::{Instant, sleep};

use crate::mip::{mip, mip_with};
use crate::system::variable;

const PATIENCE: Duration = Duration::from_mins(1);

/// The night's snapshot is taken out and compared, the account looked at, the report written, the edition closed.
pub(crate) async fn is_looked_at_and_closed(visitor: &Visitor, edition: &Edition) -> anyhow::Result<()> {
    lambda::invoke(&variable("MIP_ENDPOINT_URL"), &variable("MIP_SNAPSHOT_FUNCTION_NAME")).await?;
    mip("snapshot verify latest")?.done()?;
    let folder = std::env::temp_dir().join(format!("mip-snapshot-{}", std::process::id()));
    let path = folder.display().to_string();
    mip_with(&["snapshot", "restore", "latest", "--to", &path])?.done()?;
    mip_with(&["snapshot", "verify", "latest", "--against", &path])?.done()?;
    ensure!(folder.join(edition.year.to_string()).join("index.html").is_file(), "no home in the copy");
    std::fs::remove_dir_all(&folder)?;

    let findings = mip("--json doctor")?.json()?;
    ensure!(
        findings.to_string().contains("snapshots"),
        "the doctor has not looked at the snapshots: {findings}"
    );
    let report = mip(&format!("report --edition {} --format html", edition.year))?.done()?;
    ensure!(report.contains("<svg") && report.contains("lang=\"fr\""), "no page with charts: {report}");
    mip("--json cost")?.json()?;

    mip(&format!("edition close {}", edition.year))?.done()?;
    let form = visitor.open("/proposer/commencer").await?;
    ensure!(form.form_with(&["title"]).is_err(), "it takes proposals after its end: {}", form.shown());
    invites_nobody(visitor, &format!("/{}/", edition.year)).await?;
    mip(&format!("edition archive {}", edition.year))?.refused(1, "last day").map(drop)
}

/// The home is rendered anew, without its invitation to propose.
async fn invites_nobody(visitor: &Visitor, home: &str) -> anyhow::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while visitor.open(home).await?.expect_status(200)?.has("main a[href=\"/proposer\"]") {
        ensure!(Instant::now() < deadline, "the home still invites to propose after {PATIENCE:?}");
        sleep(Duration::from_millis(200)).await; // between two looks at the site
    }
    Ok(())
}
