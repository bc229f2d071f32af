//! What must be on the machine, and what to do when it is not.

use std::process::Stdio;

use anyhow::bail;
use tokio::process::Command;

use crate::cloud::CloudKind;

/// The Python that installs and runs the emulators.
pub const PYTHON: &str = "python3";

/// What the cloud and the pages need, checked before anything is built.
pub async fn check(cloud: CloudKind) -> anyhow::Result<()> {
    npm().await?;
    if cloud != CloudKind::External {
        python().await?;
    }
    if cloud == CloudKind::Localstack {
        java().await?;
    }
    Ok(())
}

/// Python 3.10 or newer.
async fn python() -> anyhow::Result<()> {
    let advice = "install Python 3.10 or newer (3.11 for LocalStack), with its venv module";
    let Some(said) = output_of(PYTHON, &["--version"]).await else {
        bail!("`{PYTHON}` was not found: {advice}");
    };
    match numbers(&said) {
        Some((3, minor)) if minor >= 10 => Ok(()),
        _ => bail!("`{PYTHON}` is {}: {advice}", said.trim()),
    }
}

/// Java 17 or newer, for DynamoDB Local.
async fn java() -> anyhow::Result<()> {
    let advice =
        "install a Java runtime, 17 or newer (Debian: openjdk-17-jre-headless), or use CLOUD=ministack";
    let Some(said) = output_of("java", &["-version"]).await else {
        bail!("LocalStack's database needs Java and `java` was not found: {advice}");
    };
    match said.split('"').nth(1).and_then(numbers) {
        Some((major, _)) if major >= 17 => Ok(()),
        _ => bail!("`java` is too old ({}): {advice}", said.lines().next().unwrap_or_default()),
    }
}

/// npm, for the design system's files and DynamoDB Local.
async fn npm() -> anyhow::Result<()> {
    if output_of("npm", &["--version"]).await.is_none() {
        bail!("`npm` was not found: install Node.js 20 or newer");
    }
    Ok(())
}

/// What a program says, or nothing when it cannot be run.
async fn output_of(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).output().await.ok()?;
    let said = [output.stdout, output.stderr].concat();
    output.status.success().then(|| String::from_utf8_lossy(&said).into_owned())
}

/// The first two numbers of a version.
fn numbers(text: &str) -> Option<(u32, u32)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let mut parts = text.get(start..)?.split(|letter: char| !letter.is_ascii_digit());
    let major = parts.next()?.parse().ok()?;
    Some((major, parts.next().and_then(|minor| minor.parse().ok()).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_their_programs_say_them() {
        assert_eq!(numbers("Python 3.11.7\n"), Some((3, 11)));
        assert_eq!(numbers("17.0.15"), Some((17, 0)));
        assert_eq!(numbers("21"), Some((21, 0)));
        assert_eq!(numbers("none"), None);
    }
}
