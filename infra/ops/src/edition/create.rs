//! Writing an edition from its file.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail};
use model::edition::{Edition, State, Year};
use model::publication::Publication;
use model::schedule::{Period, Schedule};
use runtime::Clock;
use store::{KeptEdition, Store, StoreError, insist};

use super::answer::{Answer, unsaid_note};
use super::difference::{self, Difference};
use super::{check, find};

/// What is to become of an edition that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// Nothing: it is a mistake.
    Create,
    /// See what would change.
    Compare,
    /// Change it.
    Replace,
}

/// The edition that a file describes.
pub(super) fn read(path: &Path, year: Year) -> Result<Edition> {
    if Edition::usual_period(year).is_none() {
        bail!("{year} is not the year of an edition: 2024 or later");
    }
    let is_input = path.as_os_str() == "-";
    let name = if is_input { "the standard input".into() } else { path.display().to_string() };
    let text = if is_input {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    let text = text.with_context(|| {
        format!("{name} cannot be read (mip edition create --example prints a file to start from)")
    })?;
    match check::read(&text, year) {
        Ok(edition) => Ok(edition),
        Err(wrong) => bail!("{name} is not an edition: {}", wrong.join("; ")),
    }
}

/// Writes it, or says what would change.
pub(super) async fn write(store: &Store, edition: Edition, wish: Wish, clock: &Clock) -> Result<Answer> {
    let year = edition.year;
    let is_conflict =
        |error: &anyhow::Error| error.downcast_ref::<StoreError>().is_some_and(StoreError::is_conflict);
    let attempt = async || match store.kept_edition(year).await? {
        None => create(store, &edition).await,
        Some(kept) => change(store, &kept, &edition, wish, clock).await,
    };
    insist(attempt, is_conflict).await
}

async fn create(store: &Store, edition: &Edition) -> Result<Answer> {
    store.create_edition(edition).await?;
    let year = edition.year;
    let said = format!(
        "The edition {year} is written, and nobody sees it yet: mip edition show {year}, then mip edition open {year}"
    );
    Ok(Answer::new(edition, true, said).with_notes(unsaid_note(edition).into_iter().collect()))
}

async fn change(
    store: &Store,
    kept: &KeptEdition,
    typed: &Edition,
    wish: Wish,
    clock: &Clock,
) -> Result<Answer> {
    let (before, after) = (&kept.edition, Edition { state: kept.edition.state, ..typed.clone() });
    let year = before.year;
    let differences = difference::between(before, &after)?;
    if differences.is_empty() {
        return Ok(Answer::new(before, false, format!("The edition {year} says what the file says.")));
    }
    if wish == Wish::Create {
        let fields: Vec<_> = differences.iter().map(|it| it.field.as_str()).collect();
        bail!(
            "there is an edition {year} already, and the file differs from it in {}: --replace shows how",
            fields.join(", ")
        );
    }
    let notes = notes(store, before, &after, &differences).await?;
    if wish == Wish::Compare {
        let said = "Nothing is written: add --apply to write it.";
        return Ok(Answer::new(before, false, said).with_differences(differences).with_notes(notes));
    }
    store.change_edition(kept, &after, clock.now()).await?;
    let rendered = if after.state == State::Prepared { "" } else { "; its pages are being rendered" };
    let said = format!("The edition {year} is changed{rendered}.");
    let after = find(store, year).await?.edition;
    Ok(Answer::new(&after, true, said).with_differences(differences).with_notes(notes))
}

/// What the change does to events that are there.
async fn notes(
    store: &Store,
    before: &Edition,
    after: &Edition,
    differences: &[Difference],
) -> Result<Vec<String>> {
    let mut notes: Vec<String> = unsaid_note(after).into_iter().collect();
    let is_touched = |field: &str| differences.iter().any(|it| it.field.starts_with(field));
    if !is_touched("period") && !is_touched("themes") {
        return Ok(notes);
    }
    let published = store.publications(before.year).await?;
    let outside = published.iter().filter(|event| !is_within(event, after.period)).count();
    if is_touched("period") && outside > 0 {
        notes.push(format!(
            "{outside} published events begin outside of the new days: they stay in the programme"
        ));
    }
    let has_lost = |event: &&Publication| {
        event.content.themes.iter().any(|theme| after.theme(&theme.code) != Some(theme))
    };
    let lost = published.iter().filter(has_lost).count();
    if is_touched("themes") && lost > 0 {
        notes.push(format!(
            "{lost} published events have a theme that the file does not have, or names otherwise: they keep it as it was"
        ));
    }
    Ok(notes)
}

fn is_within(event: &Publication, period: Period) -> bool {
    match &event.content.schedule {
        schedule @ Schedule::Slots { .. } => period.contains(schedule.first_day()),
        Schedule::Period { .. } => true,
    }
}
