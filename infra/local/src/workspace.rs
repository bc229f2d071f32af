//! Where things are in the repository.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

/// The checkout that the command works on.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the checkout from the current folder upwards.
    pub fn find() -> anyhow::Result<Self> {
        let here = std::env::current_dir().context("cannot tell the current folder")?;
        for folder in here.ancestors() {
            if folder.join("infra/template.yaml").is_file() {
                return Ok(Self { root: folder.to_owned() });
            }
        }
        bail!("no infra/template.yaml here or above: run this inside the repository");
    }

    /// The root of the checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The production template.
    pub fn template(&self) -> PathBuf {
        self.root.join("infra/template.yaml")
    }

    /// The emulators' installers and launchers.
    pub fn clouds(&self) -> PathBuf {
        self.root.join("infra/local/clouds")
    }

    /// The package of the design system's files.
    pub fn asset_package(&self) -> PathBuf {
        self.root.join("infra/assets")
    }

    /// The demonstration's events.
    pub fn samples(&self) -> PathBuf {
        self.root.join("infra/local/samples")
    }

    /// The pages' own static files, beside the design system's.
    pub fn site_assets(&self) -> PathBuf {
        self.root.join("shared/web/assets")
    }

    /// Where builds go.
    pub fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// What this command writes: zips, logs.
    pub fn scratch(&self) -> PathBuf {
        self.target().join("local")
    }
}
