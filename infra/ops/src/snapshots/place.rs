//! Where snapshots are looked for, and how without listing every file of every night.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use jiff::civil::Date;
use model::edition::Year;
use site::{Bucket, BucketError};
use snapshot::folder;

/// Where the files of a snapshot are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// Where they were written.
    Bucket,
    /// In a copy.
    Folder(PathBuf),
}

/// The editions that have anything under `snapshots/`, in order of year.
pub(super) async fn editions(bucket: &Bucket) -> Result<Vec<Year>, BucketError> {
    let years = names(bucket, "snapshots/").await?;
    Ok(years.iter().filter_map(|year| year.parse::<i16>().ok()).map(Year::from).collect())
}

/// The dates that an edition has anything of, in order.
pub(super) async fn dates(bucket: &Bucket, year: Year) -> Result<Vec<Date>, BucketError> {
    let dates = names(bucket, &format!("snapshots/{year}/")).await?;
    Ok(dates.iter().filter_map(|date| date.parse().ok()).collect())
}

/// The names right under a folder, two calls for each: from the first key of one, past all of its files, to the next.
async fn names(bucket: &Bucket, folder: &str) -> Result<BTreeSet<String>, BucketError> {
    let (mut names, mut after) = (BTreeSet::new(), folder.to_owned());
    while let Some(key) = bucket.first_after(folder, &after).await? {
        let name = key[folder.len()..].split('/').next().unwrap_or_default().to_owned();
        after = format!("{folder}{name}/\u{10FFFF}").max(key);
        names.insert(name);
    }
    Ok(names)
}

impl Place {
    /// The paths of the files that are there.
    pub(super) async fn paths(
        &self,
        bucket: &Bucket,
        year: Year,
        date: Date,
        root: &str,
    ) -> anyhow::Result<BTreeSet<String>> {
        match self {
            Self::Bucket => {
                let folder = format!("{}{root}/", folder(year, date));
                let keys = bucket.list(&folder).await?.into_keys();
                Ok(keys.map(|key| key[folder.len()..].to_owned()).collect())
            }
            Self::Folder(folder) => {
                let mut paths = BTreeSet::new();
                walk(folder, "", &mut paths)?;
                Ok(paths)
            }
        }
    }

    /// The content of a file that is there.
    pub(super) async fn read(
        &self,
        bucket: &Bucket,
        year: Year,
        date: Date,
        root: &str,
        path: &str,
    ) -> anyhow::Result<Vec<u8>> {
        match self {
            Self::Bucket => Ok(bucket.content(&format!("{}{root}/{path}", folder(year, date))).await?.0),
            Self::Folder(folder) => {
                let file = folder.join(path);
                std::fs::read(&file).with_context(|| format!("{} cannot be read", file.display()))
            }
        }
    }
}

/// Every file below a folder, as its path from there.
pub(super) fn walk(folder: &Path, before: &str, paths: &mut BTreeSet<String>) -> anyhow::Result<()> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("{} cannot be read", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let path = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{path}/"), paths)?;
        } else {
            paths.insert(path);
        }
    }
    Ok(())
}
