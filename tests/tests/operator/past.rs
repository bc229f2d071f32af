//! The table is copied, life goes on, and the copy is brought back: what was withdrawn is there again, whoever was erased
//! or has left is not.

use std::time::Duration;

use anyhow::ensure;
use local::demo::subscriber::{self, Subscriber};
use local::demo::{follow_up, reader};
use local::visitor::Visitor;
use model::edition::Edition;
use tokio::time::{Instant, sleep};

use crate::events::Published;
use crate::keys::Reader;
use crate::mip::{mip, mip_with};

const PATIENCE: Duration = Duration::from_mins(1);

/// Gives the copy's name.
pub(crate) fn is_copied() -> anyhow::Result<&'static str> {
    const COPY: &str = "mip-copy";
    mip("restore copy --to mip-copy")?.done()?;
    Ok(COPY)
}

/// An event is withdrawn by mistake, an organiser is erased, a reader leaves.
pub(crate) async fn goes_on(
    visitor: &Visitor,
    edition: &Edition,
    kept: &Published,
    left: &Published,
    reader: &Reader,
) -> anyhow::Result<()> {
    let withdraw = ["events", "withdraw", &kept.id, "--reason", "Une erreur de l’opérateur."];
    mip_with(&withdraw)?.refused(1, "--yes")?;
    mip_with(&[&withdraw[..], &["--yes"]].concat())?.done()?;
    is_gone(visitor, edition, kept).await?;

    let address = &left.sample.organiser_email;
    ensure!(is_known(address)?, "nothing is known of {address}");
    let planned = mip_with(&["person", "erase", address])?.all();
    ensure!(planned.contains("--yes") && is_known(address)?, "not a dry run: {planned}");
    mip_with(&["person", "erase", address, "--yes"])?.done()?;
    mip_with(&["person", "erase", address, "--yes"])?.done()?; // twice is once
    ensure!(!is_known(address)?, "{address} is still known");
    reader::sees_published(visitor, edition, &left.sample).await?;

    subscriber::leave(visitor, &reader.choices, false).await
}

/// Brings the copy back.
pub(crate) async fn comes_back(
    visitor: &Visitor,
    edition: &Edition,
    kept: &Published,
    left: &Published,
    reader: &Reader,
    copy: &str,
) -> anyhow::Result<()> {
    let planned = mip_with(&["restore", "--from-table", copy])?.all();
    ensure!(planned.contains("--yes"), "not a dry run: {planned}");
    is_gone(visitor, edition, kept).await?;
    mip_with(&["restore", "--from-table", copy, "--drain", "2", "--without-undo", "--yes"])?.done()?;

    reader::sees_published(visitor, edition, &kept.sample).await?;
    reader::sees_published(visitor, edition, &left.sample).await?;
    ensure!(!is_known(&left.sample.organiser_email)?, "who was erased has come back");
    subscriber::has_left(visitor, &reader.choices).await?;

    // The service runs again: a mail that the table asks for leaves.
    follow_up::asks_for_links(visitor, &kept.sample).await?;
    let newcomer = Subscriber { email: "apres.restauration@exemple.gouv.fr".into(), region: None };
    subscriber::ask(visitor, &newcomer).await?;
    subscriber::asked_to_confirm(visitor, &newcomer).await?;
    Ok(())
}

/// Whether anything is held on an address.
fn is_known(address: &str) -> anyhow::Result<bool> {
    let file = std::env::temp_dir().join(format!("mip-person-{}.json", std::process::id()));
    let _ = std::fs::remove_file(&file);
    let path = file.display().to_string();
    mip_with(&["person", "export", address, "--output", &path])?.done()?;
    let held = std::fs::read_to_string(&file)?;
    std::fs::remove_file(&file)?;
    Ok(held.matches(address).count() > 1) // the file names the address that was asked for
}

async fn is_gone(visitor: &Visitor, edition: &Edition, event: &Published) -> anyhow::Result<()> {
    let deadline = Instant::now() + PATIENCE;
    let list = format!("/{}/evenements/", edition.year);
    while visitor.open(&list).await?.expect_status(200)?.source().contains(&event.id) {
        ensure!(Instant::now() < deadline, "{} is still in the list after {PATIENCE:?}", event.id);
        sleep(Duration::from_millis(200)).await; // between two looks at the site
    }
    Ok(())
}
