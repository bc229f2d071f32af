//! The static files of the site: the design system's and the search library, from their pinned packages, and the pages' own.

mod stylesheet;

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Deserialize;

use self::stylesheet::{Sheet, combine};
use crate::npm;
use crate::workspace::Workspace;

/// How long a browser may keep these files. Their names carry no version, so not for ever.
pub const CACHE_CONTROL: &str = "public, max-age=86400";

/// A static file of the site.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its key in the site's bucket.
    pub key: String,
    /// Where it is on this machine.
    pub path: PathBuf,
    /// Its content type.
    pub content_type: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Selection {
    components: Vec<String>,
    fonts: Vec<String>,
    icons: Vec<String>,
}

/// Installs the package if it is not there, and writes the files to `target/assets`.
pub async fn gather(workspace: &Workspace) -> anyhow::Result<Vec<Asset>> {
    let package = workspace.asset_package();
    npm::install(workspace, &package).await?;
    let dist = package.join("node_modules/@gouvfr/dsfr/dist");
    let selection = std::fs::read_to_string(package.join("selection.toml"))?;
    let selection: Selection = toml::from_str(&selection).context("selection.toml cannot be read")?;

    let sheets = sheets(&dist, &selection.components)?;
    let combined = combine(&sheets, &selection.fonts, &selection.icons);
    let output = workspace.target().join("assets");
    if output.exists() {
        std::fs::remove_dir_all(&output)?;
    }
    let mut assets = vec![write(&output, "dsfr/dsfr.css", combined.css.as_bytes())?];
    for file in combined.files {
        assets.push(copy(&dist, &output, &file)?);
    }
    for file in std::fs::read_dir(dist.join("favicon"))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        assets.push(copy(&dist, &output, &format!("favicon/{name}"))?);
    }
    // What searches the programme: a module without dependencies, as its package has it.
    let search = std::fs::read(package.join("node_modules/minisearch/dist/es/index.js"))
        .context("minisearch is not where its package had it")?;
    assets.push(write(&output, "minisearch.js", &search)?);
    for file in std::fs::read_dir(workspace.site_assets())? {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        assets.push(write(&output, &name, &std::fs::read(file.path())?)?);
    }
    Ok(assets)
}

fn sheets(dist: &Path, components: &[String]) -> anyhow::Result<Vec<Sheet>> {
    let core = ("core".to_owned(), "core");
    let components = components.iter().map(|name| (format!("component/{name}"), name.as_str()));
    let all: Vec<_> = std::iter::once(core).chain(components).collect();
    let mut sheets = Vec::new();
    for (folder, name) in &all {
        let file = dist.join(folder).join(format!("{name}.main.min.css"));
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("the design system has no component `{name}`"))?;
        sheets.push(Sheet { folder: folder.clone(), text });
    }
    // What paper changes comes after all else, as in the design system's own sheet; not every component has some.
    for (folder, name) in &all {
        let file = dist.join(folder).join(format!("{name}.print.min.css"));
        if file.exists() {
            sheets.push(Sheet { folder: folder.clone(), text: std::fs::read_to_string(&file)? });
        }
    }
    Ok(sheets)
}

fn copy(dist: &Path, output: &Path, file: &str) -> anyhow::Result<Asset> {
    let bytes = std::fs::read(dist.join(file)).with_context(|| format!("the design system has no {file}"))?;
    write(output, &format!("dsfr/{file}"), &bytes)
}

fn write(output: &Path, file: &str, bytes: &[u8]) -> anyhow::Result<Asset> {
    let path = output.join(file);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&path, bytes)?;
    Ok(Asset { key: format!("assets/{file}"), path, content_type: content_type(file) })
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
