//! Building the functions and packing each as Lambda takes it: a zip with one file, `bootstrap`.

use std::fs::File;
use std::io::{BufWriter, copy};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, bail};
use tokio::task::JoinSet;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::process::Program;
use crate::workspace::Workspace;

/// Every function: a package and a binary of the same name.
pub const FUNCTIONS: [&str; 16] = [
    "intake",
    "organise",
    "illustrate",
    "validate",
    "moderate",
    "subscribe",
    "compose",
    "newsletter",
    "desk",
    "relay",
    "send",
    "feedback",
    "publish",
    "snapshot",
    "typeset",
    "purge",
];

/// Builds every function in one call, quickly rather than small.
///
/// Without `-p`, like every `cargo` call of the Makefile: cargo then chooses the dependencies' features for the whole
/// workspace, and compiles each dependency once instead of once per selection.
pub async fn build(workspace: &Workspace) -> anyhow::Result<()> {
    let binaries = FUNCTIONS.iter().flat_map(|name| ["--bin", name]);
    let cargo = Program::new("cargo").args(["build", "--quiet"]).args(binaries);
    let status = cargo.directory(workspace.root()).run().await?;
    if !status.success() {
        bail!("the functions do not compile");
    }
    Ok(())
}

/// The functions' zips, packed again only when their binary has changed.
pub async fn pack(workspace: &Workspace) -> anyhow::Result<Vec<(&'static str, PathBuf)>> {
    let zips = workspace.scratch().join("functions");
    std::fs::create_dir_all(&zips)?;
    let mut packing = JoinSet::new();
    for name in FUNCTIONS {
        let binary = workspace.target().join("debug").join(name);
        let zip = zips.join(format!("{name}.zip"));
        packing.spawn_blocking(move || pack_one(&binary, &zip).map(|()| (name, zip)));
    }
    packing.join_all().await.into_iter().collect()
}

/// The architecture of this machine, by the template's names.
pub fn architecture() -> &'static str {
    if cfg!(target_arch = "aarch64") { "arm64" } else { "x86_64" }
}

fn pack_one(binary: &Path, zip: &Path) -> anyhow::Result<()> {
    let built = std::fs::metadata(binary)
        .and_then(|metadata| metadata.modified())
        .with_context(|| format!("the build made no {}", binary.display()))?;
    if packed_at(zip).is_some_and(|packed| packed > built) {
        return Ok(());
    }
    // Under another name first, of this process alone: an interrupted run leaves no half zip that looks finished, and two
    // runs at once do not take each other's away.
    let unfinished = zip.with_extension(format!("{}.unfinished", std::process::id()));
    let mut writer = ZipWriter::new(BufWriter::new(File::create(&unfinished)?));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1))
        .unix_permissions(0o755)
        .large_file(false);
    writer.start_file("bootstrap", options)?;
    copy(&mut File::open(binary)?, &mut writer)?;
    writer.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
    std::fs::rename(&unfinished, zip)?;
    Ok(())
}

fn packed_at(zip: &Path) -> Option<SystemTime> {
    std::fs::metadata(zip).and_then(|metadata| metadata.modified()).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_function_is_packed_again_only_when_it_has_changed() {
        let folder = std::env::temp_dir().join(format!("mip-pack-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (binary, zip) = (folder.join("function"), folder.join("function.zip"));
        let built =
            |at: SystemTime| File::options().write(true).open(&binary).unwrap().set_modified(at).unwrap();
        std::fs::write(&binary, b"program").unwrap();
        built(SystemTime::UNIX_EPOCH + Duration::from_secs(1));
        pack_one(&binary, &zip).unwrap();
        let first = packed_at(&zip).unwrap();
        pack_one(&binary, &zip).unwrap();
        assert_eq!(packed_at(&zip).unwrap(), first);
        built(first + Duration::from_secs(1));
        File::options().write(true).open(&zip).unwrap().set_modified(first - Duration::from_secs(1)).unwrap();
        pack_one(&binary, &zip).unwrap();
        assert!(packed_at(&zip).unwrap() > first - Duration::from_secs(1), "packed anew");

        let mut archive = zip::ZipArchive::new(File::open(&zip).unwrap()).unwrap();
        let entry = archive.by_name("bootstrap").unwrap();
        assert_eq!(entry.unix_mode().unwrap() & 0o777, 0o755);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
