//! The next edition, from the file of the one before.

use std::time::Duration;

use anyhow::{Context, ensure};
use local::visitor::Visitor;
use model::edition::Edition;
use tokio::time::{Instant, sleep};

use crate::mip::{mip, mip_with};
use crate::system::table;

/// How long its first page may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// Takes last year's file, changes the year, and opens the edition.
pub(crate) async fn opens(visitor: &Visitor) -> anyhow::Result<Edition> {
    let current = table().await.current_edition().await?.context("no edition is open")?;
    let (before, year) = (current.year.to_string(), (current.year.get() + 1).to_string());
    let file = std::env::temp_dir().join(format!("mip-edition-{}.toml", std::process::id()));
    let path = file.to_str().context("a path of text")?;
    std::fs::write(&file, mip(&format!("edition show {before} --toml"))?.done()?.replace(&before, &year))?;

    mip_with(&["edition", "create", &year, "--file", path])?.done()?;
    mip_with(&["edition", "create", &year, "--file", path])?.done()?; // twice is once
    std::fs::write(&file, std::fs::read_to_string(&file)?.replace("equipe@", "autre@"))?;
    mip_with(&["edition", "create", &year, "--file", path])?.refused(1, "--replace")?;
    std::fs::remove_file(&file)?;
    let unseen = visitor.open(&format!("/{year}/")).await?;
    ensure!(unseen.status() == 404, "it is seen before it is opened: {}", unseen.shown());

    mip(&format!("edition open {year}"))?.refused(1, "--yes")?;
    mip(&format!("edition open {year} --yes"))?.done()?;
    mip(&format!("edition open {year}"))?.done()?;
    has_a_home(visitor, &year).await?;
    mip("moderators add noa.hoarau@exemple.gouv.fr --name Noa --region 04 --rhythm digest")?.done()?;
    mip("moderators add noa.hoarau@exemple.gouv.fr --name Noa --region 999")?.refused(1, "999")?;
    table()
        .await
        .edition(current.year.get().saturating_add(1).into())
        .await?
        .context("it is not in the table")
}

async fn has_a_home(visitor: &Visitor, year: &str) -> anyhow::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let page = visitor.open(&format!("/{year}/")).await?;
        if page.status() == 200 {
            return Ok(());
        }
        ensure!(Instant::now() < deadline, "no home within {PATIENCE:?}: {}", page.shown());
        sleep(Duration::from_millis(200)).await; // between two looks at the site
    }
}
