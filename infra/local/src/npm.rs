//! The npm packages of this repository, installed as their lock files say.

use std::path::Path;

use crate::process::Program;
use crate::workspace::Workspace;

/// Installs what the package depends on, unless it is there already.
pub async fn install(workspace: &Workspace, package: &Path) -> anyhow::Result<()> {
    let changed =
        |file: &str| std::fs::metadata(package.join(file)).and_then(|metadata| metadata.modified()).ok();
    // npm writes this file last; it is there once everything else is.
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    let name = package.file_name().unwrap_or_default().to_string_lossy();
    let log = workspace.scratch().join(format!("install-{name}.log"));
    Program::new("npm").args(["ci", "--ignore-scripts"]).directory(package).run_quietly(&log).await
}
