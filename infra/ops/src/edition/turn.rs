//! Opening an edition, closing it, archiving it.

use anyhow::{Result, bail};
use jiff::Timestamp;
use model::edition::{Edition, State, Year};
use model::zone::Zone;
use runtime::Clock;
use store::{KeptEdition, Store, StoreError, insist};

use super::answer::{Answer, state, unsaid_note};
use super::find;
use super::remains::Remains;

/// Makes it the current edition, open.
pub(super) async fn open(store: &Store, year: Year, yes: bool, clock: &Clock) -> Result<Answer> {
    again(async || {
        let (read, current, now) = (find(store, year).await?, store.current_edition().await?, clock.now());
        let is_current = current.as_ref().is_some_and(|current| current.year == year);
        if is_current && read.edition.state == State::Open {
            let said = format!("The edition {year} is open (it was already).");
            return Ok(Answer::new(&read.edition, false, said));
        }
        let doubts = doubts(store, &read, current.filter(|_| !is_current).as_ref(), now).await?;
        if !yes && !doubts.is_empty() {
            bail!(
                "the edition {year} is not opened: {}; add --yes to open it all the same",
                doubts.join("; ")
            );
        }
        let after = read.edition.clone().opened();
        store.make_current(&read, &after, now).await?;
        let said = format!(
            "The edition {year} is open: it takes proposals until {}, and its pages are being rendered.",
            after.period.last()
        );
        let mut notes: Vec<_> = unsaid_note(&after).into_iter().collect();
        if store.team().await?.is_empty() {
            notes.push("nobody is in the team yet: mip moderators add <address> --name <name>".to_owned());
        }
        Ok(Answer::new(&after, true, said).with_notes(notes))
    })
    .await
}

/// What speaks against opening it; `other` is the current edition when it is another.
async fn doubts(
    store: &Store,
    read: &KeptEdition,
    other: Option<&Edition>,
    now: Timestamp,
) -> Result<Vec<String>> {
    let (edition, today) = (&read.edition, Zone::PARIS.date(now));
    let mut doubts = Vec::new();
    if edition.is_over(today) {
        doubts.push(format!(
            "its last day was {}: it would be the site’s home and take no proposal",
            edition.period.last()
        ));
    }
    if matches!(edition.state, State::Archived { .. }) {
        doubts.push(format!("it is {}", state(edition.state)));
    }
    if let Some(other) = other {
        let (year, last) = (other.year, other.period.last());
        if !other.is_over(today) {
            doubts.push(format!("{year} is the current edition, and lasts until {last}"));
        }
        let remains = Remains::of(store, year).await?.said(year);
        if !remains.is_empty() {
            doubts.push(format!("in {year} nobody would be reminded that {}", remains.join(", and that ")));
        }
    }
    Ok(doubts)
}

/// Ends the taking of proposals.
pub(super) async fn close(store: &Store, year: Year, clock: &Clock) -> Result<Answer> {
    again(async || {
        let (read, now) = (find(store, year).await?, clock.now());
        let Ok(after) = read.edition.clone().closed(now) else {
            bail!("the edition {year} has never been open, so it takes no proposal");
        };
        if after == read.edition {
            let said = format!("The edition {year} takes no proposals: it is {}.", state(after.state));
            return Ok(Answer::new(&after, false, said));
        }
        store.change_edition(&read, &after, now).await?;
        let remains = Remains::of(store, year).await?.said(year);
        let said = format!(
            "The edition {year} takes no proposals any more; what was proposed goes on. mip edition open {year} takes it back."
        );
        Ok(Answer::new(&after, true, said).with_notes(remains))
    })
    .await
}

/// Notes that nothing is left to do.
pub(super) async fn archive(store: &Store, year: Year, clock: &Clock) -> Result<Answer> {
    again(async || {
        let (read, now) = (find(store, year).await?, clock.now());
        let after = match read.edition.clone().archived(now) {
            Ok(after) => after,
            Err(error) => bail!(
                "the edition {year} is not archived: {error} (it is {}, and its last day is {})",
                state(read.edition.state),
                read.edition.period.last()
            ),
        };
        if after == read.edition {
            let said = format!("The edition {year} is {} (it was already).", state(after.state));
            return Ok(Answer::new(&after, false, said));
        }
        let remains = Remains::of(store, year).await?.said(year);
        if !remains.is_empty() {
            bail!("the edition {year} is not archived: {}", remains.join("; "));
        }
        store.change_edition(&read, &after, now).await?;
        let said = format!(
            "The edition {year} is archived. Its programme stays where it is; personal data are erased when the register says so."
        );
        Ok(Answer::new(&after, true, said))
    })
    .await
}

/// Reads and decides again when someone else has changed the edition in between.
async fn again(attempt: impl AsyncFn() -> Result<Answer>) -> Result<Answer> {
    let is_conflict =
        |error: &anyhow::Error| error.downcast_ref::<StoreError>().is_some_and(StoreError::is_conflict);
    insist(attempt, is_conflict).await
}
